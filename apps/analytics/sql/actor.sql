select
  a.slug, a.name, a.kind, a.status, a.aliases, a.identifiers,
  (select substr(i, 9) from unnest(a.identifiers) i where i like 'iso3166:%') as iso_alpha2,
  (select substr(i, 11) from unnest(a.identifiers) i where i like 'iso3166-3:%') as iso_alpha3,
  coalesce(whole.slugs, '{}') as part_of_slug, coalesce(whole.names, '{}') as part_of_name,
  coalesce(whole.kinds, '{}') as part_of_kind,
  a.start_edtf, a.end_edtf, a.ended, a.start_earliest, a.start_latest,
  a.end_earliest, a.end_latest, a.start_reason, a.end_reason, a.possibly,
  a.certainly,
  a.verified_on, a.note
from {actor} a
  left join lateral (
    select array_agg(l.object_slug order by l.object_slug) as slugs, array_agg(l.object_name order by l.object_slug) as names,
           array_agg(l.object_kind order by l.object_slug) as kinds
      from {published_link} l
     where l.kind = 'part-of' and l.subject_kind = 'actor' and l.subject_slug = a.slug and not l.ended
  ) whole on true;

comment on view eudefence.actor is 'Whoever can act or take part: states, institutions, bodies, organisations, groupings, offices, persons.';
comment on column eudefence.actor.kind is 'state, institution, body, organisation, grouping, office or person.';
comment on column eudefence.actor.iso_alpha2 is 'ISO 3166-1 alpha-2 code of a state; null for others.';
comment on column eudefence.actor.iso_alpha3 is 'ISO 3166-1 alpha-3 code of a state; null for others.';
