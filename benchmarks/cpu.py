"""How much of a processor each side of an answer takes: steadier than rates where others are at work too."""

import psutil
import psycopg

from eudefence import logins


def of(pid: int) -> float:
    """Seconds that a process and those below it have had."""
    first = psutil.Process(pid)
    times = [each.cpu_times() for each in (first, *first.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def database(name: str) -> int:
    """The first process of the database server, if it is on this machine."""
    with psycopg.connect(**logins.connect_arguments(logins.login("app")) | {"dbname": name}) as connection:
        return psutil.Process(connection.info.backend_pid).ppid()
