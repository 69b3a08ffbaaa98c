"""What rows link to, as whole rows: read together, one query for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from apps.chronicle.clock import Known
from apps.chronicle.models import Citation
from apps.chronicle.names import Named, keep, link
from apps.chronicle.questions import Question, bare, bare_records
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource
from apps.chronicle.shapes import Shaped, all_told, told
from apps.chronicle.statements import Blanks, read

CITATIONS = RESOURCES["citations"]
CITED = bare(CITATIONS, Question())


def linked(rows: Iterable[Shaped], names: Iterable[str], question: Question, known: Known) -> dict[Named, Shaped]:
    """Every row that one of ROWS links to under one of NAMES, by kind and slug.

    They are not filtered: like a detail, each tells its certainty on the days of QUESTION.
    """
    slugs: defaultdict[str, set[str]] = defaultdict(set)
    listed = list(names)
    for row in rows:
        for name in listed:
            for each in row[name] if isinstance(row[name], list) else [row[name]]:
                if each:
                    slugs[each["kind"]].add(each["slug"])
    kinds = [(BY_KIND[kind], sorted(wanted)) for kind, wanted in slugs.items()]
    found = [
        (resource, bare(resource, question), bare_records(resource, wanted, question, known.changeset))
        for resource, wanted in kinds
    ]
    shaped = zip(slugs, all_told(found, known), strict=True)
    return {(kind, each["slug"]): each for kind, told_of in shaped for each in told_of}


def citations(resource: Resource, rows: Iterable[Shaped], known: Known) -> dict[str, list[Shaped]]:
    """The citations of each of ROWS, in the order of their slugs.

    What these are called is told: to look it up again for each citation would cost most of the answer.
    """
    called = {row["slug"]: str(row.get("name") or row.get("statement") or row["label"]) for row in rows}
    keep(known, {(resource.kind, slug): link(resource.kind, slug, name) for slug, name in called.items()})
    blanks = Blanks()
    values = read(known.changeset, blanks, _citations, resource.kind, blanks.all(called)) if called else []
    cited: defaultdict[str, list[Shaped]] = defaultdict(list)
    for each in told(CITATIONS, CITED, values, known):
        cited[each["subject"]["slug"]].append(each)
    return cited


def _citations(kind: str, slugs: tuple[str]) -> Any:
    found = Citation.objects.filter(subject_kind=kind, subject_slug__any_of=slugs)
    return found.order_by("slug").values(*CITED)
