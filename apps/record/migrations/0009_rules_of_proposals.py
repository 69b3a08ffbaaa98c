"""The rules are asked of a proposal once for each changeset."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0008_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="pendingchangeset",
            name="rules",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                blank=True,
                default=list,
                help_text="What refused it when the rules were last asked.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="pendingchangeset",
            name="rules_at",
            field=models.IntegerField(
                blank=True, help_text="The newest changeset when they were. Empty: ask them again.", null=True
            ),
        ),
    ]
