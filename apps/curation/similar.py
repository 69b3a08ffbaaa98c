"""Records that a new one may be a double of, shown before it is made."""

from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.urls import reverse

ALIKE = 0.45
SHOWN = 5


def similar(model_admin: Any, entries: dict[str, str]) -> list[dict[str, str]]:
    """Up to five live records of the kind that ENTRIES describe, by name, or by member and target."""
    rows = _by_name(model_admin.model, entries) if _label(model_admin.model) else _by_ends(model_admin.model, entries)
    name = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_change"
    return [{"text": f"{row} ({row.slug})", "address": reverse(name, args=[row.pk])} for row in rows[:SHOWN]]


def _label(model: Any) -> str:
    names = {field.name for field in model._meta.fields}
    return next((name for name in ("name", "title", "label", "statement") if name in names), "")


def _by_name(model: Any, entries: dict[str, str]) -> Any:
    label, text = _label(model), entries.get(_label(model), "").strip()
    if len(text) < 3:
        return []
    alike = model._default_manager.filter(withdrawn=False).annotate(alike=TrigramWordSimilarity(text, label))
    return alike.filter(Q(alike__gte=ALIKE) | Q(**{f"{label}__iexact": text})).order_by("-alike", "slug")


def _by_ends(model: Any, entries: dict[str, str]) -> Any:
    """Records that join the same things: all references entered, at least two."""
    names = {f.name for f in model._meta.fields if f.many_to_one and f.name not in ("follows", "proposal")}
    given = {name: value for name, value in entries.items() if name in names and value}
    return model._default_manager.filter(**given, withdrawn=False).order_by("slug") if len(given) > 1 else []
