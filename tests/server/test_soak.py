"""Readers, a writer, a listener that is cut off and a database that is started anew: no answer is wrong."""

from pathlib import Path

import pytest

from benchmarks.soak import FLAT, Told, report, soaked

SHORT, LONG = 20, 600


def told_of(seconds: int) -> Told:
    told = soaked(seconds)
    assert not told.wrong, "\n".join(report(told))
    assert told.seen.answers[200] > 100
    assert told.seen.answers[304] > 10
    assert told.compared > 10
    assert told.troubles.cuts == 3
    assert len(told.troubles.away) == 2
    assert told.troubles.changesets > seconds / 3
    return told


def test_no_answer_is_wrong_whatever_befalls_the_database(home: Path) -> None:
    told_of(SHORT)


@pytest.mark.slow
def test_no_answer_is_wrong_in_ten_minutes_and_memory_stays_flat(home: Path) -> None:
    told = told_of(LONG)
    assert told.grown <= FLAT, "\n".join(report(told))
