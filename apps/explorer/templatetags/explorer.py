"""Addresses that keep both clocks, and small words for templates."""

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from apps.chronicle.resources import RESOURCES
from apps.explorer.clocks import Clocks, path_of, with_query
from apps.explorer.lines import STATES, Part
from apps.explorer.references import Reference
from apps.explorer.wording import in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def clocked(context: dict[str, Any], path: str, **parameters: Any) -> str:
    """PATH at the clocks of this page."""
    clocks: Clocks | None = context.get("clocks")
    return clocks.url(path, **parameters) if clocks else with_query(path, parameters)


@register.simple_tag(takes_context=True)
def at_day(context: dict[str, Any], year: str) -> str:
    """This page in the middle of a year, as the rest of its address says."""
    return _here(context, valid_at=f"{year}-06-30")


@register.simple_tag(takes_context=True)
def today(context: dict[str, Any]) -> str:
    """This page on the day of the record."""
    return _here(context, valid_at=None)


@register.simple_tag(takes_context=True)
def drawn_as(context: dict[str, Any], form: str, plot: str) -> str:
    """One drawing of this page as a file."""
    clocks: Clocks = context["clocks"]
    return clocks.url(f"{context['this_page'].rstrip('/')}.{form}", plot=plot)


@register.simple_tag
def told(parts: list[Part]) -> SafeString:
    """Text and links, one after the other; an include for each would take most of the time of a long page."""
    said = "".join(_said(part) + (part.after if part is not parts[-1] else "") for part in parts)
    return mark_safe(said)  # what parts say is escaped in `_said`; between them stands punctuation of our own


def _said(part: Part) -> str:
    if part.url:
        return f'<a href="{escape(part.url)}" dir="auto">{escape(part.text)}</a>'
    return f'<span dir="auto">{escape(part.text)}</span>'


@register.simple_tag
def refs(references: list[Reference]) -> SafeString:
    """The marks of who says so, each leading to the work at the foot of the page."""
    marks = "".join(
        f'<a class="ref {each.citation["stance"]}" href="#source-{each.number}" title="{escape(each.words)}">'
        f'<span class="hidden">Source </span>{each.number}{each.sign}</a>'
        for each in references
    )
    return mark_safe(marks and f'<span class="refs">{marks}</span>')  # all text in it is escaped above


@register.simple_tag
def chooser(
    things: dict[str, list[tuple[str, str]]], name: str, chosen: str | None, id: str = "", nobody: str = "…"
) -> SafeString:
    """All things to choose one of, by kind; they are hundreds."""
    groups = "".join(
        f'<optgroup label="{kind.capitalize()}s">{"".join(_option(*thing, chosen) for thing in found)}</optgroup>'
        for kind, found in things.items()
        if found
    )
    # Names of things are escaped in `_option`; slugs hold letters, digits and hyphens; all else is the template's.
    return mark_safe(f'<select id="{id or name}" name="{name}"><option value="">{nobody}</option>{groups}</select>')


def _option(slug: str, name: str, chosen: str | None) -> str:
    return f'<option value="{slug}"{" selected" if slug == chosen else ""}>{escape(name)}</option>'


def _here(context: dict[str, Any], **changed: Any) -> str:
    clocks: Clocks = context["clocks"]
    return clocks.url(context["this_page"], **context["others"], **changed)


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def plain(text: str) -> str:
    """A name of ours without its hyphens."""
    return text.replace("-", " ")


@register.filter
def as_list(resource: str) -> str:
    """The address of the list of a resource."""
    return f"/{resource}/"


@register.filter
def path(kind: str, slug: str) -> str:
    """The path of a record's page."""
    return path_of(kind, slug)


@register.filter
def counted_of(number: int, resource: str) -> str:
    """“1 format”, “2 formats”."""
    return f"{number} {plain(RESOURCES[resource].kind if number == 1 else resource)}"


@register.filter
def date_words(edtf: str) -> str:
    return in_words(edtf)


@register.filter
def get(found: dict[str, Any], name: str) -> Any:
    return found.get(name, "")


@register.filter
def state_words(state: str) -> str:
    return STATES[state]


@register.filter
def note_number(slug: str) -> str:
    """The note whose work this is, as its slug says."""
    return slug.rpartition("-fn-")[2]
