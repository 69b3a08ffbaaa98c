create view eudefence.dyad_year as
select
  one.actor_slug as actor_1_slug, one.actor_name as actor_1_name, one.iso_alpha2 as iso_alpha2_1, one.iso_alpha3 as iso_alpha3_1,
  other.actor_slug as actor_2_slug, other.actor_name as actor_2_name,
  other.iso_alpha2 as iso_alpha2_2, other.iso_alpha3 as iso_alpha3_2,
  one.year,
  count(*) filter (where 'possible' not in (one.any_day, other.any_day)) as shared_certain,
  count(*) as shared_possible,
  count(*) filter (where one.on_31_december = 'certain' and other.on_31_december = 'certain') as shared_certain_on_31_december,
  count(*) filter (where 'none' not in (one.on_31_december, other.on_31_december)) as shared_possible_on_31_december,
  array_agg(one.target_slug order by one.target_slug) as targets_slug,
  one.projected
from eudefence.state_year one
  join eudefence.state_year other
    on other.target_slug = one.target_slug and other.target_kind = one.target_kind and other.year = one.year
   and other.actor_slug > one.actor_slug
group by one.actor_slug, one.actor_name, one.iso_alpha2, one.iso_alpha3, other.actor_slug, other.actor_name, other.iso_alpha2,
  other.iso_alpha3, one.year, one.projected;

comment on view eudefence.dyad_year is
  'One row for each two states and year in which both possibly take part in the same thing, and how many things these are. '
  'On any day: each on a day of its own. Made from state_year, whose meanings it has; the first state comes first by slug.';
comment on column eudefence.dyad_year.actor_1_slug is 'Slug of the first state.';
comment on column eudefence.dyad_year.actor_1_name is 'Name of the first state.';
comment on column eudefence.dyad_year.iso_alpha2_1 is 'ISO 3166-1 alpha-2 code of the first state.';
comment on column eudefence.dyad_year.iso_alpha3_1 is 'ISO 3166-1 alpha-3 code of the first state.';
comment on column eudefence.dyad_year.actor_2_slug is 'Slug of the second state.';
comment on column eudefence.dyad_year.actor_2_name is 'Name of the second state.';
comment on column eudefence.dyad_year.iso_alpha2_2 is 'ISO 3166-1 alpha-2 code of the second state.';
comment on column eudefence.dyad_year.iso_alpha3_2 is 'ISO 3166-1 alpha-3 code of the second state.';
comment on column eudefence.dyad_year.year is 'Calendar year.';
comment on column eudefence.dyad_year.shared_certain is 'Things in which both certainly take part on some day of the year.';
comment on column eudefence.dyad_year.shared_possible is 'Things in which both possibly do, the certain ones included.';
comment on column eudefence.dyad_year.shared_certain_on_31_december is 'Things in which both certainly take part on 31 December.';
comment on column eudefence.dyad_year.shared_possible_on_31_december is 'Things in which both possibly do on 31 December.';
comment on column eudefence.dyad_year.targets_slug is 'Slugs of the things counted as possible.';
comment on column eudefence.dyad_year.projected is 'Whether 31 December lies after the changeset read at.';
