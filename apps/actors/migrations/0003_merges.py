"""Records that turned out to be another one."""

import django.db.models.deletion
from django.db import migrations, models

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0008_merges"),
        ("actors", "0002_history"),
        ("sources", "0003_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_column="merged_into_slug",
                db_index=False,
                editable=False,
                help_text="The record that this one, withdrawn, turned out to be; its address leads there.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actors.actor",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="actorcitation",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_column="merged_into_slug",
                db_index=False,
                editable=False,
                help_text="The record that this one, withdrawn, turned out to be; its address leads there.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actors.actorcitation",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicalactor",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_column="merged_into_slug",
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="The record that this one, withdrawn, turned out to be; its address leads there.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actors.actor",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicalactorcitation",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_column="merged_into_slug",
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="The record that this one, withdrawn, turned out to be; its address leads there.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actors.actorcitation",
                to_field="slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="actor_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorcitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="actorcitation_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        TrackHistory("actor"),
        TrackHistory("actorcitation"),
    ]
