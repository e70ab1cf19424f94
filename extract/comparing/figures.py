"""A row of observations as comparison sees it: who, when, of whom, how exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.patterns import Pattern

from .groups import Bounds, bounds_of
from .timespans import Span, counted_since, span_of

_NARROWING = Pattern(
    "公办|公立|民办|民营|普惠|社区|嵌入式|镇级|市级|省级|国家级|三级|二级|高层次|紧缺|硕士|博士|一孩|二孩|三孩|"
    "在建|牵头|综合性?|中医|妇幼|示范|星级|专科|线上|互联网"
)
_ELDERS = Pattern("老年|老人|长者")


@dataclass(frozen=True, slots=True)
class Figure:
    """What bears on whether one figure can be set beside another.

    Attributes:
        name: the area's names, Chinese and English.
        since: whether the sentence counts from the start of something (项目启动以来).
        elders: whether the group is older people.
        narrowed: words of its label that narrow what is counted beyond the indicator's name.
        place: the institution or project it is of, None for the whole area.
        before_present_bounds: whether the area had other bounds then.
        note: what changed in its bounds, in Chinese and English; empty where nothing is said.
    """

    adcode: str
    name: tuple[str, str]
    span: Span | None
    value: object
    value_max: object
    unit: str
    qualifier: str
    status: str
    nature: str
    basis: str
    group: str | None
    bounds: Bounds
    elders: bool
    narrowed: frozenset[str]
    place: str | None
    since: bool
    before_present_bounds: bool
    note: tuple[str, str] = ("", "")


def figure_of(row: Mapping[str, object], area: Mapping[str, object] | None, indicator: str) -> Figure:
    """Take what comparison needs from a row of observations.

    Args:
        row: a row of the table of observations; NaN counts as None.
        area: the area's row, where there is one.
        indicator: the indicator's Chinese name, whose own words narrow nothing.
    """
    adcode = _text(row, "adcode") or ""
    span = span_of(_text(row, "time_period"))
    group = _text(row, "group_note")
    facts = area or {}
    valid_from = _text(facts, "valid_from")
    return Figure(
        adcode=adcode,
        name=(_text(facts, "zh") or adcode, _text(facts, "en") or adcode),
        span=span,
        value=row.get("value"),
        value_max=_clean(row.get("value_max")),
        unit=_text(row, "unit") or "",
        qualifier=_text(row, "qualifier") or "exact",
        status=_text(row, "status") or "actual",
        nature=_text(row, "nature") or "stated",
        basis=_text(row, "basis") or "level",
        group=group,
        bounds=bounds_of(group),
        elders=bool(_ELDERS.search(group or "")),
        narrowed=narrowing(_text(row, "label")) - narrowing(indicator),
        place=_text(row, "area_note"),
        since=_since(row),
        before_present_bounds=bool(valid_from and span and span.year < int(valid_from[:4])),
        note=(_text(facts, "note_zh") or "", _text(facts, "note") or ""),
    )


@lru_cache(maxsize=4096)
def narrowing(label: str | None) -> frozenset[str]:
    """The words of a label that narrow what is counted: ``公办``, ``普惠``, ``市级``."""
    return frozenset(_NARROWING.findall(label or ""))


def _since(row: Mapping[str, object]) -> bool:
    start, first = _clean(row.get("start")), _clean(row.get("sentence_start"))
    return counted_since((_text(row, "sentence") or "")[: _offset(start, first)])


def _offset(start: object, first: object) -> int | None:
    if isinstance(start, int | float) and isinstance(first, int | float):
        return int(start) - int(first)
    return None


def _text(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if not isinstance(value, str):  # most are text, of thousands of rows
        value = _clean(value)
    return None if value is None or value == "" else str(value)


def _clean(value: object) -> object:
    # pandas gives NaN or NA for None; both are unlike themselves or cannot say, and str() tells them.
    return None if value is None or str(value) in ("nan", "<NA>", "NaT") else value
