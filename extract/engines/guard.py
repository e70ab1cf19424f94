"""Readers apart: processes that may die of a report without taking anything else along."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import IO

from extract.model import EngineError
from extract.sources.cards import Failure, ReportCard

from . import Limits
from .child import WATCH

DEATHS = 3  # of its readers, after which a report is set aside: one may have had another cause
# Dask has its workers give back every piece of memory at once; a reader would take it again for each report.
_OF_THE_STARTER = {"MALLOC_TRIM_THRESHOLD_"}
_BROKEN = (EOFError, OSError, pickle.UnpicklingError)


class Guards:
    """Readers of one job, as many as are wanted at the same time; safe to share between threads."""

    def __init__(self, job: bytes, limits: Limits) -> None:
        """Start none yet; ``job`` is the pickled function that reads one report."""
        self._job = job
        self._limits = limits
        self._idle: queue.SimpleQueue[_Reader] = queue.SimpleQueue()
        self._all: list[_Reader] = []
        self._closed = False

    def read(self, cards: Sequence[ReportCard]) -> list[bytes]:
        """Read reports one after the other; the pickled results in the order of the cards.

        A report that takes too long, or that its reader dies of each time, gives a ``Failure``.

        Raises:
            EngineError: no reader can be started.
        """
        try:
            reader = self._idle.get_nowait()
        except queue.Empty:
            reader = _Reader(self._job, self._limits)
            self._all.append(reader)
        results: list[bytes] = []
        left, deaths = deque(cards), 0
        while left and not self._closed:
            before = len(left)
            reader.read(left, results)
            deaths = 1 if len(left) < before else deaths + 1
            if left and not self._closed and (reader.late or deaths == DEATHS):
                failure = self._failure(left.popleft(), reader)
                results.append(pickle.dumps(failure, pickle.HIGHEST_PROTOCOL))
                deaths = 0
        self._idle.put(reader)
        return results

    def close(self) -> None:
        """End all readers, whatever they are at."""
        self._closed = True
        for reader in self._all:
            reader.kill()
        for reader in self._all:
            reader.end()

    def _failure(self, card: ReportCard, reader: _Reader) -> Failure:
        if reader.late:
            reason = f"reading it takes longer than {self._limits.seconds:g} s; allow more (--seconds)"
        else:
            reason = f"the process that reads it dies of it ({reader.death}); read it alone to see where"
        message = f"{card.where}: {reason}, or take it out of its card"
        return Failure(card.where, message, card.area.adcode, card.id)


class _Reader:
    """One process that reads, started anew whenever it has died.

    Attributes:
        late: whether it died of a report that took too long.
        death: how it died, in words.
    """

    def __init__(self, job: bytes, limits: Limits) -> None:
        self._job, self._limits = job, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = threading.Lock()
        self.late, self.death = False, ""

    def read(self, left: deque[ReportCard], results: list[bytes]) -> None:
        """Move reports from ``left`` into ``results`` until none is left or the process dies."""
        with self._busy:
            process = self._process = self._living() or self._started()
            into, out = _pipes(process)
            began = time.monotonic()
            try:
                pickle.dump(list(left), into, pickle.HIGHEST_PROTOCOL)
                into.flush()
                while left:
                    began = time.monotonic()
                    results.append(pickle.load(out))
                    left.popleft()
            except _BROKEN:
                passed = time.monotonic() - began
                code = self._ended()
                # One that went for want of work, just then, has the same code.
                self.late = code == WATCH and passed > self._limits.seconds / 2
                self.death = _words(code)

    def kill(self) -> None:
        """Let it die now; whoever waits for its results finds that out."""
        if self._process:
            self._process.kill()

    def end(self) -> None:
        """Kill it and take back what it held."""
        with self._busy:
            self._ended()

    def _living(self) -> subprocess.Popen[bytes] | None:
        if self._process and self._process.poll() is not None:
            self._ended()
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        around = {name: value for name, value in os.environ.items() if name not in _OF_THE_STARTER}
        around["PYTHONPATH"] = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extract.engines.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=around,
        )
        self._process = process
        into, out = _pipes(process)
        try:
            for part in (self._limits, self._job):
                pickle.dump(part, into, pickle.HIGHEST_PROTOCOL)
            into.flush()
            pickle.load(out)
        except _BROKEN:
            code = self._ended()
            raise EngineError(
                f"a process that reads reports cannot be started ({_words(code)}): its words stand above; "
                f"more memory (--memory) may help"
            ) from None
        return process

    def _ended(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        code = process.wait()
        for pipe in _pipes(process):
            with contextlib.suppress(OSError):  # what was written and never read
                pipe.close()
        return code


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None  # both are pipes
    assert process.stdout is not None
    return process.stdin, process.stdout


def _words(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
