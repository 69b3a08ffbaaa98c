create view eudefence.instrument_access as
select
  m.actor_slug, m.actor_name, m.actor_kind, m.target_slug as instrument_slug, m.target_name as instrument_name,
  'membership' as through_kind, m.slug as through_slug, m.label as through_name, m.role, m.standing, m.participating as open,
  m.possibly, m.certainly, m.certainty
from eudefence.membership m where m.target_kind = 'instrument'
union all
select
  party.slug, party.name, party.kind, l.object_slug, l.object_name,
  'partnership', p.slug, p.name, null, p.standing, p.standing in ('endorsed', 'signed', 'provisional', 'in-force'),
  p.possibly * l.possibly, p.certainly * l.certainly,
  eudefence_pinned.certainty(p.possibly * l.possibly, p.certainly * l.certainly, eudefence.valid_days())
from eudefence.partnership p
  join eudefence.link l on l.subject_kind = 'partnership' and l.subject_slug = p.slug and l.kind = 'gateway-to'
                       and l.object_kind = 'instrument'
  cross join lateral unnest(p.parties_slug, p.parties_name, p.parties_kind) party(slug, name, kind)
where p.possibly * l.possibly @> eudefence.valid_days();

comment on view eudefence.instrument_access is
  'Who can use which instrument: through a membership of it, or as a party of a partnership that is a gateway to it. All standings '
  'are here, failed ones too: ask for open. Members of the Union, which need neither, are not.';
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
comment on column eudefence.instrument_access.open is 'Whether that standing opens it: endorsed, signed, provisional or in-force.';
