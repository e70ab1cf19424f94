"""Periods as text (``2023``, ``2023-12-31``, ``2023-09-10/2023-12-31``, ``2024-01-01/``), taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.patterns import Pattern

_SINCE = Pattern(
    r"(?<!年)(?<!年[来初])(?:启动|上线|实施|运行|开展|成立|建成|启用|投用|投入使用|开诊|挂牌|推行|开放|试点|推广)(?:运行)?以来"
)


@dataclass(frozen=True, slots=True)
class Span:
    """What a period covers.

    Attributes:
        year: the year it ends in, or begins in where its end is open.
        start: the first day of a stretch, None for a year, a month or a day.
        end: the last day of a stretch; None also where it is open.
        open: a stretch without a stated end.
        month: the month, where the period is one (``2023-06``).
    """

    year: int
    start: str | None = None
    end: str | None = None
    open: bool = False
    month: str | None = None

    @property
    def years(self) -> int:
        """How many calendar years it touches."""
        return self.year - int(self.start[:4]) + 1 if self.start else 1

    @property
    def part(self) -> bool:
        """Whether it is a stretch shorter than, or other than, one calendar year."""
        whole = self.start == f"{self.year}-01-01" and self.end == f"{self.year}-12-31"
        return self.start is not None and not whole


@lru_cache(maxsize=4096)
def span_of(period: str | None) -> Span | None:
    """Take a period apart; None where it is none."""
    first, slash, last = (period or "").partition("/")
    ends = [part for part in (last, first) if part]
    if not ends or not all(part[:4].isdecimal() and len(part) >= 4 for part in ends):
        return None
    if slash:
        return Span(int(ends[0][:4]), first or None, last or None, not last)
    return Span(int(first[:4]), month=first if len(first) == len("2023-06") else None)


def year_of(period: str | None) -> int | None:
    """The year a period ends in, or begins in where its end is open; None where it has none."""
    span = span_of(period)
    return span.year if span else None


def period_key(period: str | None) -> tuple[int, str, str] | None:
    """What two figures of one time have in common: the year, and the stretch where it is only that."""
    span = span_of(period)
    if span is None:
        return None
    return (span.year, span.start or "", span.end or "") if span.part else (span.year, "", "")


def counted_since(before: str) -> bool:
    """Whether the words before a number count from the start of something: ``项目启动以来``."""
    return "来" in before and bool(_SINCE.search(re.sub(r"\s", "", before)))
