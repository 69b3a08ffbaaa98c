"""The root, what JSON-LD means, and every address below at which there is nothing."""

from django.http import HttpResponse
from django.urls import resolve
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api import jsonld
from apps.api.views import View
from apps.chronicle.resources import RESOURCES
from apps.chronicle.shapes import BASE

# RFC 8631: where a person, and where a program, reads what this API is.
DESCRIBED_BY = f'</api/docs/>; rel="service-doc", <{BASE}/openapi.yaml>; rel="service-desc"'


class RootView(View):
    """What there is."""

    questions: tuple[str, ...] = ()  # named by the route: their views build on these

    def get(self, request: Request) -> Response:
        """The addresses of all resources and questions."""
        addresses = {name: f"{BASE}/{name}/" for name in (*RESOURCES, "changes", *self.questions)}
        return Response(addresses, headers={"Link": DESCRIBED_BY})


class ContextView(View):
    """What the keys of JSON-LD mean, under an address that stays."""

    def get(self, request: Request) -> HttpResponse:
        """The context document."""
        headers = {"Cache-Control": "public, max-age=86400"}
        return HttpResponse(jsonld.FILE.read_bytes(), jsonld.JsonLdRenderer.media_type, headers=headers)


class NowhereView(View):
    """Every other address below the root: a problem, not a page."""

    def get(self, request: Request) -> Response:
        """Lead to the address with its last slash, or refuse, and say where the list of addresses is."""
        if not request.path.endswith("/") and is_address(f"{request.path}/"):
            query = request.META.get("QUERY_STRING", "")
            there = f"{request.path}/" + (f"?{query}" if query else "")
            return Response(status=status.HTTP_308_PERMANENT_REDIRECT, headers={"Location": there})
        raise NotFound(f"There is nothing at {request.path}. {BASE}/ lists what there is.")


def is_address(path: str) -> bool:
    """Whether something other than `NowhereView` answers there."""
    return resolve(path).func.view_class is not NowhereView  # type: ignore[attr-defined]  # as_view() sets it
