"""Each version is written to fewer indexes; what is withdrawn has one of its own."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("sources", "0005_fewer_row_triggers")]
    operations = [
        TrackHistory("source"),
    ]
