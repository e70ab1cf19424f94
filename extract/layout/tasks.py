"""Columns of tasks in tables (`任务 | 进度`), whose numbers are goals."""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import Pattern

from . import stacked
from .cell import BORDER

_TASKS = Pattern(
    r"[\t|\n]((?:年度|工作|主要|重点|目标)*(?:任务|目标)(?:内容|名称|指标)?|(?:事项|项目|具体|主要|建设|实事)*(?:名称|内容|事项|项目)(?=[\t|][^\n]{0,60}(?:进展|进度|(?:完成|落实|推进|办理)情况|(?:牵头|责任)(?:单位|部门|科室))))(?=[\t|])"
)
_NUMBER = Pattern(r"\s*\d*\s*")  # an item may have several rows
_NUMBERED = frozenset(("序号", "编号"))


def task_cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells below a column of tasks (`任务 | 进度`), whose numbers are targets."""
    yield from stacked.tasks(text)
    if not _TASKS.search(text):
        return
    named: list[int] = []
    start, head = 0, [""]
    for line in text.split("\n"):
        pieces = BORDER.split(line)
        numbers = [at for at, name in enumerate(head) if name in _NUMBERED and at < len(pieces)]
        if says := _TASKS.findall(f"|{line}|"):
            head = [piece.strip() for piece in pieces]
            named = [head.index(name.strip()) for name in says]
        elif len(pieces) != len(head) and (len(pieces) < 2 or not numbers):
            named, head = [], [piece.strip() for piece in pieces]
        elif all(_NUMBER.fullmatch(pieces[at]) for at in numbers):
            for column in named:
                begin = start + sum(map(len, pieces[:column])) + column
                yield begin, begin + len(pieces[column]) if column < len(pieces) else begin
        start += len(line) + 1
