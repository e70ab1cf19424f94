"""XLSX by openpyxl: every visible sheet, a row a line, cells as they are shown."""

from __future__ import annotations

import datetime
import io
import warnings
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from extract.model import Document

from .lines import Lines
from .number_format import shown
from .package import BROKEN, check, damaged
from .refusal import refuse

MOST_CELLS = 2_000_000


def read(data: bytes, name: str) -> Document:
    """A workbook as a document: its sheets one after another, hidden ones left out.

    Each sheet begins with a line of its name, unless that is only ``Sheet1``.
    Formulas stand with the value they had when the file was saved.

    Raises:
        ReportError: damaged, a bomb, no visible sheet, or more than two million cells.
    """
    check(data, name, "xlsx")
    lines = Lines()
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it does not read; they are not text.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise refuse(name, "has no visible sheet", "show the sheet with the figures and save it")
            count = 0
            for sheet in sheets:
                count = _read_sheet(sheet, lines, name, count)
            book.close()
    except BROKEN as error:
        raise damaged(name, "xlsx", error) from error
    return lines.document(name, "xlsx")


def _read_sheet(sheet: Any, lines: Lines, name: str, count: int) -> int:
    """Add one sheet; returns how many cells were read so far."""
    title = sheet.title
    # The sheet's own note of its size may be wrong, and then cuts it off.
    sheet.reset_dimensions()
    named = title.rstrip("0123456789 ").lower() in ("sheet", "工作表", "表")
    started = named
    for row in sheet.iter_rows():
        cells: list[tuple[str, str]] = []
        for column, cell in enumerate(row, start=1):
            count += 1
            if count > MOST_CELLS:
                raise refuse(
                    name, f"has more than {MOST_CELLS:,} cells", "save the sheets of the report alone"
                )
            if cell.value is None:
                cells.append(("", ""))
            else:
                place = f"sheet {title}, cell {get_column_letter(column)}{cell.row}"
                cells.append((text_of(cell.value, cell.number_format), place))
        if not started and any(text for text, _ in cells):
            lines.line(title, f"sheet {title}")
            started = True
        lines.row(cells)
    return count


def text_of(value: object, number_format: str | None) -> str:
    """A cell's value as the sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float, Decimal)):
        return shown(value, number_format or "General")
    if isinstance(value, datetime.datetime):
        day = f"{value.year}年{value.month}月{value.day}日"
        return day if (value.hour, value.minute) == (0, 0) else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
