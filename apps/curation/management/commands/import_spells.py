import sys
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.curation.spells.actions import import_spells
from apps.curation.spells.progress import Progress
from apps.curation.spells.refusing import Refused
from apps.record.pending.reviewing import may_review


class Command(BaseCommand):
    help = "Add memberships from a CSV file, each with its source: all of them as one changeset, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8; its first line names the columns.")
        parser.add_argument("--author", required=True, help="User name of a reviewer: in whose name it is published.")
        parser.add_argument("--reason", required=True, help="Why; it is published with the changeset.")

    def handle(self, *args: Any, **options: Any) -> None:
        user, reason = _author(options["author"]), options["reason"].strip()
        if not reason:
            raise CommandError("Say why: --reason is published with the changeset.")
        try:
            done = import_spells(file=options["file"], user=user, reason=reason, progress=Progress(sys.stderr))
        except Refused as refused:
            for refusal in refused.refusals:
                self.stderr.write(str(refusal))
            raise CommandError(f"{refused} Nothing was written.") from refused
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing was written.") from error
        if options["verbosity"] > 0:
            self.stdout.write(f"Added {done.spells:,} memberships, each with its citation, in changeset {done.number}.")


def _author(name: str) -> User:
    """The user who answers for the import. Whoever may only propose cannot: nobody would have looked at it."""
    user = User.objects.filter(username=name, is_active=True).first()
    if user and may_review(user):
        return user
    others = [each.username for each in User.objects.filter(is_active=True).order_by("username") if may_review(each)]
    raise CommandError(
        f"“{name}” is no active user who may publish. "
        + (f"These may: {', '.join(others)}." if others else "Nobody may yet: see docs/curators.md.")
    )
