"""Each version is written to fewer indexes; what is withdrawn has one of its own."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("dossier", "0009_words_of_measures")]
    operations = [
        TrackHistory("milestone"),
        TrackHistory("legaleffect"),
        TrackHistory("link"),
        TrackHistory("quantity"),
        TrackHistory("claim"),
        TrackHistory("coverage"),
        TrackHistory("dossiercitation"),
    ]
