"""The same days, for fewer steps where a date is plain or no end is known, as of most."""

from django.db import migrations

DAYS = """
create or replace function edtf_days(t text) returns daterange
language plpgsql immutable strict parallel safe as $$
declare
  shape text; y int; m int; d int; wider int; years int; first date; past date;
begin
  if t in ('', '..') then return daterange(null, null); end if;
  shape := translate(t, '123456789', '000000000');
  -- What is written most takes the fewest steps; whatever else is a date, and what is none, takes all of them.
  if shape = '0000' then
    y := t;
    if y between 2 and 9998 then return daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)); end if;
  elsif shape = '0000-00' then
    y := left(t, 4); m := right(t, 2);
    if m between 1 and 11 and y between 2 and 9998 then
      return daterange(make_date(y, m, 1), make_date(y, m + 1, 1));
    end if;
  elsif shape = '0000-00-00' then
    y := left(t, 4); m := substr(t, 6, 2); d := right(t, 2);
    if d between 1 and 28 and m between 1 and 12 and y between 2 and 9998 then
      first := make_date(y, m, d);
      return daterange(first, first + 1);
    end if;
  elsif left(t, 1) = '[' then
    return public.edtf_span(t);
  end if;
  wider := (right(t, 1) in ('?', '~', '%'))::int;  -- by one unit, on both sides
  if left(shape, length(t) - wider) not in ('0000', '0000-00', '0000-00-00', '000X', '00XX') then
    perform public.edtf_refuse(t);
  end if;
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
    years := case substr(shape, 3, 2) when '0X' then 10 when 'XX' then 100 else 1 end;
    if y - years * wider < 1 then perform public.edtf_refuse(t); end if;
    first := make_date(y - years * wider, 1, 1); past := make_date(y + years * (1 + wider), 1, 1);
  end if;
  -- Python holds the years 1 to 9999, and must hold the day before the first as well: a former spell's last.
  if first <= date '0001-01-01' or past > date '9999-01-01' then perform public.edtf_refuse(t); end if;
  return daterange(first, past);
end $$;
"""

CERTAINLY = """
create or replace function period_certainly(start_edtf text, end_edtf text, followed_from text, in_force boolean)
returns daterange language plpgsql immutable strict parallel safe as $$
declare
  starts daterange := public.edtf_days(start_edtf);
  ends daterange; before int; sl date; el date; se date; ee date; first date; last date;
begin
  if in_force and end_edtf = '' and followed_from = '' and upper(starts) is not null then
    return daterange(upper(starts) - 1, null);  -- most have no end that is known
  end if;
  -- Ends, or the next starts, on one of these days; if another follows, the last day is the one before.
  ends := public.edtf_days(nullif(case followed_from when '' then end_edtf else followed_from end, ''));
  before := (followed_from <> '')::int;
  sl := coalesce(upper(starts) - 1, case start_edtf when '..' then '-infinity' else 'infinity' end::date);
  el := coalesce(upper(ends) - 1 - before, 'infinity');
  se := coalesce(lower(starts), '-infinity');
  ee := coalesce(lower(ends) - before,
                 case end_edtf || followed_from when '' then 'infinity' else '-infinity' end::date);
  first := least(sl, el);
  last := greatest(ee, se);
  if not in_force or se > el or first > last or first = 'infinity' or last = '-infinity' then return 'empty'; end if;
  -- Unbounded, not infinity: drivers cannot load infinite dates.
  return daterange(nullif(first, '-infinity'), nullif(last, 'infinity'), '[]');
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("temporal", "0004_dates_at_less_cost")]
    operations = [migrations.RunSQL(DAYS + CERTAINLY, migrations.RunSQL.noop)]
