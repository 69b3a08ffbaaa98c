select
  x.slug, concat_ws(' ', b.name, x.effect, subject.name) as label,
  x.legal_basis_slug, b.name as legal_basis_name,
  x.subject_slug, subject.name as subject_name, x.subject_kind,
  x.effect,
  x.start_edtf, x.end_edtf, x.ended, x.start_earliest, x.start_latest,
  x.end_earliest, x.end_latest, x.start_reason, x.end_reason, x.possibly,
  x.certainly,
  x.verified_on, x.note
from {legal_effect} x
  left join {legal_basis} b on b.slug = x.legal_basis_slug
  cross join lateral (select eudefence_pinned.label_of(x.subject_kind, x.subject_slug, {known}) as name offset 0) subject;

comment on view eudefence.legal_effect is 'What a provision does to a subject: it carries it, or stands in its way.';
comment on column eudefence.legal_effect.legal_basis_slug is 'Slug of the provision or act.';
comment on column eudefence.legal_effect.legal_basis_name is 'Name of the provision or act.';
comment on column eudefence.legal_effect.effect is 'enables, permits, requires, constrains, blocks, excludes or amends.';
