"""Each version is written to fewer indexes; what is withdrawn has one of its own."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("debate", "0006_fewer_row_triggers")]
    operations = [
        TrackHistory("proposal"),
        TrackHistory("proposer"),
        TrackHistory("proposalcitation"),
    ]
