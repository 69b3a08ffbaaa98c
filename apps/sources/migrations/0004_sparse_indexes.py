"""References that most rows leave empty are indexed where they are not."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_merges")]
    operations = [
        TrackHistory("source"),
    ]
