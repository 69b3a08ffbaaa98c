"""Rules between lines, and between a line and what stands: each a query for the lines that break it."""

from apps.curation.spells.refusing import Refusal, cell
from apps.curation.spells.rules import asked
from apps.curation.spells.staging import STAGED
from apps.record.refusals import sentences

SPELLS = "cooperation_membership"
ENDS = ("member_kind", "member_slug", "target_kind", "target_slug")
OF = ", ".join(ENDS)
SAME = " and ".join(f"m.{column} = s.{column}" for column in ENDS)
# All give the line, cells, a sentence or the name of the constraint whose it is, and what else is meant.
SLUGS = f"""
select line, 'slug', slug, 'This slug stands in line ' || first || ' already.', null
  from (select line, slug, first_value(line) over (partition by slug order by line) as first
          from {STAGED} where slug is not null) s where line <> first
union all
select line, 'slug', slug, 'Another record has this slug; slugs are never used twice.', null
  from {STAGED} s join {SPELLS} m using (slug)
"""
# By where the period of the spell that reaches furthest ends, of those that start before it: each line that overlaps
# is found, in one pass, with one other.
OVERLAPS = f"""
select line, '', '', 'spells_of_one_role_must_not_overlap', 'line ' || reach[2] from (
  select line, coalesce(lower(certainly) - date '0001-01-01', -2147483648) as starts,
         max(array[coalesce(upper(certainly) - date '0001-01-01', 2147483647), line])
           over (partition by {OF}, role order by lower(certainly) nulls first, line
                 rows between unbounded preceding and 1 preceding) as reach
    from {STAGED} where standing <> 'proposed' and not isempty(certainly) and num_nulls({OF}) = 0
) s where reach[1] > starts
union all
select s.line, '', '', 'spells_of_one_role_must_not_overlap', min(m.slug)
  from {STAGED} s join {SPELLS} m on {SAME} and m.role = s.role and not m.withdrawn and m.standing <> 'proposed'
  left join {STAGED} f on f.follows_slug = m.slug
 where s.standing <> 'proposed'
   and s.certainly && case when f.line is null then m.certainly
                           else period_certainly(m.start_edtf, '', f.start_edtf, true) end
 group by s.line
"""
TWICE = f"""
select line, '', '', 'spells_must_not_be_recorded_twice', 'line ' || first from (
  select line, first_value(line) over (partition by {OF}, role, standing, proposal_slug, start_edtf, end_edtf
                                       order by line) as first
    from {STAGED} where num_nulls({OF}) = 0) s where line <> first
union all
select s.line, '', '', 'spells_must_not_be_recorded_twice', m.slug
  from {STAGED} s join {SPELLS} m on {SAME} and (m.role, m.standing, m.start_edtf, m.end_edtf)
                                              = (s.role, s.standing, s.start_edtf, s.end_edtf)
   and m.proposal_slug is not distinct from s.proposal_slug and not m.withdrawn
"""
FOLLOWED = f"""
select line, 'follows', follows_slug, 'spells_are_followed_by_one_other', 'line ' || first from (
  select line, follows_slug, first_value(line) over (partition by follows_slug order by line) as first
    from {STAGED} where follows_slug is not null) s where line <> first
union all
select s.line, 'follows', s.follows_slug, 'spells_are_followed_by_one_other', m.slug
  from {STAGED} s join {SPELLS} m on m.follows_slug = s.follows_slug and not m.withdrawn
"""
FORMERS = f"""
with former as (
  select slug, {OF}, start_earliest, '' as end_edtf, false as ended from {STAGED} where slug is not null
  union all
  select slug, {OF}, start_earliest, end_edtf, ended from {SPELLS}
   where slug in (select follows_slug from {STAGED}) and not withdrawn
), pair as (
  select s.line, s.follows_slug, s.start_earliest, s.start_edtf, m.start_earliest as former_start, m.end_edtf, m.ended,
         ({SAME}) as same from {STAGED} s join former m on m.slug = s.follows_slug
)
select line, 'follows', follows_slug, 'A spell follows another of the same member in the same target.', null
  from pair where not same
union all
select line, 'start_edtf', start_edtf, 'It needs an earliest day, no earlier than the start of the spell that it '
       'follows' || coalesce(': ' || former_start, '') || '.', null
  from pair where start_earliest is null or start_earliest < former_start
union all
select line, 'follows', follows_slug, 'That spell would end before it starts: this one has to start later.', null
  from pair where edtf_latest(start_edtf) - 1 < former_start and start_earliest >= former_start
union all
select line, 'follows', follows_slug, 'followed_spells_have_no_end_of_their_own', null
  from pair where end_edtf <> '' or ended
"""
# Spells that follow one another in a circle start on the same day, all of them.
CIRCLES = f"""
with recursive edge as (
  select s.line, s.slug, s.follows_slug from {STAGED} s
    join {STAGED} f on f.slug = s.follows_slug and f.start_earliest = s.start_earliest
), walk(line, origin, reached) as (
  select line, slug, follows_slug from edge
  union select walk.line, origin, follows_slug from walk join edge on edge.slug = reached
)
select line, 'follows', reached, 'It follows itself, directly or by way of others.', null
  from walk where origin = reached
"""
WITHIN = f"""
select s.line, 'target', s.target_slug, 'They share no possible day: taking part needs something that exists. '
       'Check the dates and the status of both.', null
  from {STAGED} s
  left join cooperation_format f on f.slug = s.target_format_slug
  left join law_instrument i on i.slug = s.target_instrument_slug
  left join actors_actor a on a.slug = s.target_actor_slug
 where s.participating and not coalesce(coalesce(f.possibly, i.possibly, a.possibly) && s.possibly, true)
"""
RULES = (SLUGS, OVERLAPS, TWICE, FOLLOWED, FORMERS, CIRCLES, WITHIN)


def broken(rule: str) -> list[Refusal]:
    """The lines that break RULE."""
    said = sentences()
    return [
        Refusal(
            line,
            cell(name, value) if value else "",
            said.get(sentence, sentence) + (f" The other: {other}." if other else ""),
        )
        for line, name, value, sentence, other in asked(rule)
    ]
