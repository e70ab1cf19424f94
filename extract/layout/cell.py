"""A number's place in a table: what its row and its column say of it.

The view of a number is `row name column name #`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.context.phrases import per, plain, strip
from extract.context.views import Slot
from extract.numbers import units
from extract.patterns import Pattern

from .captions import kind_of_house
from .shares import PART, TOTAL

BORDER = Pattern(r"[\t|]")  # between the cells of a line
# What brackets hold is a unit, but for the other names of a house (`服务中心（站）`).
_UNIT = Pattern(
    r"[(（](?:单位[：:])?(?![站所院室])([^()（）]{1,8})[)）]|[(（]单位[：:]?([^()（）]{1,8})[)）]"
)
_WHOLE_ROW = Pattern(
    r"^(?:各类|全部|所有)?(?:医疗)?(?:卫生)?(?:健康)?机构(?:合计|总计|总数)?$|^(?:19|20)\d\d年?(?:末|底)?$"
)
_COUNT_COLUMN = Pattern(
    r"^(?:20\d\d年?)?(?:年?[末底])?(?:(?:医疗)?(?:卫生)?(?:事业)?机构|现状|基期|目标|目标值|规划值|预期值|规划目标|实际|值|指标|"
    r"(?:年度|全年|年初|市定|省定|实际|累计|已)*(?:目标|任务|计划|完成|实际)(?:目标|任务|完成)?(?:数量?|量|值|人数|人次|情况)?|"
    r"完成情况|本期|今年|(?:上年|去年|上一年|上年同期|去年同期|同期)(?:数|实绩|完成|实际|累计)?|(?:医疗)?(?:卫生)?(?:事业)?机构数|个数|数量|家数|单位数|机构个数|数值|绝对数|指标值|本年|实绩|完成|当年|累计|实际|总量|"
    r"数)$"
)
_NUMBER_OF_ALL = Pattern("(?<=机构|床位)数合计$")
_HOUSES = Pattern("(?:医疗|卫生|事业)机构")
_LAST_YEAR_COLUMN = Pattern("^(?:上年|去年|上一年|上年同期|去年同期|同期)(?:数|实绩|完成|实际|累计)?$")
_CHANGE_COLUMN = Pattern(r"增长|增减|±|增幅|同比|比上年|变化|增速")
TARGET_COLUMN = Pattern(r"目标|规划|计划|任务|预期")
_DONE_COLUMN = Pattern(r"实际|完成(?!任务|目标|率)|实绩|现状|基期")
YEAR_COLUMN = Pattern(r"^((?:19|20)\d\d)年?(?:末|底)?$")
_OF_YEAR = Pattern(r".*\[((?:19|20)\d\d)\]$")
_ADDED_ROW = Pattern(r"新增|新建|改扩建|新开")
_NUMBERING = Pattern(r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十]{1,2}[)）])")


@dataclass(slots=True)
class Cell:
    """Where a number stands in a table.

    Attributes:
        row, column: the names of its row and column.
        unit: canonical unit from brackets in either, with ``factor``.
        label: what it measures, in the table's words.
        change: whether the column holds changes.
        part: whether the row is a part of the one above.
        period: the column's year.
        target: whether the column holds goals.
        base: whether it holds a year's figures that goals of another column start from.
        kind: ``date`` for a year, ``other`` for the number of a row, else ``quantity``.
        whole: whether the row is the area's whole rather than one kind or place.
        last_year: whether the column holds the figures of the year before the report's.
    """

    row: str
    column: str
    unit: str | None
    factor: int
    label: str
    change: bool = False
    part: bool = False
    period: str | None = None
    target: bool = False
    base: bool = False
    kind: str = "quantity"
    whole: bool = True
    last_year: bool = False


def cell_of(row: str, column: str, unit_cell: str, kind: str = "") -> Cell:
    """What row and column say of a number.

    Args:
        row: the name of its row, perhaps with a unit in brackets.
        column: the name of its column, likewise.
        unit_cell: what a column of units has in its row, or nothing.
        kind: what the rows are, by the heading of the column that names them.
    """
    unit, factor = None, 1
    for words in (f"({unit_cell})" if unit_cell else "", column, row):
        stated = [units.bracketed(match[1] or match[2]) for match in _UNIT.finditer(words)]
        unit, factor = next((found for found in stated if found[0]), (None, 1))
        if unit:
            break
    if unit == "次" and "人次" in f"{row}{column}":
        unit = "人次"
    change = bool(_CHANGE_COLUMN.search(column))
    if change and "%" in column:
        unit, factor = "%", 1
    name, heading = _UNIT.sub("", row).strip(), _UNIT.sub("", column).strip()
    below = bool(PART.match(name))
    part = below or bool(PART.match(heading))
    heading = PART.sub("", heading)
    name = _NUMBERING.sub("", PART.sub("", name).strip())
    whole = True
    over = _OF_YEAR.match(heading)
    year = over or YEAR_COLUMN.match(heading) or re.match(r"((?:19|20)\d\d)年", heading)
    heading = heading[: over.start(1) - 1] if over else heading
    counts = (bool(year) and not over) or bool(_COUNT_COLUMN.match(heading)) or not heading
    if TOTAL.match(name) and kind and counts and not _HOUSES.search(heading):
        label = f"{kind}合计"
    elif TOTAL.match(name):
        # The total of named hospitals is theirs.
        whole = not kind_of_house([kind])
        label = heading if TOTAL.search(heading[-2:]) else f"{heading}合计"
    elif (counts or TOTAL.match(heading)) and not (heading and YEAR_COLUMN.match(name)):
        label = name
    else:
        # 2001 | 医院: the year is the figure's time, not its name.
        label = heading if YEAR_COLUMN.fullmatch(name) else f"{name}{heading}"
        whole = bool(_WHOLE_ROW.match(name)) and not below
    label = _NUMBER_OF_ALL.sub("合计", label)
    return Cell(
        name,
        heading,
        unit,
        factor,
        label,
        change,
        part,
        year[1] if year else None,
        target=bool(TARGET_COLUMN.search(heading)),
        whole=whole,
        last_year=bool(_LAST_YEAR_COLUMN.match(heading)),
    )


def placed(slot: Slot, cell: Cell) -> Slot:
    """A number's slot as its place in the table says it."""
    found = slot.found
    if cell.kind != "quantity":
        slot.found = replace(found, kind=cell.kind)
        return slot
    value = found.value * cell.factor if found.value is not None else None
    unit = found.unit or cell.unit
    if unit == "个" and re.search(r"机构|医院|中心|站|院|室|所", cell.label):
        unit = "家"
    slot.found = replace(found, kind="quantity", value=value, unit=unit)
    said = dict.fromkeys((cell.label, strip(cell.label))) if cell.whole else {}
    slot.views = [f"{plain(words)}#" for words in said]
    slot.own = slot.clause = cell.label
    slot.outside = True
    slot.left, slot.after = cell.label, ""
    slot.aspect = "change" if cell.change else "level"
    slot.added, slot.whole, slot.part, slot.target = (
        bool(_ADDED_ROW.search(cell.label)),
        True,
        cell.part,
        cell.target,
    )
    slot.reached = cell.base or (not cell.target and bool(_DONE_COLUMN.search(cell.column)))
    slot.per = per(cell.label)
    return slot
