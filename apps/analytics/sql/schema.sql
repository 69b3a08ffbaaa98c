create schema eudefence;
comment on schema eudefence is
  'The European defence architecture as published: who is in what, since when, on which basis, and who says so.';

-- What the views are made of; nobody but their owner reads it.
create schema eudefence_pinned;

-- Not the newest number but one that no changeset reaches: every version that is still current lies at it, so that
-- nothing has to be read, and the planner sees a constant. Not `set search_path`: that would prevent inlining.
create function eudefence.pin() returns integer language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('eudefence.pin', true), '')::integer, 2147483646)
$$;
comment on function eudefence.pin() is
  'The changeset at which this session reads: the one pinned in the transaction, else the newest.';

create function eudefence.changeset_at(known_at text default null) returns integer language plpgsql stable
security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  newest integer := (select number from record_clock); found_number integer; at timestamptz;
begin
  if known_at is null then return newest; end if;
  if known_at ~ '^changeset:[0-9]{1,9}$' then
    found_number := split_part(known_at, ':', 2)::integer;
    if found_number <= newest then return found_number; end if;
    raise exception 'There is no changeset % yet; the newest is %.', found_number, newest using errcode = '22023';
  end if;
  if known_at like 'release:%' then
    select r.changeset_id into found_number from record_release r where r.name = substr(known_at, 9);
    if found then return found_number; end if;
    raise exception 'There is no release “%”.', substr(known_at, 9) using errcode = '22023';
  end if;
  if known_at ~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$' then
    begin
      at := known_at::timestamptz;
    exception when datetime_field_overflow or invalid_datetime_format then at := null;
    end;
  end if;
  if at is null then
    raise exception 'Not a known time: “%”. Write 2026-05-31T12:00:00Z, changeset:41 or release:2026.1.', known_at
      using errcode = '22023';
  end if;
  if at > clock_timestamp() then
    raise exception 'Nobody knows yet what will be recorded at %.', known_at using errcode = '22023';
  end if;
  return coalesce((select max(c.number) from record_changeset c where c.instant <= at), 0);
end $$;
comment on function eudefence.changeset_at(text) is
  'The changeset that a known time means: an instant such as 2026-05-31T12:00:00Z, changeset:41 or release:2026.1; '
  'the newest for null, 0 before the first.';

-- Composed first, for the rules of `unaccent` know letters, not marks on their own.
create function eudefence.folded(words text) returns text language sql immutable strict parallel safe as $$
  select lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, nfkc)))
$$;
comment on function eudefence.folded(text) is 'Text without accents and capitals, to search in and to search for.';
