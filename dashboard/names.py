"""How values and things are written on the screen, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.asking import Data
from dashboard.words import Words

ALL = "all"
BREAK = re.compile(r"(?<=(.))\s*\n\s*(?=(.))", re.DOTALL)
WIDE = re.compile(r"[\u2e80-\uffef“”‘’…—]")
_PLACES = {
    "zh": "SELECT adcode, zh, parent_zh FROM areas ORDER BY rowid",
    "en": "SELECT adcode, en, parent_en FROM areas ORDER BY rowid",
}
SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ ", "exact": ""}


def number(value: float, digits: int | None = None) -> str:
    """Write a number with separators: whole where it is whole, else as exact as it was stated."""
    if digits is not None:
        return f"{value:,.{digits}f}"
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def amount(value: float, words: Words) -> str:
    """Write a number for reading: very large ones in 亿, or in millions."""
    if abs(value) < 100_000_000:
        return number(value)
    if words.lang == "zh":
        return f"{number(round(value / 100_000_000, 4))}亿"
    return f"{number(round(value / 1_000_000, 2))} million"


def value_text(row: Any, words: Words) -> str:
    """Write a value as the report means it: ``≥ 1,500–2,000 people``."""
    value, upper = float(row["value"]), row.get("value_max")
    digits = _digits(value) if row.get("nature") == "derived" else None
    text = amount(value, words) if digits is None else number(value, digits)
    if upper is not None and not pd.isna(upper):
        text += "–" + (amount(float(upper), words) if digits is None else number(float(upper), digits))
    unit = words.unit(row["unit"])
    gap = "" if unit in ("%", "‰") else " "
    return f"{SIGNS.get(row['qualifier'], '')}{text}{gap}{unit}".rstrip()


def one_line(text: str) -> str:
    """Write a sentence on one line; between Chinese characters a line's end is no space."""
    return BREAK.sub(lambda found: "" if WIDE.search(found[1] + found[2]) else " ", text)


def missing(value: object) -> bool:
    """Say whether a cell of a table holds nothing."""
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]


def _digits(value: float) -> int:
    # A computed figure is no more exact than what it came from: three significant digits below 100.
    size = abs(value)
    return 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4


def explain(row: Any, data: Data, words: Words) -> str:
    """Write how a value was computed, with the indicators' names in place of their ids."""
    formula = row.get("formula")
    if not isinstance(formula, str) or not formula:
        return ""
    named = re.sub(r"[a-z][a-z0-9_]+", lambda m: _name_of(m.group(), data, words), formula)
    return words("nature.formula", formula=named)


def _name_of(token: str, data: Data, words: Words) -> str:
    return str(data.indicator[token][words.lang]) if token in data.indicator else token


def short_name(data: Data, adcode: str, words: Words) -> str:
    """Name a district in the reader's language, or by its code where it is unknown."""
    area = data.area.get(adcode)
    return str(area[words.lang]) if area else adcode


def area_note(area: Mapping[str, Any], words: Words) -> str:
    """Say what changed in a district's bounds, as a sentence in the reader's language; empty where unsaid."""
    note = str(area.get("note_zh" if words.lang == "zh" else "note") or "").rstrip("。.")
    return note and note + ("。" if words.lang == "zh" else ".")


def places(data: Data, lang: str) -> dict[str, str]:
    """Name all districts to choose them by, code → name: of many, each with what it belongs to."""
    named = data.query(_PLACES[lang])
    if data.few:
        return {adcode: name for adcode, name, _ in named}
    return {adcode: f"{name} · {above or adcode}" for adcode, name, above in named}


def indicator_name(data: Data, indicator: str, words: Words) -> str:
    """Name an indicator in the reader's language, or by its id where it is unknown."""
    record = data.indicator.get(indicator)
    return str(record[words.lang]) if record else indicator


def domain_name(data: Data, domain: str, words: Words) -> str:
    """Name a domain in the reader's language; ``all`` is every domain."""
    if domain == ALL:
        return words("filter.all_domains")
    rows = data.indicators[data.indicators["domain"] == domain]
    return str(rows.iloc[0][f"domain_{words.lang}"]) if len(rows) else domain
