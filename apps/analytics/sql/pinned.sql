-- Versions as known at the pinned changeset. Readers read versions, never the tables that are written to:
-- one path for both clocks. `closed` is a number, never null, so that a btree on (slug, closed, opened) serves.

create view eudefence_pinned.source as select * from sources_historicalsource
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.actor as select * from actors_historicalactor
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.format as select * from cooperation_historicalformat
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.instrument as select * from law_historicalinstrument
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.legal_basis as select * from law_historicallegalbasis
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.proposal as select * from debate_historicalproposal
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.proposer as select * from debate_historicalproposer
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.membership as select * from cooperation_historicalmembership
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.partnership as select * from cooperation_historicalpartnership
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.party as select * from cooperation_historicalpartnershipparty
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.milestone as select * from dossier_historicalmilestone
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.legal_effect as select * from dossier_historicallegaleffect
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.link as select * from dossier_historicallink
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.quantity as select * from dossier_historicalquantity
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.claim as select * from dossier_historicalclaim
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.coverage as select * from dossier_historicalcoverage
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.actor_citation as select * from actors_historicalactorcitation
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.law_citation as select * from law_historicallawcitation
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.proposal_citation as select * from debate_historicalproposalcitation
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.cooperation_citation as select * from cooperation_historicalcooperationcitation
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;

create view eudefence_pinned.dossier_citation as select * from dossier_historicaldossiercitation
 where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn;
