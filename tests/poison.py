"""A reader that some reports are poison to, as their text has it; any process finds it by its import path."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import made

from extract.model import Document, Mention


def reader(document: Document, area: str, year: int, marks: str = "", pause: float = 0.0) -> list[Mention]:
    """Read as ``made.reader`` does what is no poison.

    Args:
        document: its text may say what befalls the one who reads it.
        area: as of any reader.
        year: as of any reader.
        marks: a folder where each process that reads leaves a file named by its number.
        pause: seconds that every report takes.
    """
    if marks:
        Path(marks, str(os.getpid())).touch()
    if "crash" in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "endless" in document.text:
        re.match(r"(a+)+$", "a" * 99 + "b")  # inside C, so that no Python code can end it
    if "hungry" in document.text:
        hoard = []
        while True:
            hoard.append(bytes(1 << 24))
    if "unlucky" in document.text and not Path(marks, "luck").exists():
        Path(marks, "luck").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(pause)
    return made.reader(document, area, year)
