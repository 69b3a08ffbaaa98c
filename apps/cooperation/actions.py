"""What becomes of a spell: it ends, it goes on, its role or standing become others. Within the caller's changeset."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError

from apps.cooperation.models import Membership, Standing
from apps.record.actions import save
from apps.record.slugs import free_slug
from apps.temporal.words import days

CARRIED_ON = ("member_actor_id", "member_format_id", "target_format_id", "target_instrument_id", "target_actor_id")


def renew(*, spell: Membership, start: str, end: str = "") -> Membership:
    """The spell that goes on from START, in the same role and standing, until END if that is known.

    Where SPELL ended well before, it stays ended and the new spell follows nothing.
    """
    if _ended_before(spell, start):
        return _begin(spell, start=start, end=end, role=spell.role, standing=spell.standing, follows=None)
    return change(spell=spell, start=start, end=end, role=spell.role, standing=spell.standing)


def change(*, spell: Membership, start: str, role: str, standing: str, end: str = "") -> Membership:
    """The spell in another role or standing that follows SPELL, which then ends the day before START."""
    spells: Any = Membership.objects
    if spells.filter(follows=spell, withdrawn=False).exists():
        raise ValidationError(f"“{spell.slug}” is followed by another spell already: change that one.")
    if spell.end_edtf or spell.ended:
        spell.end_edtf, spell.ended, spell.end_reason = "", False, ""
        save(spell)
    return _begin(spell, start=start, end=end, role=role, standing=standing, follows=spell)


def _begin(spell: Membership, *, end: str, standing: str, **fields: Any) -> Membership:
    carried = {name: getattr(spell, name) for name in CARRIED_ON}
    proposal = spell.proposal_id if standing == Standing.PROPOSED else None
    target = spell.target_format or spell.target_instrument or spell.target_actor
    fields["start_edtf"] = fields.pop("start")
    new = Membership(
        slug=free_slug(Membership, spell.member_actor or spell.member_format, target, fields["role"]),
        end_edtf=end, standing=standing, proposal_id=proposal, **carried, **fields,
    )  # fmt: skip
    save(new)
    return new


def _ended_before(spell: Membership, start: str) -> bool:
    """Whether there is at least a day between the end of SPELL and START."""
    first, _ = days(start)
    return bool(spell.end_edtf and spell.end_latest and first and spell.end_latest + timedelta(days=1) < first)
