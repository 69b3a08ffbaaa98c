create view eudefence.late_correction as
with version as (
  select 'actor' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.actor_history
  union all
  select 'format' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.format_history
  union all
  select 'instrument' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.instrument_history
  union all
  select 'legal-basis' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.legal_basis_history
  union all
  select 'proposal' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.proposal_history
  union all
  select 'membership' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.membership_history
  union all
  select 'partnership' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.partnership_history
  union all
  select 'milestone' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.milestone_history
  union all
  select 'legal-effect' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.legal_effect_history
  union all
  select 'link' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.link_history
  union all
  select 'quantity' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.quantity_history
  union all
  select 'claim' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.claim_history
  union all
  select 'coverage' as subject_kind, slug, changeset, verb, instant, author, reason, start_edtf, end_edtf,
         start_latest, end_latest from eudefence.coverage_history
), dated as (
  select v.*, lag(start_edtf) over former as start_before, lag(end_edtf) over former as end_before,
         lag(changeset) over former as changeset_before
    from version v where verb <> 'withdraw'
  window former as (partition by subject_kind, slug order by changeset)
)
select
  d.subject_kind, d.slug as subject_slug, d.changeset, d.verb, d.instant, d.author, d.reason,
  d.start_before, d.start_edtf as start_after, d.end_before, d.end_edtf as end_after,
  d.instant::date - case when d.start_before is distinct from d.start_edtf then d.start_latest else d.end_latest end as days_late,
  array(select r.slug from eudefence.release r where r.changeset >= coalesce(d.changeset_before, 0) and r.changeset < d.changeset
         order by r.changeset) as releases_slug
from dated d
where (d.start_before, d.end_before) is distinct from (d.start_edtf, d.end_edtf)
  and case when d.start_before is distinct from d.start_edtf then d.start_latest else d.end_latest end < d.instant::date
  and exists (select from eudefence.release r where r.changeset < d.changeset);

comment on view eudefence.late_correction is
  'Dates that the record learned after a release was named: when the fact was true, when we learned it, and which releases say '
  'otherwise. A fact added late stands here with no dates before. Obeys known_at, not valid_at.';
comment on column eudefence.late_correction.subject_kind is 'Kind of the fact, from actor to coverage.';
comment on column eudefence.late_correction.subject_slug is 'Slug of the fact.';
comment on column eudefence.late_correction.changeset is 'Number of the changeset in which we learned it.';
comment on column eudefence.late_correction.verb is 'What was done: add, correct, end, seed ...';
comment on column eudefence.late_correction.instant is 'When we learned it.';
comment on column eudefence.late_correction.author is 'Who told it, under the public name held at the time.';
comment on column eudefence.late_correction.reason is 'Why.';
comment on column eudefence.late_correction.start_before is 'EDTF of the start until then; null: the fact was not known.';
comment on column eudefence.late_correction.start_after is 'EDTF of the start from then on.';
comment on column eudefence.late_correction.end_before is 'EDTF of the end until then; null: the fact was not known.';
comment on column eudefence.late_correction.end_after is 'EDTF of the end from then on.';
comment on column eudefence.late_correction.days_late is
  'Days from the last possible day of the changed start (else of the changed end) until we learned it.';
comment on column eudefence.late_correction.releases_slug is 'Releases that hold what was held until then, or lack the fact.';
