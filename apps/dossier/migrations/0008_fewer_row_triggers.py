"""New rows meet fewer triggers that look at each by itself."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("dossier", "0007_sparse_indexes")]
    operations = [
        TrackHistory("milestone"),
        TrackHistory("legaleffect"),
        TrackHistory("link"),
        TrackHistory("quantity"),
        TrackHistory("claim"),
        TrackHistory("coverage"),
        TrackHistory("dossiercitation"),
    ]
