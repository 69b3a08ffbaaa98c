-- A number with its unit, as people read it: “€500,000,000”, “60,000 troops”, “2003”.
create function eudefence_pinned.amount(value numeric, unit text) returns text language sql stable strict parallel safe
begin atomic
  with said as (
    select case when value < 0 then '-' else '' end
        || case unit when 'year' then trunc(abs(value))::text
                     else to_char(trunc(abs(value)), 'FM9,999,999,999,999,990') end
        || substr(trim_scale(abs(value) % 1)::text, 2) as number
  )
  select case
      when unit = 'eur' then '€' || number
      when unit = 'currency-not-stated' then number || ' (currency not stated)'
      when unit = 'percent-of-gdp' then number || '% of GDP'
      when unit in ('year', 'ordinal') then number
      when unit = 'brigade' then number || case value when 1 then ' brigade' else ' brigades' end
      when unit = 'bodies' and value = 1 then number || ' body'
      when value = 1 then number || ' ' || regexp_replace(unit, 's$', '')
      else number || ' ' || unit
    end
    from said;
end;

-- Names of what a row is about, whichever of several kinds that is: one look-up, in the table of its kind. Joins to them
-- all would cost the planner more than the rows cost. Plans of these look-ups are kept, by analysts too, who keep no others.

create function eudefence_pinned.label_of(kind text, called text, known integer) returns text language plpgsql stable strict
security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  case kind
    when 'actor' then return (select x.name from eudefence_pinned.actor(known) x where x.slug = called);
    when 'format' then return (select x.name from eudefence_pinned.format(known) x where x.slug = called);
    when 'instrument' then return (select x.name from eudefence_pinned.instrument(known) x where x.slug = called);
    when 'legal-basis' then return (select x.name from eudefence_pinned.legal_basis(known) x where x.slug = called);
    when 'partnership' then return (select x.name from eudefence_pinned.partnership(known) x where x.slug = called);
    when 'proposal' then return (select x.name from eudefence_pinned.proposal(known) x where x.slug = called);
    when 'source' then return (select x.title from eudefence_pinned.source(known) x where x.slug = called);
    when 'membership' then
      return (
        select concat_ws(' – ', eudefence_pinned.label_of(x.member_kind, x.member_slug, known), replace(x.role, '-', ' '),
                         eudefence_pinned.label_of(x.target_kind, x.target_slug, known))
          from eudefence_pinned.membership(known) x where x.slug = called);
    when 'milestone' then return (select x.label from eudefence_pinned.milestone(known) x where x.slug = called);
    when 'claim' then return (select x.statement from eudefence_pinned.claim(known) x where x.slug = called);
    when 'link' then return (select x.label from eudefence_pinned.published_link(known) x where x.slug = called);
    when 'legal-effect' then
      return (select x.label from eudefence_pinned.published_legal_effect(known) x where x.slug = called);
    when 'quantity' then return (select x.label from eudefence_pinned.published_quantity(known) x where x.slug = called);
    when 'coverage' then return (select x.label from eudefence_pinned.published_coverage(known) x where x.slug = called);
  end case;
end $$;

-- The same of many at once, for readers who know the number; as `every/read.sql` does for rows.
create function eudefence_pinned.read_names(kinds text[], slugs text[], known integer)
returns table (kind text, slug text, name text) language sql stable parallel safe begin atomic
  select n.kind, n.slug, eudefence_pinned.label_of(n.kind, n.slug, known) from unnest(kinds, slugs) n(kind, slug)
   where case when known <= (select number from eudefence_pinned.clock) then true else eudefence_pinned.not_here_yet(known) end;
end;
