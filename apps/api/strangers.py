"""Refuses an answer without rows where what was asked for by slug is nothing and never was: that is a slip."""

from apps.api.problems import BadParameters
from apps.chronicle.clock import Known
from apps.chronicle.questions import Question
from apps.chronicle.resources import Resource
from apps.chronicle.strangers import strangers


def refuse_strangers(resource: Resource, question: Question, known: Known) -> None:
    """Called where there are no rows; an answer with rows is one, whatever else was asked for. Raises BadParameters."""
    if found := strangers(resource, question, known.changeset):
        raise BadParameters(found)
