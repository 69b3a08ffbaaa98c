"""What was taken down by law leaves a trace, which nobody changes."""

from django.db import migrations, models

GUARD = """
revoke insert, update, delete, truncate on record_redaction from eudefence_app;
revoke all on sequence record_redaction_id_seq from eudefence_app;
create trigger redactions_are_kept before update or delete or truncate on record_redaction
  for each statement execute function record_append_only();
alter table record_redaction enable always trigger redactions_are_kept;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0009_rules_of_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.TextField(help_text="Label of the model: sources.source.")),
                (
                    "slug",
                    models.TextField(db_collation="C", help_text="The record's; the number, where it is a changeset."),
                ),
                ("column", models.TextField(help_text="Where it stood.")),
                ("versions", models.IntegerField(help_text="In how many versions.")),
                ("ground", models.TextField(help_text="On what ground, without what was removed.")),
                ("done_at", models.DateTimeField(auto_now_add=True)),
                ("db_user", models.TextField(help_text="The login that did it.")),
            ],
            options={
                "ordering": ["-done_at", "-id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
