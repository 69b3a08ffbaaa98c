create view eudefence.{relation}_history as
select
  v.slug, v.changeset, v.superseded_in, v.verb, v.axis, c.instant, c.author, c.approved_by, c.reason, {other_columns}
from (
  select slug, changeset, lead(changeset) over (partition by slug order by changeset) as superseded_in, verb, axis
    from eudefence_pinned.change where resource = '{resource}'
) v
  join record_changeset c on c.number = v.changeset
  left join lateral (
    select r.* from eudefence_pinned.published_{relation}(v.changeset) r where r.slug = v.slug
  ) r on true;

comment on view eudefence.{relation}_history is
  'Versions of {relation}: one row for each changeset that wrote one, with all its columns as they stood then, names of linked '
  'things included; where it was withdrawn they are null. Obeys known_at, not valid_at.';
