"""A small record, and acts of curation on it: what the tests of the promise let happen, in any order."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from apps.actors.models import Actor
from apps.cooperation.models import Format, Membership, Partnership
from apps.debate.models import Proposal
from apps.dossier.models import Claim, Link
from apps.law.models import Instrument, LegalBasis
from apps.record.actions import merge, publish, restore, withdraw
from apps.record.models import Release, Verb
from apps.sources.models import Source
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    CoverageFactory,
    FormatFactory,
    InstrumentFactory,
    LegalEffectFactory,
    LinkFactory,
    MembershipFactory,
    MilestoneFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    ProposalFactory,
    ProposerFactory,
    QuantityFactory,
    SourceFactory,
)
from tests.factories.base import cite

STARTS = ["2017", "2018-05", "[2016..2019]", "2020~", "2021-12-31", ".."]
NAMED = (Actor, Format, Instrument, LegalBasis, Proposal, Partnership, Source)
MERGED = (Actor, Actor, Actor, Format, Source, Membership, Claim)
Choice = int
Act = Callable[[Choice], Any]


def found(model: Any, choice: Choice, **fields: Any) -> Any:
    """One of the live rows, or of those asked for."""
    rows = list(model.objects.filter(**{"withdrawn": False} | fields).order_by("slug"))
    if not rows:
        raise ValidationError("There is none.")
    return rows[choice % len(rows)]


def taking_part(choice: Choice) -> Any:
    """An actor that many rows name: what happens to it changes many answers."""
    return found(Membership, choice, member_actor__isnull=False).member_actor


@transaction.atomic
def make_world() -> None:
    """One of everything, in one changeset, and a release of it."""
    actors = [ActorFactory(slug=f"actor-{n}", name=f"Étoile {n}", identifiers=[f"iso3166:A{n}"]) for n in range(3)]
    formats = [FormatFactory(slug=f"format-{n}") for n in range(2)]
    fund, proposal = InstrumentFactory(slug="fund"), ProposalFactory(slug="proposal")
    for n, (actor, target) in enumerate([(0, 0), (1, 0), (0, 1), (2, 1)]):
        member = MembershipFactory(slug=f"spell-{n}", member_actor=actors[actor], target_format=formats[target])
        cite(member, slug=f"cited-{n}", asserted_start="2018" if n else "")
    MembershipFactory(slug="spell-fund", member_actor=actors[1], target_format=None, target_instrument=fund)
    ProposerFactory(proposal=proposal, actor=actors[0])
    treaty = PartnershipFactory(slug="treaty")
    for actor in actors[:2]:
        PartnershipPartyFactory(partnership=treaty, party_actor=actor)
    subject = {"subject_format": formats[0]}
    LinkFactory(slug="link", **subject, object_actor=actors[0])
    LegalEffectFactory(slug="effect", **subject)
    MilestoneFactory(slug="milestone", **subject)
    QuantityFactory(slug="quantity", **subject)
    claim = ClaimFactory(slug="claim", **subject)
    cite(claim, slug="disputed", stance="disputes")
    CoverageFactory(slug="coverage", target_format=formats[0])


def name_release() -> None:
    Release.objects.create(name="first", changeset_id=1, title="The first")


def rename(choice: Choice) -> None:
    row = found(NAMED[choice % len(NAMED)], choice // len(NAMED)) if choice % 2 else taking_part(choice)
    field = "title" if isinstance(row, Source) else "name"
    setattr(row, field, f"Name {choice}")
    publish(rows=[row], reason="Its name", verb=Verb.CORRECT, author="A. Curator")


def add_spell(choice: Choice) -> None:
    spell = MembershipFactory.build(
        slug=f"new-{choice}", member_actor=found(Actor, choice), target_format=found(Format, choice // 3),
        role=["member", "observer", "contributor"][choice % 3], start_edtf=STARTS[choice % len(STARTS)],
    )  # fmt: skip
    with transaction.atomic():
        spell.save()
        cite(spell, slug=f"new-{choice}", source=found(Source, choice))


def redate(choice: Choice) -> None:
    """Of old, too: what we hold of the past changes."""
    spell = found(Membership, choice)
    spell.start_edtf, spell.start_reason = STARTS[choice % len(STARTS)], f"Reason {choice}"
    publish(rows=[spell], reason="A better source", verb=Verb.CORRECT, author="B. Curator")


def follow(choice: Choice) -> None:
    former = found(Membership, choice, follows__isnull=True, followed_from="")
    spell = MembershipFactory.build(
        slug=f"next-{choice}", member_actor=former.member_actor, target_format=former.target_format,
        target_instrument=former.target_instrument, role="key-participant", start_edtf="2023-04", follows=former,
    )  # fmt: skip
    with transaction.atomic():
        spell.save()
        cite(spell, slug=f"next-{choice}", source=found(Source, choice))


def end(choice: Choice) -> None:
    spell = found(Membership, choice, followed_from="", ended=False)
    spell.ended, spell.end_edtf = True, "2024~"
    publish(rows=[spell], reason="It ended", verb=Verb.END, author="A. Curator")


def cite_again(choice: Choice) -> None:
    with transaction.atomic():
        fact = found((Membership, Claim, Actor)[choice % 3], choice)
        start = STARTS[choice % 3] if isinstance(fact, Membership) else ""
        cite(fact, slug=f"again-{choice}", stance=["supports", "disputes"][choice % 2], asserted_start=start)


def take_back(choice: Choice) -> None:
    row = found((Membership, Claim, Link, Partnership)[choice % 4], choice // 4)
    withdraw(row=row, reason=f"Not so {choice}", author="A. Curator")


def bring_back(choice: Choice) -> None:
    row = found((Membership, Claim, Link, Partnership, Actor)[choice % 5], choice // 5, withdrawn=True)
    restore(row=row, reason="So after all", author="A. Curator")


def unite(choice: Choice) -> None:
    model = MERGED[choice % len(MERGED)]
    loser = taking_part(choice) if model is Actor else found(model, choice)
    survivor = next((row for row in (found(model, choice + n) for n in (1, 2)) if row != loser), None)
    if survivor is None:
        raise ValidationError("There is no other.")
    merge(loser=loser, survivor=survivor, reason=f"One {choice}", author="A. Curator", along=_twins(loser, survivor))


def _twins(loser: Any, survivor: Any) -> list[tuple[Any, Any]]:
    """Spells of both in the same target: they are one, too."""
    spells = Membership.objects.filter(withdrawn=False)
    key = {Actor: "member_actor", Format: "target_format"}.get(type(loser))
    if key is None:
        return []
    other = "target_slug" if key == "member_actor" else "member_slug"
    kept = {(getattr(s, other), s.role): s for s in spells.filter(**{key: survivor})}
    pairs = [(s, kept.get((getattr(s, other), s.role))) for s in spells.filter(**{key: loser})]
    return [(one, twin) for one, twin in pairs if twin]


def add_party(choice: Choice) -> None:
    party = PartnershipPartyFactory.build(partnership=found(Partnership, choice), party_actor=found(Actor, choice))
    publish(rows=[party], reason="The other side", verb=Verb.ADD, author="B. Curator")


def add_proposer(choice: Choice) -> None:
    proposer = ProposerFactory.build(proposal=found(Proposal, choice), actor=found(Actor, choice))
    publish(rows=[proposer], reason="Who, too", verb=Verb.ADD, author="B. Curator")


def change_in_bulk(choice: Choice) -> None:
    Actor.objects.filter(kind="state").update(note=f"Seen in bulk {choice}", aliases=[f"Alias {choice}"])


def add_source(choice: Choice) -> None:
    SourceFactory(slug=f"work-{choice}")


ACTS: list[Act] = [
    rename, rename, rename, add_spell, redate, redate, follow, end, cite_again, cite_again, take_back, take_back,
    bring_back, unite, unite, unite, add_party, add_proposer, change_in_bulk, add_source,
]  # fmt: skip
# Each does something, in this order: names, dates, people and merges of what other rows name.
WRITTEN_OUT: list[tuple[Act, Choice]] = [
    (rename, 0), (add_spell, 4), (redate, 0), (cite_again, 3), (take_back, 1), (bring_back, 1), (unite, 0), (unite, 3),
    (add_proposer, 1),
]  # fmt: skip


def act(step: Act, choice: Choice) -> bool:
    """Whether it was done; what the record refuses leaves nothing."""
    try:
        step(choice)
    except ValidationError:
        return False
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "")[:2] != "23":
            raise
        return False
    return True
