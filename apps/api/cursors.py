"""Cursors: where a page begins, and the changeset at which the first page was read."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Self

from apps.chronicle.pages import Place


@dataclass(frozen=True)
class Cursor:
    changeset: int
    place: Place

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The cursor that TEXT holds, or None if it is none of ours."""
        try:
            changeset, key, backwards = json.loads(base64.urlsafe_b64decode(text.encode()))
        except (ValueError, TypeError, binascii.Error, RecursionError):
            return None
        if type(changeset) is int and isinstance(key, str | int) and type(backwards) is bool and "\0" not in str(key):
            return cls(changeset, Place(key, backwards))
        return None

    def write(self) -> str:
        content = json.dumps([self.changeset, self.place.key, self.place.backwards])
        return base64.urlsafe_b64encode(content.encode()).decode()
