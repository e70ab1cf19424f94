"""A number at its place in the reading, and the words that qualify it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_AFTER = re.compile(
    r"(?:\([^()\d]{0,12}\))?(?P<w>及?以上|左右|上下|以内|之内|内(?=[，。；、)”])|以下|及以下|不到|开外)"
)
_BEFORE = re.compile(
    r"(?P<l>不少于|不低于|不小于|至少|超过|超出|超(?<!彩超)|突破|逾|多于|大于|高于|≥|>=|>|上(?<![地以]上))(?:了|约)?$"
    r"|(?P<a>大约|约(?<![签预节制条]约)为?|将近|接近|近|约计|约有|≈|大概|平均约)$"
    r"|(?P<m>不超过|不高于|不多于|不大于|小于|低于|少于|不足|不到|≤|<=|<|控制在|至多|最多)$"
)
_NO_LESS = re.compile(r"至少[^，。；、\d]{1,5}$")
# What is longer counts nothing: a code, or a file gone wrong.  Its value would fit no column.
LONGEST = 36


@dataclass(slots=True)
class Found:
    """A number of the reading, before it is known what it measures.

    Offsets are those of the reading; ``after`` is where its unit ends,
    ``before`` where its qualifying words begin.
    """

    start: int
    end: int
    kind: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    spelling: str
    qualifier: str
    before: int
    after: int
    unit_is_bare: bool = False


def plain_found(start: int, end: int, kind: str, value: Decimal | None = None) -> Found:
    """A number without unit or qualifier: a date, a rank, a label."""
    return Found(start, end, kind, value, None, None, "", "exact", start, end)


def qualify(text: str, start: int, after: int, qualifier: str) -> tuple[str, int, int]:
    """The qualifier from the words around a number, and where they begin and end."""
    begin = start
    before = _BEFORE.search(text[max(0, start - 6) : start])
    if before and not (before["l"] == "上" and text[start] in "0123456789"):
        begin = max(0, start - 6) + before.start()
        kind = before.lastgroup
        if not (kind == "a" and text[start - 2 : start] in ("最近", "附近", "邻近")):
            found = {"l": "at_least", "a": "approx", "m": "at_most"}[kind or "l"]
            qualifier = found if qualifier == "exact" or found != "approx" else qualifier
    elif qualifier == "exact" and _NO_LESS.search(text[max(0, start - 8) : start]):
        # 至少建成1家: what is built stays among the words before the number
        qualifier = "at_least"
    follows = _AFTER.match(text, after)
    if follows:
        word = follows["w"]
        after = follows.end()
        if word in ("以上", "及以上", "开外"):
            qualifier = "at_least" if qualifier != "at_most" else qualifier
        elif word in ("左右", "上下"):
            qualifier = "approx"
        else:
            qualifier = "at_most"
    return qualifier, begin, after
