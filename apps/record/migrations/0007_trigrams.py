"""Likeness of names; the back office shows similar records before a double is made."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0006_no_release_is_named_latest")]
    operations = [TrigramExtension()]
