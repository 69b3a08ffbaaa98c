"""The desk: what waits for whom. One query for each block."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from apps.curation.models import SavedFilter
from apps.curation.quality import RULES, Rule
from apps.curation.quality.evidence import YEAR
from apps.record.called import called, changes_called
from apps.record.models import Changeset, Fact, PendingChangeset, State
from apps.record.pending.reviewing import may_review

SHOWN, FIRST = 8, 3  # of everything; of the changes of a proposal


@dataclass(frozen=True)
class Broken:
    """A rule with the number of records that break it, one of them, and what that one is called."""

    rule: Rule
    count: int
    example: Any
    words: str

    @property
    def address(self) -> str:
        return address_of(self.example) if self.example else ""


def address_of(row: Any) -> str:
    """The page of ROW in the back office; a citation's is that of its fact."""
    subject = getattr(row, "subject_kind", "") if hasattr(row, "source_id") else ""
    row = getattr(row, subject.replace("-", "_")) if subject else row
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def desk(site: Any, user: Any) -> dict[str, Any]:
    """Everything that USER's desk shows."""
    proposals = PendingChangeset.objects.select_related("author__profile").prefetch_related("changes")
    waiting = proposals.filter(state=State.IN_REVIEW).order_by("moved_at")
    mine = proposals.filter(author=user, state__in=(State.DRAFT, State.IN_REVIEW, State.RETURNED))
    return {
        "waiting": _waiting(site, waiting[:SHOWN], user),
        "waiting_count": waiting.count(),
        "may_review": may_review(user),
        "mine": mine[:SHOWN],
        "judged": proposals.filter(author=user, seen_by_author=False)[:SHOWN],
        "recent": Changeset.objects.order_by("-number")[:SHOWN],
        "stale_count": to_verify(),
        "broken": _broken(site),
        "filters": SavedFilter.objects.filter(Q(owner=user) | Q(shared=True)).select_related("owner__profile"),
    }


def _waiting(site: Any, waiting: Any, user: Any) -> list[dict[str, Any]]:
    """Each proposal, whether USER worked at it, and its first changes, each with the words for its row."""
    first = {pending: list(pending.changes.all())[:FIRST] for pending in waiting}
    words = changes_called(site, [change for changes in first.values() for change in changes])
    return [
        {
            "pending": pending,
            "own": user.pk in pending.hands,
            "first": [(change, words[change.pk]) for change in changes],
            "more": len(pending.changes.all()) - len(changes),
        }
        for pending, changes in first.items()
    ]


def _broken(site: Any) -> list[Broken]:
    standing = [(rule, *rule.standing()) for rule in RULES.values()]
    words = called(site, [example for _, _, example in standing if example])
    return [Broken(rule, count, example, words.get(example, "")) for rule, count, example in standing]


def to_verify() -> int:
    """How many facts nobody has verified for a year."""
    old = Q(verified_on__isnull=True) | Q(verified_on__lt=localdate() - YEAR)
    models: list[Any] = [model for model in apps.get_models() if issubclass(model, Fact)]
    first, *others = (_stale(model, old) for model in models)
    return int(first.union(*others, all=True).count())


def _stale(model: Any, old: Q) -> Any:
    return model.objects.filter(old, withdrawn=False).order_by().values_list("slug")
