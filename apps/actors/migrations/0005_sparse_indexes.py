"""References that most rows leave empty are indexed where they are not."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("actors", "0004_rules_by_statement")]
    operations = [
        TrackHistory("actor"),
        TrackHistory("actorcitation"),
    ]
