from django.db import migrations

from apps.record.operations import DemandCitation, TrackHistory


class Migration(migrations.Migration):
    dependencies = [("dossier", "0001_initial")]
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
    ]
