"""Spells that follow one another, and spells within the life of what they are in."""

from django.db import migrations

FOLLOWED = """
-- A spell that another follows ends the day before its successor starts, whichever uncertain day that is.
create function membership_followed_from(spell text) returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select start_edtf from cooperation_membership where follows_slug = spell and not withdrawn), '')
$$;

create function membership_keep_followed_from() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.followed_from := membership_followed_from(new.slug);
  return new;
end $$;

-- Before b_edit, which counts versions. Nobody else may set the column.
create trigger a_followed_from before insert on cooperation_membership
  for each row execute function membership_keep_followed_from();
create trigger a_followed_from_kept before update on cooperation_membership
  for each row when (new.followed_from is distinct from old.followed_from)
  execute function membership_keep_followed_from();

create function membership_check_order(spell cooperation_membership, former cooperation_membership) returns void
language plpgsql as $$
begin
  if spell.start_earliest is null or spell.start_earliest < former.start_earliest then
    raise exception '“%” follows “%”, so its start needs an earliest day, no earlier than %.',
      spell.slug, former.slug, coalesce(former.start_earliest::text, 'the start of the other')
      using errcode = '23514', constraint = 'spells_follow_in_order_of_time', table = 'cooperation_membership';
  end if;
end $$;

create function membership_tell_former() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare formers text[];
begin
  if tg_op <> 'DELETE' then
    select array_agg(follows_slug) into formers from new_rows where follows_slug is not null;
  end if;
  if tg_op <> 'INSERT' then
    select formers || array_agg(follows_slug) into formers from old_rows where follows_slug is not null;
  end if;
  if formers is null then return null; end if;
  -- Said here too: what follows in the wrong order would first break a rule of the former spell, which misleads.
  if tg_op <> 'DELETE' then
    perform membership_check_order(spell, former)
      from new_rows n join cooperation_membership spell on spell.id = n.id
      join cooperation_membership former on former.slug = spell.follows_slug
     where not spell.withdrawn;
  end if;
  update cooperation_membership former set followed_from = membership_followed_from(slug)
   where slug = any(formers) and followed_from <> membership_followed_from(slug);
  return null;
end $$;

-- Per statement and named to come after z_keep: the statement's own versions must be written before the former
-- spell, which may be among its rows, gets its next one.
create trigger zz_tell_former_insert after insert on cooperation_membership
  referencing new table as new_rows for each statement execute function membership_tell_former();
create trigger zz_tell_former_update after update on cooperation_membership
  referencing old table as old_rows new table as new_rows for each statement
  execute function membership_tell_former();
create trigger zz_tell_former_delete after delete on cooperation_membership
  referencing old table as old_rows for each statement execute function membership_tell_former();
"""

ORDER = """
create function membership_check_succession() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare spell cooperation_membership; former cooperation_membership;
begin
  for spell in select * from cooperation_membership m
                where (m.slug = new.slug or m.follows_slug = new.slug) and not m.withdrawn and m.follows_slug is not null
  loop
    select * into former from cooperation_membership where slug = spell.follows_slug;
    if (former.member_kind, former.member_slug, former.target_kind, former.target_slug)
       is distinct from (spell.member_kind, spell.member_slug, spell.target_kind, spell.target_slug) then
      raise exception '“%” cannot follow “%”: a spell follows another of the same member in the same target.',
        spell.slug, former.slug
        using errcode = '23514', constraint = 'spells_follow_their_own_kind', table = tg_table_name;
    end if;
    if exists (
      with recursive formers(slug) as (
        select spell.follows_slug
        union select m.follows_slug from formers join cooperation_membership m using (slug)
         where m.follows_slug is not null
      ) select from formers where formers.slug = spell.slug
    ) then
      raise exception '“%” cannot follow “%”, which follows it.', spell.slug, former.slug
        using errcode = '23514', constraint = 'spells_follow_in_order_of_time', table = tg_table_name;
    end if;
    perform membership_check_order(spell, former);
  end loop;
  return null;
end $$;

create constraint trigger succession after insert or update on cooperation_membership
  deferrable initially deferred for each row when (new.follows_slug is not null or new.followed_from <> '')
  execute function membership_check_succession();
"""

WITHIN = """
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

create function membership_check_spell() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform membership_check_within(m) from cooperation_membership m where m.id = new.id;
  return null;
end $$;

create function membership_check_target() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform membership_check_within(m) from cooperation_membership m where m.target_slug = new.slug
    and case tg_table_name when 'cooperation_format' then m.target_format_slug = new.slug
                           when 'law_instrument' then m.target_instrument_slug = new.slug
                           else m.target_actor_slug = new.slug end;
  return null;
end $$;

create constraint trigger within_target after insert on cooperation_membership
  deferrable initially deferred for each row when (new.participating) execute function membership_check_spell();
create constraint trigger still_within_target after update on cooperation_membership
  deferrable initially deferred for each row
  when (new.participating and (new.possibly, new.withdrawn, new.target_slug, new.target_kind, new.participating)
        is distinct from (old.possibly, old.withdrawn, old.target_slug, old.target_kind, old.participating))
  execute function membership_check_spell();
create constraint trigger holds_spells after update on cooperation_format
  deferrable initially deferred for each row when (new.possibly <> old.possibly) execute function membership_check_target();
create constraint trigger holds_spells after update on law_instrument
  deferrable initially deferred for each row when (new.possibly <> old.possibly) execute function membership_check_target();
create constraint trigger holds_spells after update on actors_actor
  deferrable initially deferred for each row when (new.possibly <> old.possibly) execute function membership_check_target();
"""

ALWAYS = """
alter table cooperation_membership enable always trigger a_followed_from;
alter table cooperation_membership enable always trigger a_followed_from_kept;
alter table cooperation_membership enable always trigger zz_tell_former_insert;
alter table cooperation_membership enable always trigger zz_tell_former_update;
alter table cooperation_membership enable always trigger zz_tell_former_delete;
alter table cooperation_membership enable always trigger succession;
alter table cooperation_membership enable always trigger within_target;
alter table cooperation_membership enable always trigger still_within_target;
alter table cooperation_format enable always trigger holds_spells;
alter table law_instrument enable always trigger holds_spells;
alter table actors_actor enable always trigger holds_spells;
"""

DROP = """
drop function membership_check_target() cascade;
drop function membership_check_spell() cascade;
drop function membership_check_within(cooperation_membership);
drop function membership_check_succession() cascade;
drop function membership_tell_former() cascade;
drop function membership_keep_followed_from() cascade;
drop function membership_check_order(cooperation_membership, cooperation_membership);
drop function membership_followed_from(text);
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0002_history")]
    operations = [migrations.RunSQL(FOLLOWED + ORDER + WITHIN + ALWAYS, DROP)]
