"""The files of a data set: written whole beside the old one, switched in one step.

A data set is one immutable SQLite file named by its content, and a manifest
that names it. The manifest is replaced last, in one step; whoever reads it
finds the old set or the new one, whole. Readers that hold the old file open
keep it after it was removed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.model import DatasetError

from .coverage import FILL
from .tables import COLUMNS, INDEXES, OF_A_REPORT, Row, definition, names

FORMAT = 3
MANIFEST = "manifest.json"
BUILD = "build it again: python -m extract build"
_LOCK, _TEMPORARY = ".lock", ".building-"
_PRAGMAS = ("page_size=4096", "journal_mode=OFF", "synchronous=OFF", "secure_delete=ON", "cache_size=-65536")
_SOME = 100  # rows
_SMALL = 64 * 1024 * 1024  # a file up to this size is checked byte by byte when opened
Manifest = dict[str, object]
Shared = Callable[[], Mapping[str, Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class ReportRows:
    """All rows of one report, by table."""

    report_id: str
    rows: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A report whose rows are taken over from the old data set as they are."""

    report_id: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a data set was made from: hashes of the rules and of the seeds, and the package's version."""

    rules: str
    seeds: str
    package: str


@contextlib.contextmanager
def lock(out: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Let one build at a time write into ``out``; a second waits for the first.

    The system gives the lock back when its holder dies, however it dies.

    Args:
        out: the folder, made if missing.
        waiting: called once if another build holds the lock.

    Raises:
        DatasetError: the folder cannot be made or written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise _cannot_write(out, error) from error
    try:
        if not _acquired(handle, wait=False):
            if waiting:
                waiting()
            while not _acquired(handle, wait=True):
                pass  # Windows gives up waiting after ten tries, a second apart
        yield
    finally:
        os.close(handle)


def write_files(
    out: Path,
    reports: Iterable[ReportRows | Kept],
    shared: Shared,
    stamp: Stamp,
    old: Path | None = None,
) -> Manifest:
    """Write a data set into ``out``; the caller holds the lock.

    Args:
        out: the folder.
        reports: rows of each report, in the order of their ids.
        shared: asked once the reports are written for the rows that no report owns, by table.
        stamp: what the set was made from.
        old: the file that ``Kept`` reports are taken from.

    Returns:
        The new manifest.

    Raises:
        DatasetError: the disk is full, the folder read-only, or the old file damaged; the old set stays.
    """
    try:
        for left in out.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=out))
        try:
            return _write(out, folder, reports, shared, stamp, old)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(out, error) from error


def connect(path: Path, manifest: Manifest) -> sqlite3.Connection:
    """Open the file that a manifest names, for reading alone, from any thread.

    Raises:
        DatasetError: it is not the file that was written, or of another format.
        FileNotFoundError: it is gone.
    """
    size = path.stat().st_size
    if size != manifest.get("bytes") or (size <= _SMALL and file_hash(path) != manifest["sha256"]):
        raise DatasetError(f"{path}: damaged (not the bytes that {MANIFEST} names); {BUILD}")
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        if not path.exists():
            raise FileNotFoundError(path) from error
        raise DatasetError(f"{path}: damaged ({error}); {BUILD}") from error
    if found != FORMAT:
        raise DatasetError(f"{path}: format {found}, this version reads format {FORMAT}; {BUILD}")
    return connection


def file_hash(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(
    out: Path,
    folder: Path,
    reports: Iterable[ReportRows | Kept],
    shared: Shared,
    stamp: Stamp,
    old: Path | None,
) -> Manifest:
    path = folder / "hengbi.sqlite"
    try:
        tables = _fill(path, reports, shared, old)
    except sqlite3.Error as error:
        raise _cannot_write(out, error) from error
    _sync(path)
    digest = file_hash(path)
    name = f"hengbi-{digest[:16]}.sqlite"
    manifest: Manifest = {
        "format": FORMAT,
        "package": stamp.package,
        "rules": stamp.rules,
        "seeds": stamp.seeds,
        "file": name,
        "sha256": digest,
        "bytes": path.stat().st_size,
        "version": hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()[:16],
        "tables": tables,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    draft = folder / MANIFEST
    draft.write_text(text, encoding="utf-8")
    _sync(draft)
    os.replace(path, out / name)
    _sync(out)
    os.replace(draft, out / MANIFEST)
    _sync(out)
    for other in out.glob("hengbi-*.sqlite"):
        if other.name != name:
            other.unlink(missing_ok=True)
    return manifest


def _fill(
    path: Path, reports: Iterable[ReportRows | Kept], shared: Shared, old: Path | None
) -> dict[str, dict[str, object]]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if old is not None:
            connection.execute("ATTACH ? AS old", (str(old),))
        connection.execute("BEGIN")
        for table in COLUMNS:
            connection.execute(definition(table))
        for report in reports:
            if isinstance(report, Kept):
                _copy(connection, report.report_id)
            else:
                for table in OF_A_REPORT:
                    _insert(connection, table, report.rows.get(table, ()))
        for table, rows in shared().items():
            _insert(connection, table, rows)
        for index in INDEXES:
            connection.execute(index)
        for statement in FILL:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.execute("COMMIT")
        return {table: _summary(connection, table) for table in COLUMNS}


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    marks = ", ".join("?" * len(names(table)))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _copy(connection: sqlite3.Connection, report_id: str) -> None:
    for table in OF_A_REPORT:
        connection.execute(
            f"INSERT INTO {table} SELECT * FROM old.{table} WHERE report_id = ? ORDER BY rowid", (report_id,)
        )


def _summary(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    digest, count = hashlib.sha256(), 0
    rows = connection.execute(f"SELECT * FROM main.{table} ORDER BY rowid")
    while some := rows.fetchmany(_SOME):  # as JSON, many rows cost less together than one by one
        digest.update(json.dumps(some, ensure_ascii=False).encode())
        count += len(some)
    return {"rows": count, "sha256": digest.hexdigest()}


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _acquired(handle: int, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            return False
        raise DatasetError(
            f"this file system has no locks ({error.strerror}); keep the data set elsewhere"
        ) from error
    return True


def _cannot_write(out: Path, error: Exception) -> DatasetError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return DatasetError(
        f"{out}: the data set cannot be written: {reason}; make room or make the folder writable "
        f"(the old data set, if there was one, is untouched)"
    )
