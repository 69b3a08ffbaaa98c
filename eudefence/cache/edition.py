"""Which edition of the record is the newest: heard by LISTEN, else asked for."""

from threading import Lock, Thread
from time import monotonic, sleep

import psycopg
from django.db import connections

from apps.chronicle.edition import LOOK, Seen
from eudefence.logins import connect_arguments

CHANNEL = "eudefence_changeset"
READER = "reader"


class Watch:
    """The newest edition, known within milliseconds of its commit.

    A notification only says when to look. What was seen is trusted for as long as two looks take, so that neither a
    lost notification nor a silent connection makes an answer old; without it each answer looks for itself.
    """

    def __init__(self, every: float = 1.0) -> None:
        self.every = every  # seconds between looks while nothing is heard
        self._seen: tuple[Seen, float] | None = None
        self._lock = Lock()
        self._thread: Thread | None = None
        self._is_over = False

    def newest(self) -> Seen:
        """Raises Django's DatabaseError while the database is away."""
        if self._thread is None:
            self._begin()
        seen = self._seen
        return seen[0] if seen and monotonic() < seen[1] else look()

    def end(self) -> None:
        """Stop listening."""
        self._is_over = True
        if self._thread:
            self._thread.join()

    @property
    def is_listening(self) -> bool:
        return self._seen is not None

    def _begin(self) -> None:
        # With the first question, not before: a server may fork the process that imported this.
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._stay, name="changesets", daemon=True)
                self._thread.start()

    def _stay(self) -> None:
        while not self._is_over:
            try:
                self._listen()
            except psycopg.Error:
                self._seen = None
                sleep(self.every)

    def _listen(self) -> None:
        # The readers' own login: on a replica, where nobody can listen, each answer looks at what that replica has.
        with psycopg.connect(**connect_arguments(connections[READER].settings_dict), autocommit=True) as connection:
            connection.execute(f"listen {CHANNEL}".encode())
            while not self._is_over:
                begun = monotonic()
                self._seen = (Seen.of(connection.execute(LOOK).fetchone()), begun + 2 * self.every)
                list(connection.notifies(timeout=self.every, stop_after=1))
        self._seen = None


def look() -> Seen:
    """The newest edition by one query, on this thread's own connection."""
    connections[READER].close_if_unusable_or_obsolete()
    with connections[READER].cursor() as cursor:
        cursor.execute(LOOK)
        return Seen.of(cursor.fetchone())
