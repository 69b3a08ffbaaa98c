"""What an address answers after its record went: 410, or 308 to the record that it turned out to be."""

from typing import Any

from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.problems import Gone, problem
from apps.chronicle.models import Tombstone
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import BASE, address, instant


def gone(resource: Resource, left: Tombstone) -> Gone:
    """The refusal, with what is told of the withdrawal."""
    number = left.changeset.number
    sentence = f"“{left.slug}” was withdrawn in changeset {number}: {left.reason}"
    return Gone(sentence, _told(resource, left))


def moved(request: Request, resource: Resource, left: Tombstone, survivor: str) -> Response:
    """Lead to the same question about the survivor, at the same two clocks."""
    there = request.path.replace(f"{BASE}/{resource.name}/{left.slug}", f"{BASE}/{resource.name}/{survivor}", 1)
    query = request.META.get("QUERY_STRING", "")
    sentence = f"“{left.slug}” was merged into “{survivor}” in changeset {left.changeset.number}: {left.reason}"
    content = problem(status.HTTP_308_PERMANENT_REDIRECT, sentence, request.get_full_path())
    content |= {"title": "Merged", "merged_into": address(resource, survivor), "withdrawn": _told(resource, left)}
    headers = {"Location": there + (f"?{query}" if query else "")}
    return Response(content, status=status.HTTP_308_PERMANENT_REDIRECT, headers=headers)


def _told(resource: Resource, left: Tombstone) -> dict[str, Any]:
    """Who withdrew it, when and why, and where it stands as it was last known."""
    last = left.changeset.number - 1
    return {
        "changeset": left.changeset.number,
        "instant": instant(left.changeset.instant),
        "author": left.changeset.author,
        "reason": left.reason,
        "last_version": f"{address(resource, left.slug)}?known_at=changeset:{last}",
    }
