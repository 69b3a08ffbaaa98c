from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.releases import shelf
from apps.releases.building import Differs, make
from apps.releases.naming import NotNamed, database_user, named


class Command(BaseCommand):
    help = "Name a changeset, unless the name stands, and make the files of the release. What stands is never changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="2026.1")
        parser.add_argument("--changeset", type=int, help="The changeset to name; the newest if not given.")
        parser.add_argument("--title", default="", help="What it is, for those who cite it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            release, is_new = named(options["name"], options["changeset"], options["title"])
            if is_new:
                self._say(f"Changeset {release.changeset_id} is named {release.name} by {database_user()}.", options)
            was_made = make(release)
        except (NotNamed, Differs) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"The files cannot be written: {error}. No half of them was left.") from error
        self._say(_told(release.name, was_made), options)

    def _say(self, sentence: str, options: dict[str, Any]) -> None:
        if options["verbosity"] > 0:
            self.stdout.write(sentence)


def _told(name: str, was_made: bool) -> str:
    found = shelf.release(name)
    if found is None or not was_made:
        return f"Release {name} stands; made again it is the same, byte for byte."
    size = shelf.total(found.files.values()) / 1_000_000
    return f"Release {name}: {len(found.files)} files, {size:.1f} MB in {shelf.place(name)}"
