"""What waits for the commit is asked of all rows of a statement at once."""

from django.db import migrations

from apps.record.operations import DemandCitation, HoldAtCommit, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("dossier", "0005_held")]
    operations = [
        TrackHistory("milestone"),
        TrackHistory("legaleffect"),
        TrackHistory("link"),
        TrackHistory("quantity"),
        TrackHistory("claim"),
        TrackHistory("coverage"),
        TrackHistory("dossiercitation"),
        DemandCitation("milestone", citation="dossiercitation", field="milestone"),
        DemandCitation("legaleffect", citation="dossiercitation", field="legal_effect"),
        DemandCitation("link", citation="dossiercitation", field="link"),
        DemandCitation("quantity", citation="dossiercitation", field="quantity"),
        DemandCitation("claim", citation="dossiercitation", field="claim"),
        DemandCitation("coverage", citation="dossiercitation", field="coverage"),
        HoldAtCommit("milestone", "cited", "live"),
        HoldAtCommit("legaleffect", "cited", "live"),
        HoldAtCommit("link", "cited", "live"),
        HoldAtCommit("quantity", "cited", "live"),
        HoldAtCommit("claim", "cited", "live"),
        HoldAtCommit("coverage", "cited", "live"),
        HoldAtCommit("dossiercitation", "live"),
    ]
