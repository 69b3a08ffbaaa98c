-- Readers have no way into schema public, where the function of dates calls its kind by name.
create function eudefence_pinned.edtf_days(edtf text) returns daterange language sql immutable strict parallel safe
security definer set search_path = pg_catalog, public, pg_temp as $$
  select edtf_days(edtf)
$$;

-- Dates share no day when the latest first day comes after the earliest last one: no pairs need comparing.
create view eudefence.conflict as
select
  f.subject_slug,
  (select c.subject_name from eudefence.citation c where c.slug = f.citations_slug[1]) as subject_name,
  f.subject_kind, f.edge, f.citations_slug
from (
  select c.subject_slug, c.subject_kind, e.edge, array_agg(c.slug order by c.slug) as citations_slug
    from eudefence.citation c
    cross join lateral (
      values ('start', c.asserted_start), ('end', c.asserted_end), ('statement', '')
    ) e(edge, asserted)
   where c.stance in ('supports', 'disputes') and (e.asserted <> '' or e.edge = 'statement')
   group by c.subject_slug, c.subject_kind, e.edge
  having bool_or(c.stance = 'disputes' and (e.edge <> 'statement' or c.asserted_start || c.asserted_end = ''))
      or max(lower(eudefence_pinned.edtf_days(e.asserted))) >= min(upper(eudefence_pinned.edtf_days(e.asserted)))
) f;

comment on view eudefence.conflict is
  'Where sources disagree: a fact that one disputes, or whose start or end they put on dates that share no day.';
comment on column eudefence.conflict.subject_slug is 'Slug of the fact.';
comment on column eudefence.conflict.subject_name is 'Name or label of the fact.';
comment on column eudefence.conflict.subject_kind is
  'Kind of the fact: actor, format, instrument, legal-basis, membership, partnership, proposal, milestone, legal-effect, '
  'link, quantity, claim or coverage.';
comment on column eudefence.conflict.edge is
  'What they disagree on: its start, its end, or the statement, which is the fact itself.';
comment on column eudefence.conflict.citations_slug is
  'Slugs of the citations that support or dispute it, or that assert such a date.';
