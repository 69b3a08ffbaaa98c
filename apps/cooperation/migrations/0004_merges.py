"""Records that turned out to be another one."""

import django.db.models.deletion
from django.db import migrations, models

from apps.record.operations import TrackHistory


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0008_merges"),
        ("actors", "0003_merges"),
        ("cooperation", "0003_spells"),
        ("debate", "0003_merges"),
        ("law", "0004_merges"),
        ("sources", "0003_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="cooperationcitation",
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
                to="cooperation.cooperationcitation",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="format",
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
                to="cooperation.format",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicalcooperationcitation",
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
                to="cooperation.cooperationcitation",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicalformat",
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
                to="cooperation.format",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicalmembership",
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
                to="cooperation.membership",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="historicalpartnership",
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
                to="cooperation.partnership",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="membership",
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
                to="cooperation.membership",
                to_field="slug",
            ),
        ),
        migrations.AddField(
            model_name="partnership",
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
                to="cooperation.partnership",
                to_field="slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperationcitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="cooperationcitation_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="format",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="format_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="membership_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnership",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("withdrawn", True), _connector="OR"),
                name="partnership_merged_is_withdrawn",
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ),
        TrackHistory("cooperationcitation"),
        TrackHistory("format"),
        TrackHistory("membership"),
        TrackHistory("partnership"),
    ]
