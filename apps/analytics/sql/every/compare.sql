create function eudefence.{relation}_compare(valid_from date, valid_to date)
returns table (change text, {typed_columns}) language sql stable parallel safe begin atomic
  select case when {followed} then 'changed' else v.change end, {plain_columns},
         case when v.is_certain then 'certain' else 'possible' end
    from eudefence_pinned.published_{relation}(eudefence.pin()) r
    cross join lateral (
      select
        least(coalesce(r.start_latest, case r.start_edtf when '..' then '-infinity' else 'infinity' end::date),
              coalesce(r.end_latest, 'infinity')) as begins,
        greatest(coalesce(r.end_earliest, case r.end_edtf when '' then 'infinity' else '-infinity' end::date),
                 coalesce(r.start_earliest, '-infinity')) as lasts,
        coalesce(valid_from, '-infinity') as first, coalesce(valid_to, 'infinity') as last
    ) d
    cross join lateral (
      values
        ('began', d.begins > d.first and coalesce(r.start_earliest, '-infinity') <= d.last,
                  r.start_earliest > d.first and d.begins <= d.last),
        ('ended', d.lasts < d.last and coalesce(r.end_latest, 'infinity') >= d.first,
                  d.lasts >= d.first and r.end_latest < d.last)
    ) v(change, is_possible, is_certain)
   where eudefence_pinned.in_order(valid_from, valid_to) and v.is_possible and not isempty(r.possibly) and not ({goes_on});
end;
comment on function eudefence.{relation}_compare(date, date) is
  'What changed in the world between two days: rows that began after the first and by the second, or ended from the first on '
  'and before the second, with the certainty of that; “changed” for a spell that follows another. At the session''s known time.';
