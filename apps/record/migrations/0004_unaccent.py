"""Search without regard to accents; `eudefence.folded` uses it."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0003_protocol")]
    operations = [UnaccentExtension()]
