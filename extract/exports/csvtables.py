"""Tables as CSV files and back, with nothing lost: what the data package and CSV on the Web share.

UTF-8, comma, a heading. Text is guarded by the rule of ``cells``. An empty
cell is null where the column can be null, and there an empty text is a lone
apostrophe; elsewhere it is an empty text. The reports' texts are files of
their own, as a cell of a hundred thousand characters serves nobody.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.cells import MARK, guarded, unguarded
from extract.storage.tables import Cell, Row

from .schema import Column, columns
from .source import Source

TEXTS = "texts"
RULE = (
    "UTF-8, comma, one heading. Text that begins with = + - @ (or their full-width forms), a tab, "
    "a line break or an apostrophe has an apostrophe before it, so that no spreadsheet takes it "
    "for a formula; take one away to read it. An empty cell is null; in columns that are never null it is "
    "empty text. In columns that can be null a lone apostrophe is an empty text."
)


def shown(table: str) -> tuple[Column, ...]:
    """The columns of a table's CSV file: all but the reports' text."""
    return tuple(column for column in columns(table) if (table, column.name) != ("reports", "text"))


def write(source: Source, folder: Path) -> list[str]:
    """Write every table as ``<table>.csv`` and the reports' texts as ``texts/<report>.txt``.

    Returns:
        The names of the files of texts, below ``folder``.
    """
    texts: list[str] = []
    for table, rows in source.tables.items():
        kinds = columns(table)
        keep = [number for number, column in enumerate(kinds) if column in shown(table)]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([kinds[number].name for number in keep])
            for row in rows():
                writer.writerow([cell(row[number], kinds[number]) for number in keep])
                if table == "reports":
                    texts += _text(row, kinds, folder)
    return texts


def read(path: Path, table: str) -> Iterator[Row]:
    """Read a table back as ``write`` wrote it, without the reports' text."""
    kinds = shown(table)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.reader(stream)
        next(lines, None)
        for line in lines:
            yield tuple(value(words, kind) for words, kind in zip(line, kinds, strict=True))


def cell(value: Cell, column: Column) -> str:
    """A value as a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value) or (MARK if column.empty == "null" else "")
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def value(words: str, column: Column) -> Cell:
    """The value that a cell was made of."""
    if not words and column.empty == "null":
        return None
    if column.type in ("string", "list"):
        return unguarded(words)
    return int(words) if column.type == "integer" else float(words)


def to_json(path: Path, body: Any) -> None:
    """Write a description as JSON, the same bytes for the same content."""
    path.write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def _text(row: Row, kinds: Sequence[Column], folder: Path) -> list[str]:
    facts = {column.name: value for column, value in zip(kinds, row, strict=True)}
    if facts["text"] is None:
        return []
    name = f"{TEXTS}/{facts['report_id']}.txt"
    (folder / TEXTS).mkdir(exist_ok=True)
    (folder / name).write_bytes(str(facts["text"]).encode())
    return [name]
