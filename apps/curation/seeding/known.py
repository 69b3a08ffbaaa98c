"""What the database holds already, by the names that rows go by."""

from collections.abc import Iterable
from difflib import get_close_matches

from apps.curation.seeding.rows import Key, Row, key_fields, models


class Known:
    """The keys of all records, which of them are withdrawn, and of the rows that a folder is about to add."""

    def __init__(self) -> None:
        self._expected: set[Key] = set()
        self._withdrawn: dict[Key, bool] = {}
        for label, model in models().items():
            # Of two rows that join the same things the live one comes last, and counts.
            rows = model._default_manager.order_by("-withdrawn").values_list(*key_fields(model), "withdrawn")
            self._withdrawn.update({(label, *key): withdrawn for *key, withdrawn in rows})

    def __contains__(self, key: Key) -> bool:
        return key in self._withdrawn

    def expect(self, rows: Iterable[Row]) -> None:
        self._expected = {row.key for row in rows}

    def add(self, row: Row, *, withdrawn: bool = False) -> None:
        self._withdrawn[row.key] = withdrawn

    def check_references(self, row: Row) -> None:
        """Refuse a row that refers to what does not exist."""
        for name, key in row.references().items():
            if key not in self and key not in self._expected:
                row.refuse(self._absent(key), name)

    def check_is_there(self, row: Row, key: Key) -> None:
        """Refuse a row that corrects what is not there before its folder is loaded."""
        if key not in self:
            row.refuse(self._absent(key), "slug")

    def is_withdrawn_with(self, row: Row) -> bool:
        """Whether ROW points at something withdrawn, and so would not be there either."""
        return any(self._withdrawn.get(key) for key in row.references().values())

    def _absent(self, key: Key) -> str:
        label, slug = key
        kind = models()[label]._meta.verbose_name
        elsewhere = [str(models()[other]._meta.verbose_name) for other, *rest in self._withdrawn if rest == [slug]]
        near = get_close_matches(str(slug), [rest[0] for other, *rest in self._withdrawn if other == label], n=3)
        hint = f" There is {' and '.join(elsewhere)} “{slug}”." if elsewhere else ""
        hint = hint or (f" Did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else "")
        return f"There is no {kind} with this slug, neither in the database nor in this folder or one before it.{hint}"
