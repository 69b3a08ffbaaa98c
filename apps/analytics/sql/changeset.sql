create view eudefence.changeset as
select c.number, c.instant, c.author, c.approved_by, c.reason from record_changeset c where c.number <= eudefence.pin();

create function eudefence_pinned.read_changeset(known integer) returns setof eudefence.changeset
language sql stable parallel safe begin atomic
  select r.* from eudefence.changeset r
   where r.number <= known
     and case when known <= (select number from eudefence_pinned.clock) then true else eudefence_pinned.not_here_yet(known) end;
end;

comment on view eudefence.changeset is 'Acts of curation, numbered without gaps in the order of commits.';
comment on column eudefence.changeset.number is 'Number; the known-time clock.';
comment on column eudefence.changeset.instant is 'When it began, in whole milliseconds; always later than the one before.';
comment on column eudefence.changeset.author is 'Who, under the public name held at the time.';
comment on column eudefence.changeset.approved_by is
  'The second person, under the public name held at the time; empty where it was published directly.';
comment on column eudefence.changeset.reason is 'Why.';
