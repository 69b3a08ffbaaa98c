grant usage on schema eudefence to eudefence_app, eudefence_reader, eudefence_analyst;
grant select on all tables in schema eudefence to eudefence_app, eudefence_reader, eudefence_analyst;
grant execute on all functions in schema eudefence to eudefence_app, eudefence_reader, eudefence_analyst;
-- The API tells what was withdrawn, and what changed when; analysts do not see it.
grant usage on schema eudefence_pinned to eudefence_reader;
grant select on eudefence_pinned.tombstone, eudefence_pinned.change, eudefence_pinned.every_change,
  eudefence_pinned.redaction, eudefence_pinned.clock, eudefence_pinned.nameless to eudefence_reader;
do $$
declare published text := (
  select string_agg(oid::regclass::text, ', ') from pg_class
   where relnamespace = 'eudefence_pinned'::regnamespace and relname like 'published\_%');
begin
  execute format('grant select on %s to eudefence_reader', published);
end $$;
-- Views check the caller's right to the functions they use, not their owner's; inlined functions to what they read.
-- Without a right to the schema nobody can name any of it.
grant execute on all functions in schema eudefence_pinned to eudefence_app, eudefence_reader, eudefence_analyst;
do $$
declare versions text := (
  select string_agg(oid::regclass::text, ', ') from pg_class
   where relnamespace = 'eudefence_pinned'::regnamespace and relname like '%\_version');
begin
  execute format('grant select on %s to eudefence_app, eudefence_reader, eudefence_analyst', versions);
end $$;
