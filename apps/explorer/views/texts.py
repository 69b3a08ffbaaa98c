"""Pages of text, and what machines that visit look for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.html import escape
from django.views.decorators.http import require_safe

from apps.chronicle.clock import pinned
from apps.chronicle.resources import RESOURCES
from apps.explorer.clocks import SUBJECTS
from apps.explorer.pages import Page

FIXED = ("", "matrix/", "timeline/", "overlaps/", "compare/", "conflicts/", "sources/", "method/", "imprint/")
MOST = 40_000  # the protocol allows 50,000 addresses in one file


class MethodPage(Page):
    """What the marks mean, both clocks, and how certainty is found."""

    template = "explorer/method.html"
    forms = ()


class ImprintPage(Page):
    """Licences, and whose work this is."""

    template = "explorer/imprint.html"
    forms = ()


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for it beside what is no HTML."""
    return HttpResponseRedirect(static("explorer/icon.svg"), headers={"Cache-Control": "public, max-age=86400"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read, but searching and suggesting are for people."""
    lines = ("User-agent: *", "Disallow: /search/", "Disallow: /suggest/", "Disallow: /admin/",
             f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", "")  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The address of every page of the newest changeset."""
    paths = list(FIXED)
    with pinned():
        for resource in (*SUBJECTS, RESOURCES["sources"]):
            slugs = resource.model._default_manager.order_by("slug").values_list("slug", flat=True)[:MOST]
            paths += [f"{resource.name}/", *(f"{resource.name}/{slug}/" for slug in slugs)]
    listed = "".join(f"<url><loc>{escape(request.build_absolute_uri('/' + path))}</loc></url>" for path in
                     dict.fromkeys(paths[:MOST]))  # fmt: skip
    content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>{content}', content_type="application/xml")
