"""What a page says first: sentences written from the data, each part with its references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from apps.chronicle.presence import IN, Pair
from apps.chronicle.questions import Row
from apps.chronicle.subjects import Fact, Subject
from apps.explorer.clocks import Clocks
from apps.explorer.lines import Part, enumerated
from apps.explorer.references import Reference, References
from apps.explorer.wording import begun, counted, day_in_words, in_words, label

MOST = 4  # things named in a sentence; the rest is counted


@dataclass(frozen=True)
class Said:
    """A piece of the summary: words, links, and who says so."""

    parts: list[Part]
    references: list[Reference] = field(default_factory=list)


class Summary:
    """Words a subject on one day."""

    def __init__(self, whole: Subject, pairs: Mapping[str, list[Pair]], clocks: Clocks, references: References) -> None:
        self.whole, self.clocks, self.references = whole, clocks, references
        self.states = {name: [pair.state for pair in found if pair.state in IN] for name, found in pairs.items()}
        self.row, self.kind = whole.fact.row, whole.fact.resource.kind

    def said(self) -> list[Said]:
        return [self._what(), *(each for tell in TOLD[self.kind] for each in tell(self))]

    def _what(self) -> Said:
        row, name = self.row, self.row.get("name") or self.row["label"]
        if self.kind == "membership":
            kind = [Part("A spell:"), Part(row["actor_name"], self._url("actor")), Part("in")]
            role = Part(f"as {label('memberships', 'role', row['role']).lower()}")
            return self._own([*kind, Part(row["target_name"], self._url("target")), role])
        resource = self.whole.fact.resource
        word = label(resource.name, "kind", row["kind"]).lower() if resource.has("kind") else "proposal"
        return self._own([Part(f"{name}: {word}")])

    def _url(self, key: str) -> str:
        return self.clocks.record(self.row[f"{key}_kind"], self.row[f"{key}_slug"])

    def _own(self, parts: list[Part]) -> Said:
        return Said(parts, self.references.of(self.whole.fact)[:3])

    def status(self) -> list[Said]:
        """What there is to say of a thing that is not simply there, and since when the others are."""
        status = self.row["status"]
        if status != "active":
            return [Said([Part(label(self.whole.fact.resource.name, "status", status).lower())]), *self.dates()]
        return self.dates()

    def dates(self) -> list[Said]:
        start, end = self.row["start_edtf"], self.row["end_edtf"]
        since = [] if start in ("", "..") else [begun(start)]
        until = [f"until {in_words(end)}"] if end else ["ended"] if self.row["ended"] else []
        return [Said([Part(" ".join(since + until))])] if since + until else []

    def part_of(self) -> list[Said]:
        whole = [Part(name, self.clocks.record(kind, slug)) for name, kind, slug in zip(
            self.row["part_of_name"], self.row["part_of_kind"], self.row["part_of_slug"], strict=True)]  # fmt: skip
        return [Said([Part("part of"), *enumerated(whole)])] if whole else []

    def members(self) -> list[Said]:
        return self._counted("members", "member", "members")

    def memberships(self) -> list[Said]:
        return self._counted("memberships", "membership", "memberships")

    def _counted(self, section: str, noun: str, plural: str) -> list[Said]:
        if not self.whole.sections[section]:
            return []
        certain = self.states[section].count("certain")
        possible = len(self.states[section]) - certain
        text = f"{counted(certain, noun, plural)} on {day_in_words(self.clocks.day)}"
        text += f", {possible} more possibly" if possible else ""
        return [Said([Part(text, f"#{section}")])]

    def law(self) -> list[Said]:
        """On what it rests, and what holds it."""
        return [self._named(words, [fact for fact in self.whole.sections["effects"] if fact.row["effect"] in effects],
                            "legal_basis") for words, effects in HOLDS.items()]  # fmt: skip

    def imposes(self) -> list[Said]:
        """What a law does, effect by effect."""
        effects = dict.fromkeys(fact.row["effect"] for fact in self.whole.sections["imposes"])
        return [self._named(label("legal-effects", "effect", effect).lower(),
                            [f for f in self.whole.sections["imposes"] if f.row["effect"] == effect], "subject")
                for effect in effects]  # fmt: skip

    def _named(self, words: str, facts: list[Fact], key: str) -> Said:
        if not facts:
            return Said([])
        # Two facts may name one thing, as where an article both requires and constrains.
        named = list(dict.fromkeys(Part(f.row[f"{key}_name"], self._link(f.row, key)) for f in facts))
        rest = [Part(f"{len(named) - MOST} more")] if len(named) > MOST else []
        references = {each.number: each for fact in facts for each in self.references.of(fact)}
        return Said([Part(words), *enumerated(named[:MOST] + rest)], list(references.values())[:MOST])

    def _link(self, row: Row, key: str) -> str:
        return self.clocks.record(row.get(f"{key}_kind") or "legal-basis", row[f"{key}_slug"])

    def partnerships(self) -> list[Said]:
        number = len(self.whole.sections["partnerships"])
        return [Said([Part(f"party to {counted(number, 'partnership')}", "#partnerships")])] if number else []

    def parties(self) -> list[Said]:
        named = [Part(name, self.clocks.record(kind, slug)) for name, kind, slug in zip(
            self.row["parties_name"], self.row["parties_kind"], self.row["parties_slug"], strict=True)]  # fmt: skip
        return [Said([Part("between"), *enumerated(named)])] if named else []

    def standing(self) -> list[Said]:
        return [Said([Part(label(self.whole.fact.resource.name, "standing", self.row["standing"]).lower())])]

    def proposers(self) -> list[Said]:
        row = self.row
        by = [Part(n, self.clocks.record("actor", s)) for n, s in zip(
            row["proposers_name"], row["proposers_slug"], strict=True)]  # fmt: skip
        of = [Part(n, self.clocks.record(k, s)) for n, k, s in zip(
            row["proposes_name"], row["proposes_kind"], row["proposes_slug"], strict=True)]  # fmt: skip
        root = [Part(row["variant_of_name"], self.clocks.record("proposal", row["variant_of_slug"]))] if row[
            "variant_of_slug"] else []  # fmt: skip
        told = {"put forward by": by, "proposes": of, "a variant of": root}
        return [Said([Part(words), *enumerated(named)]) for words, named in told.items() if named]


HOLDS = {"rests on": ("enables",), "permitted by": ("permits",), "bound by": ("requires", "constrains"),
         "blocked by": ("blocks", "excludes")}  # fmt: skip
Telling = Callable[[Summary], list[Said]]
THING: list[Telling] = [Summary.part_of, Summary.status, Summary.members, Summary.law]
TOLD: dict[str, list[Telling]] = {
    "actor": [Summary.part_of, Summary.status, Summary.members, Summary.memberships, Summary.partnerships],
    "format": [*THING, Summary.memberships],
    "instrument": THING,
    "legal-basis": [Summary.part_of, Summary.status, Summary.imposes],
    "partnership": [Summary.parties, Summary.standing, Summary.dates, Summary.law],
    "proposal": [Summary.proposers, Summary.dates, Summary.law],
    "membership": [Summary.standing, Summary.dates],
}
