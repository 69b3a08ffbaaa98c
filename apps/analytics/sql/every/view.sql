create view eudefence.{relation} as
select r.* from eudefence_pinned.published_{relation} r;
