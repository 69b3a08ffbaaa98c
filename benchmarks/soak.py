"""`make soak`: readers at full load, a writer, and a database that goes away, on an installation of its own.

No answer may differ from the first one seen at its address and changeset, nor at the end from what a process without a
cache says of that changeset; nothing but the database's absence may be a 5xx; and memory must stay flat.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import psutil

from benchmarks.readers import Key, Seen, answering, fetched, pinned, read
from benchmarks.servers import ROOT
from benchmarks.troubles import Troubles

PORT, UNCACHED = 18190, 18191
READERS, COMPARED = 4, 600
WARM = 0.25  # of the whole, until caches are full
FLAT = 1.15  # memory at the end beside that after the warm-up
SETTLED = 3.0  # seconds after a return in which the last questions may still be told to come back
ADDRESSES = [
    "/api/v1/memberships/", "/api/v1/memberships/?valid_at=2019-06-01&standing=all",
    "/api/v1/memberships/?expand=actor,target,citations&page_size=50", "/api/v1/actors/poland/", "/api/v1/actors/",
    "/api/v1/formats/?q=corps", "/api/v1/formats/eurocorps/", "/api/v1/citations/?page_size=200",
    "/api/v1/matrix/", "/api/v1/timeline/", "/api/v1/conflicts/", "/api/v1/changes/?after=1&page_size=50",
    "/api/v1/memberships/?known_at=changeset:1", "/api/v1/actors/poland/history/", "/", "/matrix/", "/matrix.csv",
    "/formats/eurocorps/", "/actors/poland/", "/timeline.svg", "/search/?q=poland", "/releases/",
]  # fmt: skip
# Asked by half of the readers: no more of these are sent at once than a worker sends.
WHOLE_SETS = ["/api/v1/memberships.csv", "/api/v1/formats.csv", "/api/v1/citations.csv"]
# What says the same bytes when it is asked again with a known time.
AGAIN = [*WHOLE_SETS, "/matrix.csv"]
CACHE_MB = "16"  # full before the memory is first looked at


@dataclass
class Told:
    """What became of a run."""

    seconds: int
    seen: Seen
    troubles: Troubles
    compared: int = 0
    memory: dict[int, list[float]] = field(default_factory=dict)

    @property
    def wrong(self) -> list[str]:
        late = [(when, where) for when, _, where in self.seen.away if not self.troubles.excuses(when, SETTLED)]
        others = [
            f"{where}: 503 with the database there, {when - self.troubles.begun:.1f} s after the beginning"
            for when, where in late
        ]
        return [*self.seen.wrong, *self.troubles.failures, *others]

    @property
    def grown(self) -> float:
        """How much memory the worker that grew most takes at the end, beside what it took when warm."""
        return max(statistics.median(taken[-_tenth(taken):]) / statistics.median(_warm(taken)) for taken in
                   self.memory.values())  # fmt: skip


def _tenth(taken: list[float]) -> int:
    return max(1, len(taken) // 10)


def _warm(taken: list[float]) -> list[float]:
    first = int(len(taken) * WARM)
    return taken[first : first + _tenth(taken)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="eud-") as name:
        Path(name).chmod(0o755)
        os.environ |= {"EUDEFENCE_HOME": f"{name}/home", "EUDEFENCE_YES": "1"}
        told = soaked(asked.seconds)
    print("\n".join(report(told)))
    sys.exit(bool(told.wrong) or told.grown > FLAT)


def soaked(seconds: int) -> Told:
    """A run of so many seconds in the home of this process, which is removed afterwards."""
    try:
        with site() as workers:
            begun = time.time()
            troubles = Troubles(begun, seconds)
            told = Told(seconds, Seen(), troubles, memory={worker.pid: [] for worker in workers})
            threads = [threading.Thread(target=act) for act in (troubles.write, troubles.cut, troubles.restart)]
            with ProcessPoolExecutor(READERS) as pool:
                readers = [pool.submit(read, PORT, asked_by(each), begun + seconds, each) for each in range(READERS)]
                for thread in threads:
                    thread.start()
                while time.time() < begun + seconds:
                    time.sleep(1)
                    for worker in workers:
                        told.memory[worker.pid].append(worker.memory_info().rss / 2**20)
                for reader in readers:
                    told.seen.add(reader.result())
            for thread in threads:
                thread.join()
            compare(told)
    finally:
        subprocess.run([sys.executable, "-m", "eudefence", "reset"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return told


def asked_by(reader: int) -> list[str]:
    return ADDRESSES + (WHOLE_SETS if reader < READERS / 2 else [])


@contextmanager
def site() -> Iterator[list[psutil.Process]]:
    """The site as `make run` starts it, and its workers; it must end with those it began with."""
    environment = os.environ | {"PORT": str(PORT), "API_RATE": "", "CACHE_MB": CACHE_MB}
    run = subprocess.Popen([sys.executable, "-m", "eudefence", "run"], cwd=ROOT, env=environment)
    try:
        answering(PORT, 600)
        workers = [process for process in psutil.Process(run.pid).children(recursive=True) if not process.children()]
        yield workers
        if not all(worker.is_running() for worker in workers):
            raise SystemExit("A worker of the site ended on the way.")
    finally:
        run.terminate()
        run.wait(60)


def compare(told: Told) -> None:
    """Some of the answers seen, with what a process that keeps none says of their changesets now."""
    environment = os.environ | {"CACHE_MB": "0", "API_RATE": ""}
    command = f"granian --interface=wsgi --workers=1 --blocking-threads=2 --log-level=warning --port={UNCACHED}".split()
    command = [sys.executable, "-m", *command, "--host=127.0.0.1", "eudefence.wsgi:application"]
    other = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        answering(UNCACHED, 60)
        keys: list[Key] = sorted(key for key in told.seen.bodies if key[0] in AGAIN)
        for key in random.Random(0).sample(keys, min(COMPARED, len(keys))):
            body = fetched(UNCACHED, pinned(key[0], key[1]))
            told.seen.keep(key, sha256(body).hexdigest())
            told.compared += 1
    finally:
        other.terminate()
        other.wait(30)


def report(told: Told) -> Iterator[str]:
    """A run in lines."""
    answers = ", ".join(f"{count:,} times {status}" for status, count in sorted(told.seen.answers.items()))
    yield f"{told.seconds} s: {answers}; {told.troubles.changesets:,} changesets"
    yield f"{len(told.seen.bodies):,} bodies of an address at a changeset, {told.compared:,} of them compared uncached"
    yield f"listener cut {told.troubles.cuts} times; database away for {told.troubles.told()}"
    if told.seen.away:
        yield f"503 after {statistics.median(took for _, took, _ in told.seen.away) * 1000:.0f} ms (median)"
    for pid, taken in told.memory.items():
        yield f"worker {pid}: {statistics.median(_warm(taken)):.0f} MB warm, {taken[-1]:.0f} MB at the end"
    yield f"memory at the end beside warm: {told.grown:.2f}"
    yield from told.wrong[:50]
    yield f"{len(told.wrong)} wrong"


if __name__ == "__main__":
    main()
