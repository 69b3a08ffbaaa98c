"""Working papers that may hold what was taken down: proposals, files, remarks. No history is kept of them."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import Model

from apps.curation.models import Import, Suggestion, Verdict
from apps.record.models import PendingChange, PendingChangeset, PendingNote
from apps.record.redaction import redacted

PAPERS: dict[type[Model], tuple[str, ...]] = {
    PendingChange: ("before", "after"),
    PendingChangeset: ("reason", "rules"),
    PendingNote: ("text",),
    Import: ("name", "rows"),
    Suggestion: ("text", "source", "contact"),
    Verdict: ("reason",),
    LogEntry: ("object_repr", "change_message"),
}


def sweep(words: str) -> int:
    """Redact every text in working papers that holds WORDS; in how many papers."""
    return sum(_swept(model, columns, words) for model, columns in PAPERS.items())


def _swept(model: Any, columns: tuple[str, ...], words: str) -> int:
    # As JSON and lists write it: a quotation mark stands there behind a backslash, so those are looked through by hand.
    found = 0
    for paper in model._default_manager.all().iterator():
        now = {column: getattr(paper, column) for column in columns}
        kept = redacted(now, words)
        if kept != now:
            model._default_manager.filter(pk=paper.pk).update(**kept)
            found += 1
    return found
