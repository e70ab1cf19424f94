"""Parquet: a file a table, every column with what it means as metadata of its field."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from .package import LICENCE, sources
from .schema import TITLES, Column, columns
from .source import Source

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 20_000  # rows of a group


def write(source: Source, folder: Path) -> None:
    """Write ``<table>.parquet`` for every table; the reports' text is a column."""
    for table in source.tables:
        write_table(source, table, folder / f"{table}.parquet")


def write_table(source: Source, table: str, path: Path) -> None:
    """Write one table, some rows at a time."""
    import pyarrow
    from pyarrow import parquet

    schema = _schema(source, table)
    rows = source.tables[table]()
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, _AT_ONCE)):
            arrays = [
                pyarrow.array(values, field.type)
                for values, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _schema(source: Source, table: str) -> pyarrow.Schema:
    import pyarrow

    zh, en = TITLES[table]
    about = {
        "title": f"横比 Hengbi: {zh} · {table}",
        "description": en,
        "version": f"{source.package}+{source.version}",
        "license": LICENCE["title"],
        "sources": json.dumps([one["title"] for one in sources(source)], ensure_ascii=False),
    }
    return pyarrow.schema([_field(column) for column in columns(table)], metadata=about)


def _field(column: Column) -> pyarrow.Field:
    import pyarrow

    kinds = {"integer": pyarrow.int64(), "number": pyarrow.float64()}
    about = {"title": column.zh, "description": column.en}
    about |= {"unit": column.unit} if column.unit else {}
    about |= {"values": " ".join(column.values)} if column.values else {}
    return pyarrow.field(column.name, kinds.get(column.type, pyarrow.string()), metadata=about)
