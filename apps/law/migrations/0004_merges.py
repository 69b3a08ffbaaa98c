"""Records that turned out to be another one."""

import django.db.models.deletion
from django.db import migrations, models

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0008_merges"),
        ("law", "0003_joint_actions"),
        ("sources", "0003_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalinstrument",
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
                to="law.instrument",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicallawcitation",
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
                to="law.lawcitation",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicallegalbasis",
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
                to="law.legalbasis",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
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
                to="law.instrument",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="lawcitation",
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
                to="law.lawcitation",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="legalbasis",
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
                to="law.legalbasis",
                to_field="slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="instrument_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lawcitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="lawcitation_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalbasis",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="legalbasis_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        TrackHistory("instrument"),
        TrackHistory("lawcitation"),
        TrackHistory("legalbasis"),
    ]
