"""What can be wrong with a fixture: what is replaced, by what, and the words that the message must hold."""

from tests.curation.folders import GOOD

COOPERATION, DEBATE, PEOPLE = "01-first/cooperation.yaml", "01-first/debate.yaml", "01-first/people.yaml"
LATER = GOOD["02-second/later.yaml"]
EUROCORPS = (COOPERATION, "row 5 (line 20)", "“eurocorps”")
MEMBER = (COOPERATION, "row 1 (line 1)", "“poland-eurocorps-member”")
STRENGTH = (PEOPLE, "row 3 (line 5)", "“eurocorps-strength”")
OVERLAP = """\
- model: cooperation.membership
  fields:
    slug: poland-eurocorps-member-2
    member_actor: poland
    target_format: eurocorps
    role: member
    start_edtf: "2023"
- model: cooperation.cooperationcitation
  fields: {slug: membership-poland-eurocorps-member-2-paper, membership: poland-eurocorps-member-2, source: paper}
"""

BAD_FORMAT = {
    "a day that does not exist": ('"1992"', '"31 February 2021"', ["start_edtf “31 February 2021”", "Write it like"]),
    "a month that does not exist": ('"1992"', '"2021-13"', ["start_edtf “2021-13”", "Write it like 2021"]),
    "no date at all": ('"1992"', "soon", ["start_edtf “soon”", "Not a date"]),
    "an interval": ('"1992"', '"2021/2022"', ["start_edtf “2021/2022”", "Not a date"]),
    "an end before the start": (
        'end_edtf: ""',
        'end_edtf: "1991"',
        ["end_edtf “1991”", "lies before the start", "1992"],
    ),
    "ended without an end": (
        "ended: false",
        "ended: true\n    status: ended",
        ["ended True", "needs an end", "[..2024-06]"],
    ),
    "an unknown field": ("aliases:", "alias:", ["alias ['European Corps']", "no such field", "aliases"]),
    "a field of the database": ("aliases: [European Corps]", "version: 7", ["version 7", "no such field"]),
    "an unknown word of a vocabulary": ("kind: formation", "kind: army", ["kind “army”", "policy-framework, project"]),
    "a text where a list belongs": (
        "[European Corps]",
        "European Corps",
        ["aliases “European Corps”", "A list of texts"],
    ),
    "a list where a text belongs": ("name: Eurocorps", "name: [Eurocorps]", ["name ['Eurocorps']", "Text is wanted"]),
    "a number where a text belongs": ("name: Eurocorps", "name: 1992", ["name 1992", "put it in quotes"]),
    "a date without quotes": ('"1992"', "1992-05-22", ["start_edtf", "put it in quotes"]),
    "a text where a truth belongs": ("ended: false", 'ended: "no"', ["ended “no”", "Write true or false"]),
    "nothing where something belongs": ("name: Eurocorps", "name: ''", ["name “”", "must not be empty"]),
    "null where a text belongs": ('end_edtf: ""', "end_edtf: null", ["end_edtf None", "must not be empty"]),
}
BAD_ELSEWHERE = {
    "a slug that does not exist": (
        COOPERATION, "party_actor: poland", "party_actor: polnd",
        (COOPERATION, "row 8", "party_actor “polnd”", "There is no actor with this slug", "Did you mean “poland”?"),
    ),
    "a slug of another kind": (
        PEOPLE, "subject_format: eurocorps", "subject_actor: eurocorps",
        (*STRENGTH, "subject_actor “eurocorps”", "There is format “eurocorps”"),
    ),
    "a row of a later folder": (
        COOPERATION, "format: eurocorps, source: paper", "format: eurocorps, source: book",
        (COOPERATION, "row 6", "“format-eurocorps-paper”", "source “book”", "There is no source with this slug"),
    ),
    "no subject": (
        PEOPLE, "    subject_format: eurocorps\n", "",
        (PEOPLE, "“eurocorps-strength”", "Choose exactly one subject"),
    ),
    "no number": (PEOPLE, "value: 1000", "value: many", (*STRENGTH, "value “many”", "decimal number")),
    "no calendar day": (
        COOPERATION, '"2026-11-23"', "yesterday", (COOPERATION, "row 6", "consulted_on “yesterday”", "date"),
    ),
    "an impossible day without quotes": (
        COOPERATION, '"2026-11-23"', "2026-11-31", (COOPERATION, "row 6", "Put dates in quotes"),
    ),
    "an unknown model": (
        PEOPLE, "dossier.quantity", "dossier.amount", (PEOPLE, "row 3 (line 5)", "model “dossier.amount”"),
    ),
    "a model that is no record": (PEOPLE, "dossier.quantity", "auth.user", (PEOPLE, "model “auth.user”")),
    "a slug used twice": (
        DEBATE, "slug: variant, name", "slug: idea, name",
        (DEBATE, "row 3 (line 5)", "“idea”", "The same proposal stands already in 01-first/debate.yaml, row 1"),
    ),
    "no slug": (DEBATE, "slug: idea, ", "", (DEBATE, "row 3 (line 5)", "“slug” is missing")),
    "a slug with capitals": (
        PEOPLE, "slug: eurocorps-strength", "slug: Eurocorps", (PEOPLE, "slug “Eurocorps”", "lower-case letters"),
    ),
    "a party named twice": (
        COOPERATION, "party_format: eurocorps", "party_actor: poland",
        (COOPERATION, "row 9", "row 8", "stands already"),
    ),
    "a circle": (
        DEBATE, "slug: idea, name: An idea", "slug: idea, name: An idea, variant_of: variant",
        (DEBATE, "in a circle", "variant", "idea"),
    ),
    "a proposed spell without its proposal": (
        COOPERATION, 'role: member\n', 'role: member\n    standing: proposed\n',
        (*MEMBER, "standing “proposed”", "A proposed spell names its proposal"),
    ),
    "a fact without a citation": (
        DEBATE, "proposal: idea, source", "proposal: variant, source",
        (DEBATE, "row 3 (line 5)", "“idea”", "has no citation", "at least one source"),
    ),
    "a spell outside the life of its target": (
        COOPERATION, 'start_edtf: "1992"\n    end_edtf: ""\n    ended: false',
        'start_edtf: "1992"\n    end_edtf: "1999"\n    ended: true\n    status: ended',
        (COOPERATION, "“poland-eurocorps-", "shares no possible day with “eurocorps”"),
    ),
    "a successor older than its predecessor": (
        COOPERATION, 'start_edtf: "2021"', 'start_edtf: "2001"',
        (COOPERATION, "“poland-eurocorps-", "its start needs an earliest day"),
    ),
    "what is no YAML": (DEBATE, "slug: idea, name", "slug: idea: name", (DEBATE, "line 6", "this is no YAML")),
    "no list": ("02-second/later.yaml", LATER, "rows: none\n", ("02-second/later.yaml", "is a list of rows")),
    "a reference that is no slug": (PEOPLE, "actor: poland, ", "actor: [poland], ", (PEOPLE, "row 2", "Text")),
    "a field given twice": (
        PEOPLE, "unit: troops", "unit: troops\n    unit: states", (PEOPLE, "row 3 (line 5)", "given twice: unit"),
    ),
    "a primary key": (
        PEOPLE, "dossier.quantity\n", "dossier.quantity\n  pk: 7\n", (PEOPLE, "row 3", "nothing else"),
    ),
    "no author": ("01-first/changeset.yaml", "author: The founders\n", "", ("01-first/changeset.yaml", "“author”")),
    "an unknown word in the header": (
        "01-first/changeset.yaml", "reason:", "why: so\nreason:", ("01-first/changeset.yaml", "“why”"),
    ),
    "a release with a bad name": (
        "01-first/changeset.yaml", "name: small", "name: Small!", ("01-first/changeset.yaml", "Small!", "lower-case"),
    ),
}  # fmt: skip
