"""How values of a proposal read on its page."""

from typing import Any

from django import template

from apps.record.pending.captured import tracked

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
    """The display name, from a profile that may have been fetched along."""
    profile = getattr(user, "profile", None)
    return profile.display_name if profile else str(user)


@register.filter
def value(values: dict[str, Any], name: str) -> Any:
    return values.get(name)


@register.filter
def field(model: Any, column: str) -> str:
    """What the form calls COLUMN of MODEL, a class or its label."""
    fields = (tracked()[model] if isinstance(model, str) else model)._meta.concrete_fields
    return next(str(each.verbose_name) for each in fields if each.attname == column)


@register.filter
def label(model: Any) -> str:
    return str(model._meta.label_lower)
