select
  a.slug, a.name, a.kind, a.status, a.aliases, a.identifiers,
  coalesce(whole.slugs, '{}') as part_of_slug, coalesce(whole.names, '{}') as part_of_name,
  coalesce(whole.kinds, '{}') as part_of_kind,
  a.start_edtf, a.end_edtf, a.ended, a.start_earliest, a.start_latest,
  a.end_earliest, a.end_latest, a.start_reason, a.end_reason, a.possibly,
  a.certainly,
  a.verified_on, a.note
from {instrument} a
  left join lateral (
    select array_agg(l.object_slug order by l.object_slug) as slugs, array_agg(l.object_name order by l.object_slug) as names,
           array_agg(l.object_kind order by l.object_slug) as kinds
      from {published_link} l
     where l.kind = 'part-of' and l.subject_kind = 'instrument' and l.subject_slug = a.slug and not l.ended
  ) whole on true;

comment on view eudefence.instrument is 'Money, facilities, programmes, strategies and fiscal clauses.';
comment on column eudefence.instrument.kind is 'fund, loan-instrument, programme, facility, mechanism, strategy, plan, fiscal-clause or budget.';
