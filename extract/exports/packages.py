"""Read a data package or CSV on the Web that Hengbi exported, as the tables it was made of."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import DatasetError
from extract.storage.tables import COLUMNS, Row

from . import csvtables
from .publish import MARK
from .schema import columns
from .source import Source, of_frames

if TYPE_CHECKING:
    import pandas


_RATIO, _ROOM = 100, 1_000_000  # tables pack to a tenth; what claims to hold far more is a bomb


@dataclass(frozen=True, slots=True)
class Package:
    """An export read back.

    Attributes:
        version: of the data set it was made of.
        package: the version of Hengbi that made it.
        tables: by name, with the data set's columns and types.
    """

    version: str
    package: str
    tables: Mapping[str, pandas.DataFrame]

    @property
    def source(self) -> Source:
        """The tables as a source of further exports."""
        return of_frames(self.version, self.tables, self.package)


def read_package(place: Path | str) -> Package:
    """Read the tables of an exported data package or CSV on the Web.

    Args:
        place: its folder, or its zip file.

    Raises:
        DatasetError: it is no such export, or damaged; the message says what and where.

    Examples:
        >>> with extract.open_dataset("data") as data:
        ...     place = extract.export(data, "package", "read-back.zip")
        ...     print(extract.read_package(place).version == data.version)
        True
    """
    path = Path(place)
    try:
        if path.is_dir():
            return _read(path)
        with tempfile.TemporaryDirectory(prefix="hengbi-") as work, zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > _ROOM + _RATIO * path.stat().st_size:
                raise ValueError(f"unpacks to {size:,} bytes, far more than an export of its size")
            for entry in archive.infolist():
                _unpack(archive, entry, Path(work))
            return _read(Path(work))
    except (OSError, zipfile.BadZipFile) as error:
        raise DatasetError(
            f"{path}: cannot be read ({error}); give the folder or zip of an export"
        ) from error
    except (ValueError, KeyError, csv.Error) as error:
        raise DatasetError(f"{path}: damaged ({error}); export it again") from error


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, work: Path) -> None:
    """Unpack one file of an export: only names that an export has."""
    folder, _, name = entry.filename.rpartition("/")
    if folder not in ("", csvtables.TEXTS) or "\\" in name or name in ("", ".", ".."):
        raise ValueError(f"{entry.filename!r} is no file of an export")
    (work / folder).mkdir(exist_ok=True)
    with archive.open(entry) as stream, (work / folder / name).open("wb") as out:
        shutil.copyfileobj(stream, out)


def _read(folder: Path) -> Package:
    told = json.loads((folder / MARK).read_text(encoding="utf-8"))
    if told["format"] not in ("package", "csvw"):
        raise ValueError(f"an export of format {told['format']}, not package or csvw")
    tables = {table: _table(folder, table) for table in COLUMNS if (folder / f"{table}.csv").is_file()}
    return Package(told["version"], told["package"], tables)


def _table(folder: Path, table: str) -> pandas.DataFrame:
    import pandas

    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    rows: list[Row] = list(csvtables.read(folder / f"{table}.csv", table))
    kinds = columns(table)
    frame = pandas.DataFrame(rows, columns=[column.name for column in csvtables.shown(table)], dtype=object)
    if table == "reports":
        texts = [folder / csvtables.TEXTS / f"{report}.txt" for report in frame["report_id"]]
        told = [path.read_bytes().decode() if path.is_file() else None for path in texts]
        frame.insert([column.name for column in kinds].index("text"), "text", told)
    types = {"integer": "Int64", "number": "Float64"}
    return frame.astype({column.name: types[column.type] for column in kinds if column.type in types})
