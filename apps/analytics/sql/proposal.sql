select
  p.slug, p.name, coalesce(who.slugs, '{}') as proposers_slug, coalesce(who.names, '{}') as proposers_name,
  p.variant_of_slug, whole.name as variant_of_name,
  coalesce(what.slugs, '{}') as proposes_slug, coalesce(what.names, '{}') as proposes_name,
  coalesce(what.kinds, '{}') as proposes_kind,
  p.start_edtf, p.end_edtf, p.ended, p.start_earliest, p.start_latest,
  p.end_earliest, p.end_latest, p.start_reason, p.end_reason, p.possibly,
  p.certainly,
  p.verified_on, p.note
from {proposal} p
  left join {proposal} whole on whole.slug = p.variant_of_slug
  left join lateral (
    select array_agg(a.slug order by a.slug) as slugs, array_agg(a.name order by a.slug) as names
      from {proposer} r join {actor} a on a.slug = r.actor_slug
     where r.proposal_slug = p.slug
  ) who on true
  left join lateral (
    select array_agg(l.object_slug order by l.object_slug) as slugs, array_agg(l.object_name order by l.object_slug) as names,
           array_agg(l.object_kind order by l.object_slug) as kinds
      from {published_link} l
     where l.kind = 'proposes' and l.subject_kind = 'proposal' and l.subject_slug = p.slug
  ) what on true;

comment on view eudefence.proposal is 'Ideas with proposers and a date, and their variants. The period begins when it was proposed.';
comment on column eudefence.proposal.proposers_slug is 'Slugs of the actors who put it forward.';
comment on column eudefence.proposal.proposers_name is 'Names of the actors who put it forward, in the order of their slugs.';
comment on column eudefence.proposal.variant_of_slug is 'Slug of the proposal of which this is one variant.';
comment on column eudefence.proposal.variant_of_name is 'Name of the proposal of which this is one variant.';
comment on column eudefence.proposal.proposes_slug is 'Slugs of what it proposes; links of kind proposes.';
comment on column eudefence.proposal.proposes_name is 'Names of what it proposes, in the order of their slugs.';
comment on column eudefence.proposal.proposes_kind is 'Kinds of what it proposes, in the order of their slugs.';
