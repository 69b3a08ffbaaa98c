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

TIMES = 31
DAY = "2018-06-01"
# Who is in a format on a day: by the versions that every relation reads, and with all names by the analysts' function.
MEMBERS = """
    select member_slug, role, standing from eudefence_pinned.membership_version
     where target_slug = %s and opened <= %s and closed > %s and not withdrawn and participating
       and possibly @> %s::date
"""
MEMBERS_ON_A_DAY, AS_OF = "members of a format on a day", "members of a format by simple-history's as_of"
NAMED = "select * from eudefence.membership_at({day}, {known}) where target_slug = {format} and participating"


SHARES = {"now": 1.0, "as known at half": 0.5, "as known at nine tenths": 0.9}
"""Of the changesets: how far back a question at a known time looks."""


def in_server(database: str) -> dict[str, float]:
    """Milliseconds in which the server plans and runs, medians.

    We have each statement planned once for a connection; simple-history's is planned with each question, as Django
    asks it.
    """
    with psycopg.connect(**logins.connect_arguments(logins.login("owner")) | {"dbname": database}) as connection:
        newest: Any = connection.execute("select max(number) from record_changeset").fetchone()
        typical: Any = connection.execute(TYPICAL).fetchone()
        as_of.make(connection)
        connection.execute("set plan_cache_mode = force_generic_plan")
        found = {}
        for moment, share in SHARES.items():
            number = max(1, round(newest[0] * share))
            members = _filled(MEMBERS, typical[0], number, number, DAY)
            found[f"{MEMBERS_ON_A_DAY}, {moment}"] = _milliseconds_in_server(connection, *members)
            at: Any = connection.execute("select instant from record_changeset where number = %s", [number]).fetchone()
            theirs = sql.SQL(as_of.QUERY.replace("%s", "{}")).format(*map(sql.Literal, (typical[0], at[0], at[0])))
            found[f"{AS_OF}, {moment}"] = _milliseconds_in_server(connection, theirs)
            words = {"day": DAY, "format": typical[0], "known": f"changeset:{number}"}
            named = sql.SQL(NAMED).format(**{name: sql.Literal(word) for name, word in words.items()})
            found[f"the same with all names, {moment}"] = _milliseconds_in_server(connection, named, sql.SQL(""))
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


def _filled(query: str, *values: Any) -> tuple[sql.Composable, sql.Composable]:
    """The statement to be kept, and the values that it is asked with."""
    for place in range(len(values)):
        query = query.replace("%s", f"${place + 1}", 1)
    return sql.SQL(query), sql.SQL("({})").format(sql.SQL(", ").join(map(sql.Literal, values)))


def _milliseconds_in_server(connection: Any, query: sql.Composable, values: sql.Composable | None = None) -> float:
    """Of a statement that is kept, asked with VALUES; without them, of one that is planned each time."""
    asked = query
    if values is not None:
        connection.execute(sql.SQL("prepare asked as ") + query)
        asked = sql.SQL("execute asked ") + values
    explained = sql.SQL("explain (analyze, timing off, format json) ") + asked
    found = [connection.execute(explained).fetchone()[0][0] for _ in range(TIMES)]
    if values is not None:
        connection.execute("deallocate asked")
    return statistics.median(each["Planning Time"] + each["Execution Time"] for each in found)
