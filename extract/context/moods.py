"""Which paragraphs of a work report look ahead, by their verbs and figures.

A government's report on its work tells of one year and sets out the next in
the same voice; an excerpt has lost the headings that say which.  The marks
and their weights stand in `moods.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import tomli

from extract.patterns import Pattern

from .titles import first_line, is_work_report

_TABLE = Path(__file__).with_name("moods.toml")
_LOOKS_BACK = Pattern("回顾|过去|总结|成就|年来")
_CLAUSE = Pattern("[，。；：]")
_START = "(?:^|(?<=[，。；：、“]))"
_ITEM = Pattern(r"\([一二三四五六七八九十\d]{1,3}\)")
_FIGURE = Pattern(r"\d")
_FEWEST = 5  # clauses that a shorter paragraph counts as
_MOST = 2.0


def paragraphs_ahead(text: str) -> frozenset[int]:
    """Where the paragraphs begin that look ahead, in a report on a government's work; else none.

    Args:
        text: the reading of the report.
    """
    if not is_work_report(text) or _LOOKS_BACK.search(first_line(text)):
        return frozenset()
    starts, start = [], 0
    for line in text.split("\n"):
        if _FIGURE.search(line) and looks_ahead(line):
            starts.append(start)
        start += len(line) + 1
    return frozenset(starts)


def looks_ahead(paragraph: str) -> bool:
    """Whether a paragraph says what is to be done rather than what was done.

    Examples:
        >>> looks_ahead("加快区医院建设，新增床位300张以上，力争年内开工。")
        True
        >>> looks_ahead("区医院顺利开工，新增床位326张，就医条件显著改善。")
        False
    """
    ahead, marks = _marks()
    paragraph = _ITEM.sub("", paragraph)
    clauses = max(_FEWEST, len(_CLAUSE.findall(paragraph)))
    score = 0.0
    for weight, pattern in marks:
        score += weight * min(_MOST, 4 * len(pattern.findall(paragraph)) / clauses)
    return score > ahead


@cache
def _marks() -> tuple[float, list[tuple[float, re.Pattern[str]]]]:
    """The bound and the marks with their weights."""
    table = tomli.loads(_TABLE.read_text(encoding="utf-8"))
    marks = [
        (float(mark["weight"]), re.compile(mark["words"].replace("<start>", _START)))
        for mark in table["mark"]
    ]
    return float(table["ahead"]), marks
