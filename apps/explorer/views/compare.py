"""Two things, one thing on two days, two days of the world, or two changesets of the record."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from apps.chronicle.clock import Known, UnknownTime, pin, pinned
from apps.chronicle.compare import compare
from apps.chronicle.difference import difference
from apps.chronicle.models import Membership
from apps.chronicle.overlaps import chosen
from apps.chronicle.parameters import SLUG, Unreadable
from apps.chronicle.presence import Pair, presence
from apps.chronicle.questions import Question
from apps.chronicle.spells import Ref
from apps.cooperation.models import PARTICIPATING
from apps.explorer.beside import Beside, beside
from apps.explorer.clocks import Clocks
from apps.explorer.forms import Table
from apps.explorer.pages import Address, Asked, Page
from apps.explorer.plots.beside import Periods
from apps.explorer.ties import ties
from apps.explorer.turns import HEADER as TURNS
from apps.explorer.turns import Turn, edited, happened
from apps.explorer.wording import counted, day_in_words, upper

HEADER = ("group", "slug", "kind", "name", "one_state", "other_state", "one_memberships", "other_memberships")
PARTICIPANTS = frozenset(PARTICIPATING)


class CompareAddress(Address):
    """Two things; or one and two days; or two days; or two known times."""

    own = ("one", "other", "by", "from", "to", "known_from", "known_to")

    def rest(self) -> dict[str, Any]:
        asked: dict[str, Any] = {name: self._thing(name) for name in ("one", "other")}
        asked |= {name: self._day(name) for name in ("from", "to")}
        asked |= {name: self.query.get(name) for name in ("known_from", "known_to")}
        asked["by"] = self._one_of("by", self.query.get("by"), ("members",))
        self._check(asked)
        return asked

    def _thing(self, name: str) -> str | None:
        text: str | None = self.query.get(name)
        if text is not None and not SLUG.match(text):
            self._wrong(name, f"Not a slug: “{text}”. Example: norway.")
        return text

    def _check(self, asked: dict[str, Any]) -> None:
        """Only one kind of comparison at a time."""
        if asked["other"] and not asked["one"]:
            self._wrong("one", "Say what to compare it with. Example: one=norway&other=canada.")
        if asked["other"] and (asked["from"] or asked["to"]):
            self._wrong("from", "Two things are compared on one day (valid_at), one thing on two days (from, to).")
        if ("from" in self.query) != ("to" in self.query):
            self._wrong("from", "Say between which days. Example: from=2016-01-01&to=2022-01-01.")
        if asked["from"] and asked["to"] and asked["from"] >= asked["to"]:
            self._wrong("to", f"“to” is the later of the two days; {asked['to']} does not come after {asked['from']}.")
        if asked["one"] and not (asked["other"] or asked["from"] or "from" in self.query):
            self._wrong("other", "Say with what, or between which days. Example: other=canada.")
        if asked["known_to"] and not asked["known_from"]:
            self._wrong("known_from", "Say since when. Example: known_from=changeset:1.")


class ComparePage(Page):
    """What differs, with a sentence to quote; every mark leads to its sources."""

    template = "explorer/compare.html"
    address = CompareAddress
    forms: tuple[str, ...] = ("csv", "json", "svg", "png")

    def get(self, request: HttpRequest, form: str = "", **named: str) -> HttpResponse:
        """Only things have a drawing."""
        if "one" not in request.GET:
            self.forms = ("csv", "json")
        return super().get(request, form, **named)

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        rest = asked.rest
        around = {"asked": rest, "things": _things()}
        if rest["one"]:
            return self._things(rest, clocks) | around
        if rest["from"]:
            return self._days(rest["from"], rest["to"], clocks) | around
        if rest["known_from"]:
            return self._changesets(rest, clocks) | around
        return {"title": "Compare", "table": [HEADER]} | around

    def table(self, content: dict[str, Any]) -> Table:
        """A line for every thing, or for every fact that is otherwise."""
        if "beside" in content:
            return [HEADER, *_lines(content["beside"])]
        if "turns" in content:
            return [TURNS, *(turn.line for _, turns in content["turns"] for turn in turns)]
        return super().table(content)

    def data(self, content: dict[str, Any]) -> Any:
        return super().data(content) | {"sentence": content.get("sentence", "")}

    def drawing(self, content: dict[str, Any]) -> str:
        plot: Periods = content["plot"]
        return plot.file()

    def _things(self, rest: dict[str, Any], clocks: Clocks) -> dict[str, Any]:
        one, other = _named(rest)
        end = "actor" if one.kind == other.kind == "actor" and not rest["by"] else "target"
        days: tuple[date, date] = (rest["from"], rest["to"]) if rest["from"] else (clocks.day, clocks.day)
        at = tuple(replace(clocks, asked_day=day) if rest["from"] else clocks for day in days)
        sides = _pairs(one, end, days[0]), _pairs(other, end, days[1])
        found = beside(*sides, "target" if end == "actor" else "member", (at[0], at[1]))
        names = (one.name, other.name) if one != other else (day_in_words(days[0]), day_in_words(days[1]))
        title = f"{one.name} and {other.name}" if one != other else f"{one.name} on two days"
        plot = Periods(found, names, at[1], f"{title}: periods", tuple(dict.fromkeys(days)), one == other)
        drawn = plot.parts()
        return {
            "title": title,
            "sentence": _sentence(found, one, other, end, days),
            "beside": found,
            "columns": _columns(found, one, other, names),
            "ties": ties(one, other, at[1]) if end == "actor" and one != other else [],
            "plot": plot,
            "names": mark_safe(drawn[0]),  # all text in both is escaped where it is drawn
            "years": mark_safe(drawn[1]),  # likewise
            "sides": names,
        }

    def _days(self, first: date, last: date, clocks: Clocks) -> dict[str, Any]:
        found = compare(Question(valid_from=first, valid_to=last, standings=PARTICIPANTS))
        turns = happened(found, replace(clocks, asked_day=last))
        number = sum(len(each) for _, each in turns)
        between = f"between {day_in_words(first)} and {day_in_words(last)}"
        return {"title": f"What changed {between}", "turns": turns, "axis": "world",
                "sentence": f"{upper(between)} {counted(number, 'thing')} began, ended or changed: "
                + _counts(turns)}  # fmt: skip

    def _changesets(self, rest: dict[str, Any], clocks: Clocks) -> dict[str, Any]:
        first, last = _known("known_from", rest["known_from"]), _known("known_to", rest["known_to"])
        if first.changeset > last.changeset:
            raise Unreadable([("known_to", f"Changeset {last.changeset} comes before {first.changeset}.")])
        turns = edited(difference(first, last), clocks)
        pin(clocks.known.changeset)
        between = f"between changeset {first.changeset} and changeset {last.changeset}"
        return {"title": f"What the record changed {between}", "turns": turns, "axis": "record",
                "sentence": f"{upper(between)} the record changed: {_counts(turns)}"}  # fmt: skip


def _things() -> dict[str, list[tuple[str, str]]]:
    """What can be compared: whoever is in something, and whatever somebody is in."""
    found: dict[str, dict[str, str]] = {"actor": {}, "format": {}, "instrument": {}}
    for end in ("actor", "target"):
        listed = Membership.objects.order_by().values_list(f"{end}_kind", f"{end}_slug", f"{end}_name").distinct()
        for kind, slug, name in listed:
            found[kind][slug] = name
    return {kind: sorted(names.items(), key=lambda each: each[1].casefold()) for kind, names in found.items()}


def _named(rest: dict[str, Any]) -> tuple[Ref, Ref]:
    """Both things, the same one twice where it is compared with itself. Raises Unreadable."""
    slugs = [rest["one"], rest["other"] or rest["one"]]
    known = {ref.slug: ref for ref in reversed(chosen(slugs))}
    unknown = [(name, f"Nothing is known here as “{slug}”.") for name, slug in zip(("one", "other"), slugs, strict=True)
               if slug not in known]  # fmt: skip
    if unknown:
        raise Unreadable(unknown)
    return known[slugs[0]], known[slugs[1]]


def _known(name: str, text: str | None) -> Known:
    try:
        with pinned(text) as known:
            return known
    except UnknownTime as error:
        raise Unreadable([(name, str(error))]) from error


def _pairs(ref: Ref, end: str, day: date) -> list[Pair]:
    values = {f"{end}_slug": (ref.slug,), f"{end}_kind": (ref.kind,)}
    return presence(Question(standings=PARTICIPANTS, values=values), day)


def _sentence(found: Beside, one: Ref, other: Ref, end: str, days: tuple[date, date]) -> str:
    """One to quote."""
    only, both, rest = (found.count(name) for name in ("one", "both", "other"))
    share = f" They share {found.share} % of all." if found.share is not None else ""
    if one == other:
        verb = ("left", "joined") if end == "actor" else ("lost", "gained")
        noun = "" if end == "actor" else " members"
        return (f"Between {day_in_words(days[0])} and {day_in_words(days[1])} {one.name} {verb[1]} {rest}{noun},"
                f" {verb[0]} {only} and kept {both}.")  # fmt: skip
    day = day_in_words(days[0])
    if end == "actor":
        said = f"are both in {both}; {one.name} alone is in {only}, {other.name} alone in {rest}."
    else:
        said = f"have {both} members in common; {only} are only in the one, {rest} only in the other."
    return f"On {day} {one.name} and {other.name} {said}{share}"


def _columns(found: Beside, one: Ref, other: Ref, names: tuple[str, str]) -> list[tuple[str, Any]]:
    titles = {"one": f"Only {names[0]}", "both": "Both", "other": f"Only {names[1]}"}
    if one == other:
        titles = {"one": f"Only on {names[0]}", "both": "On both days", "other": f"Only on {names[1]}"}
    return [(title, found.group(name)) for name, title in titles.items()]


def _counts(turns: list[tuple[str, list[Turn]]]) -> str:
    return ", ".join(f"{len(each)} {title.lower()}" for title, each in turns) + "." if turns else "nothing."


def _lines(found: Beside) -> list[list[Any]]:
    return [[entry.group, entry.ref.slug, entry.ref.kind, entry.ref.name,
             *((held.pair.state if held else "none") for held in (entry.one, entry.other)),
             *([spell.slug for spell in held.pair.spells] if held else [] for held in (entry.one, entry.other))]
            for entry in found.entries]  # fmt: skip
