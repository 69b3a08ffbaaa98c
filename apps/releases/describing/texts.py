"""README, CITATION.cff and the licence of a release."""

from pathlib import Path

import yaml
from django.conf import settings
from django.template.loader import render_to_string

from apps.releases.describing import facts
from apps.releases.describing.facts import Described
from apps.releases.tables import TABLES


def write(folder: Path, release: Described) -> None:
    licence = Path(settings.BASE_DIR, "LICENSE-DATA.md").read_text(encoding="utf-8")
    for name, text in {
        "README.md": _readme(release),
        "CITATION.cff": _citation(release),
        "LICENSE.md": licence,
    }.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _readme(release: Described) -> str:
    tables = [(table, release.rows[table.name]) for table in TABLES]
    return render_to_string("releases/README.md", {"release": release, "tables": tables, "subject": facts.SUBJECT})


def _citation(release: Described) -> str:
    """Citation File Format 1.2."""
    words = "The rows of every query of the database with known_at=" + release.reference
    citation = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite the release.",
        "type": "dataset",
        "title": release.title,
        "abstract": release.summary,
        "authors": [{"name": facts.PUBLISHER}],
        "version": release.name,
        "date-released": release.named_at.date(),
        "license": facts.LICENCE_NAME,
        "keywords": list(facts.KEYWORDS),
        "identifiers": [{"type": "other", "value": release.reference, "description": words}],
    }
    return str(yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=110))
