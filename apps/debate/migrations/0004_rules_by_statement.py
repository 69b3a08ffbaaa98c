"""What waits for the commit is asked of all rows of a statement at once."""

from django.db import migrations

from apps.record.operations import DemandCitation, HoldAtCommit, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("debate", "0003_merges")]
    operations = [
        TrackHistory("proposal"),
        TrackHistory("proposer"),
        TrackHistory("proposalcitation"),
        DemandCitation("proposal", citation="proposalcitation", field="proposal"),
        HoldAtCommit("proposal", "cited", "live"),
        HoldAtCommit("proposer", "live"),
        HoldAtCommit("proposalcitation", "live"),
    ]
