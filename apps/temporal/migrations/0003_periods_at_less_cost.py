"""The same days, for fewer calls: most ends are empty, and every row computes four things of them."""

from django.db import migrations

# Not strict, so that they are written out where they are called; edtf_days, which is, is not called for null.
ENDS = """
create or replace function period_end_earliest(end_edtf text, followed_from text) returns date
language sql immutable parallel safe return
  case followed_from when '' then public.edtf_earliest(nullif(end_edtf, ''))
                     else public.edtf_earliest(followed_from) - 1 end;
create or replace function period_end_latest(end_edtf text, followed_from text) returns date
language sql immutable parallel safe return
  case followed_from when '' then public.edtf_latest(nullif(end_edtf, ''))
                     else public.edtf_latest(followed_from) - 1 end;
"""

RANGES = """
create or replace function period_possibly(start_edtf text, end_edtf text, followed_from text, in_force boolean)
returns daterange language plpgsql immutable strict parallel safe as $$
declare
  first date := lower(public.edtf_days(start_edtf));
  past date := case followed_from when '' then upper(public.edtf_days(nullif(end_edtf, '')))
                                  else upper(public.edtf_days(followed_from)) - 1 end;
begin
  if not in_force or first >= past then return 'empty'; end if;
  return daterange(first, past);
end $$;

create or replace function period_certainly(start_edtf text, end_edtf text, followed_from text, in_force boolean)
returns daterange language plpgsql immutable strict parallel safe as $$
declare
  starts daterange := public.edtf_days(start_edtf);
  -- Ends, or the next starts, on one of these days; if another follows, the last day is the one before.
  ends daterange := public.edtf_days(nullif(case followed_from when '' then end_edtf else followed_from end, ''));
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


class Migration(migrations.Migration):
    dependencies = [("temporal", "0002_refusals")]
    operations = [migrations.RunSQL(ENDS + RANGES, migrations.RunSQL.noop)]
