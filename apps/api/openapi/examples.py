"""Answers shown in the document: of the seed, at changeset 2, shortened; `examples.json` is written by its test."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "examples.json"
ROWS = {
    "actors": "poland",
    "formats": "eurocorps",
    "instruments": "safe",
    "legal-bases": "teu-41-2",
    "memberships": "poland-eurocorps-framework-nation",
    "sources": "iai-doc-26-05",
    "citations": "membership-poland-eurocorps-framework-nation-iai-doc-26-05",
}
ASKED = {
    "conflicts": "subject=poland-eurocorps-framework-nation&",
    "matrix": "target=eurocorps&valid_at=2018-06-01&",
    "compare": "from=2016-01-01&to=2022-01-01&",
    "diff": "known_from=changeset:1&known_to=changeset:2",
    "overlaps": "formats=e5,eurocorps&valid_at=2018-06-01&",
    "timeline": "valid_at=2018-06-01&",
}
PINNED = "known_at=changeset:2"


@cache
def examples() -> dict[str, Any]:
    """Answers, by what they are of: a resource, one row of which stands there, or a question."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
