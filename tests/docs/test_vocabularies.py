"""docs/vocabularies.md is what the code says; UPDATE_DOCS=1 rewrites it."""

import os
from pathlib import Path

from django.apps import apps
from django.db import models

from apps.record.models import Versioned

PAGE = Path(__file__).parents[2] / "docs" / "vocabularies.md"
HEAD = """# Vocabularies

The values of every column that has a fixed set of them. They are contract: values are added, never renamed.
This page is made from the code.
"""


def vocabularies() -> dict[str, list[tuple[str, str]]]:
    """Every column of a record with choices, once for each table that has its own; proposals are nobody's contract."""
    found: dict[str, list[tuple[str, str]]] = {}
    for model in apps.get_models():
        if not issubclass(model, Versioned):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.TextField) and field.choices:
                found[f"{model._meta.verbose_name}: {field.verbose_name}"] = list(field.flatchoices)
    return found


def written() -> str:
    shared: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, values in vocabularies().items():
        shared.setdefault(tuple(values), []).append(name)
    parts = [HEAD]
    for values, names in shared.items():
        rows = "\n".join(f"| `{value}` | {_capital(help_text)} |" for value, help_text in values)
        parts.append(f"\n## {_capital(', '.join(names))}\n\n| value | meaning |\n| --- | --- |\n{rows}\n")
    return "".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def test_the_page_of_vocabularies_is_what_the_code_says() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written()
