select
  l.slug,
  concat_ws(' ', subject.name, replace(l.kind, '-', ' '), object.name) as label,
  l.subject_slug, subject.name as subject_name, l.subject_kind,
  l.kind,
  l.object_slug, object.name as object_name, l.object_kind,
  l.start_edtf, l.end_edtf, l.ended, l.start_earliest, l.start_latest,
  l.end_earliest, l.end_latest, l.start_reason, l.end_reason, l.possibly,
  l.certainly,
  l.verified_on, l.note
from {link} l
  cross join lateral (select eudefence_pinned.label_of(l.subject_kind, l.subject_slug, {known}) as name offset 0) subject
  cross join lateral (select eudefence_pinned.label_of(l.object_kind, l.object_slug, {known}) as name offset 0) object;

comment on view eudefence.link is 'Dated relations between two subjects, read as: subject, kind, object.';
comment on column eudefence.link.kind is
  'part-of, grew-into, merged-into, replaced-by, reused-in, formalised-as, gateway-to, proposes, finances, establishes, '
  'supports, commands, advises, oversees, exercises, available-to, channelled-through, motivates, holds-office, '
  'affiliated-with, contrasts-with or addresses.';
comment on column eudefence.link.object_slug is 'Slug of what the subject is linked to.';
comment on column eudefence.link.object_name is 'Name of what the subject is linked to.';
comment on column eudefence.link.object_kind is
  'Kind of the object: actor, format, instrument, legal-basis, membership, partnership or proposal.';
