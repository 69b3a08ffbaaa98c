from django.db import migrations

from apps.record.operations import DemandCitation, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0001_initial")]
    operations = [
        TrackHistory("format"),
        TrackHistory("membership"),
        TrackHistory("partnership"),
        TrackHistory("partnershipparty"),
        TrackHistory("cooperationcitation"),
        DemandCitation("format", citation="cooperationcitation", field="format"),
        DemandCitation("membership", citation="cooperationcitation", field="membership"),
        DemandCitation("partnership", citation="cooperationcitation", field="partnership"),
    ]
