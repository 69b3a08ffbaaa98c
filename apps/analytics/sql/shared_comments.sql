-- Columns that many relations share mean the same everywhere; said once, for each that has no comment of its own.
do $$
declare shared jsonb := $json$ {
  "slug": "Public name: never changed, never used again.",
  "name": "Name.",
  "label": "What it says, put together from its parts.",
  "note": "What a reader should know, in our own words.",
  "verified_on": "Day on which a curator last checked it.",
  "start_edtf": "EDTF of the start; empty: unknown; ..: always.",
  "end_edtf": "EDTF of the end; empty: none known.",
  "ended": "Whether it is known to have ended.",
  "start_earliest": "First day on which it may have started; null: open.",
  "start_latest": "Last day on which it may have started; null: open.",
  "end_earliest": "First day that may have been its last; null: open.",
  "end_latest": "Last day that may have been its last; null: open.",
  "start_reason": "Why this start, where sources differ.",
  "end_reason": "Why this end, where sources differ.",
  "possibly": "Days on which it may be in force.",
  "certainly": "Days on which it is in force whatever its uncertain dates turn out to be.",
  "certainty": "certain or possible, on the day of eudefence.valid_at; null where the session asks about no day.",
  "aliases": "Other names.",
  "identifiers": "Identifiers elsewhere, as scheme:value.",
  "status": "proposed, planned, active, dormant, ended or never-built, as of the latest day known at this changeset.",
  "part_of_slug": "Slugs of what it is part of; links of kind part-of that have not ended.",
  "part_of_name": "Names of what it is part of, in the order of their slugs.",
  "part_of_kind": "Kinds of what it is part of, in the order of their slugs.",
  "subject_slug": "Slug of what it is about.",
  "subject_name": "Name of what it is about.",
  "subject_kind": "Kind of what it is about: actor, format, instrument, legal-basis, membership, partnership or proposal.",
  "target_slug": "Slug of what the member is in: a format, an instrument or an organisation.",
  "target_name": "Name of what the member is in.",
  "target_kind": "Kind of the target: format, instrument or actor."
} $json$;
  col record;
begin
  for col in
    select c.oid::regclass as relation, a.attname as name, shared ->> a.attname as words
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'eudefence'::regnamespace and c.relkind = 'v' and a.attnum > 0
       and shared ? a.attname::text and col_description(c.oid, a.attnum) is null
  loop
    execute format('comment on column %s.%I is %L', col.relation, col.name, col.words);
  end loop;
end $$;

-- Versions have the columns of their relation, and with each who wrote it, when and why.
do $$
declare
  own jsonb := $json$ {
  "slug": "Public name of the record.",
  "changeset": "Number of the changeset that wrote this version.",
  "superseded_in": "Number of the changeset that wrote the next one; null: it is current.",
  "verb": "add, end, renew, change, correct, merge, withdraw, restore or seed; after withdraw all columns are null.",
  "axis": "world, where the world changed, or record, where our record of it did.",
  "instant": "When that changeset began.",
  "author": "Who wrote it, under the public name held at the time.",
  "approved_by": "Who approved it, under the public name held at the time; empty: nobody else.",
  "reason": "Why."
} $json$;
  col record;
begin
  for col in
    select h.oid::regclass as relation, a.attname as name,
           coalesce(own ->> a.attname, col_description(r.oid, ra.attnum)) as words
      from pg_class h
      join pg_class r on r.relnamespace = h.relnamespace and r.relname || '_history' = h.relname
      join pg_attribute a on a.attrelid = h.oid and a.attnum > 0
      left join pg_attribute ra on ra.attrelid = r.oid and ra.attname = a.attname
     where h.relnamespace = 'eudefence'::regnamespace
  loop
    execute format('comment on column %s.%I is %L', col.relation, col.name, col.words);
  end loop;
end $$;
