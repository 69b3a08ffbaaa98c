-- What was published and is withdrawn at the pinned changeset: the API answers 410 with it, or, where it turned out to
-- be another record, 308. `changeset` is the one in which it went; nobody saw what was withdrawn from the beginning.
create view eudefence_pinned.tombstone as
with version as not materialized (
  select 'source' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from sources_historicalsource
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'actor' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from actors_historicalactor
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'format' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from cooperation_historicalformat
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'instrument' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from law_historicalinstrument
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'legal-basis' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from law_historicallegalbasis
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'proposal' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from debate_historicalproposal
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'membership' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from cooperation_historicalmembership
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'partnership' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from cooperation_historicalpartnership
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'milestone' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicalmilestone
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'legal-effect' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicallegaleffect
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'link' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicallink
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'quantity' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicalquantity
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'claim' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicalclaim
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'coverage' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicalcoverage
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'citation' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from actors_historicalactorcitation
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'citation' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from law_historicallawcitation
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'citation' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from debate_historicalproposalcitation
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'citation' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from cooperation_historicalcooperationcitation
   where closed > opened and opened <= eudefence.pin()
  union all
  select 'citation' as kind, slug, opened, closed, withdrawn, withdrawn_reason, merged_into_slug from dossier_historicaldossiercitation
   where closed > opened and opened <= eudefence.pin()
)
select v.kind, v.slug, v.withdrawn_reason as reason, v.merged_into_slug, gone.changeset
  from version v
  cross join lateral (
    select max(seen.closed) as changeset from version seen
     where seen.kind = v.kind and seen.slug = v.slug and not seen.withdrawn
  ) gone
 where v.withdrawn and v.closed > eudefence.pin() and gone.changeset is not null;
