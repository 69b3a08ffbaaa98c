create view eudefence.{relation} as
select r.*, eudefence_pinned.certainty(r.possibly, r.certainly, eudefence.valid_days()) as certainty
  from eudefence_pinned.published_{relation} r
 where r.possibly @> eudefence.valid_days();
