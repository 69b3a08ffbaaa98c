"""How changesets are opened, and what every record's triggers share.

The per-table functions and triggers are made by `record.operations.TrackHistory`.
"""

from django.db import migrations

CLOCK = """
insert into record_clock (one, number, instant) values (true, 0, '2000-01-01 00:00:00+00');

-- Writers queue here, before any row lock: numbers come in the order of commits, and nobody deadlocks.
-- A row, not an advisory lock: those any role may take.
create function record_begin() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select from record_clock for update;
$$;
grant execute on function record_begin() to eudefence_app;

create function record_queue() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from record_clock for update;
  return null;
end $$;
"""

OPEN = """
-- The changeset of this transaction; opens one if there is none. The setting is a pointer, never trusted: it
-- must name the newest changeset, and one of this transaction. Going back to an earlier one would write the past.
create function record_open() returns record_changeset
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
  this.reason := coalesce(current_setting('eudefence.reason', true), '');
  this.db_user := session_user;
  this.txid := pg_current_xact_id()::text::bigint;
  insert into record_changeset (number, instant, author, user_id, reason, db_user, txid)
    values (this.number, this.instant, this.author, this.user_id, this.reason, this.db_user, this.txid);
  perform set_config('eudefence.changeset', this.number::text, true);
  perform pg_notify('eudefence_changeset', this.number::text);
  return this;
end $$;
"""

VERB = """
-- What was done to a row: what the writer says, else what can be seen. An update that says nothing
-- corrects our record; only a curator can say that the world changed.
create function record_verb(operation text, was_withdrawn boolean, is_withdrawn boolean) returns text
language sql stable as $$
  select case when is_withdrawn and not was_withdrawn then 'withdraw'
              when was_withdrawn and not is_withdrawn then 'restore'
              else coalesce(nullif(current_setting('eudefence.verb', true), ''),
                            case operation when 'INSERT' then 'add' when 'DELETE' then 'withdraw'
                                           else 'correct' end) end
$$;
"""

REFUSALS = """
create function record_append_only() returns trigger language plpgsql as $$
begin
  -- The history function writes from inside a trigger of the table it serves.
  if tg_op in ('INSERT', 'UPDATE') and pg_trigger_depth() > 1 then return null; end if;
  -- A migration of the owner's may rewrite a column; it must say so in its own transaction.
  if tg_op <> 'TRUNCATE' and current_setting('eudefence.rewrite_history', true) = 'on'
     and session_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then return null; end if;
  raise exception 'History is append-only: % on % is refused.', lower(tg_op), tg_table_name using errcode = '42501';
end $$;

create function record_no_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'Records are withdrawn, never removed: truncate on % is refused.', tg_table_name
    using errcode = '42501';
end $$;
"""

WITHDRAWAL = """
-- What still points at a withdrawn row is named; it must be withdrawn or changed in the same changeset.
create function record_no_dangling() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  link record; pointing text; found_rows text[] := '{}'; still boolean;
begin
  execute format('select exists (select from %s where slug = $1 and withdrawn)', tg_relid::regclass)
    into still using new.slug;
  if not still then return null; end if;
  for link in
    select c.conrelid::regclass as tab, a.attname as col,
           exists (select from pg_attribute s where s.attrelid = c.conrelid and s.attname = 'slug') as named
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      join pg_attribute w on w.attrelid = c.conrelid and w.attname = 'withdrawn'
     where c.contype = 'f' and c.confrelid = tg_relid order by 1, 2
  loop
    execute format('select string_agg(name, '', '') from (select %s as name from %s where %I = $1 and not withdrawn '
                   'order by id limit 20) x',
                   case when link.named then 'slug' else quote_literal(link.tab || ' ') || ' || id' end,
                   link.tab, link.col) into pointing using new.slug;
    if pointing is not null then found_rows := found_rows || pointing; end if;
  end loop;
  if found_rows <> '{}' then
    raise exception 'Cannot withdraw “%”: these still point at it: %. Withdraw or change them in the same changeset.',
      new.slug, array_to_string(found_rows, ', ')
      using errcode = '23503', constraint = 'nothing_points_at_what_is_withdrawn', table = tg_table_name;
  end if;
  return null;
end $$;
"""

DROP = """
drop function record_no_dangling(), record_no_truncate(), record_append_only(),
  record_verb(text, boolean, boolean), record_open(), record_queue(), record_begin();
"""

GRANTS = """
revoke insert, update, delete on record_clock, record_changeset from eudefence_app;
revoke update, delete on record_release from eudefence_app;
create trigger changesets_are_kept before update or delete or truncate on record_changeset
  for each statement execute function record_append_only();
create trigger releases_are_kept before update or delete or truncate on record_release
  for each statement execute function record_append_only();
alter table record_changeset enable always trigger changesets_are_kept;
alter table record_release enable always trigger releases_are_kept;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0002_changesets")]
    operations = [migrations.RunSQL(CLOCK + OPEN + VERB + REFUSALS + WITHDRAWAL + GRANTS, DROP)]
