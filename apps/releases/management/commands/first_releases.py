from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from apps.record.models import Release
from apps.releases import shelf

FIRST = "2026.1"
OF_A_YEAR = r"^[0-9]{4}\."


class Command(BaseCommand):
    help = f"Name the newest changeset {FIRST} where no release of a year is named; make all files that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        names = list(Release.objects.order_by("changeset_id", "pk").values_list("name", flat=True))
        if not Release.objects.filter(name__regex=OF_A_YEAR).exists():
            names.append(FIRST)
        for name in names:
            if shelf.release(name) is None:
                call_command("release", name, verbosity=options["verbosity"], stdout=self.stdout)
