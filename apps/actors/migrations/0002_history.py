from django.db import migrations

from apps.record.operations import DemandCitation, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("actors", "0001_initial")]
    operations = [
        TrackHistory("actor"),
        TrackHistory("actorcitation"),
        DemandCitation("actor", citation="actorcitation", field="actor"),
    ]
