select
  x.slug, x.statement as label,
  x.subject_slug, eudefence_pinned.label_of(x.subject_kind, x.subject_slug, {known}) as subject_name, x.subject_kind,
  x.statement, x.holds,
  x.start_edtf, x.end_edtf, x.ended, x.start_earliest, x.start_latest,
  x.end_earliest, x.end_latest, x.start_reason, x.end_reason, x.possibly,
  x.certainly,
  x.verified_on, x.note
from {claim} x;

comment on view eudefence.claim is 'Statements that somebody makes about a subject; who says so, and who disputes it, is in the citations.';
comment on column eudefence.claim.statement is 'The statement, in our own words.';
comment on column eudefence.claim.holds is 'Whether it holds, as far as is known.';
