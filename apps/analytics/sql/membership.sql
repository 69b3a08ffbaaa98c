select
  m.slug,
  concat_ws(' – ', coalesce(ma.name, mf.name), replace(m.role, '-', ' '), coalesce(tf.name, ti.name, ta.name)) as label,
  m.member_slug as actor_slug, coalesce(ma.name, mf.name) as actor_name, m.member_kind as actor_kind,
  m.target_slug, coalesce(tf.name, ti.name, ta.name) as target_name, m.target_kind,
  m.role, m.standing, m.participating,
  m.follows_slug, eudefence_pinned.label_of('membership', m.follows_slug, {known}) as follows_name,
  m.proposal_slug, p.name as proposal_name,
  m.start_edtf, m.end_edtf, m.ended, m.start_earliest, m.start_latest,
  m.end_earliest, m.end_latest, m.start_reason, m.end_reason, m.possibly,
  m.certainly,
  m.verified_on, m.note
from {membership} m
  left join {actor} ma on ma.slug = m.member_actor_slug
  left join {format} mf on mf.slug = m.member_format_slug
  left join {format} tf on tf.slug = m.target_format_slug
  left join {instrument} ti on ti.slug = m.target_instrument_slug
  left join {actor} ta on ta.slug = m.target_actor_slug
  left join {proposal} p on p.slug = m.proposal_slug;

comment on view eudefence.membership is
  'Spells: one member, in one role and one standing, in one target, over one period. All standings are here, '
  'proposed and failed ones too: ask for participating where you mean who takes part.';
comment on column eudefence.membership.actor_slug is 'Slug of the member: an actor, or a format such as the E5.';
comment on column eudefence.membership.actor_name is 'Name of the member.';
comment on column eudefence.membership.actor_kind is 'Kind of the member: actor or format.';
comment on column eudefence.membership.role is
  'member, framework-nation, associated-nation, associated-country, associate-member, associate-partner, '
  'enhanced-partner, participant, third-country-participant, initiator, contributor, observer, '
  'permanent-member, flexible-participant or key-participant.';
comment on column eudefence.membership.standing is
  'proposed, requested, negotiating, invited, concluded, endorsed, signed, provisional, in-force, suspended or failed.';
comment on column eudefence.membership.participating is
  'Whether this standing means taking part: endorsed, signed, provisional or in-force.';
comment on column eudefence.membership.follows_slug is
  'Slug of the spell that this one continues in another role or standing; that one ends the day before this starts.';
comment on column eudefence.membership.follows_name is 'Label of the spell that this one continues.';
comment on column eudefence.membership.proposal_slug is 'For a proposed spell, the slug of the proposal it belongs to.';
comment on column eudefence.membership.proposal_name is 'For a proposed spell, the name of the proposal it belongs to.';
