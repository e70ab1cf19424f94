"""The process that reads reports for another one, within limits: ``python -m extract.engines.child``.

On its standard input come, pickled, the limits and the job, then one list of
cards after the other; for each card the pickled result goes out as bytes. A
report that takes too long ends the process, even where the process that
started it is gone; so does a long time without work.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import traceback
from typing import BinaryIO

from . import Limits

IDLE = 60.0  # seconds without work after which the process ends
WATCH, DEFECT = 1, 2  # exit codes: faulthandler's own when its time is up, and that of any other end


def main() -> None:
    """Read until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this one ends it
    into, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the results
    with open(os.devnull, "w") as nowhere:
        _read(into, out, nowhere.fileno())


def _read(into: BinaryIO, out: BinaryIO, nowhere: int) -> None:
    limits: Limits = pickle.load(into)
    _hold_to(limits.megabytes)
    job = pickle.loads(pickle.load(into))
    _send(out, b"ready")
    while True:
        faulthandler.dump_traceback_later(IDLE, exit=True, file=nowhere)
        try:
            cards = pickle.load(into)
        except EOFError:
            return
        for card in cards:
            # The watch is a thread outside Python: it ends the process wherever the reading hangs.
            faulthandler.dump_traceback_later(limits.seconds, exit=True, file=nowhere)
            answer = pickle.dumps(job(card), pickle.HIGHEST_PROTOCOL)
            faulthandler.cancel_dump_traceback_later()
            _send(out, answer)


def _send(out: BinaryIO, answer: bytes) -> None:
    pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


def _hold_to(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    size, hard = megabytes << 20, resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or size < hard:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        os._exit(DEFECT)  # nobody is left to read for
    except BaseException:
        traceback.print_exc()
        os._exit(DEFECT)
