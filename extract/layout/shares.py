"""Cells that are a share of the row above or the column beside them, or have their unit from a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from extract.patterns import Pattern

from .captions import Caption

if TYPE_CHECKING:
    from .cell import Cell

Group: TypeAlias = "tuple[str, Cell] | None"
"""A row or column that others may be shares of, with its name."""
TOTAL = Pattern(
    r"^(?:合计|总计|总数|全[市区县省国州]|共计|全[市区县省国州旗](?:总计|合计|总数)|区合计|市合计|[本我][区县市省]|Total)$"
)
PART = Pattern(r"^(?:#|(?:其中|内)[：:]|其中|·|[-—]+|\*)")
# Below a row of beds or people a bare kind of house is that kind's share of them.
HOUSE = Pattern(r"(?:医院|卫生院|中心|[站室所院]|机构|门诊部)[)）、]*$")
_OWN_NAME = Pattern(r"[^\W\d_]{2,}合计$")
_HOUSES = Pattern("(?:合计|总计)|(?:机构|个)数?(?:合计|总计)?")
_COUNTED = frozenset(("医院", "村卫生室", "社区卫生服务中心"))
_OF_HOUSES = frozenset((None, "家", "个"))


def of_kind(cell: Cell, kind: str) -> None:
    """Let a cell be one kind of house's: only how many there are is the area's figure."""
    if _HOUSES.fullmatch(cell.label.removeprefix(kind)) and cell.unit in _OF_HOUSES and kind in _COUNTED:
        cell.label, cell.unit = kind, "家"
    else:
        cell.whole = False


def share(cell: Cell, name: str, group: Group, over: Caption | None = None) -> Group:
    """Let a cell be a share of what stands above or beside it, if its name is but a kind of house.

    Args:
        cell: changed in place where it is a share, or has its unit from the caption.
        name: of its row, or of its column.
        group: what may be shared, with its name.
        over: the caption of the table.

    Returns:
        What further cells may be shares of.
    """
    if cell.unit:
        return name, cell
    house = bool(HOUSE.search(name))
    if group is not None and group[1].unit not in _OF_HOUSES and house:
        cell.unit, cell.factor, cell.part = group[1].unit, group[1].factor, True
        cell.label = f"{group[0]}，其中{PART.sub('', name)}"
        return group
    if over is None or cell.change:
        return None
    cell.unit, cell.factor = over.unit, over.factor
    if over.title and TOTAL.match(name) and not _OWN_NAME.search(cell.label):
        # A column may name itself what it holds (`注册护士`).
        name = cell.label = over.title
    return name, cell
