"""Refuses a page on which there is nothing where what was asked for by slug is nothing and never was."""

from apps.chronicle.parameters import Unreadable
from apps.chronicle.questions import Question
from apps.chronicle.resources import Resource
from apps.chronicle.strangers import strangers
from apps.explorer.clocks import Clocks


def refuse_strangers(resource: Resource, question: Question, clocks: Clocks) -> None:
    """Called where there is nothing to show. Raises Unreadable."""
    if found := strangers(resource, question, clocks.known.changeset):
        raise Unreadable(found)
