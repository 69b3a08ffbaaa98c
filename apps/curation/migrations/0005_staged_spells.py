"""Where spells of a file stand while they are checked: empty outside of `manage.py import_spells`."""

from django.db import migrations

# Unlogged: it holds nothing that a crash could lose. The application may make no table, not even a temporary one.
STAGED = """
create unlogged table curation_stagedspell (
  line integer not null,
  slug text collate "C",
  member_actor_slug text collate "C",
  member_format_slug text collate "C",
  target_format_slug text collate "C",
  target_instrument_slug text collate "C",
  target_actor_slug text collate "C",
  role text not null,
  standing text not null,
  follows_slug text collate "C",
  proposal_slug text collate "C",
  start_edtf text not null,
  end_edtf text not null,
  ended boolean not null,
  start_reason text not null,
  end_reason text not null,
  note text not null,
  verified_on date,
  source_slug text collate "C",
  stance text not null,
  locator text not null,
  footnote text not null,
  as_printed text not null,
  asserted_start text not null,
  asserted_end text not null,
  consulted_on date,
  -- What the database will compute of it, once it is written.
  followed_from text not null default '',
  member_kind text,
  member_slug text collate "C",
  target_kind text,
  target_slug text collate "C",
  participating boolean,
  start_earliest date,
  possibly daterange,
  certainly daterange,
  broken text[] not null default '{}',
  citation_slug text collate "C",
  -- How many lines have to be written before it, each following the one before: one statement for each generation.
  generation integer not null default 0
);
grant truncate on curation_stagedspell to eudefence_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0004_verdicts"),
        ("cooperation", "0005_partner_roles"),
        ("temporal", "0002_refusals"),
    ]
    operations = [migrations.RunSQL(STAGED, "drop table curation_stagedspell")]
