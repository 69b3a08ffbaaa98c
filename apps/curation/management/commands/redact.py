from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction

from apps.curation.sweeping import sweep
from apps.record.redaction import Passage, redact, redactable


class Command(BaseCommand):
    """Redact what a record says, in all its versions."""

    help = (
        "Remove what a record says from every version of it, live and past: a lawful take-down. What is removed cannot "
        "be brought back; that something was removed stays on record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("model", help="sources.source, cooperation.membership ..., or record.changeset")
        parser.add_argument("slug", help="the record's, or the number of the changeset")
        parser.add_argument("column", help="note, title, as_printed ...")
        parser.add_argument("--words", required=True, help="the versions whose text holds these are redacted")
        parser.add_argument("--ground", required=True, help="why; it is published, so do not repeat the words")
        parser.add_argument("--dry-run", action="store_true", help="only say how much it would be")

    def handle(self, *args: Any, **options: Any) -> None:
        model = redactable().get(options["model"].lower())
        if model is None:
            raise CommandError(f"There is no kind of record “{options['model']}”: {', '.join(sorted(redactable()))}.")
        passage = Passage(model, options["slug"], options["column"], options["words"])
        try:
            with transaction.atomic():
                versions, papers = redact(passage, options["ground"]), sweep(options["words"])
                transaction.set_rollback(options["dry_run"])
        except ValidationError as refusal:
            raise CommandError(f"{' '.join(refusal.messages)} Nothing was changed.") from refusal
        except DatabaseError as error:
            raise CommandError(f"Only the owner of the tables may do this. Nothing was changed. ({error})") from error
        would = "It would be redacted" if options["dry_run"] else "Redacted"
        self.stdout.write(f"{would} in {versions} versions and {papers} working papers.")
