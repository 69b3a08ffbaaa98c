-- What was published and is withdrawn at the pinned changeset: the API answers 410 with it, and nobody else asks.
create view eudefence_pinned.tombstone as
select 'source' as kind, slug, withdrawn_reason as reason, opened as changeset from sources_historicalsource
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'actor' as kind, slug, withdrawn_reason as reason, opened as changeset from actors_historicalactor
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'format' as kind, slug, withdrawn_reason as reason, opened as changeset from cooperation_historicalformat
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'instrument' as kind, slug, withdrawn_reason as reason, opened as changeset from law_historicalinstrument
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'legal-basis' as kind, slug, withdrawn_reason as reason, opened as changeset from law_historicallegalbasis
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'proposal' as kind, slug, withdrawn_reason as reason, opened as changeset from debate_historicalproposal
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'membership' as kind, slug, withdrawn_reason as reason, opened as changeset from cooperation_historicalmembership
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'partnership' as kind, slug, withdrawn_reason as reason, opened as changeset from cooperation_historicalpartnership
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'milestone' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicalmilestone
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'legal-effect' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicallegaleffect
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'link' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicallink
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'quantity' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicalquantity
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'claim' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicalclaim
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'coverage' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicalcoverage
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'citation' as kind, slug, withdrawn_reason as reason, opened as changeset from actors_historicalactorcitation
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'citation' as kind, slug, withdrawn_reason as reason, opened as changeset from law_historicallawcitation
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'citation' as kind, slug, withdrawn_reason as reason, opened as changeset from debate_historicalproposalcitation
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'citation' as kind, slug, withdrawn_reason as reason, opened as changeset from cooperation_historicalcooperationcitation
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin()
union all
select 'citation' as kind, slug, withdrawn_reason as reason, opened as changeset from dossier_historicaldossiercitation
 where withdrawn and opened <= eudefence.pin() and closed > eudefence.pin();
