"""The index that refuses overlaps compares one key, not five texts, which made it the slowest part of a write."""

import django.contrib.postgres.constraints
from django.db import migrations, models
from django.db.models import Deferrable, Func, Q

KEY = r"""
-- Whose role in what. Nothing in it is null (checks see to that); a space stands in no slug. Half of a SHA-256: no two
-- spells will ever share one by chance, and if they did, one would be refused, never an overlap taken.
create function membership_key(member_kind text, member_slug text, target_kind text, target_slug text, role text)
returns uuid language sql immutable strict parallel safe return
  encode(substr(sha256(decode(replace(
    member_kind || ' ' || member_slug || ' ' || target_kind || ' ' || target_slug || ' ' || role, '\', '\\'), 'escape')),
    1, 16), 'hex')::uuid;
grant execute on function membership_key(text, text, text, text, text) to public;
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0005_partner_roles")]
    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="spells_of_one_role_must_not_overlap",
        ),
        migrations.RunSQL(KEY, "drop function membership_key(text, text, text, text, text)"),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=Q(("withdrawn", False), Q(("standing", "proposed"), _negated=True)),
                deferrable=Deferrable.DEFERRED,
                expressions=[
                    (
                        Func(
                            "member_kind",
                            "member_slug",
                            "target_kind",
                            "target_slug",
                            "role",
                            function="membership_key",
                            output_field=models.UUIDField(),
                        ),
                        "=",
                    ),
                    ("certainly", "&&"),
                ],
                name="spells_of_one_role_must_not_overlap",
                violation_error_message="This member already has this role in this target on some of these days. "
                "End the other spell first, or let this one follow it.",
            ),
        ),
    ]
