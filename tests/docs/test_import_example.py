"""The file and the command that docs/curators.md shows are taken as they stand there."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from apps.cooperation.models import Membership
from tests.curation.spells.world import lines
from tests.curators import reviewer
from tests.docs.test_examples import ROOT
from tests.factories import ActorFactory, FormatFactory, SourceFactory

PAGE = (ROOT / "docs" / "curators.md").read_text(encoding="utf-8")
MADE = {"member_actor": ActorFactory, "target_format": FormatFactory, "source": SourceFactory}


@pytest.mark.usefixtures("own_db")
def test_the_example_of_an_import_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, text = (re.search(f"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("sh", "csv"))
    assert command
    assert text
    rows = lines(text[1])
    with transaction.atomic():
        for name, factory in MADE.items():
            for slug in {row[name] for row in rows}:
                factory(slug=slug)
    _, _, name, file, *options = shlex.split(command[1])
    reviewer(options[options.index("--author") + 1], "Rita Reviewer")
    monkeypatch.chdir(tmp_path)
    Path(file).write_text(text[1], encoding="utf-8")
    call_command(name, file, *options, verbosity=0)
    found = Membership.objects.values_list("member_slug", "target_slug", "role")
    assert sorted(found) == sorted((row["member_actor"], row["target_format"], row["role"]) for row in rows)
