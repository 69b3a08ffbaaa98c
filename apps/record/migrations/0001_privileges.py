"""Who may do what with everything that is made after this: before any table stands.

Default privileges hold for objects that this role makes; roles themselves are made at set-up.
"""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

FORWARDS = """
do $$ begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to eudefence_app, eudefence_reader, eudefence_analyst',
                 current_database());
  execute format('grant temporary on database %I to eudefence_analyst', current_database());
end $$;
grant usage on schema public to eudefence_app;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant select, insert, update, delete on tables to eudefence_app;
alter default privileges in schema public grant usage, select on sequences to eudefence_app;
-- Made before the first migration, hence before the default privileges.
grant select on django_migrations to eudefence_app;
"""

BACKWARDS = """
alter default privileges grant execute on functions to public;
alter default privileges in schema public revoke all on tables from eudefence_app;
alter default privileges in schema public revoke all on sequences from eudefence_app;
"""


class Migration(migrations.Migration):
    dependencies = []
    run_before = [("contenttypes", "0001_initial")]
    operations = [BtreeGistExtension(), migrations.RunSQL(FORWARDS, BACKWARDS)]
