r"""Tables whose cells only spaces part, as pages and PDF files give them: where their cells end.

Such a table is a run of lines that end in equally many numbers, with the
words of its header above them.  A reading keeps the borders of its cells as
`\t` and the ends of its lines as `\n`; what the numbers mean is for
`layout.spaced` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.patterns import Pattern

from . import units

# Cheap to look for: lines that end in a number of their own.
_ENDING = Pattern(r"[ \u3000\xa0][-+<>≤≥]?\d[\d,.]*[%‰]?[ \u3000\xa0\r]*\n")
_TOKEN = Pattern(r"[^\s\u200b\ufeff]+")
_NUMBER = Pattern(r"[-+<>≤≥]?\d[\d,]*(?:\.\d+)?[%‰]?|[-—…]{1,4}|\*{1,4}")
_DIGIT = Pattern(r"\d")
_YEAR = Pattern(r"(?:19|20)\d\d年?[末底]?")
_LATIN = Pattern(r"[\x21-\x7e，；：’”]+")
_PROSE = Pattern(r"[。；！？|\t]|(?<![A-Za-z])，|，(?![A-Za-z ])")
# A header has no numbers but years, and those of what is counted per so many.
_PER = Pattern(r"每1?0*[万千人]|1?/10*[万千]|\(10*$")
_PER_OR_YEAR = Pattern(
    rf"{_PER.pattern}|^(?:19|20)\d\d年?(?:目标|规划|计划|实际|完成|现状|预期|预计|比)[^\d]{{0,6}}$|^比(?:19|20)\d\d年[^\d]{{2,8}}$"
)
_TITLE = Pattern(r"(?:情况|统计|一览|续)表?(?:\([^()]*\))?$|单位：")
_LEAST = 2
_LONGEST = 120  # characters of a row or of a line of the header
_GAP = 2  # lines without numbers between rows: groups, names that were broken
_HEADER, _MOST_LINES = 10, 80  # lines of several words, of one, above the first row

Line = list[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The tables of a text whose cells only spaces part.

    Attributes:
        spans: from the beginning of each table's header to the end of its last row.
        borders: what the gap that begins at an offset is read as: the border of a cell or a line's end.
    """

    spans: tuple[tuple[int, int], ...]
    borders: dict[int, str]


NONE = Rows((), {})


def rows(text: str) -> Rows:
    r"""The tables of a text before its gaps are closed.

    Examples:
        >>> found = rows("指标 2022年 2023年\n床位(张) 410 425\n医师(人) 300 311\n护士(人) 402 415\n")
        >>> found.spans
        ((0, 57),)
    """
    ends = _ENDING.findall(f"{text}\n") if " " in text or "\u3000" in text or "\xa0" in text else ()
    if len(ends) < _LEAST:
        return NONE
    spans: list[tuple[int, int]] = []
    borders: dict[int, str] = {}
    lines = [line for line in _lines(text) if line]
    for first, stop in _blocks(lines):
        for line in lines[max(0, first - 1) : stop]:
            borders[line[-1].end()] = "\n"
        for line in lines[first:stop]:
            borders |= dict.fromkeys(_borders(line), "\t")
        spans.append((lines[first][0].start(), lines[stop - 1][-1].end()))
    return Rows(tuple(spans), borders)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield list(_TOKEN.finditer(text, at, stop))
        at = stop + 1


def _blocks(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Each table as its first line and the one behind its last."""
    counts = [_cells(line) for line in lines]
    at = behind = 0
    while at < len(lines):
        if counts[at] < 2:
            at += 1
            continue
        stop = _end(lines, counts, at)
        if sum(count > 1 for count in counts[at:stop]) >= _LEAST and full(counts[at:stop]):
            yield _header(lines, at, behind), stop
            behind = stop
        at = stop


def is_number(word: str) -> bool:
    """Whether a cell holds a number, or the sign that there is none."""
    return bool(_NUMBER.fullmatch(word))


def is_year(word: str) -> bool:
    """Whether a cell holds a year."""
    return bool(_YEAR.fullmatch(word))


def full(counts: Sequence[int]) -> int:
    """How many numbers a table's full rows have: the most of any but the last, which may run on; or 0."""
    most = max(counts[:-1], default=0)
    most = most if most > 1 else max(counts, default=0)
    return most if most > 1 else 0


def _end(lines: list[Line], counts: list[int], first: int) -> int:
    """The line behind a table's last row."""
    stop = at = first + 1
    while at < len(lines) and at - stop <= _GAP:
        if counts[at]:
            stop = at + 1
        elif _is_prose(lines[at]) or len(_words(lines[at])) > 1 or _years(lines[at]) > 1:
            break
        at += 1
    return stop


def _header(lines: list[Line], first: int, behind: int) -> int:
    """The first line of the header above a table's first row."""
    at, said = first, 0
    while at > behind and said < _HEADER and _is_header(lines[at - 1]):
        at -= 1
        # Names that were broken come in as many lines as they have words.
        said += len(lines[at]) > 1 or at < first - _MOST_LINES
    return at


def _is_header(line: Line) -> bool:
    words = [match.group() for match in line]
    if not _words(line) and not all(map(_YEAR.fullmatch, words)):
        # The header in another language says nothing.
        return any(map(str.isalpha, line[0].string[line[0].start() : line[-1].end()]))
    if _is_prose(line) or _TITLE.search("".join(words)):
        return False
    named = _PER if len(line) == 1 else _PER_OR_YEAR
    return all(_YEAR.fullmatch(word) or named.search(word) for word in words if _DIGIT.search(word))


def _is_prose(line: Line) -> bool:
    text = line[0].string[line[0].start() : line[-1].end()]
    return sum(len(match.group()) for match in line) > _LONGEST or bool(_PROSE.search(text))


def _years(line: Line) -> int:
    return sum(is_year(match.group()) for match in line)


def _words(line: Line) -> list[str]:
    return [match.group() for match in line if not _LATIN.fullmatch(match.group())]


def _cells(line: Line) -> int:
    count = cells_at_end([match.group() for match in line])
    return 0 if count and line[:-count] and _is_prose(line[:-count]) else count


def cells_at_end(words: list[str]) -> int:
    """How many numbers words end in, where they are a name and numbers; a header of years has none."""
    count = 0
    while count < len(words) and _NUMBER.fullmatch(words[-1 - count]):
        count += 1
    cells = words[len(words) - count :]
    if not any(map(_DIGIT.search, cells)) or (count > 1 and all(map(_YEAR.fullmatch, cells))):
        return 0
    return count


def _borders(line: Line) -> Iterator[int]:
    """The gaps of a line that part cells."""
    cells = _cells(line)
    first = len(line) - cells
    if cells and first > 1 and _is_unit(line[first - 1].group()):
        first -= 1
    for index, (word, following) in enumerate(pairwise(line), 1):
        latin = word.group()[-1].isascii() and word.group()[-1].isalpha()
        both = latin and following.group()[0].isascii() and following.group()[0].isalpha()
        if (cells and index >= first) or (not cells and not both):
            yield word.end()


def _is_unit(word: str) -> bool:
    return units.bracketed(word)[0] is not None
