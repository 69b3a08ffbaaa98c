"""Each version is written to fewer indexes; what is withdrawn has one of its own."""

from django.db import migrations

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0011_words_of_roles")]
    operations = [
        TrackHistory("format"),
        TrackHistory("membership"),
        TrackHistory("partnership"),
        TrackHistory("partnershipparty"),
        TrackHistory("cooperationcitation"),
    ]
