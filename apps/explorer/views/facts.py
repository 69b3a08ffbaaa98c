"""The address of a fact that has no page of its own leads to its line on the page of its subject."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from apps.chronicle.questions import Question, row
from apps.explorer.clocks import Clocks
from apps.explorer.pages import Asked, Page, missing


class FactPage(Page):
    """A milestone, an effect of law, a link, a quantity, a claim or a statement of coverage."""

    forms = ()

    def _answer(self, request: HttpRequest, form: str, named: dict[str, str]) -> HttpResponse:
        return self._read(
            request, lambda asked, clocks: HttpResponseRedirect(self._place(asked, clocks, named["slug"]))
        )

    def _place(self, asked: Asked, clocks: Clocks, slug: str) -> str:
        found = row(self.resource, slug, Question())
        if found is None:
            raise missing(self.resource, slug)
        key = "target" if self.resource.has("target_slug") else "subject"
        page = clocks.record(found[f"{key}_kind"], found[f"{key}_slug"])
        return f"{page}#{self.resource.kind}-{slug}"
