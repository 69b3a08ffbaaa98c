"""What a later folder corrects in a row of an earlier one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from apps.curation.seeding.rows import Key, Row, shown
from apps.record.models import Verb, Versioned


@dataclass(frozen=True, eq=False)
class Correction(Row):
    """The slug of a row that is there, the values it shall have, and those it is expected to have before."""

    expects: dict[str, Any]
    verb: ClassVar[Verb] = Verb.CORRECT

    @property
    def key(self) -> Key:
        return ("correction", *self.corrected)

    @property
    def corrected(self) -> Key:
        """The key of the row that is corrected."""
        return (self.model._meta.label_lower, self.slug)

    def before(self) -> Row:
        """The row as it is expected to be: what is not named in it has its default, as in any row."""
        fields: list[Any] = [self.model._meta.get_field(name) for name in self.fields if name != "slug"]
        defaults = {field.name: field.get_default() for field in fields}
        return Row(self.place, self.model, {"slug": self.slug, **defaults, **self.expects})

    def record(self) -> Any:
        """The record with its corrected values, not saved. Raises Refused where it was not as expected."""
        model: Any = self.model
        record = model.objects.get(slug=self.slug)
        for name, value in self.before().fields.items():
            if not _holds(record, self.model, {name: value}):
                found = getattr(record, _attribute(self.model, name))
                self.refuse(f"{name} is expected to be {shown(value)} before, and is {shown(found)}.", name)
        for name, value in self.fields.items():
            setattr(record, _attribute(self.model, name), value)
        return record


class Past:
    """What became of the rows that a folder corrects: by the folder itself, and by people.

    OWN and OF_FOLDERS are numbers of changesets: of this folder, and of all.
    """

    def __init__(self, corrections: Iterable[Correction], own: list[int], of_folders: list[int]) -> None:
        self._own, self._of_folders = own, of_folders
        self._versions: dict[Key, list[Any]] = defaultdict(list)
        slugs: dict[Any, list[str | None]] = defaultdict(list)
        for correction in corrections:
            slugs[correction.model].append(correction.slug)
        for model, named in slugs.items():
            for version in model.history.filter(slug__in=named).exclude(verb=Verb.SEED):
                self._versions[model._meta.label_lower, version.slug].append(version)

    def was_made(self, correction: Correction) -> bool:
        """Whether this folder made it before, whatever became of the row since."""
        versions = self._versions[correction.corrected]
        return any(v.opened in self._own and _holds(v, correction.model, correction.fields) for v in versions)

    def was_changed_by_a_person(self, correction: Correction) -> bool:
        return any(version.opened not in self._of_folders for version in self._versions[correction.corrected])


def _holds(record: Any, model: type[Versioned], values: dict[str, Any]) -> bool:
    fields: list[Any] = [model._meta.get_field(name) for name in values]
    return all(getattr(record, field.attname) == field.to_python(values[field.name]) for field in fields)


def _attribute(model: type[Versioned], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.attname)
