"""The functions that turn EDTF text into days. Every way of writing is held to them.

They call each other by schema, so that a dump restores under an empty search_path.
"""

from django.db import migrations

DAYS = """
create function edtf_days(t text) returns daterange
language plpgsql immutable strict parallel safe as $$
declare
  part text[]; first date; past date; unit interval; y int; m int; d int;
begin
  if t in ('', '..') then return daterange(null, null); end if;
  if left(t, 1) = '[' then return public.edtf_span(t); end if;
  part := regexp_match(t, '^(\\d{4}|\\d{3}X|\\d{2}XX)(?:-(\\d\\d)(?:-(\\d\\d))?)?([?~%]?)$');
  if part is null or (part[1] like '%X' and part[2] is not null) then
    perform public.edtf_refuse(t);
  end if;
  y := replace(part[1], 'X', '0')::int; m := coalesce(part[2], '1')::int; d := part[3]::int;
  -- Years 0000 and 9999 reach days that Python cannot hold.
  if y not between 1 and 9998 or m not between 1 and 12 then perform public.edtf_refuse(t); end if;
  unit := case when part[3] is not null then interval '1 day'
               when part[2] is not null then interval '1 month'
               when part[1] like '%XX' then interval '100 years'
               when part[1] like '%X' then interval '10 years'
               else interval '1 year' end;
  first := make_date(y, m, 1);
  if d is not null then
    if d not between 1 and extract(day from first + interval '1 month' - interval '1 day') then
      perform public.edtf_refuse(t);
    end if;
    first := first + (d - 1);
  end if;
  past := first + unit;
  if part[4] <> '' then first := first - unit; past := past + unit; end if;
  if first < date '0001-01-01' or past > date '9999-01-01' then perform public.edtf_refuse(t); end if;
  return daterange(first, past);
end $$;
"""

SPAN = """
create function edtf_span(t text) returns daterange
language plpgsql immutable strict parallel safe as $$
declare
  part text[] := regexp_match(t, '^\\[([0-9X-]*)\\.\\.([0-9X-]*)\\]$'); first date; past date;
begin
  if part is null or part[1] || part[2] = '' then perform public.edtf_refuse(t); end if;
  if part[1] <> '' then first := lower(public.edtf_days(part[1])); end if;
  if part[2] <> '' then past := upper(public.edtf_days(part[2])); end if;
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
  first date := public.edtf_earliest(start_edtf);
  last date := public.period_end_latest(end_edtf, followed_from);
begin
  if not in_force or first > last then return 'empty'; end if;
  return daterange(first, last, '[]');
end $$;

create function period_certainly(start_edtf text, end_edtf text, followed_from text, in_force boolean)
returns daterange language plpgsql immutable strict parallel safe as $$
declare
  sl date := coalesce(public.edtf_latest(start_edtf),
                      case start_edtf when '..' then '-infinity' else 'infinity' end::date);
  el date := coalesce(public.period_end_latest(end_edtf, followed_from), 'infinity');
  se date := coalesce(public.edtf_earliest(start_edtf), '-infinity');
  ee date := coalesce(public.period_end_earliest(end_edtf, followed_from),
                      case end_edtf || followed_from when '' then 'infinity' else '-infinity' end::date);
  first date := least(sl, el);
  last date := greatest(ee, se);
begin
  if not in_force or first > last or first = 'infinity' or last = '-infinity' then return 'empty'; end if;
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
