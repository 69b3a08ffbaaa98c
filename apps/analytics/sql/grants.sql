grant usage on schema eudefence to eudefence_app, eudefence_reader, eudefence_analyst;
grant select on all tables in schema eudefence to eudefence_app, eudefence_reader, eudefence_analyst;
grant execute on all functions in schema eudefence to eudefence_app, eudefence_reader, eudefence_analyst;
-- The API tells what was withdrawn, and what changed when; analysts do not see it.
grant usage on schema eudefence_pinned to eudefence_reader;
grant select on eudefence_pinned.tombstone, eudefence_pinned.change to eudefence_reader;
-- Views check the caller's right to the functions they use, not their owner's.
grant execute on all functions in schema eudefence_pinned to eudefence_app, eudefence_reader, eudefence_analyst;
