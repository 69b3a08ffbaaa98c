"""Which memberships overlap: combinations of formats, closest formats, and members side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import mark_safe

from apps.chronicle.matrix import Matrix, matrix
from apps.chronicle.overlaps import MOST_TARGETS, Combination, Pair, chosen, closest, overlapping, shared
from apps.chronicle.parameters import SLUG
from apps.chronicle.questions import Question
from apps.chronicle.spells import Ref
from apps.cooperation.models import PARTICIPATING
from apps.explorer import tables
from apps.explorer.clocks import Clocks, with_query
from apps.explorer.forms import Table
from apps.explorer.pages import Address, Asked, Page
from apps.explorer.plots.upset import Upset

UNASKED, CLOSEST, LEAST, MEMBERS = 6, 20, 2, 40  # formats, pairs, shared members, members: where nobody says
HEADER = ("formats", "formats_names", "certain", "certain_names", "possible", "possible_names")
PAIRS = ("one", "other", "shared_certain", "shared_possible", "jaccard_certain", "jaccard_possible")


class OverlapsAddress(Address):
    """A day, what is to be compared, and which of both tables."""

    own = ("formats", "view")

    def rest(self) -> dict[str, Any]:
        slugs = tuple(dict.fromkeys(filter(None, str(self.query.get("formats", "")).split(","))))
        if len(slugs) > MOST_TARGETS:
            self._wrong("formats", f"At most {MOST_TARGETS} at once; these are {len(slugs)}.")
        for slug in slugs:
            if not SLUG.match(slug):
                self._wrong("formats", f"Not a slug: “{slug}”. Example: eurocorps.")
        return {"formats": slugs, "view": self._one_of("view", self.query.get("view"), ("members",))}


class OverlapsPage(Page):
    """An UpSet plot of what is chosen, else of what has most members."""

    template = "explorer/overlaps.html"
    address = OverlapsAddress
    forms = ("csv", "json", "svg", "png")

    def get(self, request: HttpRequest, form: str = "", **named: str) -> HttpResponse:
        """A form without scripts sends one parameter for each tick; the address joins them by commas."""
        ticked = request.GET.getlist("formats")
        if len(ticked) > 1:
            joined = request.GET.dict() | {"formats": ",".join(dict.fromkeys(filter(None, ticked)))}
            return HttpResponseRedirect(with_query(request.path, joined))
        return super().get(request, form, **named)

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        whole = matrix(Question(valid_at=clocks.day, standings=frozenset(PARTICIPATING)))
        totals = {total.of: total for total in whole.targets}
        targets = chosen(asked.rest["formats"]) if asked.rest["formats"] else most(whole)
        found = overlapping(whole.cells, targets)
        empty = [target for target in targets if target not in totals]

        def evidence(each: Combination | Pair) -> str:
            actors = ",".join(actor.slug for actor in (*each.certain, *each.possible)[:50])
            return clocks.url("/memberships/", actor=actors, target=",".join(ref.slug for ref in each.targets))

        plot = Upset([totals[each] for each in targets if each in totals], list(found.combinations), clocks, evidence)
        names, columns = plot.parts()
        return {
            "title": "Which memberships overlap",
            "asked": asked.rest,
            "plot": plot,
            "names": mark_safe(names),  # all text in both is escaped where it is drawn
            "columns": mark_safe(columns),  # likewise
            "targets": targets,
            "empty": empty,
            "unknown": [slug for slug in asked.rest["formats"] if slug not in {each.slug for each in targets}],
            "choices": sorted(whole.targets, key=lambda each: each.of.name.casefold()),
            "combinations": [(each, evidence(each)) for each in found.combinations],
            "pairs": found.pairs,
            "closest": [(each, both(each, clocks), evidence(each)) for each in closest(whole.cells, LEAST, CLOSEST)],
            "members": members(whole, clocks) if asked.rest["view"] else None,
        }

    def table(self, content: dict[str, Any]) -> Table:
        """A line for every combination."""
        return [HEADER, *(
            [cell for refs in (each.targets, each.certain, each.possible)
             for cell in ([ref.slug for ref in refs], [ref.name for ref in refs])]
            for each, _ in content["combinations"]
        )]  # fmt: skip

    def data(self, content: dict[str, Any]) -> Any:
        """Combinations, and how alike the chosen and all others are."""
        pairs = {"pairs": content["pairs"], "closest": [pair for pair, *_ in content["closest"]]}
        told = {name: [dict(zip(PAIRS, _line(pair), strict=True)) for pair in found] for name, found in pairs.items()}
        return super().data(content) | told

    def drawing(self, content: dict[str, Any]) -> str:
        plot: Upset = content["plot"]
        return plot.file()


def most(whole: Matrix) -> list[Ref]:
    """The formats and organisations with most members."""
    listed = [each for each in whole.targets if each.of.kind != "instrument"]
    ordered = sorted(listed, key=lambda each: (-each.certain - each.possible, each.of))
    return [each.of for each in ordered[:UNASKED]]


def both(pair: Pair, clocks: Clocks) -> str:
    """Two things beside each other."""
    one, other = pair.targets
    return clocks.url("/compare/", one=one.slug, other=other.slug, by="members")


def members(whole: Matrix, clocks: Clocks) -> dict[str, Any]:
    """Members against members: how many things both are in, of those who are in most."""
    ordered = sorted(whole.actors, key=lambda each: (-each.certain - each.possible, each.of))[:MEMBERS]
    refs = [each.of for each in ordered]
    table = tables.shared(refs, shared(whole.cells, refs), clocks)  # all text in it is escaped there
    return {"heads": refs, "table": mark_safe(table), "is_cut": len(whole.actors) > MEMBERS}


def _line(pair: Pair) -> list[Any]:
    one, other = pair.targets
    return [one.slug, other.slug, [ref.slug for ref in pair.certain], [ref.slug for ref in pair.possible],
            pair.jaccard_certain, pair.jaccard_possible]  # fmt: skip
