"""Two records that were one thing: what pointed at the one points at the other from then on."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models

from apps.record.changesets import changeset, lock_the_clock
from apps.record.models import Named, Verb, Versioned
from apps.record.refusals import check_deferred, explained

Pair = tuple[Any, Any]


def merge(
    *, loser: Named, survivor: Named, reason: str, along: Iterable[tuple[Named, Named]] = (), author: str = "",
    user: AbstractBaseUser | None = None,
) -> int | None:  # fmt: skip
    """Withdraw LOSER in favour of SURVIVOR, to which its address leads, in one changeset; its number.

    All that pointed at the loser points at the survivor: citations, parties, spells, links. Where both have what
    cannot be there twice, such as a spell of the same role, name the two in ALONG, pairs of a loser and a survivor.
    Raises ValidationError in words for people, with nothing written.
    """
    if not reason.strip():
        raise ValidationError("Say why the two are one.", code="required")
    with explained(), changeset(reason=reason, verb=Verb.MERGE, author=author, user=user) as opened:
        lock_the_clock()
        pairs = [_read(*pair) for pair in ((loser, survivor), *along)]
        for one, other in pairs:
            _withdraw_into(one, other, reason)
        for one, other in pairs:
            for row, field in references_to(one):
                _moved(row, field, other, reason)
        check_deferred()
    return opened.number


def references_to(row: Any) -> list[tuple[Any, "models.ForeignKey[Any, Any]"]]:
    """Every live record that points at ROW, with the reference by which it does."""
    return [
        (found, field)
        for model, field in references(type(row))
        for found in model.objects.filter(**{field.name: row.slug}, withdrawn=False).order_by("pk")
    ]


def references(model: Any) -> list[tuple[Any, Any]]:
    """Every model that can point at rows of MODEL, with its reference."""
    related = model._meta.get_fields(include_hidden=True)
    found = [(each.related_model, each.field) for each in related if each.auto_created and not each.concrete]
    return [(other, field) for other, field in found if issubclass(other, Versioned) and field.name != "merged_into"]


def _read(loser: Named, survivor: Named) -> Pair:
    """Both as they stand now, once nobody else writes."""
    if type(loser) is not type(survivor):
        kinds = f"{loser._meta.verbose_name} and {survivor._meta.verbose_name}"
        raise ValidationError(f"Only records of one kind can be one: these are {kinds}.", code="kinds")
    if loser.slug == survivor.slug:
        raise ValidationError(f"“{loser.slug}” cannot be merged into itself.", code="itself")
    rows: Any = type(loser)
    now = {row.slug: row for row in rows.objects.filter(slug__in=[loser.slug, survivor.slug])}
    for slug in (loser.slug, survivor.slug):
        if slug not in now or now[slug].withdrawn:
            raise ValidationError(f"“{slug}” is withdrawn; only published records are merged.", code="withdrawn")
    return now[loser.slug], now[survivor.slug]


def _withdraw_into(loser: Any, survivor: Any, reason: str) -> None:
    loser.withdrawn, loser.withdrawn_reason, loser.merged_into = True, reason, survivor
    loser.save(update_fields=["withdrawn", "withdrawn_reason", "merged_into"])
    for former in type(loser).objects.filter(merged_into=loser.slug):
        former.merged_into = survivor  # an address leads to the survivor in one step
        former.save(update_fields=["merged_into"])


def _moved(row: Any, field: Any, survivor: Any, reason: str) -> None:
    """Move ROW, or say which record stands in the way."""
    try:
        with explained():
            _move(row, field, survivor, reason)
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
        raise ValidationError(f"“{row}” cannot point at “{survivor.slug}”: {said}", code="refused") from refusal


def _move(row: Any, field: Any, survivor: Any, reason: str) -> None:
    setattr(row, field.name, survivor)
    if not isinstance(row, Named) and _is_there(row):
        row.refresh_from_db(fields=[field.name])
        row.withdrawn, row.withdrawn_reason = True, reason
        row.save(update_fields=["withdrawn", "withdrawn_reason"])
    else:
        row.save(update_fields=[field.name])


def _is_there(part: Any) -> bool:
    """Whether the survivor has the same party or proposer already."""
    rows: Any = type(part)
    references = {f.name: getattr(part, f.attname) for f in rows._meta.concrete_fields if f.many_to_one}
    given = {name: value for name, value in references.items() if value is not None}
    return bool(rows.objects.filter(**given, withdrawn=False).exclude(pk=part.pk).exists())
