create view eudefence.legal_constraints as
with reached as (
  select e.subject_slug, e.subject_name, e.subject_kind, null::text as proposal_slug, null::text as proposal_name, e.slug
    from eudefence.legal_effect e
  union all
  select l.subject_slug, l.subject_name, 'proposal', l.subject_slug, l.subject_name, e.slug
    from eudefence.legal_effect e
    join eudefence_pinned.published_link l
      on l.kind = 'proposes' and l.subject_kind = 'proposal' and l.object_kind = e.subject_kind and l.object_slug = e.subject_slug
)
select
  e.legal_basis_slug, e.legal_basis_name, b.kind as legal_basis_kind, b.status as legal_basis_status,
  e.effect, e.effect in ('constrains', 'blocks', 'excludes') as in_the_way,
  r.subject_slug, r.subject_name, r.subject_kind,
  case when r.proposal_slug is not null then e.subject_slug end as proposed_slug,
  case when r.proposal_slug is not null then e.subject_name end as proposed_name,
  e.slug as legal_effect_slug, e.possibly, e.certainly, e.certainty
from reached r
  join eudefence.legal_effect e on e.slug = r.slug
  left join eudefence_pinned.published_legal_basis b on b.slug = e.legal_basis_slug;

comment on view eudefence.legal_constraints is
  'What each provision does to whom: it carries it, or stands in its way. A proposal has the effects on what it proposes.';
comment on column eudefence.legal_constraints.legal_basis_slug is 'Slug of the provision or act.';
comment on column eudefence.legal_constraints.legal_basis_name is 'Name of the provision or act.';
comment on column eudefence.legal_constraints.legal_basis_kind is 'Kind of the provision or act (docs/vocabularies.md).';
comment on column eudefence.legal_constraints.legal_basis_status is 'Status of the provision or act; proposed ones are here too.';
comment on column eudefence.legal_constraints.effect is 'enables, permits, requires, constrains, blocks, excludes or amends.';
comment on column eudefence.legal_constraints.in_the_way is 'Whether it constrains, blocks or excludes.';
comment on column eudefence.legal_constraints.proposed_slug is
  'For a proposal, slug of the thing that it proposes and on which the effect is; else null.';
comment on column eudefence.legal_constraints.proposed_name is 'For a proposal, name of that thing; else null.';
comment on column eudefence.legal_constraints.legal_effect_slug is 'Slug of the effect, under which it is cited.';
