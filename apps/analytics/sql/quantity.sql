select
  x.slug, concat_ws(' ', subject.name || ':', replace(x.measure, '-', ' '), nullif(replace(x.bound, '-', ' '), 'exact'),
    eudefence_pinned.amount(x.value, x.unit)) as label,
  x.subject_slug, subject.name as subject_name, x.subject_kind,
  x.measure, x.value, x.unit, x.bound,
  x.start_edtf, x.end_edtf, x.ended, x.start_earliest, x.start_latest,
  x.end_earliest, x.end_latest, x.start_reason, x.end_reason, x.possibly,
  x.certainly,
  x.verified_on, x.note
from {quantity} x
  cross join lateral (select eudefence_pinned.label_of(x.subject_kind, x.subject_slug, {known}) as name offset 0) subject;

comment on view eudefence.quantity is 'Numbers with unit, bound and period.';
comment on column eudefence.quantity.measure is 'What is measured: strength, volume, member-count ... (docs/vocabularies.md).';
comment on column eudefence.quantity.value is 'The number.';
comment on column eudefence.quantity.unit is 'troops, days, eur, states ... (docs/vocabularies.md).';
comment on column eudefence.quantity.bound is 'How firm the number is: exact, about, at-most, at-least or target.';
