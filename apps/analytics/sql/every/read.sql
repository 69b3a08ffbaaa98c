-- {relation} for readers who know the number: in one statement, which finds out by itself whether this server has that
-- changeset. The bare ones are for who knows names too: all names that are joined are null.
create function eudefence_pinned.read_{relation}(known integer)
returns setof eudefence_pinned.published_{relation} language sql stable parallel safe begin atomic
  select r.* from (
{at_known}
  ) r
   where case when known <= (select number from eudefence_pinned.clock) then true else eudefence_pinned.not_here_yet(known) end;
end;
create function eudefence_pinned.read_bare_{relation}(known integer)
returns setof eudefence_pinned.published_{relation} language sql stable parallel safe begin atomic
  select r.* from (
{bare}
  ) r
   where case when known <= (select number from eudefence_pinned.clock) then true else eudefence_pinned.not_here_yet(known) end;
end;
