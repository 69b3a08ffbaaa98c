"""What all pages do alike: read the address, pin the record, answer in the form asked for, refuse in words."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from apps.chronicle.clock import UnknownTime, pinned
from apps.chronicle.models import Release
from apps.chronicle.parameters import Parameters, Unreadable
from apps.chronicle.questions import Question, tombstone
from apps.chronicle.resources import RESOURCES, Resource
from apps.explorer.clocks import Clocks, with_query
from apps.explorer.forms import FORMS, Table

ASK_AGAIN, FOR_EVER = "public, no-cache", "public, max-age=86400"


class Withdrawn(Exception):
    """It was published and is withdrawn; the sentence says when and why, and `before` is the last changeset with it."""

    def __init__(self, sentence: str, before: int) -> None:
        super().__init__(sentence)
        self.before = before


class Merged(Exception):
    """It turned out to be another record, whose path this is."""


class Moved(HttpResponseRedirect):
    """To the page of the survivor, with all that was asked."""

    status_code = 308


@dataclass(frozen=True)
class Asked:
    """An address, understood."""

    question: Question
    known_at: str | None
    rest: dict[str, Any]


class Address(Parameters):
    """Reads the address of a page: a day and a known time; each page adds its own."""

    own: tuple[str, ...] = ()

    def read(self) -> Asked:
        """Raises Unreadable."""
        asked = Asked(self.question(), self.query.get("known_at"), self.rest())
        self._refuse({"valid_at", *self.own})
        return asked

    def question(self) -> Question:
        return Question(valid_at=self._day("valid_at"))

    def rest(self) -> dict[str, Any]:
        """What else this page is asked."""
        return {}


@method_decorator(csrf_exempt, name="dispatch")  # nothing is sent to a page: another method is 405, not 403
class Page(View):
    """One address in its forms. `content` gives what the template shows; `table` and `data` give the other forms."""

    http_method_names = ("get", "head", "options")
    template = ""
    address: type[Address] = Address
    resource: Resource = RESOURCES["memberships"]
    forms: tuple[str, ...] = ("csv", "json")

    def get(self, request: HttpRequest, form: str = "", **named: str) -> HttpResponse:
        """The page, or its content in another form; empty parameters, as forms send them, count as left out."""
        if any(value == "" for value in request.GET.values()):
            return HttpResponseRedirect(with_query(request.path, request.GET.dict()))
        if form and form not in self.forms:
            raise Http404
        try:
            return self._answer(request, form, named)
        except UnknownTime as error:
            return self._refused(request, [("known_at", str(error))])
        except Unreadable as error:
            return self._refused(request, error.errors)
        except Merged as error:
            there = f"{error}.{form}" if form else f"{error}/"
            return Moved(with_query(there, request.GET.dict()), headers={"Cache-Control": ASK_AGAIN})
        except Withdrawn as error:
            there = with_query(request.path, request.GET.dict() | {"known_at": f"changeset:{error.before}"})
            return render(request, "410.html", {"sentence": str(error), "before": there}, status=410)

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        """What the page shows. Raises what `missing` gives."""
        return {}

    def table(self, content: dict[str, Any]) -> Table:
        """What the page shows, as rows: the first holds the names of the columns."""
        return content["table"]

    def data(self, content: dict[str, Any]) -> Any:
        """What the page shows, for programs."""
        header, *lines = self.table(content)
        return {"results": [dict(zip(header, line, strict=True)) for line in lines]}

    def drawing(self, content: dict[str, Any]) -> str:
        """What the page shows, as a picture."""
        raise NotImplementedError  # by pages that are drawn; the others have no such form

    def _answer(self, request: HttpRequest, form: str, named: dict[str, str]) -> HttpResponse:
        def answer(asked: Asked, clocks: Clocks) -> HttpResponse:
            content = self.content(asked, clocks, **named)
            if form:
                return FORMS[form](self, content, clocks, _file_name(request.path, clocks))
            return render(request, self.template, content | self._around(request, clocks))

        return self._read(request, answer)

    def _read(self, request: HttpRequest, answer: Callable[[Asked, Clocks], HttpResponse]) -> HttpResponse:
        """What ANSWER makes of the address, all of it read at one changeset."""
        asked = self.address(self.resource, request.GET).read()
        with pinned(asked.known_at) as known:
            clocks = Clocks(asked.question.valid_at, asked.known_at, known)
            return _validated(request, _dated(answer(asked, clocks), clocks), clocks)

    def _around(self, request: HttpRequest, clocks: Clocks) -> dict[str, Any]:
        """What the frame of every page needs."""
        releases = list(Release.objects.order_by("-changeset").values("name", "changeset", "instant"))
        others = {name: value for name, value in request.GET.items() if name not in ("valid_at", "known_at")}
        bare = request.path.rstrip("/")
        return {
            "clocks": clocks,
            "others": others,
            "releases": releases,
            "release": next((each for each in releases if each["changeset"] == clocks.known.changeset), None),
            "permanent": request.build_absolute_uri(with_query(request.path, others | clocks.pinned)),
            "share": request.build_absolute_uri(self._share(bare, others, clocks)),
            "forms": [(form, with_query(f"{bare}.{form}", request.GET.dict())) for form in self.forms],
            "this_page": request.path,
        }

    def _share(self, bare: str, others: dict[str, Any], clocks: Clocks) -> str:
        """The picture that stands for this page elsewhere: its own drawing, else who is in what."""
        if "png" in self.forms:
            return with_query(f"{bare}.png", others | clocks.pinned)
        return with_query("/matrix.png", clocks.pinned)

    def _refused(self, request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
        """A page that says what could not be read, and keeps what was typed."""
        known = {"valid_at", "known_at", *self.address(self.resource, request.GET).own}
        kept = {name: value for name, value in request.GET.items() if name in known}
        return render(request, "400.html", {"errors": errors, "kept": kept, "this_page": request.path}, status=400)


def missing(resource: Resource, slug: str) -> Exception:
    """Why there is no page of this record: merged, withdrawn, or never known."""
    left = tombstone(resource, slug)
    if left and left.merged_into_slug:
        return Merged(f"/{resource.name}/{left.merged_into_slug}")
    if left:
        number = left.changeset_id
        return Withdrawn(f"It was withdrawn in changeset {number}: {left.reason}", number - 1)
    return Http404(f"No {resource.kind.replace('-', ' ')} is known here as “{slug}”.")


def _file_name(path: str, clocks: Clocks) -> str:
    return f"{path.strip('/').replace('/', '-').rpartition('.')[0]}-{clocks.day}-changeset-{clocks.known.changeset}"


def _dated(response: HttpResponse, clocks: Clocks) -> HttpResponse:
    instant = clocks.known.instant
    response["Eudefence-Changeset"] = str(clocks.known.changeset)
    response["Eudefence-Valid-At"] = clocks.day.isoformat()
    response["Eudefence-Known-At"] = (
        instant.isoformat(timespec="milliseconds").replace("+00:00", "Z") if instant else ""
    )
    is_pinned = (clocks.asked_known or "").startswith(("changeset:", "release:")) and clocks.asked_day
    response["Cache-Control"] = FOR_EVER if is_pinned else ASK_AGAIN
    return response


def _validated(request: HttpRequest, response: HttpResponse, clocks: Clocks) -> HttpResponse:
    """The response with its validators, or 304 to who has it. The day of a page and its looks are in its bytes.

    A date names a whole second, so it is given once no other changeset can begin within it.
    """
    if response.status_code != 200:
        return response
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    instant, changed = clocks.known.changed_at, None
    if instant and clocks.known.is_past:
        changed = int(instant.timestamp())
        response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, response["ETag"], changed, response) or response
