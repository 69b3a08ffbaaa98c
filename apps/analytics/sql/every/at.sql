-- Inlined, with what its caller asks of its rows, so that indexes serve; `offset 0` has the changeset found once.
create function eudefence.{relation}_at(valid_at date, known_at text default null)
returns setof eudefence.{relation} language sql stable parallel safe begin atomic
  select r.*
    from (select eudefence_pinned.number_at(known_at) as number offset 0) asked
    cross join lateral eudefence_pinned.published_{relation}(asked.number) r
   where eudefence_pinned.takes_no_day(valid_at);
end;
comment on function eudefence.{relation}_at(date, text) is
  'The rows of {relation} at a known time, the session''s for null. It has no valid time: give null.';
