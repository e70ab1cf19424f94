"""A number beside another of the same thing: of a year before, its goal, or that of another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.patterns import Pattern

from .parts import CHANGED
from .phrases import plain, strip

if TYPE_CHECKING:
    from .views import Slot

_ASIDE = Pattern(
    r"[(，](?:(?:上年|去年|上年同期|去年同期|上一年|20\d\d年)(?:同期)?|(?:全年|年度|省定?|国家|市定?)?(?P<t>任务|目标|计划|指标|要求)[数量值]?)(?:为|是|：)?"
)
_THAN = Pattern(
    r"，?(?:(?:较|比|由|从|[高低优好]于)(?:上年|去年|20\d\d年)(?:同期|度)?的?|(?:去年|上年)同期(?:为|是)?|而20\d\d年(?:仅|只|才)?(?:为|是|有))\(?"
)
_IN_YEAR = Pattern(r"\(20\d\d年(?:为|是)?")
_FURTHER_ON = Pattern(
    r"[，；](?:到|至|预计到?|力争到?|计划到?)?20\d\d年[底末]?，?(?:则|要|将|再|又|进一步|争取|力争|分别)*"
    r"(?:(?:提高|提升|增长|增加|上升|下降|降低|达|降|升|控制|稳定|保持|维持)+[到至在]|达到?|为)"
)
# `从1998年的1818人次，发展到2009年的39万人次`
_RISEN_TO = Pattern(
    r"，(?:再|又|逐步|逐年|快速|迅速|一路)*(?:发展|提高|提升|增长|增加|上升|下降|降低|扩大|缩短|减少|跃升|攀升|降|升|增)[到至为]"
    r"(?:(?:(?:19|20)\d\d年[底末]?|现在|目前|如今)的?)?"
)
# 婴儿死亡率3.4‰(控制目标6‰)
_GOAL_BESIDE = Pattern(r"\((?:控制|规划|年度|全年|[国省市]定)?(?:目标|任务|计划|指标|要求)[数量值]?$")
_OF_GOAL = Pattern(r"(?:任务|目标|计划)(?:任务)?[数量值]?$")
_PLACE = Pattern(
    r"^(?:(?:19|20)\d\d年[底末]?，?)?(?:[我全本][区县市省州旗国]|[^\W\d_]{2,3}[区县市省州旗](?!级))"
)
_ELSEWHERE = Pattern(
    r"而?(?:[我全本][区县市省州旗国]|[^\W\d_]{2,3}(?:[县市省州旗]|(?<![地城山农社郊牧市园库])区))则?"
)
# Those whose share of all stands before their count (`60岁以上人口占21%，共8.6万人`).
_SHARE = Pattern(r"([^，。；]*?[^\W\d_])(?:约|已|则)?占[^，。；占]{0,14}")
_IN_ALL = Pattern("(?:共|计|总数|人数|总量)?")
_ENDS = frozenset(("", "，", "。", "；", "、", ")"))
_SHARE_OF = Pattern(r"的\d[\d.]*%")


def set_beside(slot: Slot, previous: Slot, between: str) -> bool:
    """The same a year before, or its goal (`1200人(上年1100人)`): whether the number is that."""
    than = _THAN.fullmatch(between)
    aside = _ASIDE.fullmatch(between) or than
    if not aside or previous.found.unit not in (slot.found.unit, None):
        return False
    if _before_the_change(slot, previous, between):
        return True
    if than and slot.aspect == "level":
        slot.aspect = "before"
    elif not than and slot.aspect == "level" and previous.aspect != "before":
        slot.aspect = previous.aspect
    slot.views, slot.per, slot.part = list(previous.views), previous.per, previous.part
    slot.added, slot.target = previous.added, bool(aside.groupdict().get("t"))
    return True


def _before_the_change(slot: Slot, previous: Slot, between: str) -> bool:
    """The level that a change starts from (`提升1.56岁(2009年80.47岁)`): whether the number is that."""
    value, change = slot.found.value, previous.found.value
    if previous.aspect != "change" or not _IN_YEAR.fullmatch(between) or not value or not change:
        return False
    if value < 2 * change:
        return False
    slot.views = [f"{CHANGED.sub('', plain(strip(previous.left)))}#"]
    slot.aspect, slot.per, slot.part = "level", previous.per, previous.part
    return True


def of_goal(slot: Slot, previous: Slot) -> bool:
    """A goal that what stands before it is a share of (`完成任务数2万人的102%`), or that is set beside it."""
    beside = slot.after[:1] == ")" and _GOAL_BESIDE.search(slot.left)
    if not beside and not (_OF_GOAL.search(slot.clause) and _SHARE_OF.match(slot.after)):
        return False
    slot.aspect, slot.added = (previous.aspect, previous.added) if beside else (slot.aspect, slot.added)
    slot.views, slot.per, slot.target = list(previous.views), previous.per, True
    return True


def further(slot: Slot, previous: Slot, between: str) -> bool:
    """The same later on (`…到74岁；到2030年，进一步增长到76岁`): whether the number is that."""
    risen = previous.aspect == "before" and _RISEN_TO.fullmatch(between)
    if not risen and not (previous.aspect in ("level", "before") and _FURTHER_ON.fullmatch(between)):
        return False
    slot.views, slot.per, slot.part = list(previous.views), previous.per, previous.part
    return True


def elsewhere(slot: Slot, previous: Slot, between: str) -> bool:
    """The same of another place (`全市签约率40.2%，我区为45.6%`): whether the number is that."""
    if previous.aspect not in ("level", "before") or between[:1] not in ("，", "；"):
        return False
    if not _ELSEWHERE.fullmatch(slot.own):
        return False
    slot.views, slot.per = [f"{slot.own}{_PLACE.sub('', view)}" for view in previous.views], previous.per
    return True


def share_before(slot: Slot, previous: Slot, between: str) -> bool:
    """The count of those whose share stands before it (`占21%，共8.6万人`): whether the number is that."""
    if previous.found.unit != "%" or slot.found.unit == "%" or not between.startswith("，"):
        return False
    if not _IN_ALL.fullmatch(slot.own) or slot.after[:1] not in _ENDS:
        return False
    whose = _SHARE.fullmatch(previous.clause)
    if whose is None or previous.aspect != "level":
        return False
    slot.views = [f"{plain(whose[1])}#{plain(slot.after)}"]
    return True
