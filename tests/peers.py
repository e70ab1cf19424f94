"""The cases of other readers, and what ours makes of them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.numbers.mentions import find
from extract.numbers.numerals import NumeralError, parse
from extract.numbers.reading import read

FOLDER = Path(__file__).parent / "data" / "peers"
# The units of the dimension cases in our canonical form.
UNITS = {
    "Mu": "亩",
    "Kilogram": "千克",
    "Centimeter": "厘米",
    "Ton": "吨",
    "Meter": "米",
    "Kilometer": "公里",
    "Gram": "克",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One reading of a case: the words, where they stand, their value, their unit."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case: a text and what the other reader makes of it; none where it finds nothing."""

    model: str
    input: str
    expected: tuple[Expected, ...]


def cases(model: str) -> list[Case]:
    """The cases of ``Number``, ``Percent`` or ``Dimension``, each input once."""
    rows = json.loads((FOLDER / "recognizers-text" / f"{model}Model.json").read_text(encoding="utf-8"))
    found = {row["Input"]: Case(model, row["Input"], tuple(map(_expected, row["Results"]))) for row in rows}
    return list(found.values())


def _expected(result: dict[str, Any]) -> Expected:
    resolution = result["Resolution"]
    value = Decimal(resolution["value"].rstrip("%").replace(",", ""))
    return Expected(result["Text"], result["Start"], result["End"] + 1, value, resolution.get("unit"))


def differs() -> dict[str, dict[str, str]]:
    """The inputs that we read otherwise on purpose, by model, each with its reason."""
    named: dict[str, dict[str, str]] = {}
    for model, groups in tomllib.loads((FOLDER / "differs.toml").read_text(encoding="utf-8")).items():
        named[model] = {text: group["why"] for group in groups for text in group["inputs"]}
    return named


def number(case: Case) -> str:
    """What is not alike in a case of numerals; empty where all values are right."""
    if not case.expected:
        return ", ".join(f"reads {words}" for words, *_ in quantities(case.input))
    for expected in case.expected:
        words = "".join(read(expected.text).text.split())
        try:
            value, upper = parse(words)
        except NumeralError as error:
            return str(error)
        if not _close(value, expected.value) or upper is not None:
            return f"{expected.text} is {value} {upper or ''}, not {expected.value}"
    return ""


def percent(case: Case) -> str:
    """What is not alike in a case of shares."""
    found = [
        (start, end, value)
        for _, start, end, value, unit in quantities(case.input)
        for value in _share(value, unit)
    ]
    return _alike(case, found)


def dimension(case: Case) -> str:
    """What is not alike in a case of measures: value and unit."""
    ours = list(quantities(case.input))
    if not case.expected:
        return ", ".join(f"reads {words}" for words, *_ in ours)
    for expected in case.expected:
        same = [
            (value, unit)
            for _, start, end, value, unit in ours
            if start < expected.end and expected.start < end
        ]
        wanted = UNITS.get(expected.unit or "", expected.unit)
        if (expected.value, wanted) not in same:
            return f"{expected.text} is {same}, not {expected.value} {wanted}"
    return ""


def quantities(text: str) -> Iterator[tuple[str, int, int, Decimal, str | None]]:
    """The quantities that we find: words, interval, value and unit."""
    reading = read(text)
    for found in find(reading):
        start, end = reading.span(found.start, found.end)
        if found.kind == "quantity" and found.value is not None:
            yield text[start:end], start, end, found.value, found.unit


def _close(ours: Decimal, theirs: Decimal) -> bool:
    """Alike as far as the other reader's fifteen digits go."""
    return abs(ours - theirs) <= abs(theirs) * Decimal("1e-12")


def _share(value: Decimal, unit: str | None) -> list[Decimal]:
    factor = {"%": Decimal(1), "个百分点": Decimal(1), "‰": Decimal("0.1"), "1/万": Decimal("0.01")}.get(
        unit or ""
    )
    return [] if factor is None else [value * factor]


def _alike(case: Case, found: list[tuple[int, int, Decimal]]) -> str:
    if not case.expected:
        return ", ".join(f"reads {case.input[start:end]}" for start, end, _ in found)
    for expected in case.expected:
        same = [value for start, end, value in found if start < expected.end and expected.start < end]
        if not any(_close(value, expected.value) for value in same):
            return f"{expected.text} is {[str(v) for v in same]}, not {expected.value}"
    return ""
