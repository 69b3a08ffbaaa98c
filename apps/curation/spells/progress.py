"""How far a long piece of work is, on one line of a terminal."""

import time
from collections.abc import Callable
from typing import TextIO

WIDTH, OFTEN = 30, 0.1


class Progress:
    """A bar on a terminal; silent on anything else, so that logs stay readable."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.shows, self._last = stream, stream.isatty(), 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the line to whoever writes next."""
        self.say("")

    def of(self, step: str, whole: int) -> Callable[[int], None]:
        """A function that is told how much of the WHOLE of a STEP is done."""
        self._last = 0.0

        def done(part: int) -> None:
            now = time.monotonic()
            if part < whole and now - self._last < OFTEN:
                return
            self._last = now
            filled = WIDTH * part // max(whole, 1)
            self.say(f"{step:<10}[{'#' * filled}{'.' * (WIDTH - filled)}] {100 * part // max(whole, 1):3} %")

        return done

    def say(self, text: str) -> None:
        """Write TEXT over what stands there."""
        if self.shows:
            self.stream.write(f"\r{'':<60}\r{text}")
            self.stream.flush()
