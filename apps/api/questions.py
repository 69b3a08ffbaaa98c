"""Questions across rooms: who is in what, where sources disagree, what changed in the world and in the record."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from apps.api import question_shapes as shapes
from apps.api.parameters import Asked
from apps.api.problems import BadParameters
from apps.api.question_parameters import DiffReader, QuestionReader
from apps.api.strangers import refuse_strangers
from apps.api.views import ResourceView
from apps.chronicle.clock import Known
from apps.chronicle.compare import compare
from apps.chronicle.conflicts import conflicts
from apps.chronicle.difference import difference
from apps.chronicle.matrix import Matrix, matrix
from apps.chronicle.overlaps import Overlaps, chosen, overlaps
from apps.chronicle.questions import Question
from apps.chronicle.resources import RESOURCES
from apps.chronicle.timeline import timeline

Content = dict[str, Any]


class ConflictsView(ResourceView):
    """Where sources disagree."""

    resource = RESOURCES["citations"]

    def get(self, request: Request) -> Response:
        """Each disagreement: the fact, what of it is in doubt, what each source says, and what the record holds."""
        asked = QuestionReader(self.resource, request.query_params).conflicts()
        return self._answer(request, asked, lambda known: self._conflicts(asked.question, known))

    def _conflicts(self, question: Question, known: Known) -> Content:
        found = conflicts(question.values)
        if not found:
            refuse_strangers(self.resource, question, known)
        return {"results": [shapes.conflict(each) for each in found]}


class OneDayView(ResourceView):
    """A question about memberships on one day; where none is given, on that of the changeset it is answered at."""

    resource = RESOURCES["memberships"]

    def _answer(self, request: Request, asked: Asked, content: Callable[[Known], Content]) -> Response:
        response = super()._answer(request, asked, content)
        if asked.question.valid_at is None and "Eudefence-Known-At" in response:
            day = response["Eudefence-Valid-At"] = response["Eudefence-Known-At"][:10]
            if response.data:
                response.data["basis"]["valid_at"] = day or None
        return response


class MatrixView(OneDayView):
    """Actors against what they are in."""

    def get(self, request: Request) -> Response:
        """A cell for each actor and what it is in that day, certainly or possibly, and totals both ways."""
        asked = QuestionReader(self.resource, request.query_params).matrix()
        return self._answer(request, asked, lambda known: self._matrix(asked, known))

    def _matrix(self, asked: Asked, known: Known) -> Content:
        question = on_a_day(asked.question, known)
        found = matrix(question) if question else Matrix((), (), ())
        if not found.cells:
            refuse_strangers(self.resource, asked.question, known)
        return shapes.matrix(found)


class CompareView(ResourceView):
    """The world on two days."""

    resource = RESOURCES["memberships"]

    def get(self, request: Request) -> Response:
        """What began, ended, or went on in another role or standing between two days, as known at one time."""
        asked = QuestionReader(self.resource, request.query_params).compare()
        return self._answer(request, asked, lambda known: self._comparisons(asked.question))

    def _comparisons(self, question: Question) -> Content:
        return {"results": {each.resource.name: shapes.comparison(each) for each in compare(question)}}


class DiffView(ResourceView):
    """The record at two changesets."""

    resource = RESOURCES["changesets"]  # it has two known times of its own

    def get(self, request: Request) -> Response:
        """What was added, changed and withdrawn between two known times; the basis is the later one."""
        asked, first = DiffReader(self.resource, request.query_params).diff()
        return self._answer(request, asked, lambda last: self._difference(first, last))

    def _difference(self, first: Known, last: Known) -> Content:
        found = difference(first, last)
        return {
            "known_from": shapes.known(first),
            "known_to": shapes.known(last),
            "counts": {each.resource.name: shapes.counts(each) for each in found},
            "results": {each.resource.name: shapes.difference(each) for each in found},
        }


class OverlapsView(OneDayView):
    """Who is in which combination of chosen formats, instruments and organisations."""

    def get(self, request: Request) -> Response:
        """Exact combinations with their actors, and for each pair the actors in both."""
        asked, slugs = QuestionReader(self.resource, request.query_params).overlaps()
        return self._answer(request, asked, lambda known: self._overlaps(asked, slugs, known))

    def _overlaps(self, asked: Asked, slugs: tuple[str, ...], known: Known) -> Content:
        targets, question = chosen(slugs), on_a_day(asked.question, known)
        missing = set(slugs) - {target.slug for target in targets}
        if question is None:
            return shapes.overlaps(Overlaps((), (), ()))
        if missing:
            unknown = ", ".join(f"“{slug}”" for slug in slugs if slug in missing)
            nothing = f"No format, instrument or organisation was known as {unknown} at changeset {known.changeset}."
            raise BadParameters([("formats", nothing)])
        found = overlaps(question, targets)
        if not found.combinations:
            refuse_strangers(self.resource, question, known)
        return shapes.overlaps(found)


class TimelineView(ResourceView):
    """Formats and instruments in the order in which they began."""

    resource = RESOURCES["formats"]

    def get(self, request: Request) -> Response:
        """Each with its bounds and status, its milestones, missed ones too, and the law that bears on it."""
        asked = QuestionReader(self.resource, request.query_params).timeline()
        return self._answer(request, asked, lambda known: self._timeline(asked))

    def _timeline(self, asked: Asked) -> Content:
        return {"results": [shapes.line(each) for each in timeline(asked.question)]}


def on_a_day(question: Question, known: Known) -> Question | None:
    """QUESTION with a day: its own, else that of the changeset; None before the first, which has none."""
    if question.valid_at:
        return question
    return replace(question, valid_at=known.instant.date()) if known.instant else None


QUESTIONS: dict[str, type[ResourceView]] = {
    "conflicts": ConflictsView,
    "matrix": MatrixView,
    "compare": CompareView,
    "diff": DiffView,
    "overlaps": OverlapsView,
    "timeline": TimelineView,
}
