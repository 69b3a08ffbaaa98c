"""Who is in what on a day."""

from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from apps.chronicle.parameters import SLUG
from apps.chronicle.presence import IN, Pair, presence
from apps.chronicle.questions import Question, Row, records
from apps.chronicle.resources import BY_KIND
from apps.chronicle.spans import day_number
from apps.chronicle.spells import Ref
from apps.cooperation.models import Role
from apps.explorer import drawings, tables
from apps.explorer.clocks import Clocks
from apps.explorer.forms import Table
from apps.explorer.grids import FAMILIES, ORDERS, grid
from apps.explorer.pages import Address, Asked, Page
from apps.explorer.strangers import refuse_strangers

HEADER = ("actor", "actor_name", "target", "target_name", "certainty", "state", "roles", "memberships")
FILTERS = ("actor", "actor_kind", "target", "target_kind", "role")


class MatrixAddress(Address):
    """A day, the filters of memberships, and how the grid is laid out."""

    own = ("standing", *FILTERS, "sort", "since", "family", "within", "outside")

    def question(self) -> Question:
        return Question(self._day("valid_at"), standings=self._standings(), values=self._filters(*FILTERS))

    def rest(self) -> dict[str, Any]:
        sort = self._one_of("sort", self.query.get("sort"), ORDERS)
        family = self._one_of("family", self.query.get("family"), FAMILIES)
        return {"sort": sort or "count", "family": family, "since": self._day("since")} | {
            name: self._slug(name) for name in ("within", "outside")
        }

    def _slug(self, name: str) -> str | None:
        text: str | None = self.query.get(name)
        if text is not None and not SLUG.match(text):
            self._wrong(name, f"Not a slug: “{text}”. Example: european-union.")
        return text


class MatrixPage(Page):
    """Members against what they are in; every mark leads to the evidence for it."""

    template = "explorer/matrix.html"
    address = MatrixAddress
    forms = ("csv", "json", "svg", "png")

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        pairs, former = pairs_on(asked, clocks.day), asked.rest["since"]
        if not pairs:
            refuse_strangers(self.resource, asked.question, clocks)
        things = things_of(pairs)
        laid = grid(pairs, former, things, asked.rest["sort"])
        if asked.rest["family"]:
            kept = {head.ref for head in laid.columns if head.family == asked.rest["family"]}
            laid = grid([pair for pair in pairs if pair.target in kept], former, things, asked.rest["sort"])
        return {
            "title": "Who is in what",
            "grid": laid,
            # All text in these three is escaped where they are written.
            "heads": mark_safe(tables.heads(laid, clocks)),
            "body": mark_safe(tables.body(laid, clocks)),
            "totals": mark_safe(tables.totals(laid)),
            "clocks": clocks,
            "asked": asked.rest,
            "chosen": dict(asked.question.values),
            "roles": Role.choices,
            "families": FAMILIES,
            "first_day": day_number(date(1949, 1, 1)),
            "last_day": max(day_number(clocks.day), day_number(date.today())),
            "day_number": day_number(clocks.day),
            "since_number": day_number(asked.rest["since"]) if asked.rest["since"] else None,
        }

    def table(self, content: dict[str, Any]) -> Table:
        """A line for every pair that may be joined on the day."""
        return [HEADER, *(_line(mark.pair) for mark in content["grid"].marks if mark.pair.state in IN)]

    def drawing(self, content: dict[str, Any]) -> str:
        return drawings.matrix(content["grid"], content["clocks"])


def pairs_on(asked: Asked, day: date) -> list[Pair]:
    """Pairs of the members asked for: all, or those that are (or are not) also in something else that day."""
    pairs = presence(asked.question, day)
    for name, wanted in (("within", True), ("outside", False)):
        if slug := asked.rest[name]:
            others = presence(Question(values={"target_slug": (slug,)}), day)
            inside = {pair.member for pair in others if pair.state in IN}
            pairs = [pair for pair in pairs if (pair.member in inside) == wanted]
    return pairs


def things_of(pairs: list[Pair]) -> dict[Ref, Row]:
    """What members can be in, as whole rows: a query for each kind."""
    found: dict[Ref, Row] = {}
    for kind in {pair.target.kind for pair in pairs}:
        targets = {pair.target.slug: pair.target for pair in pairs if pair.target.kind == kind}
        found |= {targets[slug]: row for slug, row in records(BY_KIND[kind], targets, Question()).items()}
    return found


def _line(pair: Pair) -> list[Any]:
    return [pair.member.slug, pair.member.name, pair.target.slug, pair.target.name, pair.certainty, pair.state,
            pair.roles, [spell.slug for spell in pair.current]]  # fmt: skip
