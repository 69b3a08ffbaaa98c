"""Sending a file of a release: whole or a part of it, or nothing where the client has it already."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from apps.releases.shelf import File

FOR_EVER = "public, max-age=31536000, immutable"
ROWS = {".csv", ".ndjson", ".parquet", ".sqlite"}
TEXTUAL = {"application/x-ndjson", "application/yaml"}
RANGE = re.compile(r"bytes=(?:(\d+)-(\d*)|-(\d+))\Z", re.ASCII)
CHUNK = 65536


def send(request: HttpRequest, release: str, file: File) -> HttpResponseBase:
    """FILE, under a validator that is its checksum."""
    tag = f'"{file.sha256}"'
    response = get_conditional_response(request, etag=tag) or _content(request, file, tag)
    response["ETag"] = tag
    response["Cache-Control"] = FOR_EVER
    response["Accept-Ranges"] = "bytes"
    response["Access-Control-Allow-Origin"] = "*"
    if file.path.suffix in ROWS:
        response["Content-Disposition"] = f'attachment; filename="eudefence-{release}-{file.name}"'
    return response


def _content(request: HttpRequest, file: File, tag: str) -> HttpResponseBase:
    asked = request.headers.get("Range", "")
    # A part is of use only to whoever has the rest of the same file.
    part = _part(asked, file.size) if request.headers.get("If-Range", tag) == tag else None
    if part is None:
        response: HttpResponseBase = FileResponse(file.path.open("rb"))
        response["Content-Length"] = str(file.size)
    elif not part:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    else:
        response = StreamingHttpResponse(_read(file.path, part), status=206)
        response["Content-Length"] = str(len(part))
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    response["Content-Type"] = _content_type(file.media_type)
    return response


def _part(asked: str, size: int) -> range | None:
    """The bytes asked for, empty if there are none such; None for all of them, and for what is not understood."""
    found = RANGE.match(asked)
    if not found:
        return None
    first, last, final = found.groups()
    if final is not None:
        return range(max(size - int(final), 0), size)
    if last and int(last) < int(first):
        return None  # no range at all, so it is not heeded (RFC 9110)
    return range(int(first), min(int(last) + 1, size) if last else size)


def _read(path: Path, part: range) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(part.start)
        left = len(part)
        while left and (found := stream.read(min(CHUNK, left))):
            left -= len(found)
            yield found


def _content_type(media: str) -> str:
    is_text = media.startswith("text/") or media in TEXTUAL
    return f"{media}; charset=utf-8" if is_text else media
