"""Releases at their permanent addresses, from their files alone: they answer while the database is away."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from apps.releases import serving, shelf
from apps.releases.describing.catalogue import catalogue as described
from apps.releases.groups import groups
from apps.releases.shelf import Standing

ASK_AGAIN = "public, no-cache"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All releases, the newest first."""
    return _page(request, "releases/index.html", {"releases": shelf.standing()})


@require_safe
def release(request: HttpRequest, name: str) -> HttpResponse:
    """One release: how to cite it, what is new in it, its files."""
    found = shelf.release(name)
    if found is None:
        return _absent(request, name)
    return _page(request, "releases/release.html", {"release": found, "groups": groups(found)})


@require_safe
def file(request: HttpRequest, name: str, file: str) -> HttpResponseBase:
    """A file that the release lists; nothing else in its folder, and nothing beside it, has an address."""
    found = shelf.release(name)
    if found is None or file not in found.files:
        return _absent(request, name, found)
    return serving.send(request, name, found.files[file])


@require_safe
def latest(request: HttpRequest, file: str = "") -> HttpResponse:
    """To the same in the newest release; for links that are meant to move."""
    found = shelf.standing()
    if not found:
        return _absent(request, "latest")
    response = HttpResponseRedirect(f"/releases/{found[0].name}/{file}")
    response["Cache-Control"] = ASK_AGAIN
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def machine_index(request: HttpRequest) -> HttpResponse:
    """All releases with their files, for programs."""
    found = shelf.standing()
    newest = found[0].name if found else None
    return _json(request, {"latest": newest, "releases": [_told(each) for each in found]}, "application/json")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All releases, for catalogues of data."""
    return _json(request, described(each.name for each in shelf.standing()), "application/ld+json")


def _absent(request: HttpRequest, name: str, release: Standing | None = None) -> HttpResponse:
    """What is not here, and how files of a release come to be; it may be otherwise soon."""
    content = render_to_string("releases/absent.html", {"name": name, "release": release}, request)
    return HttpResponse(content, status=404, headers={"Cache-Control": ASK_AGAIN})


def _told(release: Standing) -> dict[str, Any]:
    address = f"/releases/{release.name}/"
    files = [
        {
            "path": file.name,
            "url": address + file.name,
            "media_type": file.media_type,
            "bytes": file.size,
            "sha256": file.sha256,
        }
        for file in release.files.values()
    ]
    about = release.about
    return {
        "name": release.name,
        "title": release.title,
        "url": address,
        "created": about["created"],
        **{key: about["eudefence"][key] for key in ("changeset", "known_at", "previous", "changes", "rows", "delta")},
        "files": files,
    }


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    context |= {"address": request.build_absolute_uri(request.path)}
    return _conditional(request, HttpResponse(render_to_string(template, context, request)))


def _json(request: HttpRequest, content: dict[str, Any], media: str) -> HttpResponse:
    response = HttpResponse(json.dumps(content, ensure_ascii=False, indent=1) + "\n", content_type=media)
    response["Access-Control-Allow-Origin"] = "*"
    return _conditional(request, response)


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = ASK_AGAIN
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
