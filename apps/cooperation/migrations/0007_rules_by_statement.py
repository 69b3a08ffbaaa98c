"""What waits for the commit is asked of all rows of a statement at once."""

from django.db import migrations

from apps.record.operations import DemandCitation, HoldAtCommit, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0006_spell_keys")]
    operations = [
        TrackHistory("format"),
        TrackHistory("membership"),
        TrackHistory("partnership"),
        TrackHistory("partnershipparty"),
        TrackHistory("cooperationcitation"),
        DemandCitation("format", citation="cooperationcitation", field="format"),
        DemandCitation("membership", citation="cooperationcitation", field="membership"),
        DemandCitation("partnership", citation="cooperationcitation", field="partnership"),
        HoldAtCommit("format", "cited"),
        HoldAtCommit("membership", "cited", "live"),
        HoldAtCommit("partnership", "cited"),
        HoldAtCommit("partnershipparty", "live"),
        HoldAtCommit("cooperationcitation", "live"),
    ]
