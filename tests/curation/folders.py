"""A small pair of fixture folders that loads, to be broken in one place at a time."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

GOOD = {
    "01-first/changeset.yaml": """\
author: The founders
reason: A small beginning.
release: {name: small, title: A small release, note: For tests.}
""",
    # Successor before predecessor, and all before the sources they cite: any order will do.
    "01-first/cooperation.yaml": """\
- model: cooperation.membership
  fields:
    slug: poland-eurocorps-member
    member_actor: poland
    target_format: eurocorps
    role: member
    follows: poland-eurocorps-observer
    start_edtf: "2021"
- model: cooperation.membership
  fields:
    slug: poland-eurocorps-observer
    member_actor: poland
    target_format: eurocorps
    role: observer
    start_edtf: "2002"
- model: cooperation.cooperationcitation
  fields: {slug: membership-poland-eurocorps-member-paper, membership: poland-eurocorps-member, source: paper}
- model: cooperation.cooperationcitation
  fields: {slug: membership-poland-eurocorps-observer-paper, membership: poland-eurocorps-observer, source: paper}
- model: cooperation.format
  fields:
    slug: eurocorps
    name: Eurocorps
    kind: formation
    aliases: [European Corps]
    start_edtf: "1992"
    end_edtf: ""
    ended: false
- model: cooperation.cooperationcitation
  fields: {slug: format-eurocorps-paper, format: eurocorps, source: paper, consulted_on: "2026-11-23"}
- model: cooperation.partnership
  fields: {slug: talks, name: Talks, kind: negotiation, standing: negotiating}
- model: cooperation.partnershipparty
  fields: {partnership: talks, party_actor: poland}
- model: cooperation.partnershipparty
  fields: {partnership: talks, party_format: eurocorps}
- model: cooperation.cooperationcitation
  fields: {slug: partnership-talks-paper, partnership: talks, source: paper}
""",
    "01-first/debate.yaml": """\
- model: debate.proposal
  fields: {slug: variant, name: A variant, variant_of: idea}
- model: debate.proposalcitation
  fields: {slug: proposal-variant-paper, proposal: variant, source: paper}
- model: debate.proposal
  fields: {slug: idea, name: An idea}
- model: debate.proposer
  fields: {proposal: idea, actor: poland}
- model: debate.proposalcitation
  fields: {slug: proposal-idea-paper, proposal: idea, source: paper}
""",
    "01-first/people.yaml": """\
- model: actors.actor
  fields: {slug: poland, name: Poland, kind: state, start_edtf: ".."}
- model: actors.actorcitation
  fields: {slug: actor-poland-paper, actor: poland, source: paper}
- model: dossier.quantity
  fields:
    slug: eurocorps-strength
    subject_format: eurocorps
    measure: strength
    value: 1000
    unit: troops
- model: dossier.dossiercitation
  fields: {slug: quantity-eurocorps-strength-paper, quantity: eurocorps-strength, source: paper}
- model: sources.source
  fields: {slug: paper, title: A paper, kind: report}
""",
    "02-second/changeset.yaml": "author: A curator\nreason: A second source.\n",
    "02-second/later.yaml": """\
- model: sources.source
  fields: {slug: book, title: A book, kind: book}
- model: cooperation.cooperationcitation
  fields: {slug: format-eurocorps-book, format: eurocorps, source: book}
""",
}


def write(place: Path, *, file: str = "", old: str = "", new: str = "") -> Path:
    """The good folders in PLACE, with OLD replaced by NEW in one file."""
    for name, text in GOOD.items():
        if name == file:
            assert text.count(old) == 1, f"{old!r} must stand once in {file}"
            text = text.replace(old, new)
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return place


def append(place: Path, file: str, text: str) -> None:
    """Add rows to the end of a file."""
    path = place / file
    path.write_text(path.read_text() + text)


def seed(place: Path, **options: int) -> str:
    """What `manage.py seed` says of the folders in PLACE."""
    said = StringIO()
    call_command("seed", folder=place, stdout=said, **options)
    return said.getvalue()
