"""A proposal as a reader sees it: each fact with what changes of it, and the evidence."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import NoReverseMatch, reverse

from apps.record.called import changes_called
from apps.record.models import PendingChangeset
from apps.record.pending.captured import tracked
from apps.record.pending.comparing import Compared, compared


@dataclass
class Shown:
    """One changed row: what kind of thing it is, its changed fields, and the citations that stand already."""

    compared: Compared
    title: str
    kind: str
    address: str
    evidence: list[Any] = field(default_factory=list)

    @property
    def is_part(self) -> bool:
        return not self.address


def shown(site: Any, pending: PendingChangeset) -> list[Shown]:
    """The changes of PENDING by name, with the live citations of every fact among them."""
    found = compared(pending)
    titles = changes_called(site, [each.change for each in found])
    listed = [_shown(each, titles[each.change.pk]) for each in found]
    for model in {type(each.compared.live) for each in listed if each.compared.live}:
        citations = _citations(model)
        if citations is None:
            continue
        facts = {each.compared.live.slug: each for each in listed if type(each.compared.live) is model}
        rows = citations.related_model.objects.filter(
            **{f"{citations.field.name}__in": list(facts)}, withdrawn=False
        ).select_related("source")
        for row in rows:
            facts[row.subject_slug].evidence.append(row)
    return listed


def _shown(each: Compared, title: str) -> Shown:
    model: Any = tracked()[each.change.model]
    try:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[each.change.row])
    except NoReverseMatch:  # citations, parties and proposers have no page of their own
        address = ""
    kind = "citation" if any(field.name == "source" for field in model._meta.fields) else model._meta.verbose_name
    return Shown(each, title, str(kind), address)


def _citations(model: Any) -> Any:
    try:
        return model._meta.get_field("citations")
    except FieldDoesNotExist:
        return None
