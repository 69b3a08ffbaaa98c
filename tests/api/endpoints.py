"""Every address of the API that takes a known time, made from its routes, and what each answers."""

import json
from collections.abc import Iterator
from typing import Any

from django.test import Client

from apps.api import urls
from apps.api.feeds import ChangesView, HistoryView
from apps.api.questions import QUESTIONS
from apps.api.resource_views import DetailView, ListView
from apps.api.root import ContextView, NowhereView, RootView
from apps.api.selections import expandable
from apps.chronicle.resources import Resource
from tests.api.asking import API
from tests.record.tables import history, query, tracked

DAYS = ("valid_at=2018-06-01", "valid_from=2019-01-01&valid_to=2021-01-01&certainty=possible")
ASKED = {
    "conflicts": "conflicts/?",
    "matrix": "matrix/?standing=all",
    "compare": "compare/?from=2016-01-01&to=2026-06-01&standing=all",
    "diff": "diff/?known_from=changeset:1",
    "overlaps": "overlaps/?valid_at=2021-06-30&formats=format-0,format-1,fund",
    "timeline": "timeline/?",
}
MOST = 2
CONTRACT = ("openapi.yaml", "openapi.json")  # files, which say the same of every changeset
TIMELESS = (RootView, ContextView, NowhereView, ChangesView)  # the feed is in the order of time itself


def addresses(in_all_forms: bool) -> list[str]:
    """One of each route, for what was recorded so far; each can be continued with `&`. Every form of it, or JSON."""
    found = [address for pattern in urls.urlpatterns for address in _of(pattern, in_all_forms)]
    assert len(found) > 50
    return found


def _of(pattern: Any, in_all_forms: bool) -> Iterator[str]:
    route = str(pattern.pattern)
    if route in CONTRACT:
        return
    view, options = pattern.callback.view_class, pattern.callback.view_initkwargs
    resource = options.get("resource", view.__dict__.get("resource"))
    if view in TIMELESS or (resource and not resource.remembered and view not in QUESTIONS.values()):
        return
    if view in QUESTIONS.values():
        yield ASKED[route.strip("/")]
        return
    other_forms = [renderer.format for renderer in view.renderer_classes[1:]] if in_all_forms else []
    forms = other_forms if "format" in route else [""]
    keys = _slugs(resource) if "key" in route else [""]
    for form in forms:
        for key in keys:
            address = route.replace("<str:key>", key).replace("<str:format>", form)
            yield from (f"{address}?{rest}" for rest in _variants(view, resource, form))


def _variants(view: Any, resource: Resource, form: str) -> list[str]:
    """The question as it stands; in JSON with everything nested, and for lists also on some days."""
    if view is HistoryView:
        return [""]
    standing = "standing=all" if resource.standing and view is ListView else ""
    if form:
        return [standing]
    whole = f"{standing}&expand={','.join(expandable(resource))}" if expandable(resource) else standing
    if view is DetailView:
        return [f"{DAYS[0]}&{whole}" if resource.dated else whole]
    assert view is ListView
    on_days = [f"{standing}&{DAYS[len(resource.name) % 2]}"] if resource.dated else []
    return [f"{whole}&count=exact&page_size=500", *on_days]


def _slugs(resource: Resource) -> list[str]:
    """Of the records to which most happened."""
    name = resource.kind.replace("-", "")
    models = [m for m in tracked() if hasattr(m, "slug") and _is_of(name, str(m._meta.model_name))]
    assert models, resource.kind
    each = " union all ".join(f"select slug, merged_into_slug as survivor from {history(model)}" for model in models)
    most = "count(survivor) desc, count(*) desc, slug"
    found = query(f"select slug from ({each}) h group by slug order by {most} limit 1")
    return [slug for (slug,) in found]


def _is_of(kind: str, model: str) -> bool:
    return model == kind or (kind == "citation" and model.endswith(kind))


def answer(address: str, changeset: int | None = None) -> Any:
    """Status, where to, and content, without what names the known time that was asked for."""
    pin = "known_to" if address.startswith("diff") else "known_at"
    address += f"&{pin}=changeset:{changeset}" if changeset is not None else ""
    response = Client(headers={"host": "localhost"}).get(f"{API}{address}".replace("?&", "?"))
    body = response.getvalue()
    where = response.get("Location", "").partition("?")[0]
    assert changeset is None or response["Eudefence-Changeset"] == str(changeset), address
    if "json" not in response["Content-Type"] or "ndjson" in response["Content-Type"]:
        return response.status_code, where, body
    content = json.loads(body) if body else None
    for key in ("instance", *(["@id"] if isinstance(content, dict) and "results" in content else [])):
        content.pop(key, None)
    return response.status_code, where, content


def newest() -> int:
    return int(query("select number from record_clock")[0][0])
