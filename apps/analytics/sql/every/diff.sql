create function eudefence.{relation}_diff(known_from text, known_to text)
returns table (change text, slug text, columns text[], before jsonb, after jsonb)
language sql stable parallel safe begin atomic
  with asked as materialized (
    select eudefence_pinned.number_at(known_from) as first, eudefence_pinned.number_at(known_to) as last
  ), touched as materialized (
    select t.slug from asked cross join lateral eudefence_pinned.touched('{resource}', asked.first, asked.last) t(slug)
  ), old as (
    select t.slug, to_jsonb(r) - '{{possibly,certainly}}'::text[] as row
      from asked cross join touched t cross join lateral eudefence_pinned.published_{relation}(asked.first) r where r.slug = t.slug
  ), new as (
    select t.slug, to_jsonb(r) - '{{possibly,certainly}}'::text[] as row
      from asked cross join touched t cross join lateral eudefence_pinned.published_{relation}(asked.last) r where r.slug = t.slug
  ), compared as (
    select slug, old.row as before, new.row as after, eudefence_pinned.differing(old.row, new.row) as columns
      from old full join new using (slug)
  )
  select case when before is null then 'added' when after is null then 'withdrawn' else 'changed' end,
         slug, columns, before, after
    from compared where columns <> '{{}}' or before is null or after is null;
end;
comment on function eudefence.{relation}_diff(text, text) is
  'What changed in the record of {relation} between two known times (the session''s for null): added, changed or withdrawn, '
  'which columns of its own, and the row before and after.';
