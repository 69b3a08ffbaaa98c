"""New rows meet fewer triggers that look at each by itself."""

from django.db import migrations

from apps.record.operations import TrackHistory

FOLLOWED = """
-- A new spell that another follows already, which came before it in the same changeset, is told with the formers of
-- the statement: to look for each row of any statement was a twentieth of the time of an import.
drop trigger a_followed_from on cooperation_membership;
create trigger a_followed_from before insert on cooperation_membership
  for each row when (new.followed_from is distinct from '') execute function membership_keep_followed_from();
alter table cooperation_membership enable always trigger a_followed_from;

create or replace function membership_tell_former() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare formers text[];
begin
  if tg_op <> 'DELETE' then
    select array_agg(follows_slug) into formers from new_rows where follows_slug is not null;
  end if;
  if tg_op = 'INSERT' then
    select formers || array_agg(slug) into formers from (
      select slug, (select start_edtf from cooperation_membership where follows_slug = n.slug and not withdrawn) as since
        from new_rows n offset 0) followed where since is not null;
  else
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
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0009_sparse_indexes")]
    operations = [
        migrations.RunSQL(FOLLOWED, migrations.RunSQL.noop),
        TrackHistory("format"),
        TrackHistory("membership"),
        TrackHistory("partnership"),
        TrackHistory("partnershipparty"),
        TrackHistory("cooperationcitation"),
    ]
