"""How far a build has come: one living line on a terminal, plain lines at intervals in a log."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from .printing import seen, width

_INTERVALS = {True: 0.1, False: 30.0}  # seconds between two lines, on a terminal and in a log


class Progress:
    """Says how many reports are done, how many a second, how long it will take, how many were set aside.

    Attributes:
        failures: reports set aside so far; counted by whoever knows of them.
        reports: of how many reports there are, once that is known.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Write to ``stream``, as to a terminal if it is one."""
        self._stream, self._clock = stream, clock
        self._living = stream.isatty()
        self._start = self._began = self._said = clock()
        self._before: int | None = None
        self._line = ""
        self.failures = self.reports = 0

    def step(self, done: int, of: int, where: str) -> None:
        """Take note that so many reports are done, and say so if it is time to."""
        now = self._clock()
        if self._before is None:  # the first call only says what there is to do
            self._before, self._began, self.reports = done, now, of
        elif now - self._said >= _INTERVALS[self._living]:
            self._said = now
            self._say(self._words(done, of, now), where)

    @property
    def passed(self) -> str:
        """How long it has taken so far, in words."""
        return duration(self._clock() - self._start)

    def clear(self) -> None:
        """Take the living line away, so that another line can stand there."""
        if self._line:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._line = ""

    def _words(self, done: int, of: int, now: float) -> str:
        read, passed = done - (self._before or 0), now - self._began
        rate = read / passed if passed > 0 else 0.0
        left = f", {duration((of - done) / rate)} left" if rate else ""
        aside = f", {self.failures:,} set aside" if self.failures else ""
        return f"{done:,} of {of:,} reports, {rate:.1f} a second{left}{aside}"

    def _say(self, words: str, where: str) -> None:
        if not self._living:
            self._stream.write(f"{words}\n")
        else:
            line = f"{words}: {seen(where)}"
            while width(line) >= shutil.get_terminal_size().columns:
                line = line[:-1]
            self._line = line
            self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()


def duration(seconds: float) -> str:
    """A length of time in words, to two units: ``2 h 5 min``, ``3 min 20 s``, ``8 s``."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"
