select
  a.slug, a.name, a.kind, a.status, a.aliases, a.identifiers,
  coalesce(whole.slugs, '{}') as part_of_slug, coalesce(whole.names, '{}') as part_of_name,
  coalesce(whole.kinds, '{}') as part_of_kind,
  a.start_edtf, a.end_edtf, a.ended, a.start_earliest, a.start_latest,
  a.end_earliest, a.end_latest, a.start_reason, a.end_reason, a.possibly,
  a.certainly,
  a.verified_on, a.note
from {legal_basis} a
  left join lateral (
    select array_agg(l.object_slug order by l.object_slug) as slugs, array_agg(l.object_name order by l.object_slug) as names,
           array_agg(l.object_kind order by l.object_slug) as kinds
      from {published_link} l
     where l.kind = 'part-of' and l.subject_kind = 'legal-basis' and l.subject_slug = a.slug and not l.ended
  ) whole on true;

comment on view eudefence.legal_basis is 'Provisions and acts that enable, require, constrain or block; also proposed ones.';
comment on column eudefence.legal_basis.kind is 'treaty, article, protocol, regulation, directive, decision, agreement, pact or principle.';
