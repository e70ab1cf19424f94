"""Units of measure: how they are spelled, what they are, which may stand for which."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from extract.model import RecordError


@dataclass(frozen=True, slots=True)
class Unit:
    """A spelling of a unit, its canonical form, factor and dimension."""

    spelling: str
    canonical: str
    factor: Decimal
    dimension: str


SAME_COUNT = (
    frozenset(("家", "个", "座", "间", "处", "站")),
    frozenset(("场", "期", "次", "班")),
    frozenset(("项", "个", "种", "条")),
    frozenset(("支", "个", "组", "队")),
    frozenset(("台", "个", "套", "辆", "部")),
    frozenset(("例", "人")),
    frozenset(("件", "例", "份", "项", "起")),
    frozenset(("份", "张", "本")),
)
"""Classifiers that count the same thing in other words."""

_MULTIPLIER = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}
PER_POPULATION = {"千人": ("个", "张", "人", "名", "台"), "万人": ("个", "张", "人", "台")}


def load(rows: Iterable[dict[str, str]]) -> dict[str, Unit]:
    """Build the table of spellings.

    Args:
        rows: mappings with the columns of ``units.csv``.

    Returns:
        Units by spelling.

    Raises:
        RecordError: a spelling stands twice, or one canonical unit has two
            dimensions (that would let unlike things be compared).
    """
    table: dict[str, Unit] = {}
    dimensions: dict[str, str] = {}
    for row in rows:
        unit = Unit(row["spelling"], row["canonical"], Decimal(row["factor"]), row["dimension"])
        if unit.spelling in table:
            raise RecordError(f"units.csv: “{unit.spelling}” stands twice; remove one row")
        known = dimensions.setdefault(unit.canonical, unit.dimension)
        if known != unit.dimension:
            raise RecordError(
                f"units.csv: “{unit.canonical}” is both {known} and {unit.dimension}; give each its own "
                f"canonical unit"
            )
        table[unit.spelling] = unit
    return table


@lru_cache(maxsize=1)
def table() -> dict[str, Unit]:
    """The spellings of ``units.csv``."""
    path = Path(__file__).with_name("units.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return load(csv.DictReader(file))


@lru_cache(maxsize=1)
def pattern() -> str:
    """An alternation of all spellings, the longest first."""
    # 门诊人次突破420万大关
    spelled = {"大": "大(?!关)"}
    return "|".join(spelled.get(s, re.escape(s)) for s in sorted(table(), key=len, reverse=True))


def bracketed(words: str) -> tuple[str | None, int]:
    """The unit that a name has in brackets: `万人次` is 人次 with factor 10000."""
    factor = 1
    words = words.strip()
    while words[:1] in _MULTIPLIER and words not in table():
        factor *= _MULTIPLIER[words[0]]
        words = words[1:]
    known = table().get(words)
    if known is None and re.fullmatch(r"1?/1?0?[十0]*万", words or ""):
        return "1/10万", factor
    return (known.canonical, factor) if known else (None, 1 if words else factor)


@lru_cache(maxsize=1024)
def stands_for(unit: str | None, wanted: str) -> bool:
    """Whether a count in ``unit`` may be a count in ``wanted`` in other words."""
    if unit == wanted:
        return True
    return any(unit in group and wanted in group for group in SAME_COUNT)
