"""Tables with bars or tabs between their cells, whose header does not stand above them.

A header loses the empty cell above the rows' names, or has its cells one a
line, each with its bar.  Its words are then laid into columns as those of
tables that only spaces part (`spaced`, `headings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.numbers.rows import cells_at_end, full

from .cell import BORDER
from .headings import is_stub
from .spaced import Part, Table, chinese, table_of

_LEAST = 3


@dataclass(slots=True)
class _Line:
    """A line of a table: where it stands, its cells that hold something, how many numbers it ends in."""

    start: int
    end: int
    words: list[Part]
    width: int
    leads: bool
    count: int


def tables(text: str, begins: int, ends: int) -> Iterator[tuple[int, int, Table]]:
    """The tables of a stretch of text whose header does not stand above them, with where they stand."""
    head: list[_Line] = []
    rows: list[_Line] = []
    for line in _lines(text, begins, ends):
        if line is None or (rows and not line.count):
            if made := _table(head, rows):
                yield head[0].start, rows[-1].end, made
            head, rows = [], []
        if line is not None:
            (rows if line.count else head).append(line)


def _lines(text: str, begins: int, ends: int) -> Iterator[_Line | None]:
    """The lines that have cells; None for each other line and for the end."""
    start = begins
    while start < ends:
        end = text.find("\n", start, ends)
        end = ends if end < 0 else end
        line = text[start:end]
        if BORDER.search(line):
            cells: list[Part] = []
            at = start
            for piece in BORDER.split(line):
                cells.append((at, piece))
                at += len(piece) + 1
            words = [(at + len(piece) - len(piece.lstrip()), piece.strip()) for at, piece in cells]
            said = [word for word in words if word[1]]
            count = cells_at_end([word for _, word in said])
            yield _Line(
                start,
                end,
                said,
                len(cells),
                bool(words[0][1]),
                count if count < len(said) or count > 1 else 0,
            )
        elif line.strip():
            yield None
        start = end + 1
    yield None


def _table(head: Sequence[_Line], rows: Sequence[_Line]) -> Table | None:
    counts = [line.count for line in rows]
    width = full(counts)
    if not head or sum(count > 1 for count in counts) < _LEAST or not width:
        return None
    lines = _one_a_line(head) or _short(head, rows, width)
    return table_of(lines[0][0][0], lines, [line.words for line in rows]) if lines else None


def _short(head: Sequence[_Line], rows: Sequence[_Line], width: int) -> list[list[Part]]:
    """The header's lines where the last has a word for each column but none above the rows' names."""
    last = head[-1]
    full_rows = [line for line in rows if line.count == width]
    named = all(len(line.words) > width for line in full_rows)
    as_wide = any(line.width == last.width for line in full_rows)
    if not named or not as_wide or not last.leads or len(last.words) != width or is_stub(last.words[0][1]):
        return []
    return [line.words for line in head if len(line.words) > 1]


def _one_a_line(head: Sequence[_Line]) -> list[list[Part]]:
    """The header's lines where each of its cells stands on a line of its own, bars between its lines."""
    first = next(
        (at for at, line in enumerate(head) if _lone(line) and is_stub(chinese(line.words[0][1]))), None
    )
    if first is None or len(head) - first < _LEAST:
        return []
    lines: list[list[Part]] = [[]]
    for line in head[first:]:
        if len(line.words) > 1:
            return []
        if line.words:
            at, word = line.words[0]
            lines[-1].append((at, chinese(word)))
        elif lines[-1]:
            lines.append([])
    return [line for line in lines if line]


def _lone(line: _Line) -> bool:
    return len(line.words) == 1 and line.leads
