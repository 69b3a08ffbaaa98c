from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.releases.verification import problems


class Command(BaseCommand):
    help = "Say whether the files of a release are as they were written: what has changed, is missing or was added."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="2026.1")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        try:
            found = problems(name)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        if found:
            raise CommandError("\n".join([f"Release {name} is not as it was written:", *found]))
        self.stdout.write(f"Release {name} is as it was written.")
