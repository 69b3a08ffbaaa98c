"""A question about one resource, and its answer in rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q

from apps.chronicle.models import Tombstone
from apps.chronicle.ordering import Column, ordered
from apps.chronicle.resources import Resource
from apps.chronicle.search import containing
from apps.chronicle.statements import Blanks, fetched, read
from apps.cooperation.models import PARTICIPATING

Row = dict[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True)
class Question:
    """What is asked of a resource: days, certainty, standings, values by column, words; and in which order.

    Without days all rows answer, past and present, and no certainty is told.
    """

    valid_at: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    certainty: str | None = None
    standings: frozenset[str] | None = None
    values: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, hash=False)
    words: tuple[str, ...] = ()
    ordering: tuple[Column, ...] = ()

    @property
    def has_days(self) -> bool:
        return not (self.valid_at is self.valid_from is self.valid_to is None)

    @property
    def last_day(self) -> date | None:
        return self.valid_at or self.valid_to or self.valid_from

    def shape(self, blanks: Blanks) -> "Question":
        """This question with blanks for its days and words."""
        days = {name: blanks(getattr(self, name)) for name in ("valid_at", "valid_from", "valid_to")}
        values = {column: tuple(map(blanks, wanted)) for column, wanted in self.values.items()}
        return replace(self, **days, values=values, words=tuple(map(blanks, self.words)))


def rows(resource: Resource, question: Question, columns: tuple[str, ...] = ()) -> Any:
    """The rows that answer QUESTION, in its order, else that of their keys, as a queryset of dictionaries."""
    found = _on_days(resource.model._default_manager.all(), question)
    if question.certainty:
        found = found.filter(certainty=question.certainty)
    if question.standings is not None:
        found = _standing(found, question.standings)
    for column, values in question.values.items():
        found = found.filter(_any(resource, column, values))
    found = ordered(resource, containing(resource, found, question.words), question.ordering)
    return found.values(*(columns or selected(resource, question)))


def row(resource: Resource, key: Any, question: Question) -> Row | None:
    """One row by its key. It is never filtered: its certainty may be “none”."""
    return next(iter(records(resource, [key], question).values()), None)


def records(resource: Resource, keys: Iterable[Any], question: Question) -> dict[Any, Row]:
    """Rows by their keys, each as `row` gives it; what is not known is left out."""
    blanks, names = Blanks(), selected(resource, question)
    wanted = _wanted(resource, keys, blanks)
    found = [
        dict(zip(names, row, strict=True))
        for row in fetched(blanks, _records, resource, wanted, question.shape(blanks), names)
    ]
    return {each[resource.key]: each for each in found}


def bare_records(resource: Resource, keys: Iterable[Any], question: Question, changeset: int) -> list[Values]:
    """The same at CHANGESET, as values without names."""
    blanks = Blanks()
    wanted = _wanted(resource, keys, blanks)
    shape = resource, wanted, question.shape(blanks), bare(resource, question)
    return read(changeset, blanks, _records, *shape)


def bare_record(resource: Resource, key: Any, question: Question, changeset: int, within: str) -> Values | None:
    """One of them alone; WITHIN as in `read`."""
    blanks = Blanks()
    wanted = blanks(key) if resource.key == "slug" else key
    shape = resource, wanted, question.shape(blanks), bare(resource, question)
    return next(iter(read(changeset, blanks, _record, *shape, within=within)), None)


def _wanted(resource: Resource, keys: Iterable[Any], blanks: Blanks) -> tuple[Any, ...]:
    return blanks.all(keys) if resource.key == "slug" else tuple(keys)


def _records(resource: Resource, keys: tuple[Any, ...], question: Question, columns: tuple[str, ...]) -> Any:
    by_key = {"slug__any_of": keys} if resource.key == "slug" else {"pk__in": keys}
    return _certain(resource, resource.model._default_manager.filter(**by_key), question).values(*columns)


def _record(resource: Resource, key: Any, question: Question, columns: tuple[str, ...]) -> Any:
    return _certain(resource, resource.model._default_manager.filter(pk=key), question).values(*columns)


def _certain(resource: Resource, found: Any, question: Question) -> Any:
    """FOUND with its certainty on the days of QUESTION, all of it."""
    if resource.dated and question.valid_at:
        return found.certainty_at(question.valid_at)
    if resource.dated and question.has_days:
        return found.certainty_between(question.valid_from, question.valid_to)
    return found


def tombstone(resource: Resource, slug: str) -> Tombstone | None:
    """What is left of a record that was withdrawn, if it was."""
    found: Any = Tombstone.objects.filter(kind=resource.kind, slug=slug).select_related("changeset")
    left: Tombstone | None = found.first()
    return left


def _on_days(found: Any, question: Question) -> Any:
    if question.valid_at:
        return found.valid_at(question.valid_at)
    if question.has_days:
        return found.valid_between(question.valid_from, question.valid_to)
    return found


def _standing(found: Any, standings: frozenset[str]) -> Any:
    if standings == frozenset(PARTICIPATING) and any(f.name == "participating" for f in found.model._meta.fields):
        return found.filter(participating=True)
    return found.filter(standing__in=standings)


def _any(resource: Resource, column: str, values: tuple[Any, ...]) -> Q:
    is_list = resource.model._meta.get_field(column).get_internal_type() == "ArrayField"
    return Q(**{f"{column}__{'overlap' if is_list else 'in'}": list(values)})


def selected(resource: Resource, question: Question) -> tuple[str, ...]:
    """Every column but the ranges, which say nothing that the bounds do not."""
    return _selected(resource, resource.dated and question.has_days)


def bare(resource: Resource, question: Question) -> tuple[str, ...]:
    """The same without names, but for those that the order goes by."""
    return _bare(resource, resource.dated and question.has_days, question.ordering)


@cache
def _bare(resource: Resource, has_certainty: bool, ordering: tuple[Column, ...]) -> tuple[str, ...]:
    known = resource.names - {column.name for column in ordering}
    return tuple(name for name in _selected(resource, has_certainty) if name not in known)


@cache
def _selected(resource: Resource, has_certainty: bool) -> tuple[str, ...]:
    names = [field.name for field in resource.columns if field.name not in ("possibly", "certainly")]
    return (*names, "certainty") if has_certainty else tuple(names)
