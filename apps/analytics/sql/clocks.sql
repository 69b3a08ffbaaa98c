-- The two clocks: which changeset a session reads at, and which day it asks about. Both are settings, read by every view.

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

-- What eudefence.known_at means. It is found out once in a transaction and kept beside its text: the planner asks first,
-- so that it sees a number, and no row asks the tables again. Its cost is told low, since hardly any query comes here.
create function eudefence_pinned.pin_of_session() returns integer language plpgsql stable parallel restricted cost 1 as $$
declare
  known_at text := current_setting('eudefence.known_at'); kept text := current_setting('eudefence.known_number', true);
  number integer;
begin
  if split_part(kept, ' is ', 1) = known_at then return split_part(kept, ' is ', 2); end if;
  number := eudefence.changeset_at(known_at);
  perform set_config('eudefence.known_number', known_at || ' is ' || number, true);
  return number;
end $$;

-- The newest changeset of this server, and what is said to who knows of a later one: it may come from another server.
create view eudefence_pinned.clock as select number from record_clock;
create function eudefence_pinned.not_here_yet(known integer) returns boolean language plpgsql stable as $$
begin
  raise exception 'Changeset % is not here yet.', known using errcode = '55000';
end $$;

-- Not the newest number but one that no changeset reaches: every version that is still current lies at it, so that
-- nothing has to be read, and the planner sees a constant. Not `set search_path`: that would prevent inlining.
create function eudefence.pin() returns integer language sql stable parallel safe return
  coalesce(
    nullif(current_setting('eudefence.pin', true), '')::integer,
    case coalesce(current_setting('eudefence.known_at', true), '')
      when '' then 2147483646 else eudefence_pinned.pin_of_session()
    end
  );
comment on function eudefence.pin() is
  'The changeset at which this session reads: the one that eudefence.known_at means, else the newest.';

create function eudefence_pinned.day_of(valid_at text) returns daterange
language plpgsql immutable strict parallel safe cost 1 as $$
declare day date;
begin
  if valid_at ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' and valid_at > '0001' then
    day := make_date(left(valid_at, 4)::integer, substr(valid_at, 6, 2)::integer, 1) + substr(valid_at, 9)::integer - 1;
  end if;
  if to_char(day, 'YYYY-MM-DD') is distinct from valid_at then
    raise exception 'Not a day: “%”. Write it like 2018-06-01.', valid_at using errcode = '22023';
  end if;
  return daterange(day, day, '[]');
end $$;

-- The empty range where no day is asked about: every range contains it, so that one comparison serves both.
create function eudefence_pinned.days(valid_at date) returns daterange language sql immutable parallel safe return
  case when valid_at is null then 'empty'::daterange else daterange(valid_at, valid_at, '[]') end;
create function eudefence.valid_days() returns daterange language sql stable parallel safe return
  case coalesce(current_setting('eudefence.valid_at', true), '')
    when '' then 'empty'::daterange
    else eudefence_pinned.day_of(current_setting('eudefence.valid_at'))
  end;
comment on function eudefence.valid_days() is
  'The day that this session asks about, in eudefence.valid_at, as a range; the empty range if none.';

create function eudefence_pinned.certainty(possibly daterange, certainly daterange, days daterange) returns text
language sql immutable parallel safe return
  case when isempty(days) then null when certainly @> days then 'certain' when possibly @> days then 'possible'
       else 'none' end;

-- For functions: a known time of their own, else that of the session.
create function eudefence_pinned.number_at(known_at text) returns integer language sql stable parallel safe return
  case when known_at is null then eudefence.pin() else eudefence.changeset_at(known_at) end;

create function eudefence_pinned.in_order(valid_from date, valid_to date) returns boolean
language plpgsql immutable parallel safe as $$
begin
  if valid_to > valid_from or valid_from is null or valid_to is null then return true; end if;
  raise exception 'The second day is the later one; % does not come after %.', valid_to, valid_from using errcode = '22023';
end $$;

create function eudefence_pinned.takes_no_day(valid_at date) returns boolean
language plpgsql immutable parallel safe as $$
begin
  if valid_at is null then return true; end if;
  raise exception 'Sources and citations have no period, so no valid time either: write null instead of %.', valid_at
    using errcode = '22023';
end $$;
