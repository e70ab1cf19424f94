"""The named programmes, platforms, service models and honours that a report speaks of.

``find`` gives one entry a name: the name without its quotation marks, what
kind of thing it is, what it is about, and one place of the untouched text
that says so.  Grammar and word table decide (``naming``, ``honours``,
``programmes.toml``); nothing here knows a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from extract.model import Document
from extract.numbers.reading import Reading, read
from extract.numbers.sentences import SENTENCE
from extract.patterns import Pattern

from .honours import honours
from .naming import HONOUR, KINDS, Found, any_of, compounds, quoted, table, without_titles

OTHER = "other"
_SAME = Pattern(r"[、·\s“”\"‘’'()+\-—]")
_PROSE = 16


@dataclass(frozen=True, slots=True)
class Programme:
    """Something named that a report speaks of.

    Attributes:
        name: without quotation marks.
        kind: ``platform``, ``programme``, ``service`` or ``honour``.
        theme: what it is about, a word of ``themes()``.
        start, end, exact: one place that names it; ``text[start:end] == exact``.
        sentence: the sentence it stands in, as the report writes it.
        times: how often the report names it so.
    """

    name: str
    kind: str
    theme: str
    start: int
    end: int
    exact: str
    sentence: str
    times: int = 1


def themes() -> tuple[str, ...]:
    """What programmes may be about, in the order they are shown; the last is everything else.

    Examples:
        >>> extract.themes()[-2:]
        ('digital', 'other')
    """
    return (*table()["themes"], OTHER)


def find(document: Document) -> list[Programme]:
    """Find what a report names, in the order of the text.

    Args:
        document: the report.

    Returns:
        One entry a name; of several places the first in a full sentence is given.
    """
    reading = read(document.text)
    text = without_titles(reading.text)
    named = list(quoted(text))
    named += compounds(text, [(found.start, found.end) for found in named])
    groups: dict[tuple[bool, str], list[Found]] = {}
    for found in sorted([*named, *honours(text)], key=lambda one: (one.start, one.end)):
        key = (found.kind == HONOUR, _SAME.sub("", found.name).casefold())
        groups.setdefault(key, []).append(found)
    stops = [0, *(match.end() for match in SENTENCE.finditer(reading.text)), len(reading.text)]
    result = [_programme(reading, stops, group) for group in groups.values()]
    return sorted(result, key=lambda programme: (programme.start, programme.end))


def _programme(reading: Reading, stops: list[int], group: list[Found]) -> Programme:
    best = next((one for one in group if _in_prose(reading, stops, one)), group[0])
    start, end = reading.span(best.start, best.end)
    kinds = {one.kind for one in group}
    kind = next(kind for kind in KINDS if kind in kinds)
    sentence = reading.raw[slice(*_sentence(reading, stops, best))]
    theme = _theme(best.name) or _theme(" ".join(one.about for one in group)) or OTHER
    exact = reading.raw[start:end]
    return Programme(best.name, kind, theme, start, end, exact, sentence.strip(), len(group))


def _bounds(stops: list[int], found: Found) -> tuple[int, int]:
    at = bisect_right(stops, found.start)
    return stops[at - 1], max(stops[min(at, len(stops) - 1)], found.end)


def _in_prose(reading: Reading, stops: list[int], found: Found) -> bool:
    first, last = _bounds(stops, found)
    return last - first >= _PROSE and bool(re.search("[，。；]", reading.text[first:last]))


def _sentence(reading: Reading, stops: list[int], found: Found) -> tuple[int, int]:
    first, last = _bounds(stops, found)
    return reading.span(first, last)


@cache
def _theme_words() -> dict[str, re.Pattern[str]]:
    return {theme: re.compile(any_of(words)) for theme, words in table()["themes"].items()}


def _theme(words: str) -> str | None:
    return next((theme for theme, pattern in _theme_words().items() if pattern.search(words)), None)
