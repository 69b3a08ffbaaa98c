"""The history of memberships as simple-history alone keeps it: its own columns and indexes, and its `as_of`."""

from typing import Any

from psycopg import sql

TABLE = "bench_historicalmembership"
COLUMNS = """
    id, slug, role, standing, start_edtf, end_edtf, ended, start_reason, end_reason, possibly, certainly, note,
    verified_on, withdrawn, version, member_actor_slug, member_format_slug, target_format_slug, target_instrument_slug,
    target_actor_slug, proposal_slug, follows_slug, history_id, history_date, history_change_reason, history_type,
    history_user_id
"""
# Of what was a key, unique or a link, and of the date: what a model with HistoricalRecords() has when nobody adds any.
INDEXED = (
    "id", "slug", "member_actor_slug", "member_format_slug", "target_format_slug", "target_instrument_slug",
    "target_actor_slug", "proposal_slug", "follows_slug", "history_date", "history_user_id",
)  # fmt: skip
# As its manager writes `Membership.history.as_of(at).filter(target_format=format)`.
QUERY = f"""
    select u.* from {TABLE} u
     where u.target_format_slug = %s and u.history_date <= %s and u.history_type <> '-'
       and not exists (
         select 1 from {TABLE} later
          where later.id = u.id and later.history_date > u.history_date and later.history_date <= %s limit 1)
"""


def make(connection: Any) -> None:
    """Have the table stand, with the rows that our history has; one that stands already is kept."""
    if connection.execute("select to_regclass(%s)", [TABLE]).fetchone()[0]:
        return
    connection.execute(
        f"create table {TABLE} as select {COLUMNS} from cooperation_historicalmembership order by history_id"
    )
    connection.execute(f"alter table {TABLE} add primary key (history_id)")
    for column in INDEXED:
        connection.execute(sql.SQL("create index on {} ({})").format(sql.Identifier(TABLE), sql.Identifier(column)))
    connection.commit()
    connection.autocommit = True
    connection.execute(f"vacuum analyze {TABLE}")
    connection.autocommit = False
