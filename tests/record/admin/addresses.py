"""Every page of the back office, taken from its own table of addresses: a new one is there by itself."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, reverse

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.curation.models import Import
from apps.curation.quality import RULES
from tests.curators import registered

# Not pages: they answer a POST, send elsewhere, or are the frame's own.
OTHERS = {"login", "logout", "jsi18n", "view_on_site", "app_list", "password_change", "password_change_done",
          "verified", "delete", "password", "restore", None}  # fmt: skip
MANY = 50  # rows that a verb is done to at once


def addresses(busiest: dict[Any, Any]) -> dict[str, str]:
    """Pages by their names, with what each asks for; of BUSIEST, or else of the newest record of the kind."""
    found: dict[str, str] = {}
    for pattern in _patterns(admin.site.get_urls()):
        model, last = _model(pattern.name), (pattern.name or "").rpartition("_")[2]
        row = model and (busiest.get(model) or model._default_manager.order_by("-pk").first())
        arguments = _arguments(row, pattern.pattern.regex.groups)
        if pattern.name in OTHERS or last in OTHERS or None in arguments:
            continue
        for asked in _asked(pattern.name, model, row):
            told = re.sub(r"\d+(,\d+)*", "…", asked)  # keys are others each time
            found[f"{pattern.name} {told}".strip()] = reverse(f"admin:{pattern.name}", args=arguments) + asked
    return found


def _patterns(found: list[Any]) -> Iterator[Any]:
    for each in found:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from _patterns(each.url_patterns)


def _model(name: str | None) -> Any:
    """The model whose page has NAME, such as actors_actor_change; None for a page of its own."""
    return next((model for model in admin.site._registry if (name or "").startswith(_of(model))), None)


def _of(model: Any) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_"


def _arguments(row: Any, count: int) -> list[Any]:
    """The record, and one of its versions, as far as the address names them; None where there is no record."""
    found = [row.pk if row else None, row.history.first().pk if hasattr(row, "history") else None]
    return found[:count]


def _asked(name: str, model: Any, row: Any) -> list[str]:
    """What a page is asked for in the query of its address: nothing, or each of its kinds."""
    if model and name.removeprefix(_of(model)) in _verbs(model):
        rows = model.objects.order_by("pk")[:MANY] if model is Membership else [row]
        return [f"?ids={','.join(str(each.pk) for each in rows)}"]
    one, other = Actor.objects.order_by("pk")[:2]
    asked = {
        "quality": [f"?rule={rule}" for rule in RULES],
        "duplicates": ["?model=actors.actor", "?model=cooperation.format"],
        "merge": [f"?model=actors.actor&loser={one.slug}&survivor={other.slug}"],
        "import": ["", f"?batch={Import.objects.get().pk}"],
        "import_template": [f"?model={each._meta.label_lower}" for each in admin.site._registry if _verbs(each)],
        "similar": ["?model=actors.actor&name=Actor+7", "?model=cooperation.membership&member_actor=actor-7"],
        "search": ["?q=format"],
        "date": ["?text=May+2025"],
        "autocomplete": ["?app_label=cooperation&model_name=membership&field_name=target_format&term=f"],
    }
    return asked.get(name, [""])


def _verbs(model: Any) -> dict[str, Any]:
    model_admin = registered(model)
    return model_admin.acts_here() if hasattr(model_admin, "acts_here") else {}
