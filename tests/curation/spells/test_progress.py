"""A bar for whoever watches, and nothing in anybody's log."""

import io
import os

from apps.curation.spells.progress import Progress


def drawn(stream: io.TextIOBase) -> None:
    done = Progress(stream).of("reading", 200)  # type: ignore[arg-type]  # any stream of text
    for part in (0, 100, 200):
        done(part)


def test_a_terminal_shows_how_far_it_is() -> None:
    ours, theirs = os.openpty()
    with open(ours, "rb", buffering=0) as screen:
        with open(theirs, "w") as terminal:
            drawn(terminal)
        shown = screen.read(1000).decode()
    assert "reading   [..............................]   0 %" in shown
    assert "reading   [##############################] 100 %" in shown
    assert "\n" not in shown


def test_a_log_stays_empty() -> None:
    log = io.StringIO()
    drawn(log)
    assert log.getvalue() == ""
