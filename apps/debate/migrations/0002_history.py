from django.db import migrations

from apps.record.operations import DemandCitation, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("debate", "0001_initial")]
    operations = [
        TrackHistory("proposal"),
        TrackHistory("proposer"),
        TrackHistory("proposalcitation"),
        DemandCitation("proposal", citation="proposalcitation", field="proposal"),
    ]
