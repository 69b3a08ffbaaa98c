"""References that most rows leave empty are indexed where they are not."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("dossier", "0006_rules_by_statement")]
    operations = [
        TrackHistory("milestone"),
        TrackHistory("legaleffect"),
        TrackHistory("link"),
        TrackHistory("quantity"),
        TrackHistory("claim"),
        TrackHistory("coverage"),
        TrackHistory("dossiercitation"),
    ]
