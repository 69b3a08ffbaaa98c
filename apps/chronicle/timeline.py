"""Formats and instruments in the order in which they began, with what happened to them and which law bears on them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES, Resource

SHOWN = (RESOURCES["formats"], RESOURCES["instruments"])


@dataclass(frozen=True)
class Line:
    """One format or instrument."""

    resource: Resource
    row: Row
    milestones: tuple[Row, ...]
    legal_effects: tuple[Row, ...]


def timeline(question: Question) -> list[Line]:
    """All lines, or those of the days asked about. Milestones and effects are all those of the thing, on any day."""
    milestones, effects = _by_subject(RESOURCES["milestones"]), _by_subject(RESOURCES["legal-effects"])
    lines = []
    for resource in SHOWN:
        for row in rows(resource, question):
            key = resource.kind, row["slug"]
            dated = sorted(milestones[key], key=_day)
            lines.append(Line(resource, row, tuple(dated), tuple(effects[key])))
    return sorted(lines, key=_place)


def _by_subject(resource: Resource) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(resource, Question()).filter(subject_kind__in=[shown.kind for shown in SHOWN]):
        found[row["subject_kind"], row["subject_slug"]].append(row)
    return found


def _place(line: Line) -> tuple[date, str, str]:
    """What never began, or nobody knows when, stands at its first milestone."""
    day = min(map(_day, line.milestones), default=date.max) if line.row["start_edtf"] == "" else _day(line.row)
    return day, line.row["slug"], line.resource.kind


def _day(row: Row) -> date:
    """The earliest start: before all days where it is open, after them where it is unknown."""
    day: date | None = row["start_earliest"]
    return day or (date.max if row["start_edtf"] == "" else date.min)
