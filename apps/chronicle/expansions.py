"""What a row links to, as whole rows: fetched together, one query for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from apps.chronicle.models import Citation
from apps.chronicle.questions import Question, Row, records, selected
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource
from apps.chronicle.statements import Blanks, fetched

Named = tuple[str, str]  # kind and slug
WITHOUT_NAME = tuple(name for name in selected(RESOURCES["citations"], Question()) if name != "subject_name")


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


def citations(resource: Resource, names: Mapping[str, str]) -> dict[str, list[Row]]:
    """The citations of each record of one resource, in the order of their slugs. NAMES are those of the records, by
    slug: to have each citation look up again what its subject is called would cost most of the answer.
    """
    blanks, columns = Blanks(), selected(RESOURCES["citations"], Question())
    cited: defaultdict[str, list[Row]] = defaultdict(list)
    for values in fetched(blanks, _citations, resource.kind, blanks.all(names)) if names else ():
        told: Row = dict(zip(WITHOUT_NAME, values, strict=True))
        told["subject_name"] = names[told["subject_slug"]]
        cited[told["subject_slug"]].append({name: told[name] for name in columns})
    return cited


def _citations(kind: str, slugs: tuple[str]) -> Any:
    found = Citation.objects.filter(subject_kind=kind, subject_slug__any_of=slugs)
    return found.order_by("slug").values(*WITHOUT_NAME)


def _named(resource: Resource, row: Row, name: str) -> list[Named]:
    """What ROW links to under NAME: one, several or nothing."""
    slugs: Any = row[f"{name}_slug"]
    if name in resource.links:
        return [(resource.links[name] or row[f"{name}_kind"], slugs)] if slugs is not None else []
    fixed = resource.link_lists[name]
    kinds: list[str] = [fixed] * len(slugs) if fixed else row[f"{name}_kind"]
    return list(zip(kinds, slugs, strict=True))
