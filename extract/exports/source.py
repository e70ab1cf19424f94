"""What an export is made of: the tables of a data set, or of rows that were chosen from one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from extract.storage.dataset import Dataset
from extract.storage.fingerprint import PACKAGE_VERSION
from extract.storage.tables import COLUMNS, Cell, Row, names

if TYPE_CHECKING:
    import pandas

_AT_ONCE = 20_000  # rows held in memory while a table is written


@dataclass(frozen=True, slots=True)
class Source:
    """Tables to export.

    Attributes:
        version: of the data set.
        package: the version of Hengbi that made it.
        tables: gives the rows of each table that there is, in the order of its columns.
    """

    version: str
    package: str
    tables: Mapping[str, Callable[[], Iterator[Row]]]

    def dicts(self, table: str) -> Iterator[dict[str, Cell]]:
        """The rows of a table as dictionaries; none where it is not there."""
        columns = names(table)
        for row in self.tables[table]() if table in self.tables else ():
            yield dict(zip(columns, row, strict=True))


def of_dataset(data: Dataset) -> Source:
    """All of a data set, read as it is written, some rows at a time."""
    tables = {table: partial(_rows, data, table) for table in COLUMNS}
    return Source(data.version, str(data.manifest["package"]), tables)


def of_frames(version: str, frames: Mapping[str, pandas.DataFrame], package: str | None = None) -> Source:
    """Tables given as DataFrames with the data set's column names; other columns are left out.

    Args:
        version: of the data set that the rows are from.
        frames: the tables by name; those that are not given are not exported.
        package: the version of Hengbi that made the data set; by default this one.

    Examples:
        >>> with extract.open_dataset("data") as data:
        ...     chosen = extract.of_frames(data.version, {"observations": data.observations(status="target")})
        ...     print(extract.export(chosen, "package", "targets.zip"))
        targets.zip
    """
    return Source(
        version,
        package or PACKAGE_VERSION,
        {table: partial(_frame_rows, frames[table], table) for table in frames},
    )


def _rows(data: Dataset, table: str) -> Iterator[Row]:
    quoted = ", ".join(f'{table}."{name}"' for name in names(table))
    last = -1
    while True:
        rows = data.query(
            f"SELECT rowid, {quoted} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?", (last, _AT_ONCE)
        )
        yield from (row[1:] for row in rows)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][0]


def _frame_rows(frame: pandas.DataFrame, table: str) -> Iterator[Row]:
    kinds = dict(column.split()[:2] for column in COLUMNS[table].split(", "))
    filled = frame.reindex(columns=list(kinds)).astype(object)
    for row in filled.itertuples(index=False, name=None):
        yield tuple(_cell(value, kind) for value, kind in zip(row, kinds.values(), strict=True))


def _cell(value: Any, kind: str) -> Cell:
    if value is None or (str(value) in ("nan", "<NA>", "NaT") and not isinstance(value, str)):
        return None
    return str(value) if kind == "TEXT" else int(value) if kind == "INTEGER" else float(value)
