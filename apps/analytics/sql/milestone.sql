select
  x.slug, x.label as label,
  x.subject_slug,
  coalesce(subject_actor.name, subject_format.name, subject_instrument.name, subject_legal_basis.name, subject_partnership.name, subject_proposal.name,
    eudefence_pinned.membership_label(x.subject_membership_slug, {known})) as subject_name,
  x.subject_kind,
  x.kind, x.date_edtf, x.outcome,
  x.date_edtf as start_edtf, x.date_edtf as end_edtf, false as ended,
  x.start_earliest, x.start_latest, x.end_earliest, x.end_latest,
  ''::text as start_reason, ''::text as end_reason, x.possibly, x.certainly,
  x.verified_on, x.note
from {milestone} x
  left join {actor} subject_actor on subject_actor.slug = x.subject_actor_slug
  left join {format} subject_format on subject_format.slug = x.subject_format_slug
  left join {instrument} subject_instrument on subject_instrument.slug = x.subject_instrument_slug
  left join {legal_basis} subject_legal_basis on subject_legal_basis.slug = x.subject_legal_basis_slug
  left join {partnership} subject_partnership on subject_partnership.slug = x.subject_partnership_slug
  left join {proposal} subject_proposal on subject_proposal.slug = x.subject_proposal_slug;

comment on view eudefence.milestone is 'Dated events in the life of a subject; also planned ones, missed ones, and what never happened.';
comment on column eudefence.milestone.kind is 'What kind of event: signed, joined, launched, target-date ... (docs/vocabularies.md).';
comment on column eudefence.milestone.date_edtf is
  'EDTF of the one day on which it happened, whichever day of this that was; its start and its end.';
comment on column eudefence.milestone.outcome is
  'occurred, planned, missed or never. Missed and never are in force on no day.';
