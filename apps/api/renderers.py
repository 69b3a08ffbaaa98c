"""Forms of whole sets: rows as lines of CSV or of JSON, as they come."""

from collections.abc import Generator
from typing import Any

from rest_framework.renderers import BaseRenderer

from apps.api.selections import Shown
from apps.chronicle import copying, lines
from apps.chronicle.questions import Question
from apps.chronicle.resources import Resource

Pieces = Generator[bytes, None, None]


class LinesRenderer(BaseRenderer):
    """A form that is written piece by piece; what comes in one piece, such as a 304, has no content."""

    charset = "utf-8"
    lines_before = 0  # that stand before the rows

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b""

    def pieces(self, resource: Resource, question: Question, shown: Shown, changeset: int) -> Pieces:
        """All rows that answer QUESTION at CHANGESET."""
        raise NotImplementedError  # by each form of lines


class NdjsonRenderer(LinesRenderer):
    """One JSON object for each row, of the same shape as in a list."""

    media_type = "application/x-ndjson"
    format = "ndjson"

    def pieces(self, resource: Resource, question: Question, shown: Shown, changeset: int) -> Pieces:
        """All rows that answer QUESTION at CHANGESET."""
        return copying.ndjson(resource, question, copying.shown(resource, shown.fields), changeset)


class CsvRenderer(LinesRenderer):
    """RFC 4180: a header, then a row for each record; links as the SQL relations have them."""

    media_type = "text/csv"
    format = "csv"
    lines_before = 1

    def pieces(self, resource: Resource, question: Question, shown: Shown, changeset: int) -> Pieces:
        """All rows that answer QUESTION at CHANGESET."""
        return copying.csv(resource, question, _columns(resource, shown), changeset)


def _columns(resource: Resource, shown: Shown) -> list[str]:
    """The columns of what is shown; the key always."""
    return [name for name in lines.columns(resource) if name == resource.key or _is_shown(resource, name, shown)]


def _is_shown(resource: Resource, column: str, shown: Shown) -> bool:
    link, _, part = column.rpartition("_")
    is_of_link = part in ("slug", "name", "kind") and (link in resource.links or link in resource.link_lists)
    return shown.fields is None or column in shown.fields or (is_of_link and link in shown.fields)
