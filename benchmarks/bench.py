"""`make bench` and `make bench-quick`: the site beside what people would use instead, as ratios of one run."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import bulk, cpu, imports, inside, load, report
from benchmarks.servers import ROOT, SQLITE, site, started
from benchmarks.works import RATIOS, in_turn

NAME = "eudefence_bench_{}"  # by memberships
SMALL, MIDDLE, GREAT = 500, 50_000, 1_000_000


def main() -> None:
    """Measure, refuse what is not comparable, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Answers among 50,000 memberships only.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    asked = parser.parse_args()
    begun = time.monotonic()
    for size in [MIDDLE] if asked.quick else [SMALL, MIDDLE, GREAT]:
        made(size)
    run = report.Run("quick" if asked.quick else "full", f"{asked.rounds} rounds of {asked.seconds} s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        measure(run, folder, asked)
    report.write(run, RATIOS)
    print(f"{time.monotonic() - begun:.0f} s")


def measure(run: report.Run, folder: Path, asked: argparse.Namespace) -> None:
    database, great = NAME.format(MIDDLE), None if asked.quick else NAME.format(GREAT)
    released(database, folder / SQLITE)
    with started(database, great, folder) as servers:
        works = load.prepared(in_turn(with_large=bool(great)), servers, folder)
        for number in range(asked.rounds):
            run.loads.append(os.getloadavg()[0])
            turns = dict(reversed(works.items())) if number % 2 else works
            run.rounds.append(load.one_round(turns, asked.seconds, cpu.database(database)))
        load.check(works)
        run.seen = bulk.visibility(database, servers["hot"])
        if great:
            run.inside = {size: inside.in_server(NAME.format(size)) for size in (SMALL, MIDDLE, GREAT)}
            run.depth = inside.depth(servers["large"])
            run.bulk = bulk.exports(great, servers["large"], 1 if asked.rounds < 5 else 3)
    if great:
        compared = (imports.IMPORT, imports.SAVE, imports.BULK)
        run.imports = [imports.one_round(database, imports.ROWS, compared) for _ in range(asked.rounds)]


def made(size: int) -> None:
    """Have made-up records stand; those that stand already are kept."""
    command = [sys.executable, "manage.py", "synthesise", NAME.format(size), f"--memberships={size}", "--keep"]
    subprocess.run(command, cwd=ROOT, check=True)


def released(database: str, file: Path) -> None:
    environment = os.environ | site(database) | {"DJANGO_SETTINGS_MODULE": "eudefence.settings"}
    subprocess.run([sys.executable, "-m", "benchmarks.peers.release", str(file)], cwd=ROOT, check=True, env=environment)


if __name__ == "__main__":
    main()
