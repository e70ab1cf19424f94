"""What a peer took for a number, in one form whatever its own words are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extract.numbers import units
from extract.numbers.numerals import NumeralError, parse


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of text that a peer read as a number.

    ``quantity`` is False for what it read as a date or a place in an order.
    """

    start: int
    end: int
    value: Decimal | None
    value_max: Decimal | None = None
    unit: str | None = None
    quantity: bool = True
    qualifier: str = "exact"


def canonical(words: str) -> str | None:
    """The canonical form of a unit, or None."""
    known = units.table().get(words)
    return known.canonical if known else {"%": "%", "‰": "‰"}.get(words)


def merged(words: list[tuple[int, str, str]]) -> Iterator[Taken]:
    """Runs of words tagged as numerals, with the unit in the run or in the next word."""
    index = 0
    while index < len(words):
        start, run, index = words[index][0], "", index
        while index < len(words) and (words[index][2] == "m" or (run and words[index][1] in ".,")):
            run += words[index][1]
            index += 1
        if not run:
            index += 1
            continue
        core = re.match(r"[\d.,]*[零〇一二两三四五六七八九十百千万亿余多几]*", run)
        numeral = core.group() if core else ""
        tail = run[len(numeral) :] or (words[index][1] if index < len(words) else "")
        yield Taken(start, start + len(run), _value(numeral), None, canonical(tail))


def _value(numeral: str) -> Decimal | None:
    try:
        return parse(numeral.strip(".,"))[0]
    except (NumeralError, InvalidOperation, ValueError):
        return None


_SPANS = {"year": "年", "month": "月", "day": "天", "hour": "小时", "minute": "分钟", "second": "秒"}


def of_jionlp(start: int, end: int, one: dict[str, Any]) -> Taken:
    """One answer of JioNLP."""
    detail = one["detail"]
    if one["type"] == "money":
        numbers = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
        values = [Decimal(str(number)) for number in numbers]
        blur = "at_least" if len(values) > 1 else "exact"
        return Taken(
            start, end, values[0], values[-1] if len(values) > 1 else None, detail["case"], qualifier=blur
        )
    time = detail.get("time")
    if one["type"] == "time_delta" and isinstance(time, dict) and len(time) == 1:
        ((kind, number),) = time.items()
        if isinstance(number, (int, float)):
            return Taken(start, end, Decimal(str(number)), None, canonical(_SPANS.get(kind, "")))
    return Taken(start, end, None, quantity=one["type"] == "time_delta")


_LATIN = {
    "Chinese yuan": "元", "Square meter": "平方米", "Meter": "米", "Kilometer": "公里", "Ton": "吨",
    "Year": "岁", "Month": "月", "Minute": "分钟", "Hour": "小时", "Day": "天",
    "Kilogram": "千克", "Mu": "亩",
}  # fmt: skip
_DURATION = re.compile(r"P(?:T(\d+(?:\.\d+)?)([HM])|(\d+(?:\.\d+)?)([YMWD]))")


def of_recognizers(offset: int, one: dict[str, Any]) -> Taken:
    """One answer of Recognizers-Text to a text that began at ``offset``."""
    start, end = offset + one["start"], offset + one["end"]
    kind, resolution = one["type"], one["resolution"] or {}
    if kind == "datetimeV2.duration":
        match = _DURATION.fullmatch(resolution["values"][0]["timex"])
        if match:
            clock = {"H": "小时", "M": "分钟"}.get(match[2] or "")
            unit = clock or {"Y": "年", "M": "月", "W": "周", "D": "天"}.get(match[4] or "")
            return Taken(start, end, Decimal(match[1] or match[3]), None, unit)
    if kind.startswith("datetime") or kind == "ordinal":
        return Taken(start, end, None, quantity=False)
    words = str(resolution.get("value") or "")
    percent = "%" if words.endswith("%") else None
    try:
        value: Decimal | None = Decimal(words.rstrip("%"))
    except InvalidOperation:
        value = None
    return Taken(
        start, end, value, None, percent or _LATIN.get(resolution.get("unit") or "", resolution.get("unit"))
    )
