"""Proposing slugs: stable public names made of what a record says."""

from collections.abc import Iterable
from functools import reduce
from itertools import chain, count
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.utils.text import slugify

LONGEST = 60


class Free:
    """Slugs for many rows of a model: which are taken is asked once, for all that they may be NAMED after."""

    def __init__(self, model: type[Model], named: Iterable[Iterable[Any]]) -> None:
        likely = [Q(slug__startswith=stem) for stem in sorted({_stem(parts) for parts in named} - {""})]
        found = model._default_manager.filter(reduce(or_, likely)) if likely else model._default_manager.none()
        self._taken = set(found.values_list("slug", flat=True))

    def slug(self, parts: Iterable[Any]) -> str:
        """PARTS joined by hyphens, with -2, -3 if that is taken already; empty if no part has a word."""
        stem = _stem(parts)
        names = chain([stem], (f"{stem}-{number}" for number in count(2)))
        return stem and next(name for name in names if name not in self._taken)

    def take(self, slug: str) -> None:
        self._taken.add(slug)


def free_slug(model: type[Model], *parts: Any) -> str:
    """PARTS joined by hyphens, with -2, -3 if the model has that slug already; empty if no part has a word.

    A part that is a record stands for its slug, which is kept whole; other text is cut between words.
    """
    return Free(model, [parts]).slug(parts)


def free_slugs(model: type[Model], rows: list[Any]) -> list[str]:
    """A free slug for the parts of each of ROWS, no two the same."""
    free, found = Free(model, rows), []
    for parts in rows:
        found.append(free.slug(parts))
        free.take(found[-1])
    return found


def _stem(parts: Iterable[Any]) -> str:
    return "-".join(filter(None, map(_words, parts)))


def _words(part: Any) -> str:
    if isinstance(part, Model):
        return str(part.serializable_value("slug"))
    text = slugify(str(part).replace("..", "-").replace("_", "-")).strip("-")
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rpartition("-")[0] or text[:LONGEST]
