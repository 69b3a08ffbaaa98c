"""Search that forgives small slips: names that share most of their groups of three letters."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0005_pending_changesets")]
    operations = [TrigramExtension()]
