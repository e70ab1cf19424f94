"""A statistics table's file as sheets of cells, each cell as its sheet shows it."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extract.model import CardError, ReportError

MOST_CELLS = 500_000
Line = tuple[int, list[str]]  # the number of a row, from 1, and its cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet; ``name`` is empty for a file that has none."""

    name: str
    lines: list[Line]


def read(data: bytes, name: str, where: str) -> list[Sheet]:
    """Read a table from the bytes of a CSV or XLSX file.

    Raises:
        CardError: it is neither, damaged, or too large.
    """
    sheets: list[Sheet] = []
    count = 0
    try:
        for title, lines in _workbook(data, name) if data[:2] == b"PK" else [("", _csv(data, name))]:
            sheets.append(Sheet(title, []))
            for line in lines:
                count += len(line[1])
                if count > MOST_CELLS:
                    what = f"more than {MOST_CELLS:,} cells; keep only the rows of these areas and indicators"
                    raise CardError(f"{where}: {what}")
                sheets[-1].lines.append(line)
    except ReportError as error:
        raise CardError(f"{where}: {error}") from error
    except csv.Error as error:
        raise CardError(f"{where}: no CSV ({error}); save the table as CSV or XLSX") from error
    return sheets


def place(sheet: str, cell: str) -> str:
    """Where a cell is, in words that lead back to it."""
    return f"sheet {sheet}, cell {cell}" if sheet else f"cell {cell}"


def _csv(data: bytes, name: str) -> Iterator[Line]:
    from extract.readers.text import decode

    text = decode(data, name)[0].removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        yield number, [cell.strip() for cell in cells]


def _workbook(data: bytes, name: str) -> Iterator[tuple[str, Iterator[Line]]]:
    import openpyxl

    from extract.readers.package import BROKEN, check, damaged

    check(data, name, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    sheet.reset_dimensions()
                    yield sheet.title, _rows(sheet, name)
            book.close()
    except BROKEN as error:
        raise damaged(name, "xlsx", error) from error


def _rows(sheet: Any, name: str) -> Iterator[Line]:
    from extract.readers.package import BROKEN, damaged
    from extract.readers.xlsx import text_of

    try:
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, ["" if c.value is None else text_of(c.value, c.number_format).strip() for c in row]
    except BROKEN as error:
        raise damaged(name, "xlsx", error) from error
