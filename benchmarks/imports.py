"""How fast spells are written: `import_spells` beside `save()`, and beside simple-history's own function for many.

Each work writes spells with a citation and the history of both, in a process of its own, and takes them back at
the end. `save()` writes to the same tables one by one, in one changeset, bare and as the back office validates it.
`bulk_create_with_history` writes to tables of its own with the same columns, keys and exclusion, as its documentation
has it (`benchmarks.peers.history`); it reads no dates and checks no rule but those of the tables.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import psutil
import psycopg

from benchmarks.servers import ROOT
from eudefence import logins

IMPORT, SAVE, PUBLISH, BULK = "import_spells", "save()", "save(), validated", "bulk_create_with_history"
# Which part of the rows is enough to know the pace; and how many times faster the import has to be.
WORKS = {IMPORT: (1.0, None), SAVE: (0.01, 15), PUBLISH: (0.001, None), BULK: (0.2, 4)}
DATES = ("2018", "2019-05", "2020-02-29", "2021~", "[1999..2003]", "199X")
ROWS = 100_000
MEMBERS, TARGETS = 300, 800  # of those that `synthesise` makes for 50,000 memberships
Row = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="Made-up records, by manage.py synthesise.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", choices=WORKS, help="Only this one, once, in this process.")
    asked = parser.parse_args()
    if asked.work:
        print(json.dumps(measured(asked.database, asked.work, max(100, int(asked.rows * WORKS[asked.work][0])))))
    else:
        print("\n".join(table([one_round(asked.database, asked.rows) for _ in range(asked.rounds)])))


def one_round(database: str, rows: int, works: Iterable[str] = WORKS) -> dict[str, dict[str, float]]:
    """Each of WORKS in turn, with the load of the machine before it."""
    found = {}
    for work in works:
        _swept(database)
        found[work] = {"load": os.getloadavg()[0], **_apart(work, database, rows)}
    return found


def _swept(database: str) -> None:
    """Take away what the work before took back: its rows would lie in the way of the same ones."""
    with psycopg.connect(
        **logins.connect_arguments(logins.login("owner")) | {"dbname": database}, autocommit=True
    ) as owner:
        owner.execute("vacuum")


def times(rounds: list[dict[str, dict[str, float]]], work: str) -> list[float]:
    """How many times faster than WORK the import was, round by round; least first."""
    return sorted(each[IMPORT]["pace"] / each[work]["pace"] for each in rounds)


def _less(rounds: list[dict[str, dict[str, float]]], work: str) -> float:
    """How many times less of the processor the import took, which is steadier where others are at work too."""
    return median(each[work]["processor"] / each[IMPORT]["processor"] for each in rounds)


def table(rounds: list[dict[str, Any]]) -> Iterator[str]:
    """Rows in a second, memory and paired ratios, as Markdown; medians."""
    yield "| work | rows | rows/s | µs of processor | MB more | the import is faster | by processor | gate |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: |"
    for work, (_, gate) in WORKS.items():
        found = [each[work] for each in rounds]
        ratios = times(rounds, work)
        ratio = f"{median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f}) | {_less(rounds, work):.1f}"
        pace, spent, memory = (median(each[name] for each in found) for name in ("pace", "processor", "memory"))
        told = f"{pace:,.0f} | {spent:,.0f} | {memory:.0f} | {ratio if gate else ' | '} | {gate or ''}"
        yield f"| {work} | {found[0]['rows']:,} | {told} |"
    loads = [each[work]["load"] for each in rounds for work in each]
    yield f"\nLoad of the machine: {min(loads):.1f} to {max(loads):.1f}."


def _apart(work: str, database: str, rows: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.imports", database, "--work", work, "--rows", str(rows)]
    found: dict[str, Any] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return found


def measured(database: str, work: str, count: int) -> dict[str, float]:
    """Rows in a second, and how much memory this process took for them."""
    _enter(database, "owner" if work == BULK else "app")
    from django.db import transaction

    act: Callable[[Any], None] = {IMPORT: _import, SAVE: _save, PUBLISH: _publish, BULK: _bulk}[work]
    with transaction.atomic():
        if work == BULK:
            from benchmarks.peers import history

            history.make_tables()
        with prepared(work, rows(10, "initiator")) as material:
            act(material)  # what is read and planned once
        with prepared(work, rows(count, "contributor")) as material:
            before, begun, spent = _memory(), time.monotonic(), _processor()
            act(material)
            took, spent = time.monotonic() - begun, _processor() - spent
        transaction.set_rollback(True)
    return {"rows": count, "pace": count / took, "memory": _memory() - before, "processor": spent / count * 1e6}


def rows(count: int, role: str) -> list[Row]:
    """Spells that nobody has yet, each of another member in another target."""
    found = []
    for number in range(count):
        member = number % MEMBERS
        target = (number // MEMBERS + member) % TARGETS
        found.append(
            {"member_actor": f"actor-{member}", "target_format": f"format-{target}", "role": role,
             "start_edtf": DATES[number % len(DATES)], "source": "made-up", "locator": f"p. {number}"}
        )  # fmt: skip
    return found


@contextmanager
def prepared(work: str, found: list[Row]) -> Iterator[Any]:
    """What WORK takes: a file, or the rows as they are."""
    if work != IMPORT:
        yield found
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "spells.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, found[0])
            lines.writeheader()
            lines.writerows(found)
        found.clear()
        yield path


def _import(path: Path) -> None:
    from apps.curation.spells.actions import import_spells
    from apps.curation.spells.progress import Progress

    import_spells(file=path, user=None, reason="Measured", progress=Progress(sys.stderr))


def _save(found: list[Row]) -> None:
    from apps.record.changesets import changeset
    from apps.record.models import Verb
    from apps.record.refusals import check_deferred

    with changeset(reason="Measured", verb=Verb.ADD, author="Nobody"):
        for record in _records(found):
            record.save()
        check_deferred()


def _publish(found: list[Row]) -> None:
    from apps.record.actions import publish
    from apps.record.models import Verb

    publish(rows=_records(found), reason="Measured", verb=Verb.ADD, author="Nobody")


def _records(found: list[Row]) -> Iterator[Any]:
    """Each spell and its citation, by names that nobody has."""
    from apps.cooperation.models import CooperationCitation, Membership

    for row in found:
        slug = "-".join(row[name] for name in ("member_actor", "target_format", "role"))
        ends = {"member_actor_id": row["member_actor"], "target_format_id": row["target_format"]}
        yield Membership(slug=slug, role=row["role"], start_edtf=row["start_edtf"], **ends)
        said = {"source_id": row["source"], "locator": row["locator"]}
        yield CooperationCitation(slug=f"membership-{slug}-{row['source']}", membership_id=slug, **said)


def _bulk(found: list[Row]) -> None:
    from benchmarks.peers import history

    history.write(found)


def _enter(database: str, role: str) -> None:
    """Let Django use DATABASE by the login of ROLE."""
    who = logins.login(role)
    place = f"{quote(who['HOST'], safe='')}:{who['PORT']}/{database}"
    os.environ |= {"APP_URL": f"postgresql://{who['USER']}:{who['PASSWORD']}@{place}", "EUDEFENCE_ROLE": "app"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "eudefence.settings"
    import django
    from django.conf import settings

    if role == "owner":
        settings.SIMPLE_HISTORY_ENABLED = True
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "benchmarks.peers"]
    django.setup()


def _processor() -> float:
    """Seconds of processor that this process and its session in PostgreSQL have taken."""
    from django.db import connection

    session = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return time.process_time() + session.user + session.system


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
