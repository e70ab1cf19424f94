"""Tables that were flattened into text: what row and column a number stands in.

A row is a line whose cells are parted by tabs or pipes.  The header is the
nearest line above without numbers of its own (years apart); its units stand
in brackets.  The view of a number is `row name column name #`.
Tables that were printed one cell a line are put together by `stacked`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.context.phrases import per, plain, strip
from extract.context.views import Slot
from extract.numbers import units

from . import stacked
from .captions import Caption, below, caption, spread
from .shares import PART, TOTAL, Group, share

_ABOVE, _REACH = 3, 200  # lines and characters in which a caption stands
_CELLS = re.compile(r"[\t|]")
_NUMERIC = re.compile(
    r"[\s]*[≤≥<>约]?[-+]?\d[\d,.]*[余多万亿]*[\s]*(?:%|‰|/10万|[^\W\d_]{1,3})?(?:以上|以下|左右|"
    r"以内)?[\s]*"
)
_EMPTY = re.compile(r"[\s\-—–/.…·]*")
# What brackets hold is a unit, but for the other names of a house (`服务中心（站）`).
_UNIT = re.compile(
    r"[(（](?:单位[：:])?(?![站所院室])([^()（）]{1,8})[)）]|[(（]单位[：:]?([^()（）]{1,8})[)）]"
)
_WHOLE_ROW = re.compile(
    r"^(?:各类|全部|所有)?(?:医疗)?(?:卫生)?(?:健康)?机构(?:合计|总计|总数)?$|^(?:19|20)\d\d年?(?:末|底)?$"
)
_COUNT_COLUMN = re.compile(
    r"^(?:20\d\d年?)?(?:年?[末底])?(?:机构|现状|基期|目标|目标值|规划值|预期值|规划目标|实际|值|指标|"
    r"(?:年度|全年|年初|市定|省定|实际|累计|已)*(?:目标|任务|计划|完成|实际)(?:目标|任务|完成)?(?:数量?|量|值|人数|人次|情况)?|"
    r"完成情况|本期|今年|(?:上年|去年|上一年|上年同期|去年同期|同期)(?:数|实绩|完成|实际|累计)?|机构数|个数|数量|家数|单位数|机构个数|数值|绝对数|指标值|本年|实绩|完成|当年|累计|实际|总量|"
    r"数)$"
)
_LAST_YEAR_COLUMN = re.compile("^(?:上年|去年|上一年|上年同期|去年同期|同期)(?:数|实绩|完成|实际|累计)?$")
_CHANGE_COLUMN = re.compile(r"增长|增减|±|增幅|同比|比上年|变化|增速")
_TARGET_COLUMN = re.compile(r"目标|规划|计划|任务|预期")
_DONE_COLUMN = re.compile(r"实际|完成(?!任务|目标|率)|实绩|现状|基期")
_YEAR_COLUMN = re.compile(r"^((?:19|20)\d\d)年?(?:末|底)?$")
_YEARS_BELOW = re.compile("年[份度]|时间|年$")
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d年[^\W\d_]")
_OF_YEAR = re.compile(r".*\[((?:19|20)\d\d)\]$")
_NAME_COLUMN = re.compile(r"^(?:指标|指标名称|主要指标|项目|项目名称|名称|内容|主要内容)$")
_FIRST_COLUMN = re.compile(r"(?:Region|Item|地区|区县|县区|[区县]市|年[份度]|项目|指标|名称|单位)$")
_ADDED_ROW = re.compile(r"新增|新建|改扩建|新开")
_SORT = re.compile("(?:类别|类型|种类|分类|名称|项目|指标)$")
# Yearbooks print each name in both languages (`床位数（张） Beds (unit)`).
_GLOSS = re.compile(r"(?<=[^\sA-Za-z\d(/])\s*(?<![A-Za-z])(?=[A-Za-z ]*[a-z]{3})[A-Z][A-Za-z ,.()/&'’-]*$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十]{1,2}[)）])")


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
        area: the other place whose row it is.
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
    area: str | None = None
    last_year: bool = False


def cells(text: str) -> dict[int, Cell]:
    """The cell of each number that stands in a row, by the offset of its first character."""
    found: dict[int, Cell] = {}
    if "\t" in text or "|" in text:
        _rows(text, found)
    for table in stacked.tables(text):
        begins = table[0][0][0]
        over = caption(text[max(0, begins - _REACH) : begins].rstrip("\n").split("\n")[-_ABOVE:])
        header: list[str] = []
        group: Group = None
        for parts in table:
            row: dict[int, Cell] = {}
            header = _row(parts, header, row)
            group = _settled(row, group, over)
            found |= row
    return found


def _rows(text: str, found: dict[int, Cell]) -> None:
    header: list[str] = []
    group: Group = None
    over: Caption | None = None
    above: list[str] = []
    offset = 0
    for line in text.split("\n"):
        if not _CELLS.search(line):
            if line.strip():
                header = header if len(line.strip()) < 12 and header else []
                group = None
                above = [*above, line][-_ABOVE:]
        else:
            over = caption(above) if above else over
            above = []
            row: dict[int, Cell] = {}
            header = _row(_parts(line, offset, len(header)), header, row)
            group = _settled(row, group, over)
            found |= row
        offset += len(line) + 1


def _settled(row: dict[int, Cell], group: Group, over: Caption | None) -> Group:
    """Give the cells of a row what they have from above; what the rows below may be shares of."""
    counts = [cell for cell in row.values() if cell.kind == "quantity"]
    heads = [share(cell, cell.row, group, over) for cell in counts]
    return heads[0] if heads else group


def _parts(line: str, offset: int, columns: int) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    position = 0
    for piece in _CELLS.split(line):
        parts.append((offset + position, piece))
        position += len(piece) + 1
    if not parts[0][1].strip() and line[:1] == "|" and len(parts) != columns:
        parts = parts[1:]
    return parts


def _row(parts: list[tuple[int, str]], header: list[str], found: dict[int, Cell]) -> list[str]:
    words = [_GLOSS.sub("", piece.strip()).strip() for _, piece in parts]
    numeric = [bool(w) and bool(_NUMERIC.fullmatch(w)) and not _OF_A_YEAR.match(w) for w in words]
    if len(words) > 1 and numeric[0] and words[0].isdigit() and len(words[0]) < 3 and not numeric[1]:
        numeric[0] = False
        words[0] = ""
        _set_aside(parts[0], "other", found)
    years = [bool(_YEAR_COLUMN.match(w)) for w in words]
    if sum(years) and sum(years) >= sum(numeric):
        for (start, piece), is_year in zip(parts, years, strict=True):
            if is_year:
                _set_aside((start, piece), "date", found)
    dated = years[0] and len(words) > 2
    by_year = dated and len(words) == len(header) and bool(_YEARS_BELOW.match(header[0]))
    if not any(numeric) or (sum(years) and sum(years) >= sum(numeric)) or (all(numeric) and not by_year):
        if all(numeric) and any(numeric):
            return header
        if not any(words) or all(_EMPTY.fullmatch(w) for w in words):
            return header
        if header and words and not words[0] and header[0] and len(words) >= len(header):
            return below([*header, *[""] * (len(words) - len(header))], words)
        return _spread(words, parts, found)
    if dated:
        # One row a year.
        numeric[0] = False
        _set_aside(parts[0], "date", found)
    named = [w for w, h in zip(words, header, strict=False) if _NAME_COLUMN.search(h)]
    name = next(
        (w for w, n in zip(words, numeric, strict=True) if w and not n and not _EMPTY.fullmatch(w)), ""
    )
    name = named[0] if named and named[0] else name
    unit_cell = next((w for w, h in zip(words, header, strict=False) if h in ("单位", "计量单位")), "")
    # A row longer than its header lacks the header's empty first cells: they agree at the right,
    # unless the header names its first column.
    lacking = 0 if header and _FIRST_COLUMN.match(header[0]) else max(0, len(words) - len(header))
    aligned = [""] * lacking + header if header else []
    beside: Group = None
    goals = any(_TARGET_COLUMN.search(heading) for heading in aligned)
    for index, (start, piece) in enumerate(parts):
        heading = aligned[index] if index < len(aligned) else ""
        if numeric[index] and heading in ("序号", "编号", "单位", "计量单位"):
            _set_aside((start, piece), "other", found)
        elif numeric[index]:
            column = aligned[index] if index < len(aligned) else ""
            digit = start + next(i for i, c in enumerate(piece) if c.isdigit())
            cell = found[digit] = _cell(name, column, unit_cell, _kind_of(name, words, aligned))
            cell.base = goals and bool(_YEAR_COLUMN.match(column))
            if dated:
                cell.period = words[0][:4]
                beside = share(cell, cell.column, beside)
            if not column and sum(numeric[:index]):
                # A second number under no heading: nothing says what it counts.
                cell.whole = False
    return header


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


def _cell(row: str, column: str, unit_cell: str, kind: str = "") -> Cell:
    unit, factor = None, 1
    for words in (unit_cell and f"({unit_cell})", column, row):
        match = _UNIT.search(words or "")
        if match:
            unit, factor = units.bracketed(match[1] or match[2])
            if unit:
                break
    change = bool(_CHANGE_COLUMN.search(column))
    if change and "%" in column:
        unit, factor = "%", 1
    name, heading = _UNIT.sub("", row).strip(), _UNIT.sub("", column).strip()
    part = bool(PART.match(name))
    name = _NUMBERING.sub("", PART.sub("", name).strip())
    whole = True
    over = _OF_YEAR.match(heading)
    year = over or _YEAR_COLUMN.match(heading) or re.match(r"((?:19|20)\d\d)年", heading)
    heading = heading[: over.start(1) - 1] if over else heading
    counts = (bool(year) and not over) or bool(_COUNT_COLUMN.match(heading)) or not heading
    if TOTAL.match(name) and kind and counts:
        label = f"{kind}合计"
    elif TOTAL.match(name):
        label = f"{heading}合计"
    elif counts or TOTAL.match(heading):
        label = name
    else:
        label = f"{name}{heading}"
        whole = bool(_WHOLE_ROW.match(name)) and not part
    return Cell(
        name,
        heading,
        unit,
        factor,
        label,
        change,
        part,
        year[1] if year else None,
        target=bool(_TARGET_COLUMN.search(heading)),
        whole=whole,
        last_year=bool(_LAST_YEAR_COLUMN.match(heading)),
    )


def slot(slot: Slot, cell: Cell) -> Slot:
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
