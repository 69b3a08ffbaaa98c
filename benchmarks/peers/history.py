"""Spells and citations as simple-history's documentation has them: two models, their histories, one call for many."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import connection, models
from psycopg.types.range import DateRange
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history

PERIOD = DateRange(date(2018, 1, 1), None)  # they read no dates: every spell has this one
AT_ONCE = 5_000  # objects in one statement


def key(to: str) -> Any:
    return models.ForeignKey(to, models.PROTECT, to_field="slug", related_name="+")


class Spell(models.Model):
    slug = models.TextField(unique=True)
    member_actor = key("actors.Actor")
    target_format = key("cooperation.Format")
    role = models.TextField()
    standing = models.TextField(default="in-force")
    start_edtf = models.TextField(default="")
    end_edtf = models.TextField(default="")
    ended = models.BooleanField(default=False)
    start_reason = models.TextField(default="")
    end_reason = models.TextField(default="")
    note = models.TextField(default="")
    verified_on = models.DateField(null=True)
    certainly = DateRangeField(default=PERIOD)
    withdrawn = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        app_label = "peers"
        constraints = [
            ExclusionConstraint(
                name="peers_spells_must_not_overlap",
                expressions=[("member_actor", "="), ("target_format", "="), ("role", "="), ("certainly", "&&")],
                condition=models.Q(withdrawn=False),
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Citation(models.Model):
    slug = models.TextField(unique=True)
    spell = models.ForeignKey(Spell, models.PROTECT, to_field="slug", related_name="+")
    source = key("sources.Source")
    stance = models.TextField(default="supports")
    locator = models.TextField(default="")
    footnote = models.TextField(default="")
    as_printed = models.TextField(default="")
    asserted_start = models.TextField(default="")
    asserted_end = models.TextField(default="")
    consulted_on = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        app_label = "peers"

    def __str__(self) -> str:
        return self.slug


def make_tables() -> None:
    """In the transaction of the caller, who takes it back."""
    with connection.schema_editor() as editor:
        for model in (Spell, Citation):
            editor.create_model(model)
            editor.create_model(model.history.model)  # type: ignore[attr-defined]  # simple-history makes it


def write(rows: list[dict[str, str]]) -> None:
    """All ROWS with their citations and both histories."""
    spells, citations = [], []
    for row in rows:
        slug = "-".join(row[name] for name in ("member_actor", "target_format", "role"))
        ends = {"member_actor_id": row["member_actor"], "target_format_id": row["target_format"]}
        spells.append(Spell(slug=slug, role=row["role"], start_edtf=row["start_edtf"], **ends))
        said = {"source_id": row["source"], "locator": row["locator"]}
        citations.append(Citation(slug=f"membership-{slug}-{row['source']}", spell_id=slug, **said))
    bulk_create_with_history(spells, Spell, batch_size=AT_ONCE)
    bulk_create_with_history(citations, Citation, batch_size=AT_ONCE)
