"""What is otherwise on a later day, or in a later changeset, as lines of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.chronicle.compare import Changed, Comparison
from apps.chronicle.difference import Difference, Edited
from apps.chronicle.questions import Row
from apps.chronicle.resources import Resource
from apps.explorer.clocks import SUBJECTS, Clocks
from apps.explorer.wording import begun, in_words, label
from apps.explorer.wording import ended as over

HEADER = ("resource", "slug", "name", "what", "certainty", "start_edtf", "end_edtf", "details")
HIDDEN = {"version", "possibly", "certainly", "start_earliest", "start_latest", "end_earliest", "end_latest"}


@dataclass(frozen=True)
class Turn:
    """One fact that is otherwise: it began, ended, went on as another; or was added, changed, withdrawn."""

    resource: Resource
    row: Row
    what: str
    url: str
    certainty: str = ""
    details: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(self.row.get("name") or self.row.get("label") or self.row.get("title") or self.row["slug"])

    @property
    def line(self) -> list[Any]:
        dates = [self.row.get("start_edtf", ""), self.row.get("end_edtf", "")]
        return [self.resource.name, self.row["slug"], self.name, self.what, self.certainty, *dates, list(self.details)]


def happened(found: Iterable[Comparison], clocks: Clocks) -> list[tuple[str, list[Turn]]]:
    """What the world changed, by resource."""
    titled = [(each.resource.name.capitalize(), _happened(each, clocks)) for each in found]
    return [(title, turns) for title, turns in titled if turns]


def _happened(found: Comparison, clocks: Clocks) -> list[Turn]:
    def turn(row: Row, what: str, *details: str) -> Turn:
        return Turn(found.resource, row, what, _url(found.resource, row, clocks), row["certainty"], details)

    began = [turn(row, "began", begun(row["start_edtf"]), *_role(row)) for row in found.began]
    ended = [turn(row, "ended", over(row["end_edtf"], row["end_latest"]), *_role(row))
             for row in found.ended]  # fmt: skip
    changed = [turn(each.after, "went on otherwise", _from_to(each), begun(each.after["start_edtf"]))
               for each in found.changed]  # fmt: skip
    return sorted(began + ended + changed, key=lambda each: (each.what, each.name.casefold()))


def _from_to(each: Changed) -> str:
    return f"{', '.join(_role(each.before))} → {', '.join(_role(each.after))}"


def _role(row: Row) -> list[str]:
    columns = ("role", "standing") if "role" in row else ()
    return [label("memberships", column, row[column]) for column in columns]


def edited(found: Iterable[Difference], clocks: Clocks) -> list[tuple[str, list[Turn]]]:
    """What the record changed, by resource."""
    return [(each.resource.name.replace("-", " ").capitalize(), _edited(each, clocks)) for each in found]


def _edited(found: Difference, clocks: Clocks) -> list[Turn]:
    def turn(row: Row, what: str, *details: str) -> Turn:
        return Turn(found.resource, row, what, _url(found.resource, row, clocks), "", details)

    return [
        *(turn(each.after, "changed", *_differences(each)) for each in found.changed),
        *(turn(row, "added") for row in found.added),
        *(turn(row, "withdrawn") for row in found.withdrawn),
    ]


def _differences(each: Edited) -> list[str]:
    def told(column: str) -> str:
        name = column.removesuffix("_edtf").replace("_", " ")
        return f"{name}: {_shown(each.before[column])} → {_shown(each.after[column])}"

    return [told(column) for column in each.columns if column not in HIDDEN]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return in_words(str(value)) if value not in (None, "") else "nothing"


def _url(resource: Resource, row: Row, clocks: Clocks) -> str:
    """The page that says who says so."""
    if resource.name == "citations":
        return _of_citation(row, clocks)
    if resource in SUBJECTS or resource.name == "sources":
        return clocks.record(resource.kind, row["slug"])
    return clocks.url(f"/{resource.name}/{row['slug']}/")


def _of_citation(row: Row, clocks: Clocks) -> str:
    return f"{clocks.record('source', row['source_slug'])}#{row['subject_kind']}-{row['subject_slug']}"
