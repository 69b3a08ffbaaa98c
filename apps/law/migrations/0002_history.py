from django.db import migrations

from apps.record.operations import DemandCitation, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial")]
    operations = [
        TrackHistory("legalbasis"),
        TrackHistory("instrument"),
        TrackHistory("lawcitation"),
        DemandCitation("legalbasis", citation="lawcitation", field="legal_basis"),
        DemandCitation("instrument", citation="lawcitation", field="instrument"),
    ]
