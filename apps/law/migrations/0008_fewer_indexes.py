"""Each version is written to fewer indexes; what is withdrawn has one of its own."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("law", "0007_fewer_row_triggers")]
    operations = [
        TrackHistory("legalbasis"),
        TrackHistory("instrument"),
        TrackHistory("lawcitation"),
    ]
