"""Proposals in tables of their own, and the approver of a changeset."""

import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

# As in 0003_protocol, with the approver.
OPEN = """
-- The changeset of this transaction; opens one if there is none. The setting is a pointer, never trusted: it
-- must name the newest changeset, and one of this transaction. Going back to an earlier one would write the past.
create or replace function record_open() returns record_changeset
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  pointer text := nullif(current_setting('eudefence.changeset', true), '');
  verb text := coalesce(current_setting('eudefence.verb', true), '');
  this record_changeset;
begin
  if verb not in ('', 'add', 'end', 'renew', 'change', 'correct', 'merge', 'withdraw', 'restore', 'seed') then
    raise exception 'No such verb: “%”. Say add, end, renew, change, correct, merge, withdraw, restore or seed.', verb
      using errcode = '22023';
  end if;
  if pointer is not null then
    select c.* into this from record_clock join record_changeset c using (number)
     where c.number::text = pointer and c.txid = pg_current_xact_id()::text::bigint;
    if not found then
      raise exception 'Changeset % does not belong to this transaction.', pointer using errcode = '28000';
    end if;
    return this;
  end if;
  update record_clock set number = number + 1,
    instant = greatest(date_trunc('milliseconds', clock_timestamp()), instant + interval '1 millisecond')
    returning number, instant into this.number, this.instant;
  this.author := coalesce(nullif(current_setting('eudefence.author', true), ''), session_user);
  this.user_id := nullif(current_setting('eudefence.user_id', true), '');
  this.approved_by := coalesce(current_setting('eudefence.approved_by', true), '');
  this.approver_id := nullif(current_setting('eudefence.approver_id', true), '');
  this.reason := coalesce(current_setting('eudefence.reason', true), '');
  this.db_user := session_user;
  this.txid := pg_current_xact_id()::text::bigint;
  insert into record_changeset select this.*;
  perform set_config('eudefence.changeset', this.number::text, true);
  perform pg_notify('eudefence_changeset', this.number::text);
  return this;
end $$;
"""

BEFORE = "\n".join(line for line in OPEN.splitlines() if ".approve" not in line)


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0004_unaccent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.IntegerField(
                        help_text="Its place in the order of writing: what is referred to comes first."
                    ),
                ),
                ("model", models.TextField(help_text="Label of the model: cooperation.membership.")),
                ("row", models.BigIntegerField()),
                (
                    "slug",
                    models.TextField(
                        db_collation="C", help_text="The record's; for a part without one, that of its whole."
                    ),
                ),
                (
                    "verb",
                    models.TextField(
                        choices=[
                            ("add", "Add: a fact that we did not hold"),
                            ("end", "End: it has come to an end"),
                            ("renew", "Renew: it goes on"),
                            ("change", "Change: role or standing are others from a day on"),
                            ("correct", "Correct: our record was wrong or incomplete"),
                            ("merge", "Merge: two records were one thing"),
                            ("withdraw", "Withdraw: it should not have been published"),
                            ("restore", "Restore: withdrawn by mistake"),
                            ("seed", "Seed: loaded from the project's own fixtures"),
                        ]
                    ),
                ),
                (
                    "base_version",
                    models.IntegerField(help_text="The version it is made from. Empty: it is new.", null=True),
                ),
                ("before", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("after", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                "ordering": ["pending", "position"],
            },
        ),
        migrations.CreateModel(
            name="PendingChangeset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(help_text="Published with the change: what changed, and on what ground.")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("draft", "Draft: its author is at it"),
                            ("in-review", "In review: it waits for a second person"),
                            ("returned", "Returned: the reviewer asks for something"),
                            ("approved", "Approved: published as a changeset"),
                            ("withdrawn", "Withdrawn: its author gave it up"),
                        ],
                        default="draft",
                    ),
                ),
                (
                    "hands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        default=list,
                        help_text="Keys of all users who worked at it; none of them approves it.",
                        size=None,
                    ),
                ),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                (
                    "moved_at",
                    models.DateTimeField(auto_now=True, help_text="When it last changed, in content or in state."),
                ),
                (
                    "seen_by_author",
                    models.BooleanField(default=True, help_text="Whether the author has looked since it was judged."),
                ),
            ],
            options={
                "ordering": ["-moved_at"],
                "permissions": [("review", "Can approve and return what others propose, and publish directly")],
            },
        ),
        migrations.CreateModel(
            name="PendingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author", models.TextField(help_text="The display name held at the time.")),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "act",
                    models.TextField(
                        blank=True, default="", help_text="What was done: returned, taken over ... Empty: a comment."
                    ),
                ),
                ("text", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["said_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="changeset",
            name="approved_by",
            field=models.TextField(
                blank=True, default="", help_text="The public name of who approved it. Empty: published directly."
            ),
        ),
        migrations.AddField(
            model_name="changeset",
            name="approver_id",
            field=models.IntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="changeset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approver_id__isnull", True),
                    models.Q(("approver_id", models.F("user_id")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_approves_their_own_changeset",
                violation_error_message="Nobody approves their own changeset; a second person must.",
            ),
        ),
        migrations.AddField(
            model_name="pendingchangeset",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pendingchangeset",
            name="changeset",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="record.changeset",
            ),
        ),
        migrations.AddField(
            model_name="pendingchangeset",
            name="reviewer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pendingchange",
            name="pending",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="record.pendingchangeset"
            ),
        ),
        migrations.AddField(
            model_name="pendingnote",
            name="pending",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="record.pendingchangeset"
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchangeset",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "in-review", "returned", "approved", "withdrawn"])),
                name="pendingchangeset_state_is_in_the_vocabulary",
                violation_error_message="The state must be one of: draft, in-review, returned, approved, withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchangeset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("reviewer__isnull", False),
                        django.db.models.lookups.IsNull(
                            models.Func(
                                models.F("hands"),
                                models.F("reviewer"),
                                function="array_position",
                                output_field=models.IntegerField(),
                            ),
                            True,
                        ),
                        models.Q(("reviewer", models.F("author")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="nobody_approves_their_own_proposal",
                violation_error_message="Nobody approves what they worked at themselves; another reviewer must.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchangeset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("changeset__isnull", False), ("state", "approved")),
                    models.Q(models.Q(("state", "approved"), _negated=True), ("changeset__isnull", True)),
                    _connector="OR",
                ),
                name="approved_proposals_are_published",
                violation_error_message="A proposal is approved by publishing it as a changeset.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verb__in", ["add", "end", "renew", "change", "correct", "merge", "withdraw", "restore", "seed"])
                ),
                name="pendingchange_verb_is_in_the_vocabulary",
                violation_error_message="The verb must be one of: add, end, renew, change, correct, merge, withdraw, restore, seed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchange",
            constraint=models.UniqueConstraint(
                fields=("pending", "model", "row"),
                name="pending_change_is_there_once",
                violation_error_message="The proposal holds a change of this row already.",
            ),
        ),
        migrations.RunSQL(OPEN, BEFORE),
    ]
