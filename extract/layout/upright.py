"""Tables printed one cell a line whose header only names what stands below: their rows by their numbers.

A name and as many numbers as other names have is a row, and so is a year
and its numbers.  Of the header, which begins with the name of the rows'
column, a word begins a column or goes on with the one before (`headings`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.numbers.rows import full, is_number, is_year
from extract.patterns import Pattern

from .headings import is_stub
from .spaced import UNTOLD, Part, Table, table_of

_LEAST, _LEAST_BARRED = 3, 2  # rows that make a table; fewer do where the header's lines are whole
_UNIT = Pattern(r"[(（][^()（）]{1,8}[)）]")


def table(run: Sequence[Part]) -> Table | None:
    """The table that a run of short lines makes, if it is one."""
    cells = [(at, cell.strip()) for at, cell in run]
    said = [(at, cell) for at, cell in cells if cell]
    first = next((at for at in range(1, len(said)) if _begins(said, at)), 0)
    if not first:
        return None
    dated = is_year(said[first - 1][1])
    lines = _lines(said[first - 1 :], dated)
    counts = [len(line) - 1 for line in lines]
    width = full(counts)
    like = counts.count(width)
    if width < 2 or like < sum(count > 0 for count in counts) * 2 // 3:
        return None
    head = said[: first - 1]
    above = _above(head, width)
    if not above:
        return None
    barred = _barred(cells, above[0][0], lines[0][0][0], width + 1)
    if like < (_LEAST if barred is None else _LEAST_BARRED):
        return None
    years = [at for at, (_, word) in enumerate(above) if is_year(word)]
    if len(years) == width:
        # What stands behind the last year is no more of the header.
        lines = [[word] for word in above[years[-1] + 1 :]] + lines
        above = above[: years[-1] + 1]
    made = table_of(above[0][0], barred or [[word] for word in above], lines)
    told = any(name not in (UNTOLD, "", "单位", "年份") for row in made.rows for name in row.header)
    return made if told else None


def _begins(said: Sequence[Part], at: int) -> bool:
    """Whether the first row's numbers begin with a cell: a number that is no year of the header."""
    return is_number(said[at][1]) and not is_year(said[at][1])


def _above(head: Sequence[Part], width: int) -> Sequence[Part]:
    """The header's cells: from the name of the rows' column on, else years or names with units, if enough."""
    stub = next((at for at in reversed(range(len(head))) if is_stub(head[at][1])), None)
    if stub is not None:
        return head[stub:]
    years = [word for word in head[-width:] if is_year(word[1])]
    named = head[-2 * width :]
    paired = len(named) == 2 * width and all(_UNIT.fullmatch(word) for _, word in named[1::2])
    return years if len(years) == width else named if paired else ()


def _lines(said: Sequence[Part], dated: bool) -> list[list[Part]]:
    """The rows: each begins with its name, or with its year."""
    lines: list[list[Part]] = []
    for at, cell in said:
        begins = is_year(cell) if dated else not is_number(cell)
        if begins or not lines:
            lines.append([])
        lines[-1].append((at, cell))
    return lines


def _barred(cells: Sequence[Part], begin: int, stop: int, columns: int) -> list[list[Part]] | None:
    """The header's columns where bars keep the empty cells of its lines; None where they do not."""
    within = [(at, cell) for at, cell in cells if begin <= at < stop]
    if len(within) <= columns or len(within) % columns:
        return None
    rows = [within[at : at + columns] for at in range(0, len(within), columns)]
    names = ["".join(row[at][1] for row in rows) for at in range(columns)]
    return [[(rows[0][at][0], name)] for at, name in enumerate(names)] if is_stub(names[0]) else None
