"""Read a file in a process of its own, with bounds on its time and memory.

A few kilobytes of PDF can unpack to gigabytes inside its parser, and what a
parser in C does with a broken file may end the whole process.  Neither must
happen to a server with readers, or to a build of a thousand other reports.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

from extract.model import Anchor, Document, ReportError

from .refusal import refuse

SECONDS = 60  # of a processor
PATIENCE = 600  # by the clock: a busy machine is no reason to refuse
MEGABYTES = 1500
# From this size of what is parsed on, a tree of nothing but tags could take a gigabyte.
LARGE = 4 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
_REMEDY = "cut it into parts, or save its text as .txt"


def wanted(data: bytes, kind: str) -> bool:
    """Whether a file of this format had better be read in a process of its own."""
    if kind == "pdf":
        return True
    if kind == "html":
        return len(data) > LARGE
    if kind in ("docx", "xlsx"):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist()) > LARGE
    return False


def read(data: bytes, name: str, kind: str) -> Document:
    """Read a file of a known format in a process of its own.

    Raises:
        ReportError: the file is refused, or its parser took too long, too much memory, or fell over.
    """
    command = [sys.executable, "-m", "extract.readers.apart", kind]
    # Names may hold what no command line takes; the name goes before the bytes, on a line of its own.
    given = json.dumps(name).encode() + b"\n" + data
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=PATIENCE, cwd=_ROOT, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(name) from error
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise _too_long(name)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        what = f"cannot be read: it breaks its reader or needs more than {MEGABYTES:,} MB of memory"
        raise refuse(name, what, _REMEDY) from error
    if "refused" in answer:
        raise ReportError(answer["refused"])
    anchors = tuple(Anchor(*anchor) for anchor in answer["anchors"])
    return Document(name, answer["text"], answer["format"], answer["encoding"], anchors)


def _too_long(name: str) -> ReportError:
    return refuse(name, f"takes more than {SECONDS} seconds to read", _REMEDY)


def _bound() -> None:
    """Bound this process, where the system can: Windows has only the patience of whoever waits."""
    try:
        import resource
    except ImportError:
        return
    size = MEGABYTES * 1024 * 1024
    bounds = ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0))
    for kind, value in bounds:
        most = resource.getrlimit(kind)[1]
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        with contextlib.suppress(ValueError, OSError):  # a system that knows the bound but not how to set it
            resource.setrlimit(kind, (value, most))


def _answer(kind: str) -> None:
    """Read what comes in and write it as JSON, or the reason why not."""
    from . import reader

    name = json.loads(sys.stdin.buffer.readline())
    try:
        document = reader(kind)(sys.stdin.buffer.read(), name)
        anchors = [(anchor.start, anchor.end, anchor.place) for anchor in document.anchors]
        answer = {
            "text": document.text, "format": document.format, "encoding": document.encoding,
            "anchors": anchors,
        }  # fmt: skip
        said = json.dumps(answer)
    except ReportError as error:
        said = json.dumps({"refused": str(error)})
    sys.stdout.write(said)


if __name__ == "__main__":
    _bound()
    _answer(sys.argv[1])
