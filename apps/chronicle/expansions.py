"""What a row links to, as whole rows: fetched together, one query for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from apps.chronicle.models import Citation
from apps.chronicle.questions import Question, Row, records, selected
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource

Named = tuple[str, str]  # kind and slug


def linked(resource: Resource, found: Iterable[Row], names: Iterable[str], question: Question) -> dict[Named, Row]:
    """Every row that one of FOUND links to under one of NAMES, by kind and slug.

    They are not filtered: like a detail, each tells its certainty on the days of QUESTION.
    """
    slugs: defaultdict[str, set[str]] = defaultdict(set)
    listed = list(names)
    for row in found:
        for name in listed:
            for kind, slug in _named(resource, row, name):
                slugs[kind].add(slug)
    return {
        (kind, slug): row
        for kind, wanted in slugs.items()
        for slug, row in records(BY_KIND[kind], sorted(wanted), question).items()
    }


def citations(resource: Resource, slugs: Iterable[str]) -> dict[str, list[Row]]:
    """The citations of each record of one resource, in the order of their slugs."""
    cited: defaultdict[str, list[Row]] = defaultdict(list)
    columns = selected(RESOURCES["citations"], Question())
    found: Any = Citation.objects.filter(subject_kind=resource.kind, subject_slug__in=list(slugs))
    for row in found.order_by("slug").values(*columns):
        cited[row["subject_slug"]].append(row)
    return cited


def _named(resource: Resource, row: Row, name: str) -> list[Named]:
    """What ROW links to under NAME: one, several or nothing."""
    slugs: Any = row[f"{name}_slug"]
    if name in resource.links:
        return [(resource.links[name] or row[f"{name}_kind"], slugs)] if slugs is not None else []
    fixed = resource.link_lists[name]
    kinds: list[str] = [fixed] * len(slugs) if fixed else row[f"{name}_kind"]
    return list(zip(kinds, slugs, strict=True))
