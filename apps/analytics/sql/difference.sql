-- What the functions x_diff are made of.

create function eudefence_pinned.touched(resource text, first integer, last integer) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct c.slug from eudefence_pinned.every_change c
   where c.resource = touched.resource and c.changeset > least(first, last) and c.changeset <= greatest(first, last)
$$;

-- Columns of its own: names of linked things, and labels made of them, are theirs.
create function eudefence_pinned.differing(before jsonb, after jsonb) returns text[] language sql immutable parallel safe
return (
  select coalesce(array_agg(key order by key), '{}') from jsonb_object_keys(before) key
   where before -> key is distinct from after -> key and key not like '%\_name' and key <> 'label'
);
