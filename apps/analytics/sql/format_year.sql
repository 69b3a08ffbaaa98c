create view eudefence.format_year as
select
  f.slug as format_slug, f.name as format_name, f.kind as format_kind, y.year,
  eudefence_pinned.told(y.certain, true) as any_day,
  eudefence_pinned.told(f.certainly @> y.last, f.possibly @> y.last) as on_31_december,
  count(m.actor_slug) filter (where m.certain) as members_certain,
  count(m.actor_slug) as members_possible,
  count(m.actor_slug) filter (where m.certain_last) as members_certain_on_31_december,
  count(m.actor_slug) filter (where m.possible_last) as members_possible_on_31_december,
  y.last > b.day as projected
from eudefence_pinned.published_format f
  cross join eudefence_pinned.basis b
  cross join lateral (
    select year, make_date(year, 12, 31) as last,
           least(coalesce(f.start_latest, case f.start_edtf when '..' then '-infinity' else 'infinity' end::date),
                 coalesce(f.end_latest, 'infinity')) <= make_date(year, 12, 31)
           and greatest(coalesce(f.end_earliest, case f.end_edtf when '' then 'infinity' else '-infinity' end::date),
                        coalesce(f.start_earliest, '-infinity')) >= make_date(year, 1, 1) as certain
      from generate_series(extract(year from coalesce(f.start_earliest, '1945-01-01'))::integer,
                           extract(year from least(f.end_latest, b.day))::integer) year
  ) y
  left join eudefence_pinned.member_year m on m.target_slug = f.slug and m.target_kind = 'format' and m.year = y.year
where not isempty(f.possibly)
group by f.slug, f.name, f.kind, f.certainly, f.possibly, y.year, y.certain, y.last, b.day;

comment on view eudefence.format_year is
  'One row for each format and year in which it is possibly in force, with the number of its members of any kind; a member in '
  'two roles is one. Years end with that of the changeset read at; a format that nobody dates counts from 1945. '
  'Obeys known_at, not valid_at.';
comment on column eudefence.format_year.format_slug is 'Slug of the format.';
comment on column eudefence.format_year.format_name is 'Name of the format.';
comment on column eudefence.format_year.format_kind is 'Kind of the format (docs/vocabularies.md).';
comment on column eudefence.format_year.year is 'Calendar year.';
comment on column eudefence.format_year.any_day is 'Whether it is in force on some day of the year: certain or possible.';
comment on column eudefence.format_year.on_31_december is 'Whether it is in force on 31 December: certain, possible or none.';
comment on column eudefence.format_year.members_certain is 'Members that certainly take part on some day of the year.';
comment on column eudefence.format_year.members_possible is 'Members that possibly do, the certain ones included.';
comment on column eudefence.format_year.members_certain_on_31_december is 'Members that certainly take part on 31 December.';
comment on column eudefence.format_year.members_possible_on_31_december is 'Members that possibly do on 31 December.';
comment on column eudefence.format_year.projected is 'Whether 31 December lies after the changeset read at.';
