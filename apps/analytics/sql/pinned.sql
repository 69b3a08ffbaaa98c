-- Versions as known at a changeset. Readers read versions, never the tables that are written to: one path for both
-- clocks. `closed` is a number, never null, so that a btree on (slug, closed, opened) serves.
--
-- Of each table: `x_version`, all versions; `x`, those of the session's changeset; `x(known)`, those of any changeset.
-- The functions are inlined, hence written so that nobody needs a right to this schema, which nobody has.
do $$
declare kept record;
begin
  for kept in values
    ('source', 'sources_historicalsource'),
    ('actor', 'actors_historicalactor'),
    ('format', 'cooperation_historicalformat'),
    ('instrument', 'law_historicalinstrument'),
    ('legal_basis', 'law_historicallegalbasis'),
    ('proposal', 'debate_historicalproposal'),
    ('proposer', 'debate_historicalproposer'),
    ('membership', 'cooperation_historicalmembership'),
    ('partnership', 'cooperation_historicalpartnership'),
    ('party', 'cooperation_historicalpartnershipparty'),
    ('milestone', 'dossier_historicalmilestone'),
    ('legal_effect', 'dossier_historicallegaleffect'),
    ('link', 'dossier_historicallink'),
    ('quantity', 'dossier_historicalquantity'),
    ('claim', 'dossier_historicalclaim'),
    ('coverage', 'dossier_historicalcoverage'),
    ('actor_citation', 'actors_historicalactorcitation'),
    ('law_citation', 'law_historicallawcitation'),
    ('proposal_citation', 'debate_historicalproposalcitation'),
    ('cooperation_citation', 'cooperation_historicalcooperationcitation'),
    ('dossier_citation', 'dossier_historicaldossiercitation')
  loop
    execute format('create view eudefence_pinned.%I as select * from %I', kept.column1 || '_version', kept.column2);
    execute format('create view eudefence_pinned.%I as select * from %I '
                   'where opened <= eudefence.pin() and closed > eudefence.pin() and not withdrawn',
                   kept.column1, kept.column2);
    execute format('create function eudefence_pinned.%1$I(known integer) returns setof eudefence_pinned.%2$I '
                   'language sql stable parallel safe begin atomic select * from eudefence_pinned.%2$I '
                   'where opened <= known and closed > known and not withdrawn; end',
                   kept.column1, kept.column1 || '_version');
  end loop;
end $$;

-- Stands where something is joined for its name alone and nobody asks for that: it has one row at most, so that the
-- planner drops the join.
create view eudefence_pinned.nameless as select max(null::text) as slug, max(null::text) as name;
