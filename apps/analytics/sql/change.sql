-- Which record changed in which changeset, once each: versions that were seen, and what the owner removed. A party or a
-- proposer is a change of what it is part of, and of what it was part of before; so is a link that a record shows as its
-- own, in `part_of` or `proposes`. World or record follows from the verb. A record that was merged says into which.
create view eudefence_pinned.every_change as
select distinct on (opened, resource, slug)
  opened as changeset, resource collate "C" as resource, slug, verb,
  case when verb in ('add', 'end', 'renew', 'change') then 'world' else 'record' end as axis,
  case verb when 'merge' then merged_into_slug end as merged_into_slug
from (
  select 'sources' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from sources_historicalsource
   where closed > opened or history_type = '-'
  union all
  select 'actors' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from actors_historicalactor
   where closed > opened or history_type = '-'
  union all
  select 'formats' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from cooperation_historicalformat
   where closed > opened or history_type = '-'
  union all
  select 'instruments' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from law_historicalinstrument
   where closed > opened or history_type = '-'
  union all
  select 'legal-bases' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from law_historicallegalbasis
   where closed > opened or history_type = '-'
  union all
  select 'proposals' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from debate_historicalproposal
   where closed > opened or history_type = '-'
  union all
  select 'memberships' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from cooperation_historicalmembership
   where closed > opened or history_type = '-'
  union all
  select 'partnerships' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from cooperation_historicalpartnership
   where closed > opened or history_type = '-'
  union all
  select 'milestones' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicalmilestone
   where closed > opened or history_type = '-'
  union all
  select 'legal-effects' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicallegaleffect
   where closed > opened or history_type = '-'
  union all
  select 'links' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicallink
   where closed > opened or history_type = '-'
  union all
  select 'quantities' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicalquantity
   where closed > opened or history_type = '-'
  union all
  select 'claims' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicalclaim
   where closed > opened or history_type = '-'
  union all
  select 'coverage' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicalcoverage
   where closed > opened or history_type = '-'
  union all
  select 'citations' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from actors_historicalactorcitation
   where closed > opened or history_type = '-'
  union all
  select 'citations' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from law_historicallawcitation
   where closed > opened or history_type = '-'
  union all
  select 'citations' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from debate_historicalproposalcitation
   where closed > opened or history_type = '-'
  union all
  select 'citations' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from cooperation_historicalcooperationcitation
   where closed > opened or history_type = '-'
  union all
  select 'citations' as resource, slug as slug, opened, verb, 0 as part, merged_into_slug from dossier_historicaldossiercitation
   where closed > opened or history_type = '-'
  union all
  select 'partnerships' as resource, partnership_slug as slug, opened,
    case when verb in ('withdraw', 'restore') then 'correct' else verb end as verb, 1 as part, null as merged_into_slug from cooperation_historicalpartnershipparty
   where (closed > opened or history_type = '-')
  union all
  select 'partnerships' as resource, was.partnership_slug as slug, h.opened,
    case when h.verb in ('withdraw', 'restore') then 'correct' else h.verb end as verb, 1 as part, null as merged_into_slug
    from cooperation_historicalpartnershipparty h join cooperation_historicalpartnershipparty was on was.id = h.id and was.closed = h.opened
   where was.closed > was.opened
     and (h.partnership_slug <> was.partnership_slug)
  union all
  select 'proposals' as resource, proposal_slug as slug, opened,
    case when verb in ('withdraw', 'restore') then 'correct' else verb end as verb, 1 as part, null as merged_into_slug from debate_historicalproposer
   where (closed > opened or history_type = '-')
  union all
  select 'proposals' as resource, was.proposal_slug as slug, h.opened,
    case when h.verb in ('withdraw', 'restore') then 'correct' else h.verb end as verb, 1 as part, null as merged_into_slug
    from debate_historicalproposer h join debate_historicalproposer was on was.id = h.id and was.closed = h.opened
   where was.closed > was.opened
     and (h.proposal_slug <> was.proposal_slug)
  union all
  select case subject_kind when 'actor' then 'actors' when 'format' then 'formats' when 'instrument' then 'instruments'
    when 'legal-basis' then 'legal-bases' else 'proposals' end as resource, subject_slug as slug, opened,
    case when verb in ('withdraw', 'restore') then 'correct' else verb end as verb, 1 as part, null as merged_into_slug from dossier_historicallink
   where (closed > opened or history_type = '-')
     and ((kind = 'part-of' and subject_kind in ('actor', 'format', 'instrument', 'legal-basis'))
          or (kind = 'proposes' and subject_kind = 'proposal'))
  union all
  select case was.subject_kind when 'actor' then 'actors' when 'format' then 'formats' when 'instrument' then 'instruments'
    when 'legal-basis' then 'legal-bases' else 'proposals' end as resource, was.subject_slug as slug, h.opened,
    case when h.verb in ('withdraw', 'restore') then 'correct' else h.verb end as verb, 1 as part, null as merged_into_slug
    from dossier_historicallink h join dossier_historicallink was on was.id = h.id and was.closed = h.opened
   where was.closed > was.opened
     and ((was.kind = 'part-of' and was.subject_kind in ('actor', 'format', 'instrument', 'legal-basis'))
          or (was.kind = 'proposes' and was.subject_kind = 'proposal'))
     and (h.subject_slug <> was.subject_slug or h.subject_kind <> was.subject_kind or h.kind <> was.kind)
) v
order by opened, resource collate "C", slug, part, verb;

create view eudefence_pinned.change as
select changeset, resource, slug, verb, axis, merged_into_slug from eudefence_pinned.every_change where changeset <= eudefence.pin();
