"""A statistics table's file as sheets of cells, each cell as its sheet shows it."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

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
    try:
        sheets = _workbook(data, name) if data[:2] == b"PK" else [Sheet("", list(_csv(data, name)))]
    except ReportError as error:
        raise CardError(f"{where}: {error}") from error
    except csv.Error as error:
        raise CardError(f"{where}: no CSV ({error}); save the table as CSV or XLSX") from error
    if sum(len(cells) for sheet in sheets for _, cells in sheet.lines) > MOST_CELLS:
        raise CardError(
            f"{where}: more than {MOST_CELLS:,} cells; keep only the rows of these areas and indicators"
        )
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


def _workbook(data: bytes, name: str) -> list[Sheet]:
    import openpyxl

    from extract.readers.package import BROKEN, check, damaged
    from extract.readers.xlsx import text_of

    check(data, name, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = []
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()
                lines: list[Line] = []
                count = 0
                for number, row in enumerate(sheet.iter_rows(), 1):
                    count += len(row)
                    cells = [
                        "" if c.value is None else text_of(c.value, c.number_format).strip() for c in row
                    ]
                    lines.append((number, cells))
                    if count > MOST_CELLS:
                        break
                sheets.append(Sheet(sheet.title, lines))
            book.close()
            return sheets
    except BROKEN as error:
        raise damaged(name, "xlsx", error) from error
