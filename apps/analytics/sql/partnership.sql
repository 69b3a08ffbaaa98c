select
  p.slug, p.name, p.kind,
  coalesce(who.slugs, '{}') as parties_slug, coalesce(who.names, '{}') as parties_name,
  coalesce(who.kinds, '{}') as parties_kind,
  p.standing, p.binding, p.areas,
  p.start_edtf, p.end_edtf, p.ended, p.start_earliest, p.start_latest,
  p.end_earliest, p.end_latest, p.start_reason, p.end_reason, p.possibly,
  p.certainly,
  p.verified_on, p.note
from {partnership} p
  left join lateral (
    select array_agg(r.party_slug order by r.party_slug) as slugs,
           array_agg(coalesce(a.name, f.name) order by r.party_slug) as names,
           array_agg(r.party_kind order by r.party_slug) as kinds
      from {party} r
      left join {actor} a on a.slug = r.party_actor_slug
      left join {format} f on f.slug = r.party_format_slug
     where r.partnership_slug = p.slug
  ) who on true;

comment on view eudefence.partnership is
  'Arrangements between parties: Security and Defence Partnerships, agreements, treaties, negotiations.';
comment on column eudefence.partnership.kind is
  'security-and-defence-partnership, framework-participation-agreement, security-of-information-agreement, '
  'administrative-arrangement, association, instrument-participation-agreement, trade-and-cooperation-agreement, '
  'bilateral-treaty or negotiation.';
comment on column eudefence.partnership.parties_slug is 'Slugs of the parties.';
comment on column eudefence.partnership.parties_name is 'Names of the parties, in the order of their slugs.';
comment on column eudefence.partnership.parties_kind is 'Kinds of the parties, in the order of their slugs: actor or format.';
comment on column eudefence.partnership.standing is
  'As of the latest day known at this changeset, not of a day asked about; the stages are milestones.';
comment on column eudefence.partnership.binding is 'Whether it binds in law; null where no source says.';
comment on column eudefence.partnership.areas is 'What it covers.';
