"""SDMX: ``structure.json`` (SDMX-JSON 2.0) and ``data.csv`` (SDMX-CSV 2.0), both written by pysdmx.

An observation's key is the indicator, the area, the report, the statement in
it (where the number begins, or the formula) and the time. All else of an
observation is its measure or its attributes, so that the table of
observations can be made of the file again: ``observations_of``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extract.cells import guarded, unguarded
from extract.comparing.timespans import year_of
from extract.patterns import Pattern
from extract.storage.tables import Cell, Row, names

from . import structures
from .source import Source

if TYPE_CHECKING:
    import pandas
    from pysdmx.model import Schema

_ODD, _WRITTEN = Pattern("[\\\\\r\0\ufeff]"), Pattern(r"\\u([0-9a-f]{4})")
STRUCTURE, DATA = "structure.json", "data.csv"
_AT_ONCE = 20_000
_TEXTS = {
    "GROUP_NOTE": "group_note", "AREA_NOTE": "area_note", "LABEL": "label", "EXACT": "exact",
    "SENTENCE": "sentence", "PLACE": "place", "FORMULA": "formula", "PARENTS": "parents",
}  # fmt: skip
_CODES = {
    "INDICATOR": "indicator", "REF_AREA": "adcode", "REPORT": "report_id", "UNIT_MEASURE": "unit",
    "OBS_STATUS": "status", "QUALIFIER": "qualifier", "NATURE": "nature", "BASIS": "basis",
    "RATE_OF": "rate_of",
}  # fmt: skip
_WHOLES = {
    "START": "start",
    "END": "end",
    "SENTENCE_START": "sentence_start",
    "SENTENCE_END": "sentence_end",
    "CORRECTED": "corrected",
}


def write(source: Source, folder: Path) -> None:
    """Write structure and data into a folder."""
    flow = structures.write(source, folder / STRUCTURE)
    with (folder / DATA).open("w", encoding="utf-8", newline="") as stream:
        for number, text in enumerate(_written(source, flow)):
            stream.write(text.partition("\n")[2] if number else text)


def _written(source: Source, flow: Schema) -> Iterator[str]:
    """The file in pieces, each with its heading."""
    from pandas import DataFrame
    from pysdmx.io.csv.sdmx20.writer import write as write_csv
    from pysdmx.io.pd import PandasDataset
    from pysdmx.model.dataset import ActionType

    rows = source.dicts("observations")
    first = True
    while (group := [_record(row) for row in islice(rows, _AT_ONCE)]) or first:
        frame = DataFrame(group, columns=[component.id for component in flow.components], dtype=object)
        text = write_csv([PandasDataset(structure=flow, data=frame, action=ActionType.Replace)])
        assert text is not None
        yield text
        first = False


def _record(row: Mapping[str, Cell]) -> dict[str, Cell]:
    low, _, high = str(row["value_text"]).partition("–")
    period = str(row["time_period"])
    record: dict[str, Cell] = {component: row[name] for component, name in (_CODES | _WHOLES).items()}
    record |= {component: _line(row[name]) for component, name in _TEXTS.items()}
    record |= {"STATEMENT": str(row["observation_id"]).split(":", 2)[2]}
    record |= {"TIME_PERIOD": time_of(period), "TIME_NOTE": None if time_of(period) == period else period}
    return record | {"OBS_VALUE": low, "VALUE_MAX": high or None}


def observations_of(frame: pandas.DataFrame) -> list[Row]:
    """Make the rows of the table of observations of SDMX data, as pysdmx or pandas reads them.

    Args:
        frame: the columns of ``data.csv``, cells as text; what is empty or missing is null.
    """
    made = []
    for record in frame.astype(object).to_dict("records"):
        cells = {str(key): None if _empty(value) else value for key, value in record.items()}
        row: dict[str, Cell] = {name: _word(cells.get(component)) for component, name in _CODES.items()}
        row |= {name: _text(cells.get(component)) for component, name in _TEXTS.items()}
        row |= {name: _whole(cells.get(component)) for component, name in _WHOLES.items()}
        row["time_period"] = _word(cells.get("TIME_NOTE")) or _word(cells["TIME_PERIOD"])
        row["year"] = year_of(str(row["time_period"]))
        row["observation_id"] = f"{row['report_id']}:{row['indicator']}:{cells['STATEMENT']}"
        row["value"], row["value_max"] = float(str(cells["OBS_VALUE"])), None
        row["value_text"] = _number(cells["OBS_VALUE"])
        if cells.get("VALUE_MAX") is not None:
            row["value_max"] = float(str(cells["VALUE_MAX"]))
            row["value_text"] = f"{row['value_text']}–{_number(cells['VALUE_MAX'])}"
        made.append(tuple(row[name] for name in names("observations")))
    return made


def time_of(period: str) -> str:
    """A time period as SDMX writes it: a stretch of days with its length, an open one as its first day."""
    first, between, last = period.partition("/")
    if not between or not last:
        return first
    try:
        days = datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)
    except ValueError:
        return first  # the note has it in full
    return f"{first}/P{days.days + 1}D"


def _line(text: Cell) -> Cell:
    r"""Text as a cell; what CSV readers stumble over as ``\uXXXX``, and so the backslash itself."""
    return None if text is None else guarded(_ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", str(text)))


def _text(cell: object) -> Cell:
    return None if cell is None else _WRITTEN.sub(lambda found: chr(int(found[1], 16)), unguarded(str(cell)))


def _empty(cell: object) -> bool:
    return cell is None or cell == "" or (not isinstance(cell, str) and str(cell) in ("nan", "<NA>"))


def _word(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _whole(cell: object) -> int | None:
    return None if cell is None else int(float(str(cell)))


def _number(cell: object) -> str:
    from decimal import Decimal

    return format(Decimal(str(cell)).normalize(), "f")
