"""What is asked of the servers, and which of their works are set beside each other."""

from dataclasses import dataclass, field
from typing import Any

from benchmarks.peers import file

LIST, DETAIL = "/api/v1/memberships/", "/api/v1/memberships/{slug}/"


@dataclass(frozen=True)
class Work:
    """One thing that is asked of one server; `details`: of many records in turn."""

    server: str
    path: str
    is_known: bool = False  # the client sends back the validator it was given, and is told that it has the answer
    query: dict[str, Any] = field(default_factory=dict)
    is_flat: bool = False  # its rows are the same, but not their shape

    @property
    def details(self) -> bool:
        return "{slug}" in self.path


WORKS = {
    "hot list": Work("hot", LIST),
    "hot 304": Work("hot", LIST, is_known=True),
    "nginx, same bytes": Work("nginx", "/list"),
    "nginx 304": Work("nginx", "/list", is_known=True),
    "cold list": Work("cold", LIST),
    "cold detail": Work("cold", DETAIL),
    "naive DRF list": Work("naive", LIST),
    "naive DRF detail": Work("naive", DETAIL),
    "django-ninja list": Work("ninja", LIST),
    "django-ninja detail": Work("ninja", DETAIL),
    "FastAPI list": Work("fastapi", LIST),
    "FastAPI detail": Work("fastapi", DETAIL),
    "Datasette list": Work("datasette", "/eudefence.json", query=file.query(file.NESTED, file.IN_JSON)),
    "Datasette's table": Work("datasette", "/eudefence.json", query=file.query(file.FLAT, []), is_flat=True),
}
LARGE = {"cold list of 1,000,000": Work("large", LIST), "cold detail of 1,000,000": Work("large", DETAIL)}


def in_turn(with_large: bool) -> dict[str, Work]:
    """All works; those among a million memberships next to the same among fewer, for a machine's load changes."""
    found: dict[str, Work] = {}
    for name, work in WORKS.items():
        found[name] = work
        found |= {large: of for large, of in LARGE.items() if with_large and large == f"{name} of 1,000,000"}
    return found


@dataclass(frozen=True)
class Ratio:
    """One work beside another: the goal, and the gate; without them it is only told."""

    one: str
    other: str
    goal: float = 0
    gate: float = 0


RATIOS = (
    Ratio("hot list", "nginx, same bytes", 0.6, 0.4),
    Ratio("hot 304", "nginx 304", 0.5, 0.25),
    Ratio("hot list", "naive DRF list", 300, 200),
    Ratio("hot list", "Datasette list", 60, 50),
    Ratio("hot list", "Datasette's table", 60, 50),
    Ratio("cold list", "naive DRF list", 20, 12),
    Ratio("cold list", "FastAPI list", 2, 1),
    Ratio("cold list", "Datasette list", 3, 2),
    Ratio("cold list", "Datasette's table", 3, 2),
    Ratio("cold list", "django-ninja list"),
    Ratio("cold detail", "FastAPI detail", 0.5, 0.3),
    Ratio("cold detail", "naive DRF detail", 6, 4),
    Ratio("cold detail", "django-ninja detail"),
    Ratio("cold list of 1,000,000", "cold list", 0.9, 0.8),
)
