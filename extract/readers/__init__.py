"""Readers: bytes of a report in, a Document with its text and the way back to page, paragraph and cell.

The content decides the format, the name only where the content does not tell.
Libraries are imported only when a file of their format is read.
"""

from __future__ import annotations

import importlib
import stat
from collections.abc import Callable
from pathlib import Path

from extract.model import Document, ReportError

from .refusal import refuse
from .sniff import sniff

__all__ = ["FORMATS", "LIMIT", "read", "read_bytes", "reader"]

# Suffixes of each format.  To add a format: its line here, a module of its name with
# ``read(data, name) -> Document``, and how its bytes begin in ``sniff.py``.
FORMATS = {
    "txt": (".txt", ".text", ".csv", ".tsv"),
    "md": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
}
LIMIT = 50 * 1024 * 1024
_MODULES = {"txt": "text", "md": "text"}


def read(path: str | Path, limit: int = LIMIT) -> Document:
    """Read a report from a file.

    Args:
        path: the file; its name becomes the document's.
        limit: the largest size in bytes that is read.

    Raises:
        ReportError: the file cannot be read as a report; the message says why and what to do.

    Examples:
        >>> document = extract.read("seeds/330113-linping/2023.txt")
        >>> document.name, document.format
        ('2023.txt', 'txt')
    """
    path = Path(path)
    shown = str(path)
    try:
        if path.is_dir():
            raise refuse(shown, "is a folder", "name one report in it")
        if not path.exists():
            raise refuse(shown, "there is no such file", "check the path")
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refuse(shown, "is a device or a pipe, not a file", "name a report")
        if found.st_size > limit:
            raise _too_large(shown, found.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)  # it may grow while it is read
    except (OSError, ValueError) as error:
        # A path may hold what no file system takes (a null byte), or what its owner keeps closed.
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(
            shown, f"cannot be opened ({reason})", "check the path and the right to read it"
        ) from error
    return read_bytes(data, path.name, limit)


def read_bytes(data: bytes, name: str, limit: int = LIMIT) -> Document:
    """Read a report from its bytes.

    Args:
        data: the whole file.
        name: its file name; the suffix helps where the bytes leave the format open.
        limit: the largest size in bytes that is read.

    Raises:
        ReportError: the bytes cannot be read as a report; the message says why and what to do.

    Examples:
        >>> extract.read_bytes("全市共有托位3200余个。".encode("gb18030"), "note.txt").text
        '全市共有托位3200余个。'
        >>> extract.read_bytes(b"", "note.txt")
        Traceback (most recent call last):
        extract.model.ReportError: note.txt: is empty; give a file with the report's text in it
    """
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    if not data:
        raise refuse(name, "is empty", "give a file with the report's text in it")
    kind = sniff(data, name, {suffix: kind for kind, suffixes in FORMATS.items() for suffix in suffixes})
    if kind not in _MODULES:
        from . import apart

        document = apart.read(data, name, kind) if apart.wanted(data, kind) else reader(kind)(data, name)
    else:
        document = reader(kind)(data, name)
    if not document.text.strip("\ufeff \t\r\n\v\f\u00a0\u3000\u200b"):
        raise refuse(name, "holds nothing but white space", "give a file with the report's text in it")
    return document


def reader(kind: str) -> Callable[[bytes, str], Document]:
    """The reader of a format; its libraries are imported now."""
    module = importlib.import_module(f".{_MODULES.get(kind, kind)}", __package__)
    read: Callable[[bytes, str], Document] = module.read
    return read


def _too_large(name: str, size: int, limit: int) -> ReportError:
    shown = f"has {size:,} bytes, more than the limit of {limit:,}"
    return refuse(name, shown, "leave out its pictures or cut it into parts")
