from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.curation.seeding.folders import read
from apps.curation.seeding.load import Loaded, load
from apps.curation.seeding.rows import Refused


class Command(BaseCommand):
    help = "Add what the fixtures hold and the database does not: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.FIXTURES, help="Where the fixture folders are.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            results = load(read(options["folder"]))
        except Refused as refusal:
            raise CommandError(f"{refusal}\nNothing was loaded.") from refusal
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)}\nNothing was loaded.") from error
        if options["verbosity"] > 0:
            for loaded in results:
                self.stdout.write(_told(loaded))


def _told(loaded: Loaded) -> str:
    total = loaded.added.total()
    added = f"added {total:,} in changeset {loaded.number}" if total else "nothing to add"
    parts = [added, *([f"corrected {loaded.corrected:,}"] if loaded.corrected else []), f"left {loaded.left:,}"]
    if loaded.kept:
        parts.append(f"left {loaded.kept:,} uncorrected that somebody changed since")
    if loaded.left_out:
        parts.append(f"left out {loaded.left_out:,} that point at something withdrawn")
    if loaded.release:
        parts.append(f"released as {loaded.release}")
    counts = ", ".join(f"{count:,} {kind}" for kind, count in loaded.added.most_common())
    return f"{loaded.name}: {', '.join(parts)}" + (f"\n  {counts}" if counts else "")
