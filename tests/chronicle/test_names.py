"""Rows whose names are known already are told in the same words as the relations have them."""

from decimal import Decimal
from typing import Any

import pytest

from apps.chronicle import names
from apps.chronicle.clock import pinned
from apps.chronicle.labels import LABELS, amount
from apps.chronicle.models import Actor
from apps.chronicle.ordering import Column
from apps.chronicle.pages import Place, page
from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.shapes import shape, told
from apps.cooperation.models import Role
from apps.dossier.models import Bound, Effect, LinkKind, Measure, Unit
from apps.record.changesets import changeset
from apps.record.models import Verb
from tests.api.acts import make_world
from tests.factories import (
    ActorFactory,
    CoverageFactory,
    LegalBasisFactory,
    LegalEffectFactory,
    LinkFactory,
    MembershipFactory,
    QuantityFactory,
)

MANY = 5000
ODD = "Ligue – “arabe”, 100 % \\ {x} 'y'\u2028\"z\": a-b"
NUMBERS = ("0", "0.5", "1", "1.5000", "100", "-20", "-0.25", "60000", "1234567890.0001")


def both(name: str, known_at: str | None) -> tuple[list[Any], list[Any]]:
    """All rows of a resource: with names that are known, and with those that the relation joins."""
    resource, question = RESOURCES[name], Question()
    with pinned(known_at) as known:
        found = page(resource, question, Place(), MANY, known.changeset)
        joined = [shape(resource, row) for row in rows(resource, question)]
        return told(resource, found.columns, found.values, known), joined


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("known_at", [None, "changeset:1", "changeset:3"])
@pytest.mark.parametrize("name", RESOURCES)
def test_what_is_told_by_names_is_what_the_relation_says(name: str, known_at: str | None) -> None:
    by_names, joined = both(name, known_at if RESOURCES[name].remembered else None)
    assert by_names == joined
    assert by_names or known_at
    assert [list(row) for row in by_names] == [list(row) for row in joined]


@pytest.fixture
def odd(own_db: str) -> None:
    """Something of each kind that has a label, in every word that a label is made of, and with odd names."""
    with changeset(reason="Odd names", author="A. Curator", verb=Verb.ADD):
        make_world()
        actor, law = ActorFactory(name=ODD), LegalBasisFactory(name=ODD)
        for role in Role.values:
            MembershipFactory(member_actor=actor, role=role)
        for kind in LinkKind.values:
            LinkFactory(subject_format=None, subject_actor=actor, kind=kind)
        for effect in Effect.values:
            LegalEffectFactory(legal_basis=law, effect=effect)
        for measure in Measure.values:
            QuantityFactory(measure=measure)
        for unit in Unit.values:
            for number in NUMBERS:
                QuantityFactory(unit=unit, value=Decimal(number))
        for bound in Bound.values:
            QuantityFactory(bound=bound)
        for complete in (True, False):
            CoverageFactory(complete=complete)


@pytest.mark.usefixtures("odd")
def test_labels_are_the_same_in_sql_and_here_with_every_word_they_are_made_of() -> None:
    labelled = [resource for resource in RESOURCES.values() if resource.kind in LABELS]
    assert len(labelled) == len(LABELS)
    for resource in labelled:
        by_names, joined = both(resource.name, None)
        assert by_names == joined
        assert len(by_names) > 1


@pytest.mark.usefixtures("seeded")
def test_an_order_by_label_is_that_of_the_relation() -> None:
    resource, question = RESOURCES["memberships"], Question(ordering=(Column("label", descending=True),))
    with pinned() as known:
        found = page(resource, question, Place(), MANY, known.changeset)
        shown = told(resource, found.columns, found.values, known)
        assert shown == [shape(resource, row) for row in rows(resource, question)]
    assert len({row["label"][0] for row in shown}) > 5


@pytest.mark.usefixtures("seeded")
def test_no_more_names_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MOST", 20)
    names._kept.cache_clear()
    called = dict(Actor.objects.order_by("slug").values_list("slug", "name")[:60])
    with pinned() as known:
        for first in range(0, 60, 15):
            slugs = list(called)[first : first + 15]
            found = names.links(known, [("actor", slug) for slug in slugs])
            assert {slug: link["name"] for (_, slug), link in found.items()} == {slug: called[slug] for slug in slugs}
            assert 15 <= len(names.kept(known)) <= 20


def test_a_word_is_the_same_in_labels_and_in_its_vocabulary() -> None:
    """Pages and the back office show the word that stands before the colon."""
    for resource, column in (("memberships", "role"), ("quantities", "measure"), ("legal-effects", "effect")):
        for value in RESOURCES[resource].vocabularies[column]:
            assert str(value.label).split(":")[0].lower() == value.value.replace("-", " ")


def test_a_quantity_reads_as_people_write_it() -> None:
    for said, bound, value, unit in (
        ("at most €500,000,000", "at-most", "500000000.0000", "eur"),
        ("60,000 troops", "exact", "60000", "troops"),
        ("about 1 brigade", "about", "1.0000", "brigade"),
        ("at least 4 brigades", "at-least", "4", "brigade"),
        ("1 state", "exact", "1", "states"),
        ("2003", "exact", "2003.0000", "year"),
        ("at most 1.5% of GDP", "at-most", "1.5", "percent-of-gdp"),
    ):
        assert amount(bound, Decimal(value), unit) == said
