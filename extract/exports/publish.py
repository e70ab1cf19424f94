"""Exports put in their place whole: a folder or a zip that appears in one step, or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from extract.model import DatasetError
from extract.storage.dataset import Dataset

from . import FORMATS
from .source import Source, of_dataset

MARK = "export.json"  # says of a folder that it is an export, and which
_DAY = (2020, 1, 1, 0, 0, 0)  # of every file of an archive: the same data set gives the same bytes


def export(data: Dataset | Source, format: str, out: Path | str) -> Path:
    """Write a data set in a format that other programs read.

    Args:
        data: an open data set, or a ``Source`` of chosen rows.
        format: a name of ``FORMATS``.
        out: a folder, new or of an earlier export, which is replaced; or a file that ends in ``.zip``.

    Returns:
        ``out``.

    Raises:
        DatasetError: no such format, ``out`` holds something else, or it cannot be written; nothing changed.

    Examples:
        >>> with extract.open_dataset("data") as data:
        ...     print(extract.export(data, "package", "exported.zip"))
        exported.zip
    """
    place = Path(out)
    if place.suffix != ".zip" and place.exists() and not _ours(place):
        raise DatasetError(
            f"{place}: there already, and no export; give a new folder, or a name that ends in .zip"
        )
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".exporting-", dir=place.parent))
        try:
            _publish(_written(data, format, work), work, place)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise DatasetError(
            f"{place}: the export cannot be written: {error.strerror or error}; make room, or give a place "
            f"that can be written (what was there is untouched)"
        ) from error
    return place


def packed(data: Dataset | Source, format: str) -> bytes:
    """Write an export as the bytes of a zip file.

    Examples:
        >>> with extract.open_dataset("data") as data:
        ...     extract.packed(data, "csvw")[:2]
        b'PK'
    """
    with tempfile.TemporaryDirectory(prefix="hengbi-") as work:
        out = io.BytesIO()
        _zip(_written(data, format, Path(work)), out)
        return out.getvalue()


def _written(data: Dataset | Source, format: str, work: Path) -> Path:
    if format not in FORMATS:
        raise DatasetError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    source = of_dataset(data) if isinstance(data, Dataset) else data
    folder = work / "export"
    folder.mkdir()
    write: Callable[[Source, Path], None] = import_module(f"extract.exports.{format}").write
    write(source, folder)
    files = {path.relative_to(folder).as_posix(): _hash(path) for path in _files(folder)}
    body = {"format": format, "version": source.version, "package": source.package, "files": files}
    (folder / MARK).write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8", newline="\n")
    return folder


def _publish(folder: Path, work: Path, place: Path) -> None:
    if place.suffix == ".zip":
        archive = work / "export.zip"
        with archive.open("wb") as stream:
            _zip(folder, stream)
        os.replace(archive, place)
        return
    if place.exists():
        os.replace(place, work / "old")  # goes with the folder of work once the new one stands
    os.replace(folder, place)


def _zip(folder: Path, out: io.BufferedIOBase | io.BufferedWriter | io.BytesIO) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DAY)
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, path.stat().st_size
            entry.external_attr = 0o644 << 16
            with path.open("rb") as stream, archive.open(entry, "w") as packed_file:
                shutil.copyfileobj(stream, packed_file)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _ours(place: Path) -> bool:
    return place.is_dir() and ((place / MARK).is_file() or not any(place.iterdir()))


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
