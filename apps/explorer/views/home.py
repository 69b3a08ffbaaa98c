"""The first page."""

from typing import Any

from django.utils.safestring import mark_safe

from apps.chronicle.acts import latest
from apps.chronicle.presence import presence
from apps.chronicle.questions import Question
from apps.cooperation.models import PARTICIPATING
from apps.explorer import drawings
from apps.explorer.clocks import Clocks, with_query
from apps.explorer.grids import grid
from apps.explorer.pages import Asked, Page
from apps.explorer.views.matrix import things_of

QUESTIONS = {
    "Who was in Eurocorps in 2010, for certain or possibly?": "/formats/eurocorps/?valid_at=2010-06-30",
    "Who joined and who left what since 2016?": "/matrix/?since=2016-01-01&valid_at=2026-11-25",
    "Which proposals does Article 41(2) TEU stand in the way of?": "/legal-bases/teu-41-2/#hindered",
    "How is Norway tied to the Union's defence?": "/actors/norway/",
    "And Canada?": "/actors/canada/",
    "What rests on note 5 of the paper, and what does it not say?": "/sources/iai-doc-26-05-fn-5/",
    "How do the models of a European Security Council differ?":
        "/proposals/european-security-council-proposal/#side-by-side",
    "Which ways are open to the United Kingdom?": "/proposals/eu-uk-defence-relationship/#side-by-side",
    "Where do sources disagree?": "/conflicts/",
    "What does each of the paper's notes carry?": "/sources/iai-doc-26-05/#notes",
}  # fmt: skip


MOST_SHOWN = 60  # columns of the matrix in small


class HomePage(Page):
    """What this is, the matrix in small, what changed last, and questions one click away."""

    template = "explorer/home.html"
    forms = ()

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        pairs = presence(Question(standings=frozenset(PARTICIPATING)), clocks.day)
        laid = grid(pairs, None, things_of(pairs), "count")
        shown = laid.busiest(MOST_SHOWN)
        return {
            "title": "The European defence architecture",
            "grid": laid,
            "shown": shown,
            "picture": mark_safe(drawings.small(shown, clocks)),  # all text in it is escaped there
            "changes": [(act, _diff(act.number)) for act in latest(5)],
            "questions": QUESTIONS,
        }


def _diff(number: int) -> str:
    return with_query("/api/v1/diff/", {"known_from": f"changeset:{number - 1}", "known_to": f"changeset:{number}"})
