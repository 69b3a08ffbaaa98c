select
  l.slug,
  concat_ws(' ', coalesce(subject_actor.name, subject_format.name, subject_instrument.name, subject_legal_basis.name, subject_partnership.name, subject_proposal.name,
    eudefence_pinned.membership_label(l.subject_membership_slug, {known})),
    replace(l.kind, '-', ' '),
    coalesce(object_actor.name, object_format.name, object_instrument.name, object_legal_basis.name, object_partnership.name, object_proposal.name,
    eudefence_pinned.membership_label(l.object_membership_slug, {known}))) as label,
  l.subject_slug,
  coalesce(subject_actor.name, subject_format.name, subject_instrument.name, subject_legal_basis.name, subject_partnership.name, subject_proposal.name,
    eudefence_pinned.membership_label(l.subject_membership_slug, {known})) as subject_name,
  l.subject_kind, l.kind, l.object_slug,
  coalesce(object_actor.name, object_format.name, object_instrument.name, object_legal_basis.name, object_partnership.name, object_proposal.name,
    eudefence_pinned.membership_label(l.object_membership_slug, {known})) as object_name,
  l.object_kind,
  l.start_edtf, l.end_edtf, l.ended, l.start_earliest, l.start_latest,
  l.end_earliest, l.end_latest, l.start_reason, l.end_reason, l.possibly,
  l.certainly,
  l.verified_on, l.note
from {link} l
  left join {actor} subject_actor on subject_actor.slug = l.subject_actor_slug
  left join {format} subject_format on subject_format.slug = l.subject_format_slug
  left join {instrument} subject_instrument on subject_instrument.slug = l.subject_instrument_slug
  left join {legal_basis} subject_legal_basis on subject_legal_basis.slug = l.subject_legal_basis_slug
  left join {partnership} subject_partnership on subject_partnership.slug = l.subject_partnership_slug
  left join {proposal} subject_proposal on subject_proposal.slug = l.subject_proposal_slug
  left join {actor} object_actor on object_actor.slug = l.object_actor_slug
  left join {format} object_format on object_format.slug = l.object_format_slug
  left join {instrument} object_instrument on object_instrument.slug = l.object_instrument_slug
  left join {legal_basis} object_legal_basis on object_legal_basis.slug = l.object_legal_basis_slug
  left join {partnership} object_partnership on object_partnership.slug = l.object_partnership_slug
  left join {proposal} object_proposal on object_proposal.slug = l.object_proposal_slug;

comment on view eudefence.link is 'Dated relations between two subjects, read as: subject, kind, object.';
comment on column eudefence.link.kind is
  'part-of, grew-into, merged-into, replaced-by, reused-in, formalised-as, gateway-to, proposes, finances, establishes, '
  'supports, commands, advises, oversees, exercises, available-to, channelled-through, motivates, holds-office, '
  'affiliated-with, contrasts-with or addresses.';
comment on column eudefence.link.object_slug is 'Slug of what the subject is linked to.';
comment on column eudefence.link.object_name is 'Name of what the subject is linked to.';
comment on column eudefence.link.object_kind is
  'Kind of the object: actor, format, instrument, legal-basis, membership, partnership or proposal.';
