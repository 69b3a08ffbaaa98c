create view eudefence.release as
select r.name as slug, r.name, r.title, r.changeset_id as changeset, c.instant, r.note,
  '/releases/' || r.name || '/' as files
from record_release r join record_changeset c on c.number = r.changeset_id
where r.changeset_id <= eudefence.pin();

create function eudefence_pinned.read_release(known integer) returns setof eudefence.release
language sql stable parallel safe begin atomic
  select r.* from eudefence.release r
   where r.changeset <= known
     and case when known <= (select number from eudefence_pinned.clock) then true else eudefence_pinned.not_here_yet(known) end;
end;

comment on view eudefence.release is 'Names for changesets, so that a paper can cite one.';
comment on column eudefence.release.slug is 'The name, under the key that all resources have.';
comment on column eudefence.release.name is 'The name to cite, as in release:2026.1.';
comment on column eudefence.release.title is 'Title.';
comment on column eudefence.release.changeset is 'Number of the changeset that it names.';
comment on column eudefence.release.instant is 'When that changeset began.';
comment on column eudefence.release.files is 'Address of its files, below that of the site.';
