"""Tables that were printed one cell a line: their rows, put together again.

A run of short lines is such a table where its first lines are a header (a
name, units, years) and what follows falls into rows of as many lines, each a
name and then numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import Pattern

_SENTENCE = Pattern(r"[。；！？，\t|]")
# A cell with the bar before or behind it that parts it from the next; the bar alone is an empty cell.
_LONE = Pattern(r"\|?([^|]*)\|?")
_NUMBER = Pattern(r"[-+≤≥<>]?\d[\d,.]*(?:%|‰)?|1/10万|[-—–/.…·]+")
_HEADING = Pattern(
    r"(?:19|20)\d\d年?[末底]?|[^\d]{0,12}(?:\([^)]*\))?|(?:20\d\d年?)?比20\d\d年?[^\d]{2,6}(?:\([^)]*\))?"
)
_UNIT_COLUMN = frozenset(("单位", "计量单位"))
_NUMBER_COLUMN = frozenset(("序号", "编号"))
_YEAR = Pattern(r"(?:19|20)\d\d年?[末底]?")
_TASKS_HEAD = Pattern(
    r"\n(?:项目|任务|事项|工作|主要|重点)*(?:内容|名称|任务|事项)\n(?:[^\n\d]{2,24}\n){0,2}?"
    r"[^\n\d]{0,10}(?:完成率|进度|进展|情况|(?:牵头|责任)[单部][位门])[^\n]{0,16}(?=\n)"
)
# A row's number, perhaps a word for the kind of task, and the task.
_TASK = Pattern(r"\n\d{1,3}\n(?:[^\n\d。]{2,14}\n)?(?P<task>[^\n|\t]{8,})")
_LONGEST_CELL = 24
_COLUMNS = range(3, 9)
_ROWS = 3

Line = tuple[int, str]


def runs(text: str) -> Iterator[list[Line]]:
    """The runs of short lines that may be tables, each as cells with their offsets."""
    run: list[Line] = []
    offset = 0
    for line in [*text.split("\n"), ""]:
        lone = _LONE.fullmatch(line)
        cell = lone[1] if lone else ""
        if lone and line.strip() and len(cell.strip()) <= _LONGEST_CELL and not _SENTENCE.search(cell):
            run.append((offset + lone.start(1), cell))
        else:
            if len(run) >= (_ROWS + 1) * _COLUMNS.start:
                yield run
            run = []
        offset += len(line) + 1


def tables(run: list[Line]) -> Iterator[list[list[Line]]]:
    """The tables of a run whose header names years or a column of units, as rows, the header first."""
    start = 0
    while start < len(run):
        best: list[list[Line]] = []
        for columns in _COLUMNS:
            rows = _rows(run, start, columns)
            best = rows if len(rows) > len(best) else best
        if len(best) > _ROWS:
            yield best
            start += sum(len(row) for row in best)
        else:
            start += 1


def _rows(run: list[Line], start: int, columns: int) -> list[list[Line]]:
    """The header and the rows that begin at a line of a run, if there are so many columns."""
    header = [cell.strip() for _, cell in run[start : start + columns]]
    dated = any(_YEAR.fullmatch(cell) for cell in header[1:])
    if not (dated or _UNIT_COLUMN & set(header)) or not all(_HEADING.fullmatch(cell) for cell in header):
        return []
    if _YEAR.fullmatch(header[0]):
        # No year stands above the rows' names.
        return []
    units = {index for index, cell in enumerate(header) if cell in _UNIT_COLUMN}
    name = 1 if header[0] in _NUMBER_COLUMN else 0
    rows = [run[start : start + columns]]
    for at in range(start + columns, len(run) - columns + 1, columns):
        row = run[at : at + columns]
        if not _is_row([cell.strip() for _, cell in row][name:], {unit - name for unit in units}):
            break
        rows.append(row)
    return rows


def _is_row(row: list[str], units: set[int]) -> bool:
    named = row[0] and not _NUMBER.fullmatch(row[0])
    rest = [cell for index, cell in enumerate(row) if index and index not in units and cell]
    return (
        bool(named) and all(_NUMBER.fullmatch(cell) for cell in rest) and any(c[-1:].isdigit() for c in rest)
    )


def tasks(text: str) -> Iterator[tuple[int, int]]:
    """The cells that name the tasks of a table whose header names them beside how far each has come."""
    header = _TASKS_HEAD.search(text)
    for row in _TASK.finditer(text, header.end()) if header else ():
        yield row.span("task")
