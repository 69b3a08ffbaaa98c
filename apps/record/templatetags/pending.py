"""How values of a proposal read on its page."""

from typing import Any

from django import template

from apps.record.changesets import public_name as name_of

register = template.Library()


@register.filter
def as_text(value: Any) -> str:
    """VALUE as people read it; a dash where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)


@register.filter
def before_colon(label: Any) -> str:
    """The short form of a vocabulary's label."""
    return str(label).split(":")[0]


@register.filter
def public_name(user: Any) -> str:
    return name_of(user)
