"""A report's first line, and whether it says that it is a government's report on its work."""

from __future__ import annotations

_WORK_REPORT = "政府工作报告"
_HEAD = 80  # characters in which a title stands


def first_line(text: str) -> str:
    """The first line of a reading that is not empty, as far as a title is long."""
    return _head(text).split("\n")[0]


def is_work_report(text: str) -> bool:
    """Whether the title, of one line or two, says that a government reports on its work."""
    return _WORK_REPORT in _head(text)


def _head(text: str) -> str:
    return text.lstrip("\n ")[:_HEAD]
