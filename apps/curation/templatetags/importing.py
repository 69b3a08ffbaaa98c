"""What a list says of bringing rows in by a file."""

from typing import Any

from django import template

from apps.curation.importing.cells import is_importable

register = template.Library()


@register.filter
def importable(opts: Any) -> bool:
    """Whether the records of a list can be imported."""
    return is_importable(opts.model)
