"""A report's file: whether it lies where its card says, and is the one the card means."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extract.model import CardError

if TYPE_CHECKING:
    from extract.cards import ReportCard

CARD = "district.toml"


def read_source(card: ReportCard) -> bytes:
    """Read a report's bytes once and hold them against the card's hash.

    Raises:
        CardError: the file is missing, unreadable, or not the one the card means.
    """
    try:
        data = card.path.read_bytes()
    except OSError as error:
        raise CardError(f"{card.where}: {error.strerror or error}; restore the file") from error
    actual = hashlib.sha256(data).hexdigest()
    if actual != card.sha256:
        raise CardError(
            f"{card.where}: sha256 in {CARD} is {card.sha256}, the file's is {actual}; restore the file, "
            f"or write the file's hash into the card if the new text is meant"
        )
    return data


def check_path(folder: Path, file: str, where: str) -> None:
    """Raise `CardError` unless ``file`` names a real file inside ``folder``, not a link and not a way out."""
    parts = PurePosixPath(file).parts
    if not file or "\\" in file or "\0" in file or PurePosixPath(file).is_absolute() or ".." in parts:
        raise CardError(
            f"{where}: file {file!r} is no name inside {folder.name}; put the report into the folder"
        )
    step = folder
    for part in parts:
        step = step / part
        if step.is_symlink():
            raise CardError(f"{where}: {file} is a symbolic link; put the report itself into {folder.name}")
    if not step.is_file():
        raise CardError(f"{where}: {folder.name}/{file} is missing; add the file or correct the card's file")
