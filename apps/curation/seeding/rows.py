"""One row of a fixture file: where it stands, what names it, what it refers to."""

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NoReturn

from django.apps import apps

from apps.record.models import Named, Verb, Versioned

Key = tuple[Any, ...]


class Refused(Exception):
    """The fixtures cannot be loaded; the text tells a curator where, what and why."""


@dataclass(frozen=True, eq=False)
class Row:
    """A row as it was written. PLACE names file, position and line."""

    place: str
    model: type[Versioned]
    fields: dict[str, Any]
    verb: ClassVar[Verb] = Verb.SEED

    @property
    def key(self) -> Key:
        """What tells it from others: the model and its slug, or what a row without a slug joins."""
        return (self.model._meta.label_lower, *(self.fields.get(name) for name in key_fields(self.model)))

    @property
    def slug(self) -> str | None:
        return self.fields.get("slug")

    @property
    def where(self) -> str:
        return f"{self.place}, “{self.slug}”" if self.slug else self.place

    def record(self) -> Any:
        """The record that it describes, not saved."""
        fields: list[Any] = [self.model._meta.get_field(name) for name in self.fields]
        return self.model(**{field.attname: self.fields[field.name] for field in fields})

    def references(self) -> dict[str, Key]:
        """The keys of the records it refers to, by field."""
        given = {field: self.fields.get(field.name) for field in references_of(self.model)}
        return {
            field.name: (field.related_model._meta.label_lower, slug)
            for field, slug in given.items()
            if slug is not None
        }

    def refuse(self, sentence: str, *names: str) -> NoReturn:
        """Say why this row is refused, and which values of it are meant."""
        values = ", ".join(f"{name} {shown(self.fields[name])}" for name in names if name in self.fields)
        raise Refused(f"{self.where}\n{f'{values}: ' if values else ''}{sentence}")


@cache
def models() -> dict[str, type[Versioned]]:
    """Every model that fixtures may hold, by its name in YAML."""
    return {model._meta.label_lower: model for model in apps.get_models() if issubclass(model, Versioned)}


@cache
def references_of(model: type[Versioned]) -> list[Any]:
    """Fields that hold another record's slug."""
    return [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]


@cache
def key_fields(model: type[Versioned]) -> list[str]:
    """The fields that name a row of MODEL for good."""
    return ["slug"] if issubclass(model, Named) else [field.name for field in references_of(model)]


def shown(value: Any) -> str:
    """A value as messages quote it."""
    return f"“{value}”" if isinstance(value, str) else repr(value)
