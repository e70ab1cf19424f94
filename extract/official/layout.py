"""The layout of a statistics table: which columns it has, and the figure in each cell of a value.

Long form has a column of years and one of values; wide form has a column for
each year, headed by it. Both have a column of indicators, and may have areas,
units and notes. What stands above the heading is left alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extract import areas
from extract.model import CardError
from extract.numbers import units
from extract.patterns import Pattern
from extract.records.catalogue import Indicator
from extract.sources.declared import Figure, TableCard

from .sheets import Line, Sheet, place

HEADINGS: Mapping[str, frozenset[str]] = {
    "area": frozenset(("area", "adcode", "地区", "区县", "地区代码", "行政区划", "行政区划代码")),
    "year": frozenset(("year", "年份", "年度", "年")),
    "indicator": frozenset(("indicator", "指标", "指标名称")),
    "value": frozenset(("value", "数值", "数据")),
    "unit": frozenset(("unit", "单位", "计量单位")),
    "note": frozenset(("note", "备注", "说明")),
}
_YEAR = Pattern(r"((?:19|20)\d\d)年?[末底度]?")
_VALUE = Pattern(r"(-?\d+(?:\.(\d+))?)([千万亿]*)(%?)")
_POWERS = {"千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NOT_GIVEN = frozenset(("", "-", "—", "–", "…", "...", "……", "/", "无"))
_ROWS_ABOVE = 20  # of titles and notes before the heading


class RowError(Exception):
    """A row cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a table holds: its figures, and of each row that is of no use the place and the reason."""

    figures: tuple[Figure, ...]
    faults: tuple[str, ...]


def figures_of(card: TableCard, sheets: list[Sheet], records: Mapping[str, Indicator]) -> Found:
    """Read the figures of a table.

    Raises:
        CardError: no sheet has a heading.
    """
    known = {
        _plain(name): record for record in records.values() for name in (record.id, record.zh, record.en)
    }
    figures: list[Figure] = []
    faults: list[str] = []
    headed = False
    for sheet in sheets:
        at, heading = _heading(sheet)
        headed = headed or bool(heading)
        for line in sheet.lines[at + 1 :] if heading else ():
            for column, year in _values(heading, line):
                try:
                    figures.append(_figure(card, sheet, heading, line, column, year, known))
                except RowError as error:
                    where = place(sheet.name, _cell(column, line[0]))
                    faults.append(f"{card.where}, {where}: {error}")
    if not headed:
        raise CardError(
            f"{card.where}: no heading in the first {_ROWS_ABOVE} rows; head the columns 指标, 年份, 数值, "
            f"单位 and 地区 (or indicator, year, value, unit, area), or give each year a column of its own"
        )
    return Found(tuple(figures), tuple(faults))


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Where the heading is among the lines, and column → its place; years are columns named by digits."""
    for at, (_, cells) in enumerate(sheet.lines[:_ROWS_ABOVE]):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells):
            name = next((key for key, words in HEADINGS.items() if _plain(cell) in words), "")
            year = _YEAR.fullmatch(_plain(cell))
            if name or year:
                found.setdefault(name or year[1], column)  # type: ignore[index]
        wide = any(name.isdecimal() for name in found)
        if "indicator" in found and (wide or {"year", "value"} <= found.keys()):
            return at, found
    return 0, {}


def _values(heading: Mapping[str, int], line: Line) -> Iterator[tuple[int, str]]:
    """The columns of a line that hold a value, each with its year as written."""
    cells = line[1]
    if "value" in heading and "year" in heading:
        columns = [(heading["value"], _at(cells, heading["year"]))]
    else:
        columns = [(column, name) for name, column in heading.items() if name.isdecimal()]
    yield from ((column, year) for column, year in columns if _plain(_at(cells, column)) not in _NOT_GIVEN)


def _figure(
    card: TableCard, sheet: Sheet, heading: Mapping[str, int], line: Line, column: int, year: str,
    known: Mapping[str, Indicator],
) -> Figure:  # fmt: skip
    number, cells = line
    told = {name: _at(cells, heading[name]) for name in HEADINGS if name in heading}
    record = known.get(_plain(told["indicator"]))
    if record is None:
        raise RowError(
            f"“{told['indicator']}” is no indicator; write its id or its Chinese name, as in the codebook"
        )
    date = _YEAR.fullmatch(_plain(year))
    if date is None:
        raise RowError(f"“{year}” is no year; write it as 2023")
    exact = _at(cells, column)
    value, slack, unit = _number(exact, told.get("unit", ""), record)
    cell = _cell(column, number)
    name = f"{card.id}:{f'{sheet.name}!' if sheet.name else ''}{cell}"
    return Figure(
        name, card.id, record.id, _area(told.get("area", ""), card), int(date[1]), value, slack, unit,
        card.title, sheet.name, number, cell, exact, told.get("note", ""),
    )  # fmt: skip


def _number(exact: str, unit: str, record: Indicator) -> tuple[Decimal, Decimal, str]:
    """The value in the indicator's unit, and half of its last place."""
    found = _VALUE.fullmatch(_plain(exact).replace(",", ""))
    if found is None:
        raise RowError(f"“{exact}” is no number; write digits, and what is not given as —")
    spelled = _plain(unit) or found[4] or record.unit
    powers, rest = found[3], spelled
    known = units.table()
    while rest not in known and rest[:1] in _POWERS:
        powers, rest = powers + rest[0], rest[1:]
    if rest not in known and rest != record.unit:
        raise RowError(f"“{unit}” is no unit known here; write {record.unit}, as {record.zh} is counted")
    canonical = known[rest].canonical if rest in known else rest
    if not record.accepts(canonical):
        raise RowError(f"{record.zh} is counted in {record.unit}, not in {unit}; correct unit or indicator")
    factor = known[rest].factor if rest in known else Decimal(1)
    for power in powers:
        factor *= _POWERS[power]
    decimals = len(found[2] or "")
    slack = factor.scaleb(-decimals) / 2 if decimals or factor != 1 else Decimal(0)
    return Decimal(found[1]) * factor, slack, canonical


def _area(name: str, card: TableCard) -> str:
    """The code of the area that a row names; the card's own where it names none."""
    if not name:
        return card.adcode
    if areas.get(name):
        return name
    own = areas.get(card.adcode)
    bearers = [area for area in areas.find(name) if not area.ended]
    near = [area for area in bearers if own and area.parent == own.parent] or bearers
    if own and own in near:
        return own.adcode
    if len(near) != 1:
        why = "several areas bear it" if near else "no area of the registry bears it"
        raise RowError(f"area “{name}”: {why}; write its code (GB/T 2260)")
    return near[0].adcode


def _at(cells: list[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _cell(column: int, row: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row}"


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
