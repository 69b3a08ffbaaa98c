-- {relation} as known: at the changeset of the session, and at any.
create view eudefence_pinned.published_{relation} as
{at_session};
create function eudefence_pinned.published_{relation}(known integer)
returns setof eudefence_pinned.published_{relation} language sql stable parallel safe begin atomic
{at_known};
end;
