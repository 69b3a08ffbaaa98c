select
  c.slug,
  concat_ws(' ', coalesce(tf.name, ti.name, ta.name) || ':', case when c.complete then 'complete list' else 'open list' end)
    as label,
  c.target_slug, coalesce(tf.name, ti.name, ta.name) as target_name, c.target_kind,
  c.complete, c."on",
  c."on" as start_edtf, c."on" as end_edtf, false as ended,
  c.start_earliest, c.start_latest, c.end_earliest, c.end_latest,
  ''::text as start_reason, ''::text as end_reason, c.possibly, c.certainly,
  c.verified_on, c.note
from {coverage} c
  left join {format} tf on tf.slug = c.target_format_slug
  left join {instrument} ti on ti.slug = c.target_instrument_slug
  left join {actor} ta on ta.slug = c.target_actor_slug;

comment on view eudefence.coverage is
  'Which lists of members are complete, or open, on which day: what the absence of a membership means.';
comment on column eudefence.coverage.complete is 'Whether the members recorded for that day are all there are.';
comment on column eudefence.coverage."on" is 'EDTF of the day for which this is said.';
