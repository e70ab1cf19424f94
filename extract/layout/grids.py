"""Tables that were flattened into text: what row and column a number stands in.

A row is a line whose cells are parted by tabs or pipes.  The header is the
nearest line above without numbers of its own (years apart); its units stand
in brackets.  Others are put together first: by `stacked` and `upright` what
was printed one cell a line, by `spaced` what only spaces part, by `loose`
what has its header out of place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from extract.patterns import Pattern

from . import loose, spaced, stacked, upright
from .captions import Caption, below, caption, kind_of_house, spread
from .cell import BORDER, TARGET_COLUMN, YEAR_COLUMN, Cell, cell_of
from .shares import Group, of_kind, share

Over: TypeAlias = "tuple[Caption | None, str]"
"""What stands above a table: its caption, and the one kind of house that its title names."""
_ABOVE, _REACH = 3, 200  # lines and characters in which a caption stands
_NUMERIC = Pattern(
    r"[\s]*[≤≥<>约]?[-+]?\d[\d,.]*[余多万亿]*[\s]*(?:%|‰|/10万|[^\W\d_]{1,3})?(?:以上|以下|左右|"
    r"以内)?[\s]*"
)
_EMPTY = Pattern(r"[\s\-—–/.…·]*")
_YEARS_BELOW = Pattern("年[份度]|时间|年$")
_OF_A_YEAR = Pattern(r"(?:19|20)\d\d年[^\W\d_]")
_NUMBER_OF_TABLE = Pattern(r"^表?\d[\d—–-]*\t")
_NAME_COLUMN = Pattern(r"^(?:指标|指标名称|主要指标|项目|项目名称|名称|内容|主要内容)$")
_FIRST_COLUMN = Pattern(r"(?:Region|Item|地区|区县|县区|[区县]市|年[份度]|项目|指标|名称|单位)$")
_SORT = Pattern("(?:类别|类型|种类|分类|名称|项目|指标)$")
# Yearbooks print each name in both languages (`床位数（张） Beds (unit)`).
_GLOSS = Pattern(r"(?<=[^\sA-Za-z\d(/])\s*(?<![A-Za-z])(?=[A-Za-z ]*[a-z]{3})[A-Z][A-Za-z ,.()/&'’-]*$")


def cells(text: str, spaced_at: Sequence[tuple[int, int]] = ()) -> dict[int, Cell]:
    """The cell of each number that stands in a row, by the offset of its first character.

    Args:
        text: the reading.
        spaced_at: where its tables stand whose cells only spaces part.
    """
    found: dict[int, Cell] = {}
    if "\t" in text or "|" in text:
        begins = 0
        for start, end in [*spaced_at, (len(text), len(text))]:
            for first, last, table in loose.tables(text, begins, start):
                _rows(text[begins:first], begins, found)
                _put_together(table, _above(text, table.begins), found)
                begins = last
            _rows(text[begins:start], begins, found)
            begins = end
    for run in stacked.runs(text):
        _stacked(text, run, found)
    for table in spaced.tables(text, spaced_at):
        _put_together(table, _above(text, table.begins), found)
    return found


def _stacked(text: str, run: list[stacked.Line], found: dict[int, Cell]) -> None:
    """The cells of a run of short lines, read in the way that makes more rows of it."""
    tables, upright_table = list(stacked.tables(run)), upright.table(run)
    if upright_table and len(upright_table.rows) > sum(len(table) - 1 for table in tables):
        _put_together(upright_table, _above(text, upright_table.begins), found)
        return
    for table in tables:
        over = _above(text, table[0][0][0])
        header: list[str] = []
        group: Group = None
        for parts in table:
            row: dict[int, Cell] = {}
            header = _row(parts, header, row)
            group = _settled(row, group, over)
            found |= row


def _above(text: str, begins: int) -> Over:
    said = text[max(0, begins - _REACH) : begins].rstrip("\n").split("\n")[-_ABOVE:]
    return _over(
        [line for row in said if not BORDER.search(line := _NUMBER_OF_TABLE.sub("", row.strip(" |\t")))]
    )


def _over(lines: Sequence[str]) -> Over:
    return caption(lines), kind_of_house(lines)


def _put_together(table: spaced.Table, over: Over, found: dict[int, Cell]) -> None:
    """The cells of a table whose header was laid into columns; a column that nothing tells states nothing."""
    group: Group = None
    over = (over[0], over[1] or table.kind)
    for year in table.years:
        _set_aside((year, ""), "date", found)
    for line in table.rows:
        row: dict[int, Cell] = {}
        _row(line.parts, line.header, row)
        told = {at: cell for at, cell in row.items() if cell.column != spaced.UNTOLD}
        for cell in row.values():
            cell.whole = cell.whole and cell.column != spaced.UNTOLD
        group = _settled(told, group, over)
        found |= row


def _rows(text: str, offset: int, found: dict[int, Cell]) -> None:
    header: list[str] = []
    group: Group = None
    over: Over = (None, "")
    above: list[str] = []
    for line in text.split("\n"):
        lone = line.strip(" |\t")
        if not BORDER.search(line):
            if lone:
                header = header if len(lone) < 12 and header else []
                group = None
                above = [*above, line][-_ABOVE:]
        elif lone and not header and not BORDER.search(lone):
            above = [*above, lone][-_ABOVE:]
        else:
            over = _over(above) if above else over
            above = []
            row: dict[int, Cell] = {}
            header = _row(_parts(line, offset, len(header)), header, row)
            group = _settled(row, group, over)
            found |= row
        offset += len(line) + 1


def _settled(row: dict[int, Cell], group: Group, over: Over) -> Group:
    """Give the cells of a row what they have from above; what the rows below may be shares of."""
    stated, kind = over
    counts = [cell for cell in row.values() if cell.kind == "quantity"]
    heads = [share(cell, cell.row, group, stated) for cell in counts]
    for cell in counts if kind else ():
        of_kind(cell, kind)
    return heads[0] if heads else group


def _parts(line: str, offset: int, columns: int) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    position = 0
    for piece in BORDER.split(line):
        parts.append((offset + position, piece))
        position += len(piece) + 1
    if not parts[0][1].strip() and line[:1] == "|" and len(parts) != columns:
        parts = parts[1:]
    return parts


def _row(parts: list[tuple[int, str]], header: list[str], found: dict[int, Cell]) -> list[str]:
    """Note the cells of a line; gives back the header of the lines below, which the line itself may be."""
    words = [_GLOSS.sub("", piece.strip()).strip() for _, piece in parts]
    numeric = [bool(w) and bool(_NUMERIC.fullmatch(w)) and not _OF_A_YEAR.match(w) for w in words]
    if len(words) > 1 and numeric[0] and words[0].isdigit() and len(words[0]) < 3 and not numeric[1]:
        numeric[0] = False
        words[0] = ""
        _set_aside(parts[0], "other", found)
    years = [bool(YEAR_COLUMN.match(w)) for w in words]
    of_years = bool(sum(years)) and sum(years) >= sum(numeric)
    for part, is_year in zip(parts, years, strict=True):
        if of_years and is_year:
            _set_aside(part, "date", found)
    dated = years[0] and len(words) > 2
    by_year = dated and len(words) == len(header) and bool(_YEARS_BELOW.match(header[0]))
    if not any(numeric) or of_years or (all(numeric) and not by_year):
        blank = not any(words) or all(_EMPTY.fullmatch(w) for w in words)
        if blank or (all(numeric) and any(numeric)):
            return header
        if header and words and not words[0] and header[0] and len(words) >= len(header):
            return below([*header, *[""] * (len(words) - len(header))], words)
        return _spread(words, parts, found)
    if dated:
        # One row a year.
        numeric[0] = False
        _set_aside(parts[0], "date", found)
    _numbers(parts, words, numeric, header, found)
    if dated:
        _of_year(parts, words[0][:4], found)
    return header


def _numbers(
    parts: list[tuple[int, str]],
    words: list[str],
    numeric: list[bool],
    header: list[str],
    found: dict[int, Cell],
) -> None:
    """The cells of a row's numbers."""
    short = len(header) - len(words)
    # 类别 | 指标 | 2021年: a row without its class begins with its name.
    over = header[short:] if short > 0 and _NAME_COLUMN.match(header[short]) else header
    named = [w for w, h in zip(words, over, strict=False) if _NAME_COLUMN.search(h)]
    name = next(
        (w for w, n in zip(words, numeric, strict=True) if w and not n and not _EMPTY.fullmatch(w)), ""
    )
    name = named[0] if named and named[0] else name
    unit_cell = next((w for w, h in zip(words, over, strict=False) if h in ("单位", "计量单位")), "")
    # A row longer than its header lacks the header's empty first cells: they agree at the right,
    # unless the header names its first column.
    lacking = 0 if header and _FIRST_COLUMN.match(header[0]) else max(0, -short)
    aligned = [""] * lacking + over if header else []
    goals = any(TARGET_COLUMN.search(heading) for heading in aligned)
    for index, (start, piece) in enumerate(parts):
        column = aligned[index] if index < len(aligned) else ""
        if numeric[index] and column in ("序号", "编号", "单位", "计量单位"):
            _set_aside((start, piece), "other", found)
        elif numeric[index]:
            digit = start + next(i for i, c in enumerate(piece) if c.isdigit())
            cell = found[digit] = cell_of(name, column, unit_cell, _kind_of(name, words, aligned))
            cell.base = goals and bool(YEAR_COLUMN.match(column))
            if not column and sum(numeric[:index]):
                # A second number under no heading: nothing says what it counts.
                cell.whole = False


def _of_year(parts: list[tuple[int, str]], year: str, found: dict[int, Cell]) -> None:
    """Date the cells of a row a year; its columns may be shares of each other."""
    beside: Group = None
    stop = parts[-1][0] + len(parts[-1][1])
    for at in sorted(at for at in found if parts[0][0] <= at < stop and found[at].kind == "quantity"):
        found[at].period = year
        beside = share(found[at], found[at].column, beside)


def _spread(header: list[str], parts: list[tuple[int, str]], found: dict[int, Cell]) -> list[str]:
    """A header whose names stand over several years; the years in it measure nothing."""
    names = spread(header)
    for (start, piece), name, said in zip(parts, names, header, strict=True):
        if name != said:
            _set_aside((start + piece.rindex(name[-5:-1]), ""), "date", found)
    return names


def _set_aside(part: tuple[int, str], kind: str, found: dict[int, Cell]) -> None:
    """Note that a cell's number measures nothing: a year, or the number of its row."""
    start, piece = part
    found[start + len(piece) - len(piece.lstrip())] = Cell("", "", None, 1, "", kind=kind)


def _kind_of(name: str, words: list[str], header: list[str]) -> str:
    """What the rows of a table are, by the heading of the column that names them (`机构类别`)."""
    heading = header[words.index(name)] if name in words[: len(header)] else ""
    return _SORT.sub("", heading)
