"""Headers whose words were broken over several lines: which words head which column.

The words of each line stand in the order of the columns, a `#` begins the
column of a part, what has no `#` goes on with what stands above it, and no
part is larger than its whole.  Every way to lay the words so is tried: a
column is told where all ways agree on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice, pairwise
from math import comb

from extract.numbers import units
from extract.patterns import Pattern

_STUB = Pattern(
    r"^(?:(?:主要)?指标(?:名称)?|项目(?:名称)?|年[份度]|时间|类[别型]|名称|内容|[^\W\d_]{0,4}(?:地区|市县|区县|县区|市区)"
    r"|[^\W\d_]{0,8}(?:类[别型]|分类|名称))$"
)
_UNIT = Pattern(r"[(（]([^()（）]{1,8})[)）]$")
_BRACKET = Pattern(r"[(（][^()（）]{1,8}[)）]$")
_MEASURE = Pattern("数|人员|床位|人次|率|[(（]")
_RATE = Pattern("每|均|率|比|%|‰")
# What is counted in no other unit.
_NOUNS = ((Pattern("床位"), "张"), (Pattern("人员|医师|医生|护士"), "人"))
# What says that it counts is a whole name: only its unit may follow.
_COMPLETE = Pattern("(?:数|人次|率)$")
_WIDEST, _MOST_WAYS = 12, 3000

Column = tuple[str, ...]
Way = tuple[Column, ...]
Figures = Sequence[Sequence[Decimal | None]]


def columns(lines: Sequence[Sequence[str]], figures: Figures) -> list[str]:
    """The names of a table's columns; empty where the header leaves it open.

    Args:
        lines: the words of each line of the header, without other languages.
        figures: the full rows, a number or None for each column.

    Examples:
        >>> rows = [[Decimal(90), Decimal(40), Decimal(800)], [Decimal(60), Decimal(20), Decimal(300)]]
        >>> columns([["机构", "床位"], ["(个)", "#医院", "(张)"]], rows)
        ['机构(个)', '#医院(个)', '床位(张)']
        >>> columns([["机构", "#医院", "床位"], ["(个)"]], rows)
        ['', '', '']
    """
    width = len(figures[0])
    if width > _WIDEST:
        return [""] * width
    for above in range(len(lines)):
        # A title may stand above the header, but no more than that.
        if above and len(lines[above - 1]) > 1:
            break
        ways = {way for way in _all_ways(lines[above:], width) if _fits(way, figures)}
        if ways:
            told = [set(names) for names in zip(*map(_named, sorted(ways)), strict=True)]
            return [names.pop() if len(names) == 1 else "" for names in told]
        if all(len(line) == 1 for line in lines):
            break
    return [""] * width


def _all_ways(lines: Sequence[Sequence[str]], width: int) -> Iterator[Way]:
    if all(len(line) == 1 for line in lines):
        yield from _runs(_below_stub([line[0] for line in lines]), width)
    else:
        for said in _readings(lines):
            yield from _ways(said, width)


def merged(words: Sequence[str]) -> list[str]:
    """The words of a line of the header: single characters are one word, a `#` belongs to the next.

    Examples:
        >>> merged(["年", "份", "#", "医", "院", "床位"])
        ['年份', '#医院', '床位']
    """
    said: list[str] = []
    open_ = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if said and ((single and open_) or said[-1] == "#"):
            said[-1] += word
        else:
            said.append(word)
        open_ = len(word.lstrip("#")) < 2 and (single or word[0] == "#")
    return said


def is_stub(word: str) -> bool:
    """Whether a word of a header names the column of the rows' names (`指标`, `年份`)."""
    return bool(_STUB.match(word))


def _below_stub(words: Sequence[str]) -> list[str]:
    """The words of a header one below the other, from behind the name of the rows' column on."""
    stub = max((at for at, word in enumerate(words) if is_stub(word)), default=-1)
    return merged(words[stub + 1 :])


def _readings(lines: Sequence[Sequence[str]]) -> Iterator[list[list[str]]]:
    """The header's lines without the name of the rows' column, certain or possible."""
    rest = [list(line[1:] if line and is_stub(line[0]) else line) for line in lines]
    rest = [line for line in rest if line]
    yield rest
    # Another word may be it (`医疗机构`), but none that says what is counted.
    if rest and len(rest[0]) > 1 and not is_stub(lines[0][0]) and not _MEASURE.search(rest[0][0]):
        yield [rest[0][1:], *rest[1:]]


def _ways(lines: Sequence[Sequence[str]], width: int) -> list[Way]:
    """All ways to lay the words of a header into so many columns."""
    ways: list[Way] = [((),) * width]
    for number, line in enumerate(lines):
        laid = (laid for way in ways for laid in _lay(way, line, 0, number == 0))
        ways = list(islice(laid, _MOST_WAYS + 1))
        if len(ways) > _MOST_WAYS:
            return []
    return [way for way in ways if all(way)]


def _lay(way: Way, words: Sequence[str], start: int, top: bool) -> Iterator[Way]:
    if not words:
        yield way
        return
    for at in range(start, len(way) - len(words) + 1):
        if _goes(words[0], way[at], at, top):
            laid = (*way[:at], (*way[at], words[0]), *way[at + 1 :])
            yield from _lay(laid, words[1:], at + 1, top)


def _goes(word: str, above: Column, at: int, top: bool) -> bool:
    """Whether a word may stand in a column below those that stand in it already."""
    if word[0] == "#":
        return at > 0 and not above
    return _goes_on(word, above) if above and not top else top


def _goes_on(word: str, above: Column) -> bool:
    """Whether a word may be more of the name above it."""
    if _unit(above[-1])[0]:
        return False
    return bool(_BRACKET.match(word)) or not (word[0] == "#" or _COMPLETE.search(above[-1]))


def _runs(words: Sequence[str], width: int) -> list[Way]:
    """All ways to make so many columns of words one below the other."""
    begin = [at for at, word in enumerate(words) if not at or not _goes_on(word, (words[at - 1],))]
    may = [at for at, word in enumerate(words) if at not in begin and not _BRACKET.match(word)]
    more = width - len(begin)
    if not words or words[0][0] == "#" or not 0 <= more <= len(may) or comb(len(may), more) > _MOST_WAYS:
        return []
    ways: list[Way] = []
    for chosen in combinations(may, more):
        at = [*sorted((*begin, *chosen)), len(words)]
        ways.append(tuple(tuple(words[start:stop]) for start, stop in pairwise(at)))
    return ways


def _fits(way: Way, figures: Figures) -> bool:
    """Whether the figures allow a way: no part above its whole, nothing counted in fractions."""
    names = ["".join(column) for column in way]
    heads = [name for name in names if name[0] != "#"]
    if not all(map(_is_counted_so, names)):
        return False
    if any(map(_UNIT.search, set(names) - set(heads))) and not all(map(_UNIT.search, heads)):
        return False
    whole = 0
    for at, name in enumerate(names):
        if name[0] != "#":
            whole = at
            if _counted(name) and any((row[at] or 0) % 1 for row in figures):
                return False
        elif any(_more(row[at], row[whole]) for row in figures):
            return False
    return True


def _more(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > whole


def _is_counted_so(name: str) -> bool:
    """Whether the unit of a name is one that its noun is counted in."""
    unit, _ = _unit(name)
    return unit is None or not any(noun.search(name) and unit != only for noun, only in _NOUNS)


def _counted(name: str) -> bool:
    unit, factor = _unit(name)
    return unit is not None and factor == 1 and not _RATE.search(name)


def _unit(name: str) -> tuple[str | None, int]:
    stated = _UNIT.search(name)
    return units.bracketed(stated[1]) if stated else (None, 1)


def _named(way: Way) -> list[str]:
    """The columns' names; a part has the unit of its whole."""
    names: list[str] = []
    unit = ""
    for column in way:
        name = "".join(column)
        stated = _UNIT.search(name)
        if name[0] != "#":
            unit = stated.group() if stated else ""
        names.append(name if stated else f"{name}{unit}")
    return names
