"""The functions that turn EDTF text into days. Every way of writing is held to them.

They call each other by schema, so that a dump restores under an empty search_path.
"""

from django.db import migrations

DAYS = """
create function edtf_days(t text) returns daterange
language plpgsql immutable strict parallel safe as $$
declare
  y int; m int; d int; wider int; years int := 1; first date; past date;
begin
  if t in ('', '..') then return daterange(null, null); end if;
  if left(t, 1) = '[' then return public.edtf_span(t); end if;
  -- Not \\d: in some locales that is every digit of every script. Every row computes this several times, so no
  -- groups are captured and no intervals added: both are slow.
  if t !~ '^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{3}X|[0-9]{2}XX)[?~%]?$' then perform public.edtf_refuse(t); end if;
  wider := (right(t, 1) in ('?', '~', '%'))::int;  -- by one unit, on both sides
  y := replace(left(t, 4), 'X', '0')::int;
  if y < 1 then perform public.edtf_refuse(t); end if;
  if length(t) >= 10 then
    m := substr(t, 6, 2)::int; d := substr(t, 9, 2)::int;
    if m not between 1 and 12 then perform public.edtf_refuse(t); end if;
    first := make_date(y, m, 1) + (d - 1);
    if d < 1 or extract(month from first) <> m then perform public.edtf_refuse(t); end if;
    past := first + 1 + wider; first := first - wider;
  elsif length(t) >= 7 then
    m := substr(t, 6, 2)::int;
    if m not between 1 and 12 then perform public.edtf_refuse(t); end if;
    m := y * 12 + m - 1;
    if m - wider < 12 then perform public.edtf_refuse(t); end if;
    first := make_date((m - wider) / 12, (m - wider) % 12 + 1, 1);
    past := make_date((m + 1 + wider) / 12, (m + 1 + wider) % 12 + 1, 1);
  else
    if substr(t, 3, 2) = 'XX' then years := 100; elsif substr(t, 4, 1) = 'X' then years := 10; end if;
    if y - years * wider < 1 then perform public.edtf_refuse(t); end if;
    first := make_date(y - years * wider, 1, 1); past := make_date(y + years * (1 + wider), 1, 1);
  end if;
  -- Python holds the years 1 to 9999, and must hold the day before the first as well: a former spell's last.
  if first <= date '0001-01-01' or past > date '9999-01-01' then perform public.edtf_refuse(t); end if;
  return daterange(first, past);
end $$;
"""

SPAN = """
create function edtf_span(t text) returns daterange
language plpgsql immutable strict parallel safe as $$
declare
  since text := split_part(substr(t, 2), '..', 1); till text := split_part(rtrim(t, ']'), '..', 2);
  first date; past date;
begin
  if t !~ '^\\[[0-9X-]*[.][.][0-9X-]*\\]$' or since || till = '' then perform public.edtf_refuse(t); end if;
  first := lower(public.edtf_days(since)); past := upper(public.edtf_days(till));
  if first >= past then perform public.edtf_refuse(t); end if;
  return daterange(first, past);
end $$;
"""

REFUSE = """
create function edtf_refuse(t text) returns void
language plpgsql immutable strict parallel safe as $$
begin
  raise exception 'Not a date: “%”. Write it like 2021, 2025-05 or 2024-02-19; 198X, 2019~ and '
    '[1992..2021] say how uncertain it is.', t using errcode = '22007';
end $$;
"""

EDGES = """
create function edtf_earliest(t text) returns date language sql immutable strict parallel safe
  return lower(public.edtf_days(t));
create function edtf_latest(t text) returns date language sql immutable strict parallel safe
  return upper(public.edtf_days(t)) - 1;
"""

PERIODS = """
-- What ends a period: its own end, or the day before its successor starts.
create function period_end_earliest(end_edtf text, followed_from text) returns date
language sql immutable strict parallel safe return
  case followed_from when '' then public.edtf_earliest(end_edtf)
                     else public.edtf_earliest(followed_from) - 1 end;
create function period_end_latest(end_edtf text, followed_from text) returns date
language sql immutable strict parallel safe return
  case followed_from when '' then public.edtf_latest(end_edtf)
                     else public.edtf_latest(followed_from) - 1 end;

create function period_possibly(start_edtf text, end_edtf text, followed_from text, in_force boolean)
returns daterange language plpgsql immutable strict parallel safe as $$
declare
  first date := lower(public.edtf_days(start_edtf));
  past date := case followed_from when '' then upper(public.edtf_days(end_edtf))
                                  else upper(public.edtf_days(followed_from)) - 1 end;
begin
  if not in_force or first >= past then return 'empty'; end if;
  return daterange(first, past);
end $$;

create function period_certainly(start_edtf text, end_edtf text, followed_from text, in_force boolean)
returns daterange language plpgsql immutable strict parallel safe as $$
declare
  starts daterange := public.edtf_days(start_edtf);
  -- Ends, or the next starts, on one of these days; if another follows, the last day is the one before.
  ends daterange := public.edtf_days(case followed_from when '' then end_edtf else followed_from end);
  before int := (followed_from <> '')::int;
  sl date := coalesce(upper(starts) - 1, case start_edtf when '..' then '-infinity' else 'infinity' end::date);
  el date := coalesce(upper(ends) - 1 - before, 'infinity');
  se date := coalesce(lower(starts), '-infinity');
  ee date := coalesce(lower(ends) - before,
                      case end_edtf || followed_from when '' then 'infinity' else '-infinity' end::date);
  first date := least(sl, el);
  last date := greatest(ee, se);
begin
  if not in_force or se > el or first > last or first = 'infinity' or last = '-infinity' then return 'empty'; end if;
  -- Unbounded, not infinity: drivers cannot load infinite dates.
  return daterange(nullif(first, '-infinity'), nullif(last, 'infinity'), '[]');
end $$;
"""

DROP = """
drop function period_certainly(text, text, text, boolean), period_possibly(text, text, text, boolean),
  period_end_latest(text, text), period_end_earliest(text, text), edtf_latest(text), edtf_earliest(text),
  edtf_days(text), edtf_span(text), edtf_refuse(text);
"""

FUNCTIONS = [
    "edtf_refuse(text)",
    "edtf_span(text)",
    "edtf_days(text)",
    "edtf_earliest(text)",
    "edtf_latest(text)",
    "period_end_earliest(text, text)",
    "period_end_latest(text, text)",
    "period_possibly(text, text, text, boolean)",
    "period_certainly(text, text, text, boolean)",
]
# Pure functions of their arguments: harmless to anybody, and needed by everybody who writes or asks.
GRANT = f"grant execute on function {', '.join(FUNCTIONS)} to public;"


class Migration(migrations.Migration):
    dependencies = [("record", "0001_privileges")]
    operations = [
        migrations.RunSQL(REFUSE + DAYS + SPAN + EDGES + PERIODS + GRANT, DROP),
    ]
