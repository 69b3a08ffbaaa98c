"""The map of one thing's members."""

from apps.chronicle.models import Actor
from apps.chronicle.presence import Pair, presence
from apps.chronicle.questions import Question
from apps.chronicle.subjects import Subject
from apps.cooperation.models import PARTICIPATING
from apps.explorer.clocks import Clocks
from apps.explorer.plots.map import Map

CODE = "iso3166:"


def map_of(whole: Subject, clocks: Clocks) -> Map | None:
    """None where nobody ever took part in it."""
    kind, slug = whole.fact.named
    if not any(fact.row["participating"] for fact in whole.sections["members"]):
        return None
    values = {"target_slug": (slug,), "target_kind": (kind,)}
    pairs = presence(Question(standings=frozenset(PARTICIPATING), values=values), clocks.day)

    def evidence(pair: Pair) -> str:
        return clocks.url("/memberships/", actor=pair.member.slug, target=pair.target.slug)

    return Map(pairs, _codes(pairs), clocks, whole.fact.row["name"], evidence)


def _codes(pairs: list[Pair]) -> dict[str, str]:
    """The two letters of every state among them, by slug."""
    slugs = [pair.member.slug for pair in pairs if pair.member.kind == "actor"]
    listed = Actor.objects.filter(slug__in=slugs).values_list("slug", "identifiers")
    return {slug: each.removeprefix(CODE) for slug, found in listed for each in found if each.startswith(CODE)}
