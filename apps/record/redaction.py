"""Taking down what must not be kept, such as personal data or libel: the one thing that changes history.

Only the owner of the tables can: history gives way to nobody else. It leaves its trace, and it moves the number, so
that no answer made before is given again.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from apps.record.changesets import changeset, lock_the_clock
from apps.record.models import Changeset, Named, Redaction, Verb
from apps.record.pending.captured import tracked, written
from apps.record.refusals import check_deferred, explained

REDACTED = "[redacted]"
AUTHOR = "The owner of the database"
OF_A_CHANGESET = ("reason", "author", "approved_by")


@dataclass(frozen=True)
class Passage:
    """The words that must go, and where they stand: the column of a record, or of a changeset by its number."""

    model: Any
    slug: str
    column: str
    words: str


def redact(passage: Passage, ground: str) -> int:
    """Redact PASSAGE in every version that holds its words; in how many.

    All of it happens or nothing does. Raises ValidationError where there is nothing to redact.
    """
    if not (ground.strip() and passage.words.strip()):
        raise ValidationError("Say which words, and on what ground.")
    if passage.column not in columns_of(passage.model):
        raise ValidationError(
            f"“{passage.column}” holds no free text; columns are: {', '.join(columns_of(passage.model))}."
        )
    is_changeset = passage.model is Changeset
    with explained(), transaction.atomic():
        lock_the_clock()
        found = _in_changeset(passage) if is_changeset else _in_history(passage)
        if not found:
            raise ValidationError(f"No version of “{passage.slug}” says that there.")
        with changeset(reason=f"Taken down: {ground}", verb=Verb.CORRECT, author=AUTHOR):
            _ask("select record_open()")  # even where no record says it any more: what was answered before is void
            if not is_changeset:
                _now(passage)
            check_deferred()
        _trace(passage, ground, found)
    return found


def columns_of(model: Any) -> list[str]:
    """The columns of MODEL in which people write freely."""
    if model is Changeset:
        return list(OF_A_CHANGESET)
    free = [f for f in written(model) if isinstance(f, models.TextField | models.CharField) or _is_list(f)]
    return [f.name for f in free if not f.choices and f.name != "slug" and not f.name.endswith("_edtf")]


def redactable() -> dict[str, Any]:
    """What can be redacted, by label: every kind of record that has a slug, and changesets."""
    named = {label: model for label, model in tracked().items() if issubclass(model, Named)}
    return named | {Changeset._meta.label_lower: Changeset}


def redacted(value: Any, words: str) -> Any:
    """VALUE as it may be kept: a text that holds WORDS is a mark instead; the same within lists and objects."""
    if isinstance(value, str):
        return REDACTED if words in value else value
    if isinstance(value, list):
        return [redacted(each, words) for each in value]
    return {name: redacted(each, words) for name, each in value.items()} if isinstance(value, dict) else value


def _is_list(field: Any) -> bool:
    return isinstance(field, ArrayField) and isinstance(field.base_field, models.TextField)


def _in_history(passage: Passage) -> int:
    field, history = passage.model._meta.get_field(passage.column), passage.model.history.model._meta.db_table
    column = connection.ops.quote_name(field.column)
    if _is_list(field):
        mark = f"array(select case when position(%(words)s in t) > 0 then %(mark)s else t end from unnest({column}) "
        new, text = f"{mark} with ordinality u(t, n) order by n)", f"array_to_string({column}, E'\\n')"
    else:
        new, text = "''" if isinstance(field, models.URLField) else "%(mark)s", column
    return _rewrite(
        f"update {history} set {column} = {new} where slug = %(slug)s and position(%(words)s in {text}) > 0", passage
    )


def _in_changeset(passage: Passage) -> int:
    """A changeset's reason stands beside every version that it made, too."""
    where = f"and position(%(words)s in {passage.column}) > 0"
    found = _rewrite(
        f"update record_changeset set {passage.column} = %(mark)s where number::text = %(slug)s {where}", passage
    )
    for model in tracked().values() if found and passage.column == "reason" else ():
        history = model.history.model._meta.db_table
        _rewrite(
            f"update {history} set history_change_reason = %(mark)s where opened::text = %(slug)s "
            "and position(%(words)s in history_change_reason) > 0",
            passage,
        )
    return found


def _rewrite(statement: str, passage: Passage) -> int:
    """Run STATEMENT on history, which gives way to its owner for as long as it takes."""
    _ask("select set_config('eudefence.rewrite_history', 'on', true)")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"mark": REDACTED, "slug": passage.slug, "words": passage.words})
        found = cursor.rowcount
    _ask("select set_config('eudefence.rewrite_history', '', true)")
    return found


def _now(passage: Passage) -> None:
    """In the live row, if it still says so: a correction like any other. An address is emptied: a mark is none."""
    row = passage.model._default_manager.get(slug=passage.slug)
    now = getattr(row, passage.column)
    kept = redacted(now, passage.words)
    if kept != now:
        is_address = isinstance(passage.model._meta.get_field(passage.column), models.URLField)
        setattr(row, passage.column, "" if is_address else kept)
        row.save(update_fields=[passage.column])


def _trace(passage: Passage, ground: str, versions: int) -> None:
    login = _ask("select session_user::text")
    label = passage.model._meta.label_lower
    Redaction.objects.create(
        model=label, slug=passage.slug, column=passage.column, versions=versions, ground=ground, db_user=login
    )


def _ask(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
