"""Which parameters each kind of address takes: what the readers refuse by, and what the OpenAPI document says."""

from functools import cache

from apps.api.selections import expandable
from apps.chronicle import search
from apps.chronicle.parameters import DAYS, filters
from apps.chronicle.resources import Resource

PAGE_SIZE, MOST_ROWS = 100, 500
MATRIX_FILTERS = ("actor", "actor_kind", "target", "target_kind", "role")
ACTOR_FILTERS = ("actor", "actor_kind")
OWN_WRITE = "min_changeset"  # taken by every address that rests on a changeset
QUESTIONS = {
    "conflicts": ("subject", "subject_kind", "edge", "known_at", OWN_WRITE),
    "matrix": ("valid_at", "standing", *MATRIX_FILTERS, "known_at", OWN_WRITE),
    "compare": ("from", "to", "standing", "known_at", OWN_WRITE),
    "diff": ("known_from", "known_to", OWN_WRITE),
    "overlaps": ("formats", "valid_at", "standing", *ACTOR_FILTERS, "known_at", OWN_WRITE),
    "timeline": (*DAYS, "certainty", "known_at", OWN_WRITE),
}
CHANGES = ("after", "cursor", "page_size", OWN_WRITE)


@cache
def of_history(resource: Resource) -> tuple[str, ...]:
    """The two clocks, as far as a resource has them, and how new the record has to be."""
    return (*(DAYS if resource.dated else ()), *(("known_at",) if resource.remembered else ()), OWN_WRITE)


@cache
def of_row(resource: Resource) -> tuple[str, ...]:
    return (*of_history(resource), "fields", *(("expand",) if expandable(resource) else ()))


@cache
def of_whole(resource: Resource) -> tuple[str, ...]:
    """All rows at once: there are no pages, and nothing is nested."""
    return (
        *of_history(resource),
        *(("certainty",) if resource.dated else ()),
        *(("standing",) if resource.standing else ()),
        *(name for name, _ in filters(resource)),
        *(("q",) if search.columns(resource) else ()),
        "ordering",
        "fields",
    )


@cache
def of_list(resource: Resource) -> tuple[str, ...]:
    return (*of_whole(resource), *(("expand",) if expandable(resource) else ()), "count", "page_size", "cursor")
