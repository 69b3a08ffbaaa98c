create view eudefence.instrument_access as
with recursive gateway(through_slug, path_slug, instrument_slug, instrument_name, possibly, certainly) as (
  select l.subject_slug, array[l.subject_slug], l.object_slug, l.object_name, l.possibly, l.certainly
    from eudefence.link l
   where l.kind = 'gateway-to' and l.subject_kind = 'partnership' and l.object_kind = 'instrument'
  union all
  -- A partnership that led on to the one which opens it.
  select l.subject_slug, l.subject_slug || p.path_slug, p.instrument_slug, p.instrument_name,
         l.possibly * p.possibly, l.certainly * p.certainly
    from gateway p
    join eudefence.link l on l.kind = 'gateway-to' and l.subject_kind = 'partnership' and l.object_kind = 'partnership'
                         and l.object_slug = p.through_slug
   where l.subject_slug <> all(p.path_slug)
)
select
  m.actor_slug, m.actor_name, m.actor_kind, m.target_slug as instrument_slug, m.target_name as instrument_name,
  'membership' as through_kind, m.slug as through_slug, m.label as through_name, m.role, m.standing, m.participating as open,
  m.possibly, m.certainly, m.certainty, array[m.slug] as path_slug
from eudefence.membership m where m.target_kind = 'instrument'
union all
select
  party.slug, party.name, party.kind, o.instrument_slug, o.instrument_name,
  'partnership', p.slug, p.name, null, p.standing, way.open, way.possibly, way.certainly,
  eudefence_pinned.certainty(way.possibly, way.certainly, eudefence.valid_days()), o.path_slug
from gateway o
  join eudefence.partnership p on p.slug = o.through_slug
  cross join lateral unnest(p.parties_slug, p.parties_name, p.parties_kind) party(slug, name, kind)
  -- Every partnership on the way must stand, and be the party's own.
  cross join lateral (
    select bool_and(s.standing in ('endorsed', 'signed', 'provisional', 'in-force')) as open,
           range_intersect_agg(s.possibly) * o.possibly as possibly,
           range_intersect_agg(s.certainly) * o.certainly as certainly
      from eudefence.partnership s where s.slug = any(o.path_slug) and party.slug = any(s.parties_slug)
    having count(*) = cardinality(o.path_slug)
  ) way
-- The Union is a party of each: it is what the instruments belong to.
where party.slug <> 'european-union' and way.possibly @> eudefence.valid_days();

comment on view eudefence.instrument_access is
  'Who can use which instrument: through a membership of it, and as a partner of the Union in a partnership that is a gateway to it, '
  'or led on to one that is. All standings are here, failed ones too: ask for open. Members of the Union, which need neither, are not.';
comment on column eudefence.instrument_access.actor_slug is 'Slug of who can use it.';
comment on column eudefence.instrument_access.actor_name is 'Name of who can use it.';
comment on column eudefence.instrument_access.actor_kind is 'Kind of who can use it: actor or format.';
comment on column eudefence.instrument_access.instrument_slug is 'Slug of the instrument.';
comment on column eudefence.instrument_access.instrument_name is 'Name of the instrument.';
comment on column eudefence.instrument_access.through_kind is 'membership or partnership.';
comment on column eudefence.instrument_access.through_slug is 'Slug of the membership or partnership.';
comment on column eudefence.instrument_access.through_name is 'Label of the membership, or name of the partnership.';
comment on column eudefence.instrument_access.role is 'Role of the membership; null for a partnership.';
comment on column eudefence.instrument_access.standing is 'Standing of the membership or partnership.';
comment on column eudefence.instrument_access.open is
  'Whether it is open that way: the membership, or every partnership on the path, is endorsed, signed, provisional or in-force.';
comment on column eudefence.instrument_access.path_slug is
  'Slug of the membership; or slugs of the partnerships on the way, from this one to that which opens the instrument.';
