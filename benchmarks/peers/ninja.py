"""django-ninja as its documentation has it: a schema, a router, `select_related`, pages by the last slug."""

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

from datetime import date

from django.shortcuts import get_object_or_404
from django.urls import path
from ninja import NinjaAPI, Schema

from apps.cooperation.models import PARTICIPATING, Membership
from benchmarks.peers.links import BASE, ENDS, actor, link, target


class Link(Schema):
    slug: str
    name: str
    kind: str
    url: str


class Spell(Schema):
    slug: str
    url: str
    label: str
    actor: Link
    actor_kind: str
    target: Link
    target_kind: str
    role: str
    standing: str
    participating: bool
    follows: dict[str, str] | None
    proposal: Link | None
    start_edtf: str
    end_edtf: str
    ended: bool
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    start_reason: str
    end_reason: str
    verified_on: date | None
    note: str
    certainty: str | None

    @staticmethod
    def resolve_url(row: Any) -> str:
        return f"{BASE}/memberships/{row.slug}/"

    @staticmethod
    def resolve_label(row: Any) -> str:
        return f"{actor(row).name} – {row.role.replace('-', ' ')} – {target(row).name}"

    @staticmethod
    def resolve_actor(row: Any) -> Any:
        return link(actor(row))

    @staticmethod
    def resolve_actor_kind(row: Any) -> str:
        return actor(row)._meta.model_name

    @staticmethod
    def resolve_target(row: Any) -> Any:
        return link(target(row))

    @staticmethod
    def resolve_target_kind(row: Any) -> str:
        return target(row)._meta.model_name

    @staticmethod
    def resolve_participating(row: Any) -> bool:
        return row.standing in PARTICIPATING

    @staticmethod
    def resolve_follows(row: Any) -> Any:
        return None if row.follows_id is None else {"slug": row.follows_id}

    @staticmethod
    def resolve_proposal(row: Any) -> Any:
        return link(row.proposal)

    @staticmethod
    def resolve_certainty(row: Any) -> None:
        return None


class Page(Schema):
    next: str | None
    previous: str | None
    results: list[Spell]


spells = Membership.objects.filter(withdrawn=False, standing__in=PARTICIPATING).select_related(*ENDS, "proposal")
api = NinjaAPI()


@api.get("/memberships/", response=Page)
def memberships(request: Any, after: str = "") -> Any:
    found = list(spells.filter(slug__gt=after).order_by("slug")[:101])
    return {"next": found[99].slug if len(found) > 100 else None, "previous": None, "results": found[:100]}


@api.get("/memberships/{slug}/", response=Spell)
def membership(request: Any, slug: str) -> Any:
    return get_object_or_404(spells, slug=slug)


urlpatterns = [path("api/v1/", api.urls)]
application = get_wsgi_application()
