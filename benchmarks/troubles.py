"""What befalls a site while it is read: a writer every second, a listener cut off, a database started anew."""

import time
from typing import Any

import psycopg

from eudefence import logins, server

# When, as parts of the whole.
CUTS, RESTARTS = (0.15, 0.5, 0.85), (0.35, 0.7)
PATIENCE = 10.0  # seconds in which somebody must listen
# Names that stand within other answers, a value of a record, and its evidence.
WRITES = (
    "update actors_actor set name = split_part(name, ' (', 1) || ' (%s)' where slug = 'poland'",
    "update cooperation_format set note = 'Written %s' where slug = 'eurocorps'",
    "update cooperation_membership set note = 'Written %s' where id = (select min(id) from cooperation_membership)",
    "update cooperation_cooperationcitation set locator = 'p. %s' where id = "
    "(select min(id) from cooperation_cooperationcitation)",
)
LISTENERS = """
select count(pg_terminate_backend(pid)) from pg_stat_activity
 where usename = current_user and state = 'idle' and query like '%clock_timestamp()%from eudefence.changeset_at(null)%'
"""


class Troubles:
    """Each of its acts runs in a thread of its own until the end."""

    def __init__(self, begun: float, seconds: float) -> None:
        self.begun, self.seconds = begun, seconds
        self.changesets = self.cuts = 0
        self.away: list[tuple[float, float]] = []
        self.failures: list[str] = []

    def write(self) -> None:
        """One changeset every second; while the database is away, none."""
        number = 0
        while time.time() < self.begun + self.seconds - 1:
            time.sleep(1)
            number += 1
            try:
                with _session("app") as session:
                    session.execute("set eudefence.author = 'Soak'")
                    session.execute((WRITES[number % len(WRITES)] % number).encode())
                self.changesets += 1
            except psycopg.OperationalError as error:
                if not self.excuses(time.time(), 3):
                    self.failures.append(f"The writer was refused: {error}")

    def cut(self) -> None:
        """End the connections on which the site's processes listen."""
        for _ in self._at(CUTS):
            end = time.time() + PATIENCE
            while not self._cut() and time.time() < end:
                time.sleep(0.2)
            self.cuts += time.time() < end
            if time.time() >= end:
                self.failures.append(f"Nobody was listening for {PATIENCE} s.")

    def _cut(self) -> int:
        """How many were cut off; none while the database is away."""
        try:
            with _session("reader") as session:
                found = session.execute(LISTENERS.encode()).fetchone()
        except psycopg.OperationalError:
            return 0
        return found[0] if found else 0

    def restart(self) -> None:
        """Stop the database, and start it again a second later."""
        for _ in self._at(RESTARTS):
            begun = time.time()
            self.away.append((begun, begun + 600))
            server.stop()
            time.sleep(1)
            server.ensure()
            self.away[-1] = (begun, time.time())

    def excuses(self, when: float, settled: float) -> bool:
        """Whether the database was away then, or had come back only just."""
        return any(begun <= when <= ended + settled for begun, ended in self.away)

    def told(self) -> str:
        return " and ".join(f"{ended - begun:.1f} s" for begun, ended in self.away)

    def _at(self, parts: tuple[float, ...]) -> Any:
        for part in parts:
            time.sleep(max(0.0, self.begun + part * self.seconds - time.time()))
            yield part


def _session(role: str) -> psycopg.Connection[Any]:
    return psycopg.connect(**logins.connect_arguments(logins.login(role)), autocommit=True)
