"""Two records that turned out to be one: what a merge may point at, and the verb that its rows carry."""

from django.db import migrations

MERGED = """
-- At commit: whoever follows an address to the survivor of a merge finds a live record there, in one step.
create function record_merged() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare survivor text; loser text;
begin
  execute format('select merged_into_slug from %s where slug = $1', tg_relid::regclass) into survivor using new.slug;
  if survivor is null then return null; end if;
  execute format('select slug from %s where slug = $1 and withdrawn', tg_relid::regclass) into loser using survivor;
  if loser is not null then
    raise exception '“%” cannot be merged into “%”, which is withdrawn.', new.slug, survivor
      using errcode = '23514', constraint = 'records_merge_into_live_records', table = tg_table_name;
  end if;
  execute format('select min(slug) from %s where merged_into_slug = $1', tg_relid::regclass) into loser using new.slug;
  if loser is not null then
    raise exception '“%” was merged into “%”: it must lead to “%” now.', loser, new.slug, survivor
      using errcode = '23514', constraint = 'merges_lead_there_in_one_step', table = tg_table_name;
  end if;
  return null;
end $$;
"""

VERB = """
create or replace function record_verb(operation text, was_withdrawn boolean, is_withdrawn boolean) returns text
language sql stable as $$
  select case when is_withdrawn and not was_withdrawn and current_setting('eudefence.verb', true) = 'merge' then 'merge'
              when is_withdrawn and not was_withdrawn then 'withdraw'
              when was_withdrawn and not is_withdrawn then 'restore'
              else coalesce(nullif(current_setting('eudefence.verb', true), ''),
                            case operation when 'INSERT' then 'add' when 'DELETE' then 'withdraw'
                                           else 'correct' end) end
$$;
"""

VERB_BEFORE = """
create or replace function record_verb(operation text, was_withdrawn boolean, is_withdrawn boolean) returns text
language sql stable as $$
  select case when is_withdrawn and not was_withdrawn then 'withdraw'
              when was_withdrawn and not is_withdrawn then 'restore'
              else coalesce(nullif(current_setting('eudefence.verb', true), ''),
                            case operation when 'INSERT' then 'add' when 'DELETE' then 'withdraw'
                                           else 'correct' end) end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0007_trigrams")]
    operations = [migrations.RunSQL(MERGED + VERB, VERB_BEFORE + "drop function record_merged();")]
