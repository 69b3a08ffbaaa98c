select
  x.slug, x.statement as label,
  x.subject_slug,
  coalesce(subject_actor.name, subject_format.name, subject_instrument.name, subject_legal_basis.name, subject_partnership.name, subject_proposal.name,
    eudefence_pinned.membership_label(x.subject_membership_slug, {known})) as subject_name,
  x.subject_kind,
  x.statement, x.holds,
  x.start_edtf, x.end_edtf, x.ended, x.start_earliest, x.start_latest,
  x.end_earliest, x.end_latest, x.start_reason, x.end_reason, x.possibly,
  x.certainly,
  x.verified_on, x.note
from {claim} x
  left join {actor} subject_actor on subject_actor.slug = x.subject_actor_slug
  left join {format} subject_format on subject_format.slug = x.subject_format_slug
  left join {instrument} subject_instrument on subject_instrument.slug = x.subject_instrument_slug
  left join {legal_basis} subject_legal_basis on subject_legal_basis.slug = x.subject_legal_basis_slug
  left join {partnership} subject_partnership on subject_partnership.slug = x.subject_partnership_slug
  left join {proposal} subject_proposal on subject_proposal.slug = x.subject_proposal_slug;

comment on view eudefence.claim is 'Statements that somebody makes about a subject; who says so, and who disputes it, is in the citations.';
comment on column eudefence.claim.statement is 'The statement, in our own words.';
comment on column eudefence.claim.holds is 'Whether it holds, as far as is known.';
