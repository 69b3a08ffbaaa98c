"""The timeline as a page lays it out: things in families, each with its span, its milestones and its law."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.spans import Span, day_number, spans
from apps.chronicle.timeline import Line, timeline
from apps.explorer.clocks import Clocks
from apps.explorer.grids import short
from apps.explorer.wording import in_words, label

FAMILIES = {
    "frameworks": "Frameworks and projects",
    "groups": "Groups",
    "forces": "Forces and exercises",
    "missions": "Missions and operations",
    "instruments": "Instruments",
}
KINDS = {
    "policy-framework": "frameworks", "project": "frameworks", "capability-arrangement": "frameworks",
    "formation": "forces", "force": "forces", "exercise": "forces", "mission": "missions", "operation": "missions",
}  # fmt: skip
LONGEST, BRIEFEST = 34, 19  # letters of a name beside a wide page, and beside a narrow one
EFFECTS = {"enables": "owner", "permits": "owner", "amends": "member", "requires": "third", "constrains": "third",
           "blocks": "warn", "excludes": "warn"}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """Milestones of one thing on the same days, or too close to be drawn apart; it stands where the first does."""

    rows: tuple[Row, ...]
    url: str

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def outcome(self) -> str:
        return str(self.rows[0]["outcome"])

    @property
    def words(self) -> str:
        days: dict[str, list[str]] = {}
        for row in self.rows:
            days.setdefault(in_words(row["date_edtf"]) or "no date", []).append(row["label"])
        said = "; ".join(f"{'; '.join(labels)}, {when}" for when, labels in days.items())
        return f"{self.rows[0]['subject_name']}: {said} ({self.outcome})"

    @property
    def of(self) -> float | None:
        return self._number("start_earliest", "start_latest")

    @property
    def to(self) -> float | None:
        return self._number("start_latest", "start_earliest")

    def _number(self, *columns: str) -> float | None:
        first = self.rows[0]
        return next((float(day_number(first[column])) for column in columns if first[column]), None)


@dataclass(frozen=True)
class Lane:
    """One format or instrument."""

    row: Row
    kind: str
    url: str
    span: Span | None  # none: it was never in force
    marks: list[Mark]
    effects: list[tuple[Row, Span | None, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def short(self) -> str:
        return short(self.name, self.row, LONGEST)

    @property
    def brief(self) -> str:
        return short(self.name, self.row, BRIEFEST)

    @property
    def status(self) -> str:
        return label(f"{self.kind}s", "status", self.row["status"]).lower()

    @property
    def family(self) -> str:
        return "instruments" if self.kind == "instrument" else KINDS.get(self.row["kind"], "groups")

    @property
    def tint(self) -> str:
        return "third" if self.kind == "instrument" else "member"


def groups(clocks: Clocks, family: str | None, with_law: bool) -> list[tuple[str, list[Lane]]]:
    """All lanes by family, or those of one; with their law, if that is asked for."""
    own = {kind: spans(RESOURCES[f"{kind}s"]) for kind in ("format", "instrument")}
    law = spans(RESOURCES["legal-effects"]) if with_law else None
    lanes = [_lane(line, own[line.resource.kind].get(line.row["slug"]), law, clocks) for line in timeline(Question())]
    names = [family] if family else list(FAMILIES)
    found = ((FAMILIES[name], [lane for lane in lanes if lane.family == name]) for name in names)
    return [(title, listed) for title, listed in found if listed]


def events(clocks: Clocks) -> list[Mark]:
    """What shook or founded the whole: shocks from outside, and treaties entering into force."""
    milestones = RESOURCES["milestones"]
    treaties = rows(RESOURCES["legal-bases"], Question(values={"kind": ("treaty",)})).values_list("slug", flat=True)
    found: Any = rows(milestones, Question(values={"kind": ("external-shock", "entered-into-force")}))
    wanted = set(treaties)
    return _marks(
        (each for each in found if each["kind"] == "external-shock" or each["subject_slug"] in wanted), clocks
    )


def _lane(line: Line, span: Span | None, law: dict[str, Span] | None, clocks: Clocks) -> Lane:
    kind, slug = line.resource.kind, line.row["slug"]
    url = clocks.record(kind, slug)
    effects = [] if law is None else [
        (effect, law.get(effect["slug"]), f"{url}#legal-effect-{effect['slug']}") for effect in line.legal_effects
    ]  # fmt: skip
    return Lane(line.row, kind, url, span, _marks(line.milestones, clocks), effects)


def _marks(milestones: Iterable[Row], clocks: Clocks) -> list[Mark]:
    together: dict[tuple[Any, ...], list[Row]] = {}
    for row in milestones:
        same = (row["subject_slug"], row["date_edtf"] or row["slug"], row["outcome"])
        together.setdefault(same, []).append(row)
    return [Mark(tuple(rows), sources_of(rows[0], clocks)) for rows in together.values()]


def sources_of(milestone: Row, clocks: Clocks) -> str:
    """Its line on the page of its subject, with who says so."""
    return f"{clocks.record(milestone['subject_kind'], milestone['subject_slug'])}#milestone-{milestone['slug']}"
