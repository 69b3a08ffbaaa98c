from typing import Any

from django.db.models import Model
from factory.django import DjangoModelFactory


def factory_of(model: type[Model]) -> Any:
    """The factory of MODEL; raises LookupError for a model without one."""
    found = [each for each in _concrete(DjangoModelFactory) if each._meta.get_model_class() is model]
    if len(found) != 1:
        raise LookupError(f"{model.__name__} needs exactly one factory in tests/factories, and has {len(found)}.")
    return found[0]


def _concrete(parent: Any) -> list[Any]:
    children = [child for each in parent.__subclasses__() for child in (each, *_concrete(each))]
    return [child for child in children if not child._meta.abstract and child.__module__.startswith("tests.factories")]
