"""Whether what is told of a building is of one in use, or of one still to come or under way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.patterns import Pattern
from extract.records.catalogue import Indicator

from .plans import TARGET

if TYPE_CHECKING:
    from .views import Slot

_UNDER_WAY = Pattern(
    r"拟|封顶|结顶|奠基|破土|建设中|仍在|尚未|分[一二两三四\d]期|计划(?!生育)|规划|预计|建成后|将[于在新达为]|设计|(?<!医生)签约(?!率|服务|居民|人|家庭)|开工|动工|估算|概算|正在(?:实施|建设|施工)|用于[^。；]{0,40}(?:建设|改造|配置)|安排[^。；]{0,30}建设项目|在建(?:项目|工程)|工期|主体(?:工程)?完工|加紧(?:建设|推进|施工)"
)
_WHOLE_COST = Pattern("总投资|总投入|概算|估算|投资额")
# `投资3500万元，计划11月竣工`
_INVESTED = Pattern("(?<![已计])投资$")
# What is due, and what it comes to.
_DUE = "计划|预计|预期|拟|力争|确保|有望"
_FINISHED = r"[^，。；]{0,12}?(?:建成|竣工|投入|投用|完工|启用)"
_TO_FINISH = Pattern(rf"[^。；]*?，(?:{_DUE}){_FINISHED}")
_REACHED = Pattern(
    r"竣工|[已式]投入|投用|(?<!主体)(?<!结构)(?<!基本)完工(?!。|$)|(?:已|全部|陆续|相继)建成|启用"
)
# How large a building is or is to be.
_SIZES = frozenset(("平方米", "亩", "层"))
_SIZE_OF = Pattern("占地|用地|建筑|(?<!场地)面积|地[上下]|楼")
_TO_COME = Pattern("计划|将|拟|预计|建成后|规划(?!设置|建设|床位|总)")
_DRAWN_UP = frozenset(("规划",))
_SPENT = Pattern(r"完成投资[^，。；\d]{0,4}$")
_UNFINISHED = Pattern("仍在|尚未|其余[^，。；]{0,6}[在正]|[建施][设工]中")
_TO_BE_REACHED = Pattern(rf"(?:{_DUE}|将){_FINISHED}[^，。；]{{0,4}}")


def of_project_ahead(slot: Slot, record: Indicator | None, building: bool, built: bool) -> bool:
    """Whether a number is that of a building still to come or under way: its cost, its beds, its size.

    Args:
        slot: the number in its sentence.
        record: the indicator it states, or None.
        building: whether the report's title says that it speaks of projects under way.
        built: whether it says that a building is in use.
    """
    if record is None:
        size = slot.found.unit in _SIZES and bool(_SIZE_OF.search(slot.clause[-12:]))
        return size and _ahead(slot.left, slot.after, False, True, building, built)
    if not record.by_project:
        return False
    always = record.planned and not slot.added
    return _ahead(slot.left, slot.after, always, record.planned, building, built)


def _ahead(
    left: str, after: str, always: bool, whole: bool, building: bool = False, built: bool = False
) -> bool:
    """Whether a project's figure is that of a project still to come or under way.

    Args:
        left: the sentence up to the number.
        after: the rest of the sentence.
        always: whether the figure is a plan's unless the text says that it was reached.
        whole: whether it is one of the whole project by its nature, as planned beds are.
        building: whether the report's title says that it speaks of projects under way.
        built: whether it says that a building is in use.
    """
    of_it = after.startswith("的")  # 投资6亿元的医院: its clause alone speaks of it
    near, ends = (left.rpartition("，")[2], "[，；。]") if of_it else (left[-60:], "[；。]")
    around = _TO_BE_REACHED.sub("计划", near + re.split(ends, after)[0])
    if _SPENT.search(left[-12:]):
        return False
    if _REACHED.search(around) and not _UNFINISHED.search(around):
        return False
    if built and not _TO_COME.search(around):
        return False
    whole = whole or of_it or bool(_WHOLE_COST.search(left[-12:]))
    whole = whole or bool(_INVESTED.search(left) and _TO_FINISH.match(after))
    return always or (whole and (building or bool(_UNDER_WAY.search(around))))


def stands(slot: Slot, record: Indicator | None) -> bool:
    """Whether a number was drawn up for a house that the title says is finished (`规划设置床位900张`)."""
    drawn_up = record is not None and record.by_project and not _TO_COME.search(slot.left[-60:])
    return drawn_up and set(TARGET.findall(slot.left[-60:])) == _DRAWN_UP
