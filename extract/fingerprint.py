"""Fingerprints of what a data set is made from: the rules, and the seeds.

Both are hashes of content alone, no times, so that the same reports read by
the same rules give the same data set anywhere.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def rules_hash() -> str:
    """Hash of everything that decides how a report is read: code, records, tables."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*"), key=lambda path: path.relative_to(_PACKAGE).as_posix()):
        if path.is_file() and path.suffix != ".pyc":
            _add(digest, path.relative_to(_PACKAGE).as_posix(), path.read_bytes())
    return digest.hexdigest()


def seeds_hash(seeds: Path | str) -> str:
    """Hash of every file one folder below ``seeds``: cards and reports, byte for byte."""
    root = Path(seeds)
    digest = hashlib.sha256()
    for path in sorted(root.glob("*/**/*"), key=lambda path: path.relative_to(root).as_posix()):
        parts = path.relative_to(root).parts
        if not any(part.startswith(".") for part in parts) and path.is_file():
            _add(digest, "/".join(parts), _bytes(path))
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:  # reading the report says so with its name; here it only has to differ
        return f"unreadable: {error.errno}".encode()


def _add(digest: hashlib._Hash, name: str, data: bytes) -> None:
    digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
    digest.update(data)
