"""Spells, too, are held to the life of what they are in by the statement, and find at less cost who follows them."""

from django.db import migrations

from apps.record.operations import HoldAtCommit

WITHIN = """
create function cooperation_membership_within(ids bigint[]) returns void language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare spell text; target text;
begin
  select m.slug, m.target_slug into spell, target
    from unnest(ids) as given(id) join cooperation_membership m using (id)
    left join cooperation_format f on f.slug = m.target_format_slug
    left join law_instrument i on i.slug = m.target_instrument_slug
    left join actors_actor a on a.slug = m.target_actor_slug
   where not m.withdrawn and m.participating
     and not coalesce(coalesce(f.possibly, i.possibly, a.possibly) && m.possibly, false)
   limit 1;
  if spell is null then return; end if;
  raise exception '“%” shares no possible day with “%”: taking part needs something that exists. Check the dates '
    'and the status of both.', spell, target
    using errcode = '23514', constraint = 'spells_share_a_day_with_their_target', table = 'cooperation_membership';
end $$;

create or replace function membership_check_spell() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform cooperation_membership_within(array[new.id]);
  return null;
end $$;

create or replace function membership_check_target() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform cooperation_membership_within(array(
    select id from cooperation_membership m where m.target_slug = new.slug
       and case tg_table_name when 'cooperation_format' then m.target_format_slug = new.slug
                              when 'law_instrument' then m.target_instrument_slug = new.slug
                              else m.target_actor_slug = new.slug end));
  return null;
end $$;

drop function membership_check_within(cooperation_membership);
drop trigger within_target on cooperation_membership;
"""

FOLLOWED = """
-- For every row that is added: without the cost of a function that calls another, each with settings of its own, nor of
-- a look at what its own statement added, which is told by another trigger.
create or replace function membership_keep_followed_from() returns trigger language plpgsql stable as $$
begin
  new.followed_from := coalesce(
    (select start_edtf from public.cooperation_membership where follows_slug = new.slug and not withdrawn), '');
  return new;
end $$;
"""

WITHIN_BEFORE = """
create function membership_check_within(spell cooperation_membership) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare life daterange;
begin
  if spell.withdrawn or not spell.participating then return; end if;
  life := coalesce((select possibly from cooperation_format where slug = spell.target_format_slug),
                   (select possibly from law_instrument where slug = spell.target_instrument_slug),
                   (select possibly from actors_actor where slug = spell.target_actor_slug));
  if life && spell.possibly then return; end if;
  raise exception '“%” shares no possible day with “%”: taking part needs something that exists. Check the dates '
    'and the status of both.', spell.slug, spell.target_slug
    using errcode = '23514', constraint = 'spells_share_a_day_with_their_target', table = 'cooperation_membership';
end $$;

create or replace function membership_check_spell() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform membership_check_within(m) from cooperation_membership m where m.id = new.id;
  return null;
end $$;

create or replace function membership_check_target() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform membership_check_within(m) from cooperation_membership m where m.target_slug = new.slug
    and case tg_table_name when 'cooperation_format' then m.target_format_slug = new.slug
                           when 'law_instrument' then m.target_instrument_slug = new.slug
                           else m.target_actor_slug = new.slug end;
  return null;
end $$;

drop function cooperation_membership_within(bigint[]);
create constraint trigger within_target after insert on cooperation_membership
  deferrable initially deferred for each row when (new.participating) execute function membership_check_spell();
alter table cooperation_membership enable always trigger within_target;
"""

FOLLOWED_BEFORE = """
create or replace function membership_keep_followed_from() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.followed_from := membership_followed_from(new.slug);
  return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0007_rules_by_statement")]
    operations = [
        migrations.RunSQL(WITHIN + FOLLOWED, WITHIN_BEFORE + FOLLOWED_BEFORE),
        HoldAtCommit("membership", "cited", "live", "within"),
    ]
