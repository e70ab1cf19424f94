"""A report's or a table's file: whether it lies where its card says, and is the one the card means."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

from extract.model import CardError
from extract.readers import LIMIT

CARD = "district.toml"
CARD_LIMIT = 1024 * 1024


class Source:
    """A report or table that a card names: what its file is called, and in which folder it lies."""

    __slots__ = ()
    file: str
    folder: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.folder, *PurePosixPath(self.file).parts)

    @property
    def where(self) -> str:
        """The file in words for a message: folder and file."""
        return f"{Path(self.folder).name}/{self.file}"


def read_source(card: Source) -> bytes:
    """Read the bytes of a report or table once and hold them against the card's hash.

    Raises:
        CardError: the file is missing, unreadable, or not the one the card means.
    """
    data = contents(card.path, card.where, LIMIT, "restore the file")
    actual = hashlib.sha256(data).hexdigest()
    if actual != card.sha256:
        raise CardError(
            f"{card.where}: sha256 in {CARD} is {card.sha256}, the file's is {actual}; restore the file, "
            f"or write the file's hash into the card if the new text is meant"
        )
    return data


def contents(path: Path, where: str, limit: int, missing: str) -> bytes:
    """The bytes of an ordinary file of bounded size.

    Raises:
        CardError: it cannot be opened, is none (a pipe would be waited for without end), or is larger.
    """
    try:
        if not path.is_file() and path.exists():
            raise CardError(f"{where}: not an ordinary file; put a file of that name in its place")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise CardError(f"{where}: missing; {missing}") from error
    except OSError as error:
        raise CardError(f"{where}: {error.strerror or error}; make it readable") from error
    if len(data) > limit:
        raise CardError(f"{where}: has more than the limit of {limit:,} bytes; cut it into parts")
    return data


def check_file(folder: Path, file: str, sha256: str, where: str) -> None:
    """Hold what a card says of its file against what can be: the hash one, the name one inside ``folder``.

    Raises:
        CardError: no hash; or no real file inside the folder (a link, a way out, missing).
    """
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise CardError(f"{where}: sha256 {sha256!r} is none; write what sha256sum prints of the file")
    parts = PurePosixPath(file).parts
    if not file or "\\" in file or "\0" in file or PurePosixPath(file).is_absolute() or ".." in parts:
        raise CardError(
            f"{where}: file {file!r} is no name inside {folder.name}; put the report into the folder"
        )
    step = folder
    try:
        for part in parts:
            step = step / part
            if step.is_symlink():
                what = f"{file} is a symbolic link; put the report itself into {folder.name}"
                raise CardError(f"{where}: {what}")
        found = step.is_file()
    except OSError as error:  # a name longer than the file system takes, a folder that is closed to us
        shown = file if len(file) < 80 else file[:80] + "…"
        raise CardError(f"{where}: file {shown}: {error.strerror}; rename it, or make it readable") from error
    if not found:
        raise CardError(f"{where}: {folder.name}/{file} is missing; add the file or correct the card's file")
