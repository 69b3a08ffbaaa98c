from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.curation.synthesis.database import NotOurs, brought_up_to_date, made
from apps.curation.synthesis.load import Size, fill


class Command(BaseCommand):
    help = (
        "Make up memberships and their history in a database of their own, to measure with. It is never the real one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("database", help="Its name, such as eudefence_large; it must not exist.")
        parser.add_argument("--memberships", type=int, default=100_000, help="How many (100000).")
        parser.add_argument("--versions", type=int, default=3, help="Versions of each (3).")
        parser.add_argument("--replace", action="store_true", help="Drop one that this command made before.")
        parser.add_argument("--keep", action="store_true", help="Keep one that stands, and only bring it up to date.")

    def handle(self, *args: Any, **options: Any) -> None:
        size = Size(options["memberships"], options["versions"])
        if size.memberships < 1 or size.versions < 1:
            raise CommandError("At least one membership, and one version of it.")
        begun = monotonic()
        try:
            if options["keep"] and brought_up_to_date(options["database"]):
                return
            with made(options["database"], replace=options["replace"]):
                fill(
                    size,
                    lambda step: (
                        self.stdout.write(f"{monotonic() - begun:6.0f} s  {step}") if options["verbosity"] else None
                    ),
                )
        except NotOurs as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(f"{monotonic() - begun:6.0f} s  “{options['database']}” is ready")
