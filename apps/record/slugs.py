"""Proposing slugs: stable public names made of what a record says."""

from itertools import chain, count
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 60


def free_slug(model: type[Model], *parts: Any) -> str:
    """PARTS joined by hyphens, with -2, -3 if the model has that slug already; empty if no part has a word.

    A part that is a record stands for its slug, which is kept whole; other text is cut between words.
    """
    stem = "-".join(filter(None, map(_words, parts)))
    if not stem:
        return ""
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _words(part: Any) -> str:
    if isinstance(part, Model):
        return str(part.serializable_value("slug"))
    text = slugify(str(part).replace("..", "-").replace("_", "-")).strip("-")
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rpartition("-")[0] or text[:LONGEST]
