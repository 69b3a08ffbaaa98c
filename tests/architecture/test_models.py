"""What every model owes its reader: a meaning, sentences for its refusals, words for its vocabularies."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader

from apps.record.models import Fact, Versioned
from apps.sources.models import Citation, Source
from tests.factories import factory_of
from tests.record.tables import name, ours, tracked

ROOT = Path(settings.BASE_DIR)
CONSTRAINTS = [(model, constraint) for model in ours() for constraint in model._meta.constraints]
VOCABULARIES = [
    (model, field)
    for model in ours()
    for field in model._meta.concrete_fields
    if field.choices and field.model is model
]
# The database made its one row; nobody adds another.
NAMELESS = {"there_is_one_clock"}


@pytest.mark.parametrize("model", ours(), ids=name)
def test_a_model_says_what_it_is_in_the_world(model: Any) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=lambda value: getattr(value, "name", None))
def test_a_constraint_refuses_in_a_sentence_of_its_own(model: Any, constraint: Any) -> None:
    sentence = str(constraint.violation_error_message)
    if constraint.name not in NAMELESS:
        assert sentence != str(models.BaseConstraint.default_violation_error_message)
        assert re.match(r"[A-Z“].*[.\w]$", sentence, re.DOTALL), f"{model.__name__}: {sentence}"


def test_names_of_constraints_are_unique_so_that_a_refusal_finds_its_sentence() -> None:
    names = [constraint.name for _, constraint in CONSTRAINTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("model", "field"), VOCABULARIES, ids=lambda value: getattr(value, "name", None))
def test_a_vocabulary_is_explained_and_held_by_the_database(model: Any, field: Any) -> None:
    for value, label in field.choices:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
        assert label
        assert label[0].isupper()
    explained = [value for value, label in field.choices if len(label) > len(value)]
    assert explained, f"{model.__name__}.{field.name} explains none of its words"
    assert f"{name(model).split('.')[1]}_{field.name}_is_in_the_vocabulary" in {c.name for c in model._meta.constraints}


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_what_is_tracked_is_a_source_a_citation_a_part_or_a_fact_that_is_cited(model: Any) -> None:
    assert issubclass(model, Versioned)
    if issubclass(model, Fact):
        citation = model._meta.get_field("citations").related_model
        assert issubclass(citation, Citation)
        assert citation._meta.app_label == model._meta.app_label
    elif not issubclass(model, Citation | Source):
        wholes = [
            f.related_model for f in model._meta.concrete_fields if f.many_to_one and f.remote_field.related_name != "+"
        ]
        assert [issubclass(whole, Fact) for whole in wholes] == [True]


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_a_model_has_one_factory(model: Any) -> None:
    assert factory_of(model)._meta.get_model_class() is model


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_links_are_models_with_a_history_never_generic_and_never_deleted_along(model: Any) -> None:
    assert not model._meta.many_to_many
    assert not model._meta.private_fields
    for field in model._meta.concrete_fields:
        if field.many_to_one or field.one_to_one:
            assert field.remote_field.on_delete is models.PROTECT
            assert field.target_field.name == "slug"


def test_migrations_have_names_given_by_hand() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("apps.")}
    names = [name for label, name in loader.disk_migrations if label in labels]
    assert len(names) > 10
    assert not [name for name in names if "_auto_" in name or re.fullmatch(r"\d+", name)]


def test_rows_are_locked_in_one_place_after_the_clock() -> None:
    """Whoever locks a row before the clock deadlocks with whoever writes."""
    found = [path for path in (ROOT / "apps").rglob("*.py") if "select_for_update" in path.read_text()]
    assert [str(path.relative_to(ROOT)) for path in found] == ["apps/record/actions.py"]
    body = found[0].read_text()
    assert body.index("lock_the_clock()\n    now = ") < body.index("select_for_update()")
