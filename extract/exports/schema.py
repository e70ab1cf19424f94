"""The tables of an export: their columns as the data set has them, with what each one means."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.model import KINDS, QUALIFIERS, STATUSES, RecordError
from extract.records.catalogue import DIRECTIONS, MEASURES
from extract.storage.tables import COLUMNS

_FILE = Path(__file__).with_name("columns.csv")
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_LISTS = {"parents", "candidates", "spans", "years", "rates"}
_VALUES = {
    "qualifier": QUALIFIERS,
    "status": STATUSES,
    "nature": ("stated", "derived"),
    "basis": ("level", "addition", "change"),
    "measure": MEASURES,
    "direction": DIRECTIONS,
    "severity": ("error", "warning", "note"),
}
_PATTERNS = {"adcode": r"\d{6}", "sha256": "[0-9a-f]{64}"}
_UNITS = {
    **dict.fromkeys(("value", "value_max", "value_text"), "as the column unit says"),
    **dict.fromkeys(("resident_population", "precision"), "人 (persons)"),
    **dict.fromkeys(("chars", "start", "end", "sentence_start", "sentence_end"), "characters"),
    "percent": "%",
}
TITLES: Mapping[str, tuple[str, str]] = {
    "reports": ("报告", "The reports, one row each"),
    "areas": ("地区", "Areas that have reports"),
    "population": ("常住人口", "Published usual residents, the denominators"),
    "indicators": ("指标", "What is measured"),
    "observations": ("观测值", "A value of an indicator for an area and a time"),
    "mentions": ("数字", "Every number of every report, with what was decided about it"),
    "issues": ("疑点", "What cannot be right, or what a reader should know"),
    "programmes": ("项目与荣誉", "Named platforms, programmes, services and honours"),
    "statistics": ("统计表", "Statistics tables with official figures"),
    "figures": ("官方数据", "Official figures, each with its cell"),
    "differences": ("与官方数据的差别", "Values of reports beside official figures"),
    "readings": ("读取记录", "By what each report was read"),
    "coverage": ("指标覆盖", "What there is of each indicator"),
    "area_coverage": ("地区覆盖", "What there is of each area"),
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("report_id",),
    "areas": ("adcode",),
    "indicators": ("indicator",),
    "observations": ("observation_id",),
    "mentions": ("report_id", "n"),
    "issues": ("issue_id",),
    "statistics": ("table_id",),
    "figures": ("figure_id",),
    "readings": ("report_id",),
    "coverage": ("indicator",),
    "area_coverage": ("adcode",),
}
# What a failed report or card leaves in issues names reports that are in no other table.
LINKS: Mapping[str, Mapping[str, str]] = {
    "reports": {"adcode": "areas"},
    "observations": {"indicator": "indicators", "adcode": "areas", "report_id": "reports"},
    "mentions": {"report_id": "reports", "indicator": "indicators"},
    "programmes": {"report_id": "reports"},
    "figures": {"table_id": "statistics", "indicator": "indicators"},
    "differences": {"report_id": "reports", "observation_id": "observations", "figure_id": "figures"},
    "readings": {"report_id": "reports"},
    "coverage": {"indicator": "indicators"},
    "area_coverage": {"adcode": "areas"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        type: ``string``, ``integer``, ``number`` or ``list`` (a list as JSON text).
        empty: what an empty cell says: ``null``; ``text``, an empty text; or ``never``, as there is none.
        unit: of its numbers, where they have one.
        values: the words it may hold; empty for any.
        pattern: a regular expression of the whole cell; empty for none.
    """

    name: str
    type: str
    empty: str
    zh: str
    en: str
    unit: str = ""
    values: tuple[str, ...] = ()
    pattern: str = ""


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in the data set's order.

    Examples:
        >>> extract.columns("observations")[2].en
        'Of which area'
    """
    told = _told()
    made: list[Column] = []
    for declared in COLUMNS[table].split(", "):
        name, kind = declared.split()[:2]
        row = told.get((table, name))
        if row is None:
            raise RecordError(
                f"{_FILE.name}: no line for column {name} of {table}; add one that says what it means"
            )
        words = KINDS if (table, name) == ("mentions", "kind") else _VALUES.get(name, ())
        shape = "list" if name in _LISTS else _TYPES[kind]
        made.append(
            Column(
                name, shape, row["empty"], row["zh"], row["en"], _UNITS.get(name, ""), words,
                _PATTERNS.get(name, ""),
            )
        )  # fmt: skip
    return tuple(made)


@cache
def _told() -> dict[tuple[str, str], dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {(row["table"], row["column"]): row for row in csv.DictReader(stream)}
