"""The citation that a row of a file brings with it."""

from typing import Any

from django.core.exceptions import ValidationError

from apps.curation.importing.cells import evidence_of


class Evidence:
    """The columns of a file that speak of a source, where the kind of record has citations."""

    def __init__(self, model_admin: Any, request: Any) -> None:
        self.model, self.fields = model_admin.model, evidence_of(model_admin, request)

    def is_given(self, row: Any) -> bool:
        return any(row.get(name) for name in self.fields)

    def read(self, row: Any, standing: list[Any]) -> tuple[Any, dict[str, Any]]:
        """The citation of ROW, none if one that is STANDING says the same; and what is wrong with its cells."""
        citation: Any = self.model._meta.get_field("citations").related_model()
        errors: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                if row.get(name):
                    field.save(citation, row)
            except ValueError as error:
                errors[name] = [ValidationError(str(error))]
        if not errors and not row.get("source"):
            errors["source"] = [ValidationError("Name the source of which the row says more.")]
        is_new = not errors and not self._is_said(citation, row, standing)
        return (citation if is_new else None), errors

    def _is_said(self, citation: Any, row: Any, standing: list[Any]) -> bool:
        names = [name for name in self.fields if row.get(name)]
        said = [citation.serializable_value(name) for name in names]
        return any([each.serializable_value(name) for name in names] == said for each in standing)
