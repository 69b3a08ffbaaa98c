from django.contrib import admin

from apps.actors.models import Actor, ActorCitation
from apps.record.admin import RecordAdmin
from apps.sources.admin import citations


@admin.register(Actor)
class ActorAdmin(RecordAdmin):
    identity = ("name", ("kind", "status"), "aliases", "identifiers")
    columns = ("name", "kind", "dates", "status")
    search_fields = ("slug", "name", "aliases")
    inlines = (citations(ActorCitation, "actor"),)
