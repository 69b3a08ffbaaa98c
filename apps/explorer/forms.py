"""The forms of a page beside HTML: rows as CSV, everything as JSON, a drawing as SVG and PNG."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, JsonResponse

from apps.explorer.clocks import Clocks
from apps.explorer.pictures import png

Table = Sequence[Sequence[Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def as_json(page: Any, content: dict[str, Any], clocks: Clocks, name: str) -> HttpResponse:
    """The content, and what it rests on."""
    instant = clocks.known.instant
    basis = {
        "valid_at": clocks.day,
        "known_at": instant and instant.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "changeset": clocks.known.changeset,
        "projected": clocks.is_projected,
    }
    answer = page.data(content) | {"basis": basis}
    return JsonResponse(answer, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False})


def as_csv(page: Any, content: dict[str, Any], clocks: Clocks, name: str) -> HttpResponse:
    """RFC 4180."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[_cell(value) for value in line] for line in page.table(content)])
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_svg(page: Any, content: dict[str, Any], clocks: Clocks, name: str) -> HttpResponse:
    """The drawing."""
    return HttpResponse(page.drawing(content), content_type="image/svg+xml; charset=utf-8")


def as_png(page: Any, content: dict[str, Any], clocks: Clocks, name: str) -> HttpResponse:
    """The same drawing in pixels, for slides and for programs that show no SVG."""
    return HttpResponse(png(page.drawing(content)), content_type="image/png")


FORMS: dict[str, Callable[..., HttpResponse]] = {"csv": as_csv, "json": as_json, "svg": as_svg, "png": as_png}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
