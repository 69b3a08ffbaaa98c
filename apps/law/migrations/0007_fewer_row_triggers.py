"""New rows meet fewer triggers that look at each by itself."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("law", "0006_sparse_indexes")]
    operations = [
        TrackHistory("legalbasis"),
        TrackHistory("instrument"),
        TrackHistory("lawcitation"),
    ]
