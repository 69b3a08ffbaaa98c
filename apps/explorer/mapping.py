"""What is drawn of one subject: a map of its members, how many they were over time, and its lineage."""

from dataclasses import dataclass

from apps.chronicle.models import Actor
from apps.chronicle.presence import Pair, presence
from apps.chronicle.questions import Question
from apps.chronicle.subjects import Subject
from apps.cooperation.models import PARTICIPATING
from apps.explorer.clocks import Clocks
from apps.explorer.plots.lineage import Lineage
from apps.explorer.plots.map import Map
from apps.explorer.plots.steps import Steps
from apps.explorer.references import References

CODE = "iso3166:"
ENDS = {"members": "target", "memberships": "actor"}
NAMED = 50  # members named in an address; of more, the page shows all


@dataclass(frozen=True)
class Drawings:
    """None where there is nothing to draw."""

    map: Map | None
    members: Steps | None
    lineage: Lineage | None

    def named(self, name: str | None) -> Map | Steps | Lineage | None:
        """One of them by its name, else the first there is."""
        if name == "lineage":
            return self.lineage
        return self.members if name == "members" else self.map if name == "map" else self.map or self.lineage


def pairs_of(whole: Subject, section: str, clocks: Clocks) -> list[Pair]:
    """Who was ever in it (`members`), or what it was ever in (`memberships`), and how that stands on the day."""
    if not whole.sections[section]:
        return []
    (kind, slug), end = whole.fact.named, ENDS[section]
    values = {f"{end}_slug": (slug,), f"{end}_kind": (kind,)}
    return presence(Question(standings=frozenset(PARTICIPATING), values=values), clocks.day)


def drawings_of(whole: Subject, pairs: list[Pair], clocks: Clocks, references: References) -> Drawings:
    """PAIRS are its members."""
    lineage = Lineage(whole, clocks, references)
    shown = None if lineage.is_empty else lineage
    if not pairs:
        return Drawings(None, None, shown)
    name = lineage.name

    def evidence(of: tuple[Pair, ...]) -> str:
        members = ",".join(pair.member.slug for pair in of[:NAMED]) if len(of) <= NAMED else None
        return clocks.url("/memberships/", actor=members, target=pairs[0].target.slug)

    drawn_map = Map(pairs, _codes(pairs), clocks, name, lambda pair: evidence((pair,)))
    return Drawings(drawn_map, Steps(pairs, clocks, name, evidence), shown)


def _codes(pairs: list[Pair]) -> dict[str, str]:
    """The two letters of every state among them, by slug."""
    slugs = [pair.member.slug for pair in pairs if pair.member.kind == "actor"]
    listed = Actor.objects.filter(slug__in=slugs).values_list("slug", "identifiers")
    return {slug: each.removeprefix(CODE) for slug, found in listed for each in found if each.startswith(CODE)}
