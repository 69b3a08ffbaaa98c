"""A proposal beside the record as it stands: base, live and proposed, field by field."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from apps.record.models import PendingChange, PendingChangeset
from apps.record.pending.captured import tracked
from apps.record.pending.rows import values_of

LIVE, PROPOSED = "live", "proposed"


@dataclass(frozen=True)
class Field:
    """One field of a change: what its author saw, what is published now, what is proposed."""

    name: str
    label: str
    base: Any
    live: Any
    proposed: Any

    @property
    def moved(self) -> bool:
        return bool(self.live != self.base)

    @property
    def contested(self) -> bool:
        """Somebody else changed it meanwhile, to something else."""
        return self.moved and self.live != self.proposed


@dataclass(frozen=True)
class Compared:
    """A change beside the row it is of, which is None while that is not there."""

    change: PendingChange
    live: Any
    fields: list[Field]

    @property
    def moved(self) -> bool:
        return not self.change.is_new and (self.live is None or self.live.version != self.change.base_version)

    @property
    def contested(self) -> list[Field]:
        return [each for each in self.fields if each.contested]

    @property
    def seen(self) -> int:
        return self.live.version if self.live else 0


@dataclass
class Choices:
    """What the reviewer saw and chose: versions by change, and which value of a contested field stands."""

    seen: dict[int, int] = field(default_factory=dict)
    fields: dict[tuple[int, str], str] = field(default_factory=dict)


def compared(pending: PendingChangeset) -> list[Compared]:
    """Every change of PENDING beside what is published now."""
    changes = list(pending.changes.all())
    live = _live(changes)
    return [_compared(change, live.get((change.model, change.row))) for change in changes]


def settled(pending: PendingChangeset, choices: Choices) -> list[PendingChange]:
    """The changes to publish, after the reviewer's choices. Raises ValidationError where one is missing or outdated."""
    return [_settled(each, choices) for each in compared(pending)]


def _settled(each: Compared, choices: Choices) -> PendingChange:
    change = each.change
    if each.moved and choices.seen.get(change.pk) != each.seen:
        raise ValidationError(f"“{change.slug}” was changed by somebody else meanwhile: look at it, then decide.")
    for one in each.contested:
        chosen = choices.fields.get((change.pk, one.name))
        if chosen not in (LIVE, PROPOSED):
            raise ValidationError(f"“{change.slug}”: choose which {one.label} stands, the published or the proposed.")
        if chosen == LIVE:
            change.after.pop(one.name)
    return change


def _live(changes: list[PendingChange]) -> dict[tuple[str, int], Any]:
    """The rows that CHANGES are of, one query per model."""
    found: dict[tuple[str, int], Any] = {}
    for label in {change.model for change in changes}:
        model: Any = tracked()[label]
        keys = [change.row for change in changes if change.model == label]
        found |= {(label, row.pk): row for row in model._default_manager.filter(pk__in=keys)}
    return found


def _compared(change: PendingChange, live: Any) -> Compared:
    model: Any = tracked()[change.model]
    labels = {each.attname: str(each.verbose_name) for each in model._meta.concrete_fields}
    base, proposed = values_of(model, change.before), values_of(model, change.after)
    fields = [
        Field(name, labels[name], base.get(name), getattr(live, name) if live else base.get(name), value)
        for name, value in proposed.items()
        if not (change.is_new and value in ("", None, [], False))  # what a new record leaves open is no news
    ]
    return Compared(change, live, fields)
