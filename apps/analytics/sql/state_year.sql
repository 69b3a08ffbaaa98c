create view eudefence.state_year as
select
  y.actor_slug, a.name as actor_name, a.iso_alpha2, a.iso_alpha3,
  y.target_slug, coalesce(tf.name, ti.name, ta.name) as target_name, y.target_kind, y.year,
  eudefence_pinned.told(y.certain, true) as any_day,
  eudefence_pinned.told(y.certain_last, y.possible_last) as on_31_december,
  make_date(y.year, 12, 31) > b.day as projected
from eudefence_pinned.member_year y
  join eudefence_pinned.published_actor a on a.slug = y.actor_slug and a.iso_alpha2 is not null
  left join eudefence_pinned.format tf on tf.slug = y.target_slug and y.target_kind = 'format'
  left join eudefence_pinned.instrument ti on ti.slug = y.target_slug and y.target_kind = 'instrument'
  left join eudefence_pinned.actor ta on ta.slug = y.target_slug and y.target_kind = 'actor'
  cross join eudefence_pinned.basis b
where y.actor_kind = 'actor';

comment on view eudefence.state_year is
  'One row for each state, target and year in which the state possibly takes part in it on any day; states are actors with an '
  'ISO 3166 code. Spells that follow one another count as one. Years end with that of the changeset read at; a spell that '
  'nobody dates counts from the first year of its target, or from 1945. Obeys known_at, not valid_at.';
comment on column eudefence.state_year.actor_slug is 'Slug of the state.';
comment on column eudefence.state_year.actor_name is 'Name of the state.';
comment on column eudefence.state_year.iso_alpha2 is 'ISO 3166-1 alpha-2 code.';
comment on column eudefence.state_year.iso_alpha3 is 'ISO 3166-1 alpha-3 code.';
comment on column eudefence.state_year.year is 'Calendar year.';
comment on column eudefence.state_year.any_day is
  'certain: it takes part on some day of the year whatever the uncertain dates turn out to be; possible: if they allow it.';
comment on column eudefence.state_year.on_31_december is 'The same on 31 December: certain, possible or none.';
comment on column eudefence.state_year.projected is 'Whether 31 December lies after the changeset read at.';
