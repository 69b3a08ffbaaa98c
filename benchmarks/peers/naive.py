"""Django REST framework as its tutorial has it: a ModelViewSet, a serializer, cursor pages, `select_related`."""

import os
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eudefence.settings")
settings.DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
django.setup()

from rest_framework import pagination, routers, serializers, viewsets
from rest_framework.renderers import JSONRenderer

from apps.cooperation.models import PARTICIPATING, Membership
from benchmarks.peers.links import BASE, ENDS, actor, link, target


class MembershipSerializer(serializers.ModelSerializer):
    url = serializers.SerializerMethodField()
    label = serializers.SerializerMethodField()
    actor = serializers.SerializerMethodField()
    actor_kind = serializers.SerializerMethodField()
    target = serializers.SerializerMethodField()
    target_kind = serializers.SerializerMethodField()
    participating = serializers.SerializerMethodField()
    follows = serializers.SerializerMethodField()
    proposal = serializers.SerializerMethodField()
    certainty = serializers.SerializerMethodField()

    class Meta:
        model = Membership
        fields = (
            "slug", "url", "label", "actor", "actor_kind", "target", "target_kind", "role", "standing",
            "participating", "follows", "proposal", "start_edtf", "end_edtf", "ended", "start_earliest",
            "start_latest", "end_earliest", "end_latest", "start_reason", "end_reason", "verified_on", "note",
            "certainty",
        )  # fmt: skip

    def get_url(self, row: Any) -> str:
        return f"{BASE}/memberships/{row.slug}/"

    def get_label(self, row: Any) -> str:
        return f"{actor(row).name} – {row.role.replace('-', ' ')} – {target(row).name}"

    def get_actor(self, row: Any) -> Any:
        return link(actor(row))

    def get_actor_kind(self, row: Any) -> str:
        return actor(row)._meta.model_name

    def get_target(self, row: Any) -> Any:
        return link(target(row))

    def get_target_kind(self, row: Any) -> str:
        return target(row)._meta.model_name

    def get_participating(self, row: Any) -> bool:
        return row.standing in PARTICIPATING

    def get_follows(self, row: Any) -> Any:
        return None if row.follows_id is None else {"slug": row.follows_id}

    def get_proposal(self, row: Any) -> Any:
        return link(row.proposal)

    def get_certainty(self, row: Any) -> None:
        return None


class Pages(pagination.CursorPagination):
    page_size = 100
    ordering = "slug"


class MembershipViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Membership.objects.filter(withdrawn=False, standing__in=PARTICIPATING).select_related(*ENDS, "proposal")
    serializer_class = MembershipSerializer
    pagination_class = Pages
    renderer_classes = (JSONRenderer,)
    authentication_classes = ()
    permission_classes = ()
    lookup_field = "slug"


router = routers.SimpleRouter()
router.register("api/v1/memberships", MembershipViewSet)
urlpatterns = router.urls
application = get_wsgi_application()
