"""What changed in the world between two days: what began, what ended, and who went on in another role or standing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When

from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES, Resource
from apps.temporal.querysets import certain_from, certain_until

MEMBERSHIPS = RESOURCES["memberships"]
COMPARED = (MEMBERSHIPS, *(RESOURCES[name] for name in ("formats", "instruments", "partnerships")))


@dataclass(frozen=True)
class Changed:
    """A spell that went on as another; the certainty is that of the hand-over between the two days."""

    before: Row
    after: Row


@dataclass(frozen=True)
class Comparison:
    """One resource between two days. Each row's certainty is that of its beginning, or ending, between them."""

    resource: Resource
    began: tuple[Row, ...]
    ended: tuple[Row, ...]
    changed: tuple[Changed, ...]


def compare(question: Question) -> list[Comparison]:
    """What began after the day `valid_from` and by `valid_to`, and what was over by the latter but not by the former.

    Its standings narrow memberships: one that follows a spell outside them begins, one followed by such a spell ends.
    """
    return [_compare(resource, question) for resource in COMPARED]


def _compare(resource: Resource, question: Question) -> Comparison:
    asked = Question(standings=question.standings if resource == MEMBERSHIPS else None)
    first, last = question.valid_from or date.min, question.valid_to or date.max
    began, ended = _began(resource, asked, first, last), _ended(resource, asked, first, last)
    if resource != MEMBERSHIPS:
        return Comparison(resource, tuple(began), tuple(ended), ())
    followed = [row["follows_slug"] for row in began if row["follows_slug"]]
    former = {row["slug"]: row for row in rows(resource, asked).filter(slug__in=followed)}
    return Comparison(
        resource,
        tuple(row for row in began if row["follows_slug"] not in former),
        tuple(ended.filter(~Exists(rows(resource, asked).filter(follows_slug=OuterRef("slug"))))),
        tuple(Changed(former[row["follows_slug"]], row) for row in began if row["follows_slug"] in former),
    )


def _began(resource: Resource, asked: Question, first: date, last: date) -> Any:
    """Rows that start on a day after FIRST, no later than LAST."""
    possible = Q(begins__gt=first) & (Q(start_earliest__isnull=True) | Q(start_earliest__lte=last))
    certain = Q(start_earliest__gt=first, begins__lte=last)
    return _flagged(resource, asked, possible, certain)


def _ended(resource: Resource, asked: Question, first: date, last: date) -> Any:
    """Rows whose last day is FIRST or later, before LAST."""
    possible = Q(lasts__lt=last) & (Q(end_latest__isnull=True) | Q(end_latest__gte=first))
    certain = Q(lasts__gte=first, end_latest__lt=last)
    return _flagged(resource, asked, possible, certain)


def _flagged(resource: Resource, asked: Question, possible: Q, certain: Q) -> Any:
    found = rows(resource, asked).alias(begins=certain_from(), lasts=certain_until())
    certainty = Case(When(certain, then=Value("certain")), default=Value("possible"), output_field=TextField())
    return found.filter(possible, possibly__isempty=False).annotate(certainty=certainty)
