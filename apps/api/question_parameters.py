"""Reads the addresses of questions across rooms."""

from datetime import date
from typing import Any

from apps.api.grammar import ACTOR_FILTERS, MATRIX_FILTERS, QUESTIONS
from apps.api.parameters import Asked, Reader
from apps.chronicle.clock import Known, UnknownTime, pinned
from apps.chronicle.conflicts import EDGES
from apps.chronicle.overlaps import MOST_TARGETS
from apps.chronicle.parameters import SLUG
from apps.chronicle.questions import Question


class QuestionReader(Reader):
    """Each method reads one question, and refuses every parameter that this question does not have."""

    def conflicts(self) -> Asked:
        """Raises BadParameters."""
        edge = self._one_of("edge", self.query.get("edge"), EDGES)
        values = self._filters("subject", "subject_kind") | ({"edge": (edge,)} if edge else {})
        return self._done(QUESTIONS["conflicts"], self._asked(Question(values=values)))

    def matrix(self) -> Asked:
        """Raises BadParameters."""
        question = self._one_day(self._filters(*MATRIX_FILTERS))
        return self._done(QUESTIONS["matrix"], self._asked(question))

    def overlaps(self) -> tuple[Asked, tuple[str, ...]]:
        """The question, and the slugs of what is to be compared. Raises BadParameters."""
        question, slugs = self._one_day(self._filters(*ACTOR_FILTERS)), self._targets()
        return self._done(QUESTIONS["overlaps"], self._asked(question)), slugs

    def timeline(self) -> Asked:
        """Raises BadParameters."""
        return self._done(QUESTIONS["timeline"], self._asked(self._question(certainty=self._certainty())))

    def compare(self) -> Asked:
        """The two days as those between which the question asks. Raises BadParameters."""
        first, last = self._needed("from"), self._needed("to")
        if first and last and first >= last:
            self._wrong("to", f"“to” is the later of the two days; {last} does not come after {first}.")
        question = Question(valid_from=first, valid_to=last, standings=self._standings())
        return self._done(QUESTIONS["compare"], self._asked(question))

    def _one_day(self, values: dict[str, tuple[Any, ...]]) -> Question:
        return Question(valid_at=self._day("valid_at"), standings=self._standings(), values=values)

    def _asked(self, question: Question) -> Asked:
        return Asked(question, self._known_at(), None, 0)

    def _needed(self, name: str) -> date | None:
        if name not in self.query:
            self._wrong(name, f"Say between which days: “{name}” is missing. Example: from=2016-01-01&to=2022-01-01.")
        return self._day(name)

    def _targets(self) -> tuple[str, ...]:
        slugs = tuple(dict.fromkeys(filter(None, self.query.get("formats", "").split(","))))
        if not slugs:
            self._wrong("formats", "Say which are to be compared, joined by commas. Example: formats=e5,eurocorps.")
        if len(slugs) > MOST_TARGETS:
            self._wrong("formats", f"At most {MOST_TARGETS} at once; these are {len(slugs)}.")
        for slug in slugs:
            if not SLUG.match(slug):
                self._wrong("formats", f"Not a slug: “{slug}”. Example: eurocorps.")
        return slugs


class DiffReader(Reader):
    """Reads between which two known times to look."""

    def diff(self) -> tuple[Asked, Known]:
        """The later time, which the answer rests on, and the earlier one. Raises BadParameters."""
        if "known_from" not in self.query:
            self._wrong("known_from", "Say since when. Example: known_from=changeset:1.")
        first, last = self._time("known_from"), self._time("known_to")
        if first and last and first.changeset > last.changeset:
            self._wrong(
                "known_to", f"Changeset {last.changeset} comes before {first.changeset}; give the later one here."
            )
        asked = self._done(QUESTIONS["diff"], Asked(Question(), self.query.get("known_to"), None, 0))
        return asked, first or Known(0, None)

    def _time(self, name: str) -> Known | None:
        try:
            with pinned(self.query.get(name)) as known:
                return known
        except UnknownTime as error:
            self._wrong(name, str(error))
            return None
