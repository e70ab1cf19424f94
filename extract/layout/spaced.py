"""Tables whose cells only spaces part: their rows under the columns that their header names.

A reading says where such tables stand and where their cells end
(`numbers.rows`).  Here each row gets its name, and its cells their columns:
the years of the header if there are as many, else what `headings` can tell.
A row with fewer cells than columns leaves open which are empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extract.context.phrases import per
from extract.numbers import units
from extract.numbers.rows import cells_at_end, full, is_year
from extract.patterns import Pattern

from .headings import columns, is_stub, merged
from .shares import HOUSE, PART, TOTAL

_UNITS = frozenset(("单位", "计量单位", "序号", "编号"))
_FOREIGN = Pattern(r"[(（]?[A-Za-z][\x20-\x7e，’（）]*$")
_TOTAL = Pattern("(?:grand )?total", re.I)
_CHINESE = Pattern("[\u4e00-\u9fff%‰]")
_LETTERS = Pattern("[A-Za-z]{2}")
_NUMBERING = Pattern(r"^[(（]\d{1,2}[)）]")
_ORDINAL = Pattern(r"^\d{1,2}[ 、.．](?!\d)")
# One head over all years, not a title: it has a unit, or says that it counts.
_COUNTS = Pattern(r"[(（][^()（）]{1,5}[)）]$|数$")
_HOSPITAL = Pattern(r"医院[)）]?$")
_SHARED = Pattern("(?:拥有|占有|平均)+")
UNTOLD = "?"

Part = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, perhaps a unit and its numbers with their offsets, and the names above them."""

    parts: list[Part]
    header: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where it begins, the years of its header, its rows, the one kind of house they tell of."""

    begins: int
    years: list[int]
    rows: list[Row]
    kind: str = ""


def tables(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Table]:
    """The tables at the given places of a text."""
    for begins, ends in spans:
        lines = list(_lines(text, begins, ends))
        counts = [cells_at_end([word for _, word in line]) for line in lines]
        first = next(at for at, count in enumerate(counts) if count > 1)
        if first and _names_a_row(lines[first - 1], counts[first] < len(lines[first])):
            first -= 1
        yield table_of(begins, lines[:first], lines[first:])


def _lines(text: str, begins: int, ends: int) -> Iterator[list[Part]]:
    at = begins
    for line in text[begins:ends].split("\n"):
        words: list[Part] = []
        for word in line.split("\t"):
            words.append((at, word))
            at += len(word) + 1
        yield words


def table_of(begins: int, head: list[list[Part]], lines: list[list[Part]]) -> Table:
    """A table of the lines of its header and of its rows, each a list of words with their offsets."""
    counts = [cells_at_end([word for _, word in line]) for line in lines]
    years = [at for line in head for at, word in line if is_year(word) and not _foreign(line)]
    usual = full(counts)
    whole = [line[-usual:] for line, count in zip(lines, counts, strict=True) if count == usual]
    dated = all(is_year(row[0][1]) for row in whole)
    figures = [[_figure(word) for _, word in row[dated:]] for row in whole]
    words = [[word for _, word in line if _said(word)] for line in head if not _foreign(line)]
    names = _columns([_joined(line, len(figures[0])) for line in words if line], figures)
    leads = [line[0] for line in words if line and (is_stub(line[0]) or len(line) == len(figures[0]) + 1)]
    stub = leads[0] if leads else ""
    header = ["年份", *names] if dated else [stub, "单位", *names]
    rows = list(_rows(lines, counts, usual, header, dated))
    return Table(begins, years, rows, _kind_of(rows))


def _kind_of(rows: list[Row]) -> str:
    """The one kind of house that all rows but the total are kinds of (`三级医院`, `二级医院`)."""
    names = [row.parts[0][1] for row in rows if not TOTAL.match(row.parts[0][1])]
    kinds = len(names) > 1 and all(_HOSPITAL.search(name) for name in names) and "医院" not in names
    return "医院" if kinds else ""


def _names_a_row(line: list[Part], named: bool) -> bool:
    """Whether the line above the first row names it, or, if it has a name, the house it tells of."""
    said = [word for _, word in line if _said(word)]
    if len(said) != 1 or is_year(said[0]) or is_stub(said[0]):
        return False
    return not named or bool(HOUSE.search(said[0]))


def _foreign(line: list[Part]) -> bool:
    """Whether a line of the header is in another language: a year of its title is none of the header's."""
    if sum(is_year(word) for _, word in line) > 1:
        return False
    said = "".join(word for _, word in line)
    return bool(_LETTERS.search(said)) and not _CHINESE.search(said)


def _said(word: str) -> bool:
    return bool(_CHINESE.search(word) or is_year(word) or word == "#")


def _joined(line: list[str], width: int) -> list[str]:
    """The words of a line of the header; a line of units has them in brackets."""
    if all(word not in _UNITS and units.bracketed(word)[0] for word in line):
        return [f"({word})" for word in line]
    alone = len(line) - is_stub(line[0]) == width
    return line if alone else merged(line)


def _columns(lines: list[list[str]], figures: list[list[Decimal | None]]) -> list[str]:
    """The columns' names, `?` for what is open: years, years below what stands over them, or words."""
    rest = [[word for word in line if word not in _UNITS and not is_year(word)] for line in lines]
    rest = [line for line in rest if line]
    years = [word for line in lines for word in line if is_year(word)]
    width = len(figures[0])
    if not years:
        return [name or UNTOLD for name in columns(rest, figures)]
    beside = [word for line in lines for word in line if word not in _UNITS and not is_stub(word)]
    if len(lines) == 1 and len(beside) == len(set(beside)) == width:
        return beside
    each = len(set(years))
    if len(years) != width or years != years[:each] * (width // each):
        return [UNTOLD] * width
    heads = [word for line in rest for word in line if not is_stub(word)]
    if each == width and not (len(heads) == 1 and _COUNTS.search(heads[0])):
        return years
    over = columns(rest, [[None] * (width // each)])
    return [f"{name}[{year[:4]}]" if name else UNTOLD for name in over for year in years[:each]]


def _rows(
    lines: list[list[Part]], counts: list[int], usual: int, header: list[str], dated: bool
) -> Iterator[Row]:
    open_ = [*header[: -usual or None], *[UNTOLD] * usual]
    over, broken, begun, house = "", "", False, False
    names = Counter(
        chinese(line[0][1]) for line, count in zip(lines, counts, strict=True) if len(line) > count > 0
    )
    for line, count in zip(lines, counts, strict=True):
        if not count:
            said = chinese("".join(word for _, word in line))
            broken += said
            over = _SHARED.sub("", said) if per(said) else over
            continue
        untold = open_[: len(header) - usual + count]
        cells, above = line[-count:], header if count == usual else untold
        if dated:
            yield Row(cells, above if len(above) == len(cells) else [])
        else:
            said = "".join(word for _, word in line[:-count][:1])
            if broken and chinese(said):
                house = bool(HOUSE.search(broken))
            unit = line[1][1] if len(line) - count > 1 else ""
            over = "" if unit else over
            name = chinese(said) or broken
            # Only a table's first row is its total without being called so; what stands below the name
            # of a house is its own, and a name that is said twice is twice another's.
            lone = (name or not begun) and not house and (over or names[name] < 2 or HOUSE.search(name))
            above = above if lone else untold
            yield Row([(line[0][0], _under(over, name or "合计")), (line[0][0], unit), *cells], above)
        broken, begun = "", True


def chinese(words: str) -> str:
    """A name without its translation; a row of totals as one in Chinese."""
    if _TOTAL.fullmatch(words):
        return "合计"
    return _FOREIGN.sub("", _ORDINAL.sub("", words))


def _under(over: str, name: str) -> str:
    """A row's name with what is counted for each of its group (`每千人口`)."""
    if not over or per(name):
        return name
    part = PART.match(name)
    lead = part.group() if part else ""
    return f"{lead}{over}{_NUMBERING.sub('', name[len(lead) :])}"


def _figure(word: str) -> Decimal | None:
    try:
        return Decimal(word.replace(",", "").lstrip("<>≤≥").rstrip("%‰"))
    except InvalidOperation:
        return None
