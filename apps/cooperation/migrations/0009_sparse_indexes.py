"""References that most rows leave empty are indexed where they are not."""

from django.db import migrations, models

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0008_spells_by_statement")]
    operations = [
        migrations.RemoveConstraint(model_name="membership", name="spells_are_followed_by_one_other"),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=["follows"],
                condition=models.Q(("follows__isnull", False), ("withdrawn", False)),
                name="spells_are_followed_by_one_other",
                violation_error_message="Another spell follows that one already; only one can.",
            ),
        ),
        TrackHistory("format"),
        TrackHistory("membership"),
        TrackHistory("partnership"),
        TrackHistory("partnershipparty"),
        TrackHistory("cooperationcitation"),
    ]
