from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.curation import accounts

FILE = "accounts.txt"


class Command(BaseCommand):
    help = "Have the groups curator and reviewer stand, and at first run a user of each with a password."

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(settings.HOME, FILE)
        try:
            made = accounts.ensure(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}. No account was made.") from error
        if options["verbosity"] > 0:
            self.stdout.write(_told(made, file))


def _told(made: dict[str, str], file: Path) -> str:
    if made:
        lines = [f"  {name:<10}{password}" for name, password in made.items()]
        return "\n".join(["Accounts for /admin/, with their passwords:", *lines, f"They are kept in {file}"])
    if file.exists():
        return f"The accounts stand; the passwords they began with are in {file}"
    return "The accounts stand; their passwords were shown and kept where they were made."
