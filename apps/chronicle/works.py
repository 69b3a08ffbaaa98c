"""What rests on one work: the facts that cite it, and, for a paper whose notes are sources too, note by note."""

import re
from collections import defaultdict
from dataclasses import dataclass

from apps.chronicle.models import Citation
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, row, selected
from apps.chronicle.resources import RESOURCES

SOURCES, CITATIONS = RESOURCES["sources"], RESOURCES["citations"]
NOTE = re.compile(r"-fn-(\d+)[a-z]*\Z")  # the work of a paper's note: its slug ends with the note's number


@dataclass(frozen=True)
class Note:
    """One note of a paper: the works at their first mention there, and each fact with what those works say of it."""

    number: int
    works: tuple[Row, ...]
    carried: tuple[tuple[Row, tuple[Row, ...]], ...]  # the paper's citation, and those of the works of its notes


@dataclass(frozen=True)
class Work:
    source: Row
    citations: tuple[Row, ...]
    notes: tuple[Note, ...]

    def by_stance(self, stance: str) -> list[Row]:
        return [each for each in self.citations if each["stance"] == stance]


def work(slug: str) -> Work | None:
    """The work with this slug and every use of it; None where it was not known."""
    source = row(SOURCES, slug, Question())
    if source is None:
        return None
    own = _citations(source_slug=slug)
    return Work(source, tuple(own), tuple(_notes(slug, own)))


def _notes(slug: str, own: list[Row]) -> list[Note]:
    model = SOURCES.model._default_manager.using(READER).filter(slug__startswith=f"{slug}-fn-")
    works = {each["slug"]: each for each in model.values(*selected(SOURCES, Question()))}
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for citation in _citations(source_slug__in=sorted(works)):
        said[citation["subject_kind"], citation["subject_slug"]].append(citation)
    carried: dict[int, list[Row]] = defaultdict(list)
    for citation in own:
        for number in re.findall(r"\d+", citation["footnote"]):
            carried[int(number)].append(citation)
    at: dict[int, list[Row]] = defaultdict(list)
    for name, each in works.items():
        if found := NOTE.search(name):
            at[int(found[1])].append(each)
    return [
        Note(number, tuple(at[number]), tuple((c, tuple(said[_of(c)])) for c in carried[number]))
        for number in sorted(carried.keys() | at.keys())
    ]


def _of(citation: Row) -> tuple[str, str]:
    return citation["subject_kind"], citation["subject_slug"]


def _citations(**narrowed: object) -> list[Row]:
    found = Citation.objects.filter(**narrowed).order_by("subject_kind", "subject_name", "slug")
    return list(found.values(*selected(CITATIONS, Question())))
