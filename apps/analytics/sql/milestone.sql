select
  x.slug, x.label as label,
  x.subject_slug, eudefence_pinned.label_of(x.subject_kind, x.subject_slug, {known}) as subject_name, x.subject_kind,
  x.kind, x.date_edtf, x.outcome,
  x.date_edtf as start_edtf, x.date_edtf as end_edtf, false as ended,
  x.start_earliest, x.start_latest, x.end_earliest, x.end_latest,
  ''::text as start_reason, ''::text as end_reason, x.possibly, x.certainly,
  x.verified_on, x.note
from {milestone} x;

comment on view eudefence.milestone is 'Dated events in the life of a subject; also planned ones, missed ones, and what never happened.';
comment on column eudefence.milestone.kind is 'What kind of event: signed, joined, launched, target-date ... (docs/vocabularies.md).';
comment on column eudefence.milestone.date_edtf is
  'EDTF of the one day on which it happened, whichever day of this that was; its start and its end.';
comment on column eudefence.milestone.outcome is
  'occurred, planned, missed or never. Missed and never are in force on no day.';
