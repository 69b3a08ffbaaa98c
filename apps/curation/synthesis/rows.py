"""The SQL that makes up records. Everything follows from the number of a row: two runs make the same records.

A tenth of the memberships is in a few large formats, as in the world; the rest is spread over many small ones.
"""

ACTORS = """
insert into actors_actor (version, withdrawn, withdrawn_reason, slug, start_edtf, end_edtf, ended, start_reason,
                          end_reason, note, name, aliases, identifiers, status, kind)
select %(versions)s, false, '', 'actor-' || a, '..', '', false, '', '', '', 'Actor ' || a, '{}',
       case when a < 200 then array['iso3166:' || chr(65 + a / 26) || chr(65 + a %% 26)] else '{}' end, 'active',
       case when a < 200 then 'state' else 'organisation' end
  from generate_series(0, %(actors)s - 1) a
"""

FORMATS = """
insert into cooperation_format (version, withdrawn, withdrawn_reason, slug, start_edtf, end_edtf, ended, start_reason,
                                end_reason, note, name, aliases, identifiers, status, kind)
select %(versions)s, false, '', 'format-' || f, '1990', '', false, '',
       '', '', 'Format ' || f, '{}', '{}', 'active', 'project'
  from generate_series(0, %(formats)s - 1) f
"""

SOURCE = """
insert into sources_source (version, withdrawn, withdrawn_reason, slug, title, authors, container, number, publisher,
                            date_edtf, url, archived_url, kind, language, note)
values (1, false, '', 'made-up', 'Made up', '{}', '', '', '', '2026', '', '', 'report', 'en', '')
"""

# Dates are computed once for each of a few thousand periods: for each of a million rows they would take minutes.
PERIODS = """
create temporary table period on commit drop as
select p, start_edtf, end_edtf, end_edtf <> '' as ended,
       edtf_earliest(start_edtf) as start_earliest, edtf_latest(start_edtf) as start_latest,
       period_end_earliest(end_edtf, '') as end_earliest, period_end_latest(end_edtf, '') as end_latest,
       period_possibly(start_edtf, end_edtf, '', true) as possibly,
       period_certainly(start_edtf, end_edtf, '', true) as certainly
  from (
    select p,
      case p %% 10 when 0 then '' when 1 then year || '~' when 2 then left(year::text, 3) || 'X'
                   when 3 then '[' || year || '..' || year + 2 || ']' when 4 then year::text
                   when 5 then year::text when 6 then year || to_char(p %% 12 + 1, '-FM00')
                   else year || to_char(p %% 12 + 1, '-FM00') || to_char(p %% 28 + 1, '-FM00') end as start_edtf,
      case when p / 10 %% 10 < 3 then least(year + 3 + p %% 12, 2025)::text else '' end as end_edtf
      from (select p, 1992 + p * 7 %% 30 as year from generate_series(0, 2099) p) years
  ) written
"""

MEMBERSHIPS = """
insert into cooperation_membership (version, withdrawn, withdrawn_reason, slug, start_edtf, end_edtf, ended,
                                    start_reason, end_reason, note, role, standing, followed_from,
                                    member_actor_slug, target_format_slug)
select %(versions)s, false, '', concat('actor-', actor, '-format-', format, '-', role), start_edtf, end_edtf, ended,
       '', '', 'Version ' || %(versions)s, role, standing, '',
       'actor-' || actor, 'format-' || format
  from (
    select m, m %% %(actors)s as actor,
           case when m / %(actors)s < 15 then (m / %(actors)s + m %% %(actors)s) %% %(large)s
                else %(large)s + (m / %(actors)s + m %% %(actors)s * 37) %% (%(formats)s - %(large)s) end as format,
           case when m %% 20 < 12 then 'member' when m %% 20 < 17 then 'participant' else 'observer' end as role,
           case m %% 50 when 0 then 'negotiating' when 1 then 'failed' when 2 then 'suspended' when 3 then 'signed'
                        else 'in-force' end as standing
      from generate_series(0, %(memberships)s - 1) m
  ) spell join period on p = m * 31 %% 2100
 order by m
"""

CITATIONS = """
insert into {citations} (version, withdrawn, withdrawn_reason, slug, stance, locator, footnote, as_printed,
                         asserted_start, asserted_end, note, source_slug, {kind}_slug)
select 1, false, '', '{kind}-' || slug || '-made-up', 'supports', '', '', '', '', '', '', 'made-up', slug from {facts}
"""

# Changesets come in as many runs as records have versions; each record gets one version in each run.
OPENED = "({version} - 1) * {run} + 1 + {record} * 7919 %% {run}"

CHANGESETS = """
insert into record_changeset (number, instant, author, approved_by, reason, db_user, txid)
select n, date_trunc('milliseconds', now() - interval '1 day' - (%(changesets)s - n) * interval '1 hour'),
       'Nobody', '', 'Made up', session_user, 0
  from generate_series(1, %(changesets)s) n
"""

CLOCK = """
update record_clock set number = %(changesets)s,
       instant = (select instant from record_changeset where number = %(changesets)s)
"""

RELEASES = """
insert into record_release (name, title, note, named_at, changeset_id)
select 'made-up-' || v, 'Made up', '', now(), v * %(run)s from generate_series(1, %(versions)s) v
"""

HISTORY = """
insert into {history} ({columns}, opened, closed, verb, history_date, history_type, history_change_reason)
select {values}, opened, closed, case v when 1 then 'add' else 'correct' end, c.instant,
       case v when 1 then '+' else '~' end, 'Made up'
  from (
    select r.*, v, {opened} as opened, case when v = {versions} then {current} else {next} end as closed
      from {facts} r cross join generate_series(1, {versions}) v
  ) r join record_changeset c on c.number = opened {joined}
"""
