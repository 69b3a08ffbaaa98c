"""What rows without a name of their own are called: composed of the names of what they link to, as the relations do.

Each function is named after a kind, its parameters after columns. A test holds both to the same words.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

Part = str | None
UNITS = {
    "eur": ("€{}", "€{}"),
    "currency-not-stated": ("{} (currency not stated)", "{} (currency not stated)"),
    "percent-of-gdp": ("{}% of GDP", "{}% of GDP"),
    "year": ("{}", "{}"),
    "ordinal": ("{}", "{}"),
    "brigade": ("{} brigade", "{} brigades"),
    "bodies": ("{} body", "{} bodies"),
}  # one of them, and several; all others are their own words


def membership(actor_name: Part, role: str, target_name: Part) -> str:
    if actor_name is None or target_name is None:
        return _joined(" – ", actor_name, _spaced(role), target_name)
    return f"{actor_name} – {role.replace('-', ' ')} – {target_name}"  # the same, and there are many


def link(subject_name: Part, kind: str, object_name: Part) -> str:
    return _joined(" ", subject_name, _spaced(kind), object_name)


def legal_effect(legal_basis_name: Part, effect: str, subject_name: Part) -> str:
    return _joined(" ", legal_basis_name, effect, subject_name)


def quantity(subject_name: Part, measure: str, bound: str, value: Decimal, unit: str) -> str:
    return _joined(" ", _of(subject_name), _spaced(measure), amount(bound, value, unit))


def amount(bound: str, value: Decimal, unit: str) -> str:
    """“at most €500,000,000”, “60,000 troops”, “2003”."""
    number = f"{value.normalize():,f}"
    single, several = UNITS.get(unit) or (f"{{}} {unit.removesuffix('s')}", f"{{}} {unit}")
    said = (single if value == 1 else several).format(number.replace(",", "") if unit == "year" else number)
    return said if bound == "exact" else f"{_spaced(bound)} {said}"


def coverage(target_name: Part, complete: bool) -> str:
    return _joined(" ", _of(target_name), "complete list" if complete else "open list")


LABELS: dict[str, Callable[..., str]] = {
    "membership": membership,
    "link": link,
    "legal-effect": legal_effect,
    "quantity": quantity,
    "coverage": coverage,
}  # by kind


def _joined(between: str, *parts: Any) -> str:
    """Without what is not known, as `concat_ws` does."""
    return between.join(parts if None not in parts else [part for part in parts if part is not None])


def _spaced(word: str) -> str:
    return word.replace("-", " ")


def _of(name: Part) -> Part:
    return None if name is None else f"{name}:"
