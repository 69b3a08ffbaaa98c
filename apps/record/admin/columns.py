"""What a list shows of a record: names rather than slugs, and of a vocabulary the word without its explanation."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin


def named(of: str, fields: tuple[str, ...]) -> Callable[[Any], str]:
    """A column with the name of whichever of FIELDS is set; sorted by its slug."""

    @admin.display(description=of.replace("_", " "), ordering=f"{of}_slug" if len(fields) > 1 else fields[0])
    def name(row: Any) -> str:
        return str(next(filter(None, (getattr(row, field) for field in fields)), ""))

    return name


def worded(field: Any) -> Callable[[Any], str]:
    """A column with the word that FIELD's value has in its vocabulary."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def word(row: Any) -> str:
        return str(getattr(row, f"get_{field.name}_display")()).partition(":")[0]

    return word
