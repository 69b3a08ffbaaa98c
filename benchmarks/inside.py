"""How costs grow with the number of records: execution in the server, and pages from first to last."""

import base64
import json
import statistics
import time
import urllib.request
from typing import Any
from urllib.parse import quote, unquote

import psycopg
from psycopg import sql

from benchmarks.peers import as_of
from benchmarks.servers import Server
from eudefence import logins

TIMES = 15
DAY = "2018-06-01"
# Who is in a format on a day: by the versions that every relation reads, and with all names by the analysts' function.
MEMBERS = """
    select member_slug, role, standing from eudefence_pinned.membership_version
     where target_slug = %s and opened <= %s and closed > %s and not withdrawn and participating
       and possibly @> %s::date
"""
NAMED = "select * from eudefence.membership_at({day}, {known}) where target_slug = {format} and participating"


def in_server(database: str) -> dict[str, float]:
    """Milliseconds of execution, medians of a kept plan; now, and as known at half of the changesets."""
    with psycopg.connect(**logins.connect_arguments(logins.login("owner")) | {"dbname": database}) as connection:
        newest: Any = connection.execute("select max(number) from record_changeset").fetchone()
        half = max(1, newest[0] // 2)
        typical: Any = connection.execute(TYPICAL).fetchone()
        at: Any = connection.execute("select instant from record_changeset where number = %s", [half]).fetchone()
        found = {}
        for name, number in (("now", newest[0]), ("as known then", half)):
            found[f"members of a format on a day, {name}"] = _run(
                connection, MEMBERS, typical[0], number, number, DAY
            )  # fmt: skip
        words = {"day": sql.Literal(DAY), "format": sql.Literal(typical[0]), "known": sql.Literal(f"changeset:{half}")}
        found["the same with all names, as known then"] = _run(connection, sql.SQL(NAMED).format(**words))
        as_of.make(connection)
        found["members of a format by simple-history's as_of"] = _run(connection, as_of.QUERY, typical[0], at[0], at[0])
        return found


# A format of middling size.
TYPICAL = """
    select target_slug from (select target_slug, count(*) as members from cooperation_membership group by 1) f
     order by abs(members - 60), target_slug limit 1
"""


def depth(server: Server) -> dict[str, float]:
    """Milliseconds of the first page, and of one at nine tenths of the list: asked in turn, the least of each."""
    # Made-up slugs begin with “actor-” and a number: nine tenths of them come before this one.
    first = f"{server.address}/api/v1/memberships/"
    start = json.loads(_fetched(f"{first}?page_size=1"))
    cursor = start["next"].partition("cursor=")[2]
    deep = f"{first}?cursor={quote(_moved(cursor, 'actor-9'), safe='')}"
    for url in (first, deep) * 5:  # the first of each has plans and names to learn
        _fetched(url)
    found = [(_milliseconds(first), _milliseconds(deep)) for _ in range(10 * TIMES)]
    return {
        name: min(times)
        for name, times in zip(("first page", "page at nine tenths"), zip(*found, strict=True), strict=True)
    }


def _moved(cursor: str, slug: str) -> str:
    """The cursor that a page ending with SLUG would have given."""
    changeset, _, backwards = json.loads(base64.urlsafe_b64decode(unquote(cursor)))
    return base64.urlsafe_b64encode(json.dumps([changeset, {"slug": slug}, backwards]).encode()).decode()


def _milliseconds(url: str) -> float:
    begun = time.perf_counter()
    _fetched(url)
    return (time.perf_counter() - begun) * 1000


def _fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        content: bytes = answer.read()
        return content


def _run(connection: Any, query: Any, *values: Any) -> float:
    text = query if isinstance(query, str) else query.as_string(connection)
    for place in range(len(values)):
        text = text.replace("%s", f"${place + 1}", 1)
    connection.execute("set plan_cache_mode = force_generic_plan")
    connection.execute(sql.SQL("prepare asked as ") + sql.SQL(text))
    given = sql.SQL(" ({})").format(sql.SQL(", ").join(map(sql.Literal, values))) if values else sql.SQL("")
    explained = sql.SQL("explain (analyze, timing off, format json) execute asked") + given
    found = [connection.execute(explained).fetchone()[0][0]["Execution Time"] for _ in range(TIMES)]
    connection.execute("deallocate asked")
    return statistics.median(found)
