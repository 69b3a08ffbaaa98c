-- What panels and pairs are counted from: spells that take part, those that follow one another joined to one period.

create function eudefence_pinned.first_spell(spell text, known integer) returns text language sql stable strict
security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive former(slug, follows_slug, steps) as (
    select m.slug, m.follows_slug, 0 from eudefence_pinned.membership(known) m where m.slug = spell
    union all
    select m.slug, m.follows_slug, f.steps + 1
      from former f join eudefence_pinned.membership(known) m on m.slug = f.follows_slug where m.participating
  ) select slug from former order by steps desc limit 1
$$;

-- `begins` and `lasts`: from when on the start has certainly come, and until when the end has certainly not.
create view eudefence_pinned.participation as
select
  m.*, case when m.follows_slug is null then m.slug else eudefence_pinned.first_spell(m.slug, eudefence.pin()) end as period,
  least(coalesce(m.start_latest, case m.start_edtf when '..' then '-infinity' else 'infinity' end::date),
        coalesce(m.end_latest, 'infinity')) as begins,
  greatest(coalesce(m.end_earliest, case m.end_edtf when '' then 'infinity' else '-infinity' end::date),
           coalesce(m.start_earliest, '-infinity')) as lasts
from eudefence_pinned.published_membership m
where m.participating and not isempty(m.possibly);

create view eudefence_pinned.basis as
select max(c.instant)::date as day from record_changeset c where c.number <= eudefence.pin();

-- A spell that nobody dates counts from the first year of what it is in, or from 1945.
create view eudefence_pinned.member_year as
select
  actor_slug, actor_kind, target_slug, target_kind, year,
  bool_or(is_certain) as certain, bool_or(is_certain_last) as certain_last, bool_or(is_possible_last) as possible_last
from (
  select
    p.actor_slug, p.actor_kind, p.target_slug, p.target_kind, p.period, y.year,
    bool_or(p.begins < y.past) and bool_or(p.lasts >= y.first) as is_certain,
    coalesce(bool_or(p.begins <= y.last) filter (where p.possibly @> y.last)
             and bool_or(p.lasts >= y.last) filter (where p.possibly @> y.last), false) as is_certain_last,
    bool_or(p.possibly @> y.last) as is_possible_last
  from eudefence_pinned.participation p
    left join eudefence_pinned.format f on f.slug = p.target_slug and p.target_kind = 'format'
    left join eudefence_pinned.instrument i on i.slug = p.target_slug and p.target_kind = 'instrument'
    left join eudefence_pinned.actor a on a.slug = p.target_slug and p.target_kind = 'actor'
    cross join eudefence_pinned.basis b
    cross join lateral (
      select year, make_date(year, 1, 1) as first, make_date(year, 12, 31) as last, make_date(year + 1, 1, 1) as past
        from generate_series(
          extract(year from coalesce(p.start_earliest, f.start_earliest, i.start_earliest, a.start_earliest, '1945-01-01'))::integer,
          extract(year from least(p.end_latest, b.day))::integer) year
    ) y
  group by p.actor_slug, p.actor_kind, p.target_slug, p.target_kind, p.period, y.year
) periods
group by actor_slug, actor_kind, target_slug, target_kind, year;

create function eudefence_pinned.told(is_certain boolean, is_possible boolean) returns text
language sql immutable parallel safe return
  case when is_certain then 'certain' when is_possible then 'possible' else 'none' end;
