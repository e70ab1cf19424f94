"""The period of one number: the clock's, as the number's aspect and its indicator's measure take it."""

from __future__ import annotations

import re

from extract.context.periods import Clock
from extract.context.views import Slot
from extract.layout.cell import Cell
from extract.patterns import Pattern
from extract.records.catalogue import Indicator

_THAN_YEAR = Pattern(r"[比较](20\d\d)年[^，。；\d]{0,4}$")
_YEAR_NEAR = Pattern(r"\d{4}年")
_LAST_YEAR = Pattern("上年|去年")
_DAY = Pattern(r"\d{4}-\d\d-\d\d")
_LAST_DAY = Pattern(r"\d{4}-(?:(?:0[13578]|1[02])-31|(?:0[469]|11)-30|02-2[89])")
_DIGIT = Pattern(r"\d")
_UNTIL = Pattern("截[至止]")
_YEARS = re.compile(r"(\d{4})-01-01/(\d{4})-12-31")
_SEVERAL_YEARS = Pattern(r"\d{4}-01-01/(?:\d{4}-12-31)?")
_PER_RESIDENTS = ("/千人", "/万人")
_NEAR = 24
_STANDS = frozenset(("stock", "share", "rate", "level"))
_THERE = frozenset(("stock", "level"))
_IN_BRACKETS = re.compile(r"\(((?:19|20)\d\d)年?([末底])?\)")


def period_of(
    slot: Slot, record: Indicator | None, clock: Clock, given: str | None, before: str | None
) -> str | None:
    """The period of a number.

    Args:
        slot: the number in its sentence.
        record: the indicator it states, or None.
        clock: the state of the report's time, in the number's sentence.
        given: the period that a list of years or a table's column gives it, or None.
        before: the period of the figure before it in its sentence, or None.
    """
    at = slot.found.before - slot.start
    if dated := _IN_BRACKETS.match(slot.after):
        # 期望寿命81.7岁(2015年末)
        given = f"{dated[1]}-12-31" if dated[2] else dated[1]
    period = given or clock.period(at)
    years = _YEARS.fullmatch(period or "")
    if slot.aspect == "before" and not given:
        than = _THAN_YEAR.search(slot.left)
        if than:
            return than[1]
        if years:
            return years[1]
        if not _YEAR_NEAR.search(slot.clause[-_NEAR:]):
            if base := clock.base(at):
                return base
            if period == str(clock.year):
                last = _LAST_YEAR.search(slot.left[-_NEAR:]) and clock.year
                return str(clock.year - 1) if last and clock.year else None
    if record is None or not period:
        return period
    if period.endswith("-01-01/") and record.measure in _THERE and not record.by_project:
        # What there is since a year began, there is now.
        return str(clock.year or period[:4])
    listed = before is not None and before.endswith("-12-31") and before[:4] == period
    further = listed and bool(_DIGIT.search(slot.left.rpartition("；")[2]))
    return measured(period, slot, record, clock.closes(at), further)


def period_in(cell: Cell, clock: Clock) -> str | None:
    """The period that a table's column or row gives a number (`2022年`, `上年`), or None."""
    return str(clock.year - 1) if cell.last_year and clock.year else cell.period


def measured(period: str, slot: Slot, record: Indicator, closing: bool, further: bool) -> str:
    """A period as a measure takes it: a project has a year, a stock the end of a stretch, a rate its year.

    Args:
        period: the period as the clock has it.
        slot: the number in its sentence.
        record: the indicator it states.
        closing: whether the sentences before speak of the year's end.
        further: whether the figure before it in its sentence is one of the year's end.
    """
    per_residents = record.unit.endswith(_PER_RESIDENTS)
    if closing and len(period) == 4 and (record.measure == "stock" or (per_residents and further)):
        return f"{period}-12-31"
    if record.by_project and not _SEVERAL_YEARS.fullmatch(period):
        # What is built is of a year, unless several years are told of.
        return period[:4]
    if record.measure == "flow" and (
        _LAST_DAY.fullmatch(period) or (_DAY.fullmatch(period) and _UNTIL.search(slot.left))
    ):
        # What was done by a day was done since the year began.
        return period[:4] if period.endswith("-12-31") else f"{period[:4]}-01-01/{period}"
    if record.measure in ("rate", "level") and not per_residents and _LAST_DAY.fullmatch(period):
        # Deaths and lives are counted over the year that ends.
        return period[:4] if period.endswith("-12-31") else period
    years = _YEARS.fullmatch(period)
    return years[2] if years and record.measure in _STANDS and not record.by_project else period
