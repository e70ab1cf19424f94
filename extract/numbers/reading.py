r"""A report's text as it is read: one script, one width, no accidental gaps.

A `Reading` is what every rule looks at: traditional characters and
full-width forms folded one to one, spaces and line breaks that only the
page's layout put there left out.  It remembers for each of its characters
where it stood in the untouched text, so that whatever is found in it can be
given back in the report's own offsets.

What stays: `\t` between the cells of a row, `\n` at the end of a heading,
of a paragraph or of a line that is a row of its own, one space between
words of Latin letters or between two numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from statistics import quantiles
from typing import Any

from extract.patterns import Pattern

from .gaps import CJK, kept_of, tabs
from .repairs import GAP, repair
from .rows import rows

_NOISY = Pattern(rf"[{CJK}] [{CJK}]")
_ENTITIES = dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp", "#160", "#12288"), " ") | {
    "permil": "‰", "lt": "<", "gt": ">", "le": "≤", "ge": "≥", "amp": "&", "middot": "·", "ldquo": "“",
    "rdquo": "”", "mdash": "—", "ndash": "—", "times": "×",
}  # fmt: skip
_ENTITY = Pattern(rf"&({'|'.join(_ENTITIES)})[;；]")
# Patterns begin with what they look for, and look behind it afterwards: so the search skips to it.
_COMMA = Pattern(r",(?:(?<!\d,)|(?!\d{3}(?!\d)))")
_COLON = Pattern(rf":(?:(?<=[{CJK})”\"]:)|(?=[{CJK}]))")
_SPACE = r"\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00"
_GAP = Pattern(f"[{_SPACE}][{_SPACE}]*")
# What a copy left behind: the pinyin of characters in brackets.
_DEBRIS = r"\((?<=[\u4e00-\u9fff]\()[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)"
_HAS_DEBRIS = Pattern(_DEBRIS)
_GAP_OR_DEBRIS = Pattern(f"(?:{_DEBRIS}|[{_SPACE}])+")
# Traditional forms that are simplified characters too (乾县, 著名): alone they do not tell which is meant.
_BOTH = frozenset("乾著藉瞭")


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as read, and the way back.

    Attributes:
        raw: the untouched text.
        text: what is read.
        starts: for each stretch of ``text`` that is contiguous in ``raw``,
            the offset in ``text`` where it begins.
        origins: for the same stretches, the offset in ``raw``.
        tables: where in ``text`` tables stand whose cells only spaces part.
    """

    raw: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    tables: tuple[tuple[int, int], ...] = ()

    def origin(self, offset: int) -> int:
        """The offset in ``raw`` of the character at ``offset``."""
        stretch = bisect_right(self.starts, offset) - 1
        return self.origins[stretch] + offset - self.starts[stretch]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The interval of ``raw`` that ``text[start:end]`` was read from."""
        if end <= start:
            at = self.origin(start) if self.text else 0
            return at, at
        return self.origin(start), self.origin(end - 1) + 1


# Characters met before that are read as they stand.
_UNCHANGED: set[str] = set()


@lru_cache(maxsize=16384)
def fold(char: str) -> str:
    """One character in the form that rules are written in; always one character."""
    code = ord(char)
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if 0xFF01 <= code <= 0xFF5E:
        return char if char in "，；！？：" else chr(code - 0xFEE0)
    if code < 0x3400 or char in _BOTH:
        return char
    simplified = _converter().convert(char)
    return simplified if len(simplified) == 1 else char


_PUNCTUATION = {
    "「": "“",
    "」": "”",
    "（": "(",
    "）": ")",
    "〔": "(",
    "〕": ")",
    "﹪": "%",
    "〜": "~",
    "～": "~",
    "∼": "~",
    "–": "—",
    "―": "—",
    "－": "-",
    "−": "-",
    "﹣": "-",
    "‑": "-",
    "：": "：",
    "︰": "：",
    ";": "；",
    "・": "·",
    "•": "·",
    "∶": "：",
    "﹐": "，",
    "﹑": "、",
    "｡": "。",
    "〇": "〇",
    "羣": "群",
    "爲": "为",
}


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def read(raw: str) -> Reading:
    """Fold and squeeze a text.

    Args:
        raw: any text.

    Returns:
        Its reading.  Linear in the length of ``raw``.
    """
    folded = _ENTITY.sub(_entity, raw) if "&" in raw else raw
    used = set(folded)
    forms = {c: f for c in used - _UNCHANGED if (f := fold(c)) != c}
    _UNCHANGED.update(used - forms.keys())
    if len(forms) > 60:
        folded = raw.translate({ord(c): f for c, f in forms.items()})
    else:
        for char, form in forms.items():
            folded = folded.replace(char, form)
    folded = repair(folded)
    if "," in folded:
        folded = _COMMA.sub("，", folded)
    if ":" in folded:
        folded = _COLON.sub("：", folded)
    noisy = _is_noisy(folded)
    width = _line_width(folded)
    spaced = rows(folded)
    parts: list[str] = []
    starts: list[int] = [0]
    origins: list[int] = [0]
    length = last = 0
    broken = False
    for gap in (_GAP_OR_DEBRIS if _HAS_DEBRIS.search(folded) else _GAP).finditer(folded):
        start, end = gap.span()
        kept = spaced.borders.get(start) or kept_of(folded, start, end, noisy, width, broken)
        if "\n" in gap.group():
            broken = not kept
        if kept == "\n" and folded[end - 1] == "\t":
            # A row may begin with empty cells.
            end -= tabs(folded, end, end - len(folded[start:end].rstrip("\t")) - start)
        parts.append(folded[last:start])
        length += start - last
        if kept:
            parts.append(kept)
            starts.append(length)
            origins.append(start)
            length += len(kept)
        last = end
        starts.append(length)
        origins.append(end)
    parts.append(folded[last:])
    return Reading(
        raw, "".join(parts), tuple(starts), tuple(origins),
        tuple((_place(starts, origins, start), _place(starts, origins, end)) for start, end in spaced.spans),
    )  # fmt: skip


def _place(starts: list[int], origins: list[int], offset: int) -> int:
    """Where a character of the untouched text stands in what is read."""
    stretch = bisect_right(origins, offset) - 1
    return starts[stretch] + offset - origins[stretch]


def _entity(match: re.Match[str]) -> str:
    """An HTML entity as its character; the rest of it becomes a gap."""
    return _ENTITIES[match[1]] + GAP * (len(match.group()) - 1)


def _is_noisy(text: str) -> bool:
    """Whether single spaces are strewn through the words."""
    least = max(3, len(text) // 30)
    return text.count(" ") > least and len(_NOISY.findall(text)) > least


def _line_width(text: str) -> int:
    """The width that most long lines share where a page's columns cut them, else 0."""
    lengths = [len(line.strip()) for line in text.split("\n")]
    lengths = [length for length in lengths if length > 9]
    if len(lengths) < 8:
        return 0
    tenths = quantiles(lengths, n=10)
    median, high = tenths[4], tenths[8]
    return int(median) if high <= 60 and high - median <= max(6, 0.35 * median) else 0
