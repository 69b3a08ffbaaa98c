"""What waits for the commit is asked of all rows of a statement at once."""

from django.db import migrations

from apps.record.operations import DemandCitation, HoldAtCommit, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("law", "0004_merges")]
    operations = [
        TrackHistory("legalbasis"),
        TrackHistory("instrument"),
        TrackHistory("lawcitation"),
        DemandCitation("legalbasis", citation="lawcitation", field="legal_basis"),
        DemandCitation("instrument", citation="lawcitation", field="instrument"),
        HoldAtCommit("legalbasis", "cited"),
        HoldAtCommit("instrument", "cited"),
        HoldAtCommit("lawcitation", "live"),
    ]
