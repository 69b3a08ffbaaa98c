"""What can be asked for: every relation under its public name, with its links and its filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import TextChoices

from apps.actors.models import ActorKind
from apps.chronicle import models as rows
from apps.chronicle.labels import LABELS
from apps.chronicle.models.base import DatedRow
from apps.cooperation.models import FormatKind, PartnershipKind, Role, Standing
from apps.dossier.models import Bound, Effect, LinkKind, Measure, MilestoneKind, Outcome, Unit
from apps.law.models import InstrumentKind, LegalBasisKind
from apps.record.models import Status
from apps.sources.models import SourceKind, Stance


@dataclass(frozen=True, eq=False)
class Resource:
    """One resource: its public name, the kind that links to it carry, and the relation it reads.

    `links` maps a key to the kind it points at, None where each row says (`target_kind`).
    `vocabularies` maps the columns that may be filtered by value to their vocabulary.
    """

    name: str
    kind: str
    model: type[models.Model]
    links: Mapping[str, str | None] = field(default_factory=dict)
    link_lists: Mapping[str, str | None] = field(default_factory=dict)
    vocabularies: Mapping[str, type[TextChoices]] = field(default_factory=dict)
    dated: bool = True
    standing: str = ""  # what is asked for when nobody says; empty: it has no standing
    key: str = "slug"
    remembered: bool = True  # takes known_at

    @cached_property
    def relation(self) -> str:
        """The name of its relation in schema `eudefence`."""
        return self.model._meta.db_table.split('"')[-2].removeprefix("published_")

    @cached_property
    def columns(self) -> "list[models.Field[Any, Any]]":
        """What it is first, its dates and notes last: the order of the relation."""
        return sorted(self.model._meta.concrete_fields, key=lambda column: column.name in LAST)

    @cached_property
    def names(self) -> frozenset[str]:
        """The columns that say what something linked is called, or are made of that: who knows names need not ask."""
        linked = (f"{key}_name" for key in (*self.links, *self.link_lists))
        return frozenset([*linked, *(["label"] if self.kind in LABELS else [])])

    def has(self, column: str) -> bool:
        return any(field.name == column for field in self.columns)


LAST = {column.name for column in DatedRow._meta.get_fields()} - {"slug"}
THING = {"status": Status}
PART_OF: dict[str, str | None] = {"part_of": None}
SUBJECT: dict[str, str | None] = {"subject": None}

RESOURCES = {
    resource.name: resource
    for resource in (
        Resource("actors", "actor", rows.Actor, {}, PART_OF, THING | {"kind": ActorKind}),
        Resource("formats", "format", rows.Format, {}, PART_OF, THING | {"kind": FormatKind}),
        Resource("instruments", "instrument", rows.Instrument, {}, PART_OF, THING | {"kind": InstrumentKind}),
        Resource("legal-bases", "legal-basis", rows.LegalBasis, {}, PART_OF, THING | {"kind": LegalBasisKind}),
        Resource(
            "memberships", "membership", rows.Membership,
            {"actor": None, "target": None, "follows": "membership", "proposal": "proposal"},
            vocabularies={"role": Role, "standing": Standing}, standing="participating",
        ),
        Resource(
            "partnerships", "partnership", rows.Partnership, {}, {"parties": None},
            {"kind": PartnershipKind, "standing": Standing}, standing="all",
        ),
        Resource(
            "proposals", "proposal", rows.Proposal, {"variant_of": "proposal"},
            {"proposers": "actor", "proposes": None},
        ),
        Resource(
            "milestones", "milestone", rows.Milestone, SUBJECT,
            vocabularies={"kind": MilestoneKind, "outcome": Outcome},
        ),
        Resource(
            "legal-effects", "legal-effect", rows.LegalEffect, {"legal_basis": "legal-basis"} | SUBJECT,
            vocabularies={"effect": Effect},
        ),
        Resource("links", "link", rows.Link, SUBJECT | {"object": None}, vocabularies={"kind": LinkKind}),
        Resource(
            "quantities", "quantity", rows.Quantity, SUBJECT,
            vocabularies={"measure": Measure, "unit": Unit, "bound": Bound},
        ),
        Resource("claims", "claim", rows.Claim, SUBJECT),
        Resource("coverage", "coverage", rows.Coverage, {"target": None}),
        Resource("sources", "source", rows.Source, vocabularies={"kind": SourceKind}, dated=False),
        Resource(
            "citations", "citation", rows.Citation, {"source": "source"} | SUBJECT,
            vocabularies={"stance": Stance}, dated=False,
        ),
        Resource("changesets", "changeset", rows.Changeset, dated=False, key="number", remembered=False),
        Resource("releases", "release", rows.Release, dated=False, remembered=False),
    )
}  # fmt: skip
BY_KIND = {resource.kind: resource for resource in RESOURCES.values()}
