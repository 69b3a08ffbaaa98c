create view eudefence.co_membership as
with period as (
  select actor_slug, actor_name, actor_kind, target_slug, target_name, target_kind, period,
         range_merge(range_agg(possibly)) as possibly,
         case when min(begins) <= max(lasts) and min(begins) < 'infinity' and max(lasts) > '-infinity'
              then daterange(nullif(min(begins), '-infinity'), nullif(max(lasts), 'infinity'), '[]') else 'empty' end as certainly
    from eudefence_pinned.participation
   group by actor_slug, actor_name, actor_kind, target_slug, target_name, target_kind, period
)
select
  one.actor_slug as actor_1_slug, one.actor_name as actor_1_name, one.actor_kind as actor_1_kind,
  other.actor_slug as actor_2_slug, other.actor_name as actor_2_name, other.actor_kind as actor_2_kind,
  one.target_slug, one.target_name, one.target_kind,
  one.possibly * other.possibly as possibly, one.certainly * other.certainly as certainly,
  eudefence_pinned.certainty(one.possibly * other.possibly, one.certainly * other.certainly, eudefence.valid_days()) as certainty
from period one
  join period other
    on other.target_slug = one.target_slug and other.target_kind = one.target_kind
   and (other.actor_slug, other.actor_kind) > (one.actor_slug, one.actor_kind) and other.possibly && one.possibly
where one.possibly * other.possibly @> eudefence.valid_days();

comment on view eudefence.co_membership is
  'Two members that take part in the same thing, and when both do. Spells that follow one another count as one.';
comment on column eudefence.co_membership.actor_1_slug is 'Slug of one member; it comes first by slug.';
comment on column eudefence.co_membership.actor_1_name is 'Name of one member.';
comment on column eudefence.co_membership.actor_1_kind is 'Kind of one member: actor or format.';
comment on column eudefence.co_membership.actor_2_slug is 'Slug of the other.';
comment on column eudefence.co_membership.actor_2_name is 'Name of the other.';
comment on column eudefence.co_membership.actor_2_kind is 'Kind of the other: actor or format.';
comment on column eudefence.co_membership.possibly is 'Days on which both may take part.';
comment on column eudefence.co_membership.certainly is
  'Days on which both take part whatever their uncertain dates turn out to be.';
