select
  x.slug, concat_ws(' ', b.name, x.effect, coalesce(subject_actor.name, subject_format.name, subject_instrument.name, subject_legal_basis.name, subject_partnership.name, subject_proposal.name,
    eudefence_pinned.membership_label(x.subject_membership_slug, {known}))) as label,
  x.legal_basis_slug, b.name as legal_basis_name,
  x.subject_slug,
  coalesce(subject_actor.name, subject_format.name, subject_instrument.name, subject_legal_basis.name, subject_partnership.name, subject_proposal.name,
    eudefence_pinned.membership_label(x.subject_membership_slug, {known})) as subject_name,
  x.subject_kind,
  x.effect,
  x.start_edtf, x.end_edtf, x.ended, x.start_earliest, x.start_latest,
  x.end_earliest, x.end_latest, x.start_reason, x.end_reason, x.possibly,
  x.certainly,
  x.verified_on, x.note
from {legal_effect} x
  left join {legal_basis} b on b.slug = x.legal_basis_slug
  left join {actor} subject_actor on subject_actor.slug = x.subject_actor_slug
  left join {format} subject_format on subject_format.slug = x.subject_format_slug
  left join {instrument} subject_instrument on subject_instrument.slug = x.subject_instrument_slug
  left join {legal_basis} subject_legal_basis on subject_legal_basis.slug = x.subject_legal_basis_slug
  left join {partnership} subject_partnership on subject_partnership.slug = x.subject_partnership_slug
  left join {proposal} subject_proposal on subject_proposal.slug = x.subject_proposal_slug;

comment on view eudefence.legal_effect is 'What a provision does to a subject: it carries it, or stands in its way.';
comment on column eudefence.legal_effect.legal_basis_slug is 'Slug of the provision or act.';
comment on column eudefence.legal_effect.legal_basis_name is 'Name of the provision or act.';
comment on column eudefence.legal_effect.effect is 'enables, permits, requires, constrains, blocks, excludes or amends.';
