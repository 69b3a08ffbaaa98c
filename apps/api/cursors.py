"""Cursors: where a page begins, and the changeset at which the first page was read."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError

from apps.chronicle.ordering import Column, complete
from apps.chronicle.pages import Place
from apps.chronicle.resources import Resource


@dataclass(frozen=True)
class Cursor:
    changeset: int
    place: Place

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The cursor that TEXT holds, or None if it is none of ours."""
        try:
            changeset, key, backwards = json.loads(base64.urlsafe_b64decode(text.encode()))
            is_text = b"\\u0000" not in json.dumps(key, ensure_ascii=False).encode()
        except (ValueError, TypeError, binascii.Error, RecursionError):
            return None
        if is_text and type(changeset) is int and isinstance(key, str | dict) and type(backwards) is bool:
            return cls(changeset, Place(key, backwards))
        return None

    def write(self) -> str:
        content = json.dumps([self.changeset, self.place.key, self.place.backwards], default=str)
        return base64.urlsafe_b64encode(content.encode()).decode()


def place_in(resource: Resource, ordering: tuple[Column, ...], place: Place) -> Place | None:
    """PLACE with the values that its columns hold, or None if it is a place in another order or resource."""
    wanted = [column.name for column in complete(resource, ordering)]
    if not isinstance(place.key, Mapping) or list(place.key) != wanted:
        return None
    try:
        return Place({name: _value(resource, name, place.key[name]) for name in wanted}, place.backwards)
    except (ValidationError, ValueError, TypeError, OverflowError):
        return None


def is_value(resource: Resource, name: str, written: str) -> bool:
    """Whether a column can hold what was written, written as we write it: each thing has one address.

    Asking the database for what it cannot hold is an error.
    """
    try:
        return str(_value(resource, name, written)) == written
    except (ValidationError, ValueError):
        return False


def _value(resource: Resource, name: str, written: Any) -> Any:
    """The value that was written; its validators keep numbers within what the database can compare."""
    field: Any = resource.model._meta.get_field(name)
    if written is None and not field.null:
        raise ValueError(name)
    if not isinstance(written, str | int | None):
        raise TypeError(name)
    if "\0" in str(written):
        raise ValueError(name)
    value = field.to_python(written)
    field.run_validators(value)
    return value
