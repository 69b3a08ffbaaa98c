"""Works as a reader knows them: a short name for a mark, a full one for a list."""

from dataclasses import dataclass

from apps.chronicle.questions import Row
from apps.chronicle.subjects import Fact, Subject
from apps.explorer.clocks import Clocks
from apps.explorer.wording import in_words

SIGNS = {"supports": "", "disputes": "✗", "mentions": "~", "silent": "∅"}
WORDS = {
    "supports": "supports it",
    "disputes": "disputes it",
    "mentions": "speaks of it without saying so",
    "silent": "is cited for it but does not say it",
}


@dataclass(frozen=True)
class Reference:
    """One mark at a fact: the number of the work on the page, what it says of the fact, and where."""

    number: int
    citation: Row
    source: Row
    places: tuple[str, ...]

    @property
    def sign(self) -> str:
        return SIGNS[self.citation["stance"]]

    @property
    def place(self) -> str:
        """Where in the work."""
        return "; ".join(filter(None, self.places))

    @property
    def words(self) -> str:
        place = f", {self.place}" if self.place else ""
        return f"{short(self.source)}{place}: {WORDS[self.citation['stance']]}"


@dataclass(frozen=True)
class Work:
    """One work on a page, with every use made of it there."""

    number: int
    source: Row
    uses: tuple[tuple[Reference, str], ...]
    url: str

    @property
    def full(self) -> str:
        return full(self.source)


class References:
    """The works of one page, numbered in the order in which its facts cite them."""

    def __init__(self, whole: Subject, clocks: Clocks) -> None:
        self.sources, self.clocks = whole.sources, clocks
        self.numbers: dict[str, int] = {}
        self.citations = whole.citations
        for citation in self.citations:
            self.numbers.setdefault(citation["source_slug"], len(self.numbers) + 1)

    def of(self, fact: Fact) -> list[Reference]:
        """The marks of a fact: who supports it first."""
        order = list(SIGNS)
        found: dict[tuple[str, str], list[Row]] = {}
        for citation in fact.citations:
            found.setdefault((citation["source_slug"], citation["stance"]), []).append(citation)
        marks = [self._reference(*citations) for citations in found.values()]
        return sorted(marks, key=lambda each: (order.index(each.citation["stance"]), each.number))

    def works(self) -> list[Work]:
        uses: dict[str, list[tuple[Reference, str]]] = {slug: [] for slug in self.numbers}
        for citation in self.citations:
            uses[citation["source_slug"]].append((self._reference(citation), citation["subject_name"]))
        return [
            Work(self.numbers[slug], self.sources[slug], tuple(found), self.clocks.record("source", slug))
            for slug, found in uses.items()
        ]

    def _reference(self, *citations: Row) -> Reference:
        """One mark for what one work says alike in several places."""
        slug = citations[0]["source_slug"]
        return Reference(self.numbers[slug], citations[0], self.sources[slug], tuple(map(place, citations)))


def place(citation: Row) -> str:
    note = citation["footnote"] and f"note {citation['footnote']}"
    return ", ".join(filter(None, [citation["locator"], note]))


def short(source: Row) -> str:
    """“Castiglioni and Cinciripini 2026”, else the publisher or the beginning of the title."""
    names = [name.partition(",")[0] for name in source["authors"]]
    who = " and ".join(names[:2]) + (" et al." if len(names) > 2 else "")
    who = who or source["publisher"] or source["container"] or cut(source["title"], 40)
    year = next((source["date_edtf"][i : i + 4] for i in (0, 1) if source["date_edtf"][i : i + 4].isdigit()), "")
    return f"{who} {year}".strip()


def full(source: Row) -> str:
    """Everything but title and address, which are links."""
    numbered = " ".join(filter(None, [source["container"], source["number"]]))
    parts = ["; ".join(source["authors"]), numbered, source["publisher"], in_words(source["date_edtf"])]
    return ". ".join(filter(None, parts))


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
