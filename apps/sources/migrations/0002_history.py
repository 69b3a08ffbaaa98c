from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [
        TrackHistory("source"),
    ]
