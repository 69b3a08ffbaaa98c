"""The same days, found without a pattern."""

from django.db import migrations

DAYS = """
create or replace function edtf_days(t text) returns daterange
language plpgsql immutable strict parallel safe as $$
declare
  y int; m int; d int; wider int; years int := 1; first date; past date;
begin
  if t in ('', '..') then return daterange(null, null); end if;
  if left(t, 1) = '[' then return public.edtf_span(t); end if;
  wider := (right(t, 1) in ('?', '~', '%'))::int;  -- by one unit, on both sides
  -- Every row computes this several times, so the text is held against its few shapes: a pattern takes three times as
  -- long, and so would groups of one, or intervals added.
  if translate(left(t, length(t) - wider), '123456789', '000000000')
     not in ('0000', '0000-00', '0000-00-00', '000X', '00XX') then perform public.edtf_refuse(t); end if;
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


class Migration(migrations.Migration):
    dependencies = [("temporal", "0003_periods_at_less_cost")]
    operations = [migrations.RunSQL(DAYS, migrations.RunSQL.noop)]
