create view eudefence.changeset as
select c.number, c.instant, c.author, c.approved_by, c.reason from record_changeset c where c.number <= eudefence.pin();

comment on view eudefence.changeset is 'Acts of curation, numbered without gaps in the order of commits.';
comment on column eudefence.changeset.number is 'Number; the known-time clock.';
comment on column eudefence.changeset.instant is 'When it began, in whole milliseconds; always later than the one before.';
comment on column eudefence.changeset.author is 'Who, under the public name held at the time.';
comment on column eudefence.changeset.approved_by is
  'The second person, under the public name held at the time; empty where it was published directly.';
comment on column eudefence.changeset.reason is 'Why.';
