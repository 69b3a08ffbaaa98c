"""What factories of facts share."""

from typing import Any

import factory
from factory.django import DjangoModelFactory


class FactFactory(DjangoModelFactory):
    """A fact with one citation of a new source; `cited=False` leaves it bare, `cited__stance=...` says how it is cited.

    Saved once: factory-boy would save again after the citation, which is a second write.
    """

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def cited(self, create: bool, wanted: bool | None, **fields: Any) -> None:
        if create and wanted is not False:
            cite(self, **fields)


def cite(fact: Any, **fields: Any) -> Any:
    """A citation of FACT, in the citation table of its room."""
    from tests.factories.registry import factory_of

    relation = type(fact)._meta.get_field("citations")
    return factory_of(relation.related_model)(**{relation.field.name: fact}, **fields)
