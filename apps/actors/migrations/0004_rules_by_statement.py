"""What waits for the commit is asked of all rows of a statement at once."""

from django.db import migrations

from apps.record.operations import DemandCitation, HoldAtCommit, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("actors", "0003_merges")]
    operations = [
        TrackHistory("actor"),
        TrackHistory("actorcitation"),
        DemandCitation("actor", citation="actorcitation", field="actor"),
        HoldAtCommit("actor", "cited"),
        HoldAtCommit("actorcitation", "live"),
    ]
