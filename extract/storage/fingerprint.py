"""Fingerprints of what a data set is made from: the rules, and the seeds.

Both are hashes of content alone, no times, so that the same reports read by
the same rules give the same data set anywhere.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extract.readers import LIMIT

PACKAGE_VERSION = "0.1.0"
_PACKAGE = Path(__file__).parents[1]


@cache
def rules_hash() -> str:
    """Hash of everything that decides how a report is read: code, records, tables."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*"), key=lambda path: path.relative_to(_PACKAGE).as_posix()):
        if path.is_file() and path.suffix != ".pyc":
            _add(digest, path.relative_to(_PACKAGE).as_posix(), path.read_bytes())
    return digest.hexdigest()


def seeds_hash(seeds: Path | str) -> str:
    """Hash of every file one folder below ``seeds``: cards and reports, byte for byte.

    A symbolic link counts for where it points, and is not followed: it may lead anywhere.
    """
    root = Path(seeds)
    digest = hashlib.sha256()
    for path in sorted(_below(root), key=lambda path: path.relative_to(root).as_posix()):
        parts = path.relative_to(root).parts
        if not any(part.startswith(".") for part in parts):
            _add_file(digest, "/".join(parts), path)
    return digest.hexdigest()


def _below(root: Path) -> Iterator[Path]:
    """The files in the folders of the districts, and the links that stand in place of either."""
    for folder in root.glob("*"):
        if folder.is_symlink():
            yield folder
        elif folder.is_dir():
            yield from (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def _add_file(digest: hashlib._Hash, name: str, path: Path) -> None:
    try:
        if path.is_symlink():
            _add(digest, name, f"link: {os.readlink(path)}".encode("utf-8", "surrogateescape"))
            return
        if path.stat().st_size > LIMIT:  # refused, whatever is in it
            _add(digest, name, b"too large")
        else:
            _add(digest, name, path.read_bytes())
    except OSError as error:  # reading the report says so with its name; here it only has to differ
        _add(digest, name, f"unreadable: {error.errno}".encode())


def _add(digest: hashlib._Hash, name: str, data: bytes) -> None:
    digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
    digest.update(data)
