"""Text in cells that a spreadsheet opens: kept from running, and given back as it was.

One rule for all that Hengbi writes: text that begins as a formula does, or
with an apostrophe, gets an apostrophe before it. Taking one apostrophe away
from text that begins with one undoes it.
"""

from __future__ import annotations

MARK = "'"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """Text as a cell that no spreadsheet takes for a formula.

    Examples:
        >>> extract.guarded("=SUM(A1)"), extract.guarded("12.5%")
        ("'=SUM(A1)", '12.5%')
    """
    return MARK + text if text.startswith((*FORMULA, MARK)) else text


def unguarded(cell: str) -> str:
    """The text that ``guarded`` made a cell of.

    Examples:
        >>> extract.unguarded("'=SUM(A1)")
        '=SUM(A1)'
    """
    return cell.removeprefix(MARK)
