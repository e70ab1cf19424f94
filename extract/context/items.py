"""Goals and results under the name of an item: `3.两癌检查⏎年度目标：2.5万人。完成情况：2.6万人`."""

from __future__ import annotations

from extract.patterns import Pattern

from .aspects import aspect_of
from .phrases import per, plain, strip
from .views import Slot

_LABEL = Pattern(
    r"[（(\-—·]*(?:(?P<goal>(?:年度|全年|年初)?(?:目标|任务|计划)(?:任务|目标)?[数量值]?)|(?:实际)?完成(?:情况|数|值)?"
    r"|(?:工作|目前)?(?:进展|推进|落实|办理|进度)(?:情况)?|实际(?:完成)?(?:情况)?)：(?:截至[^，。；]{0,12}，)?"
    r"(?:目前|现|全年|已|共|累计|实际|全[区县市])*(?:完成)?"
)
_ITEM = Pattern(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．](?P<name>[^，。；：\d]{4,40})[：]?")
_PIECES = Pattern(r"[\n。]")
_REACH = 200


def under_name(text: str, slot: Slot) -> None:
    """Let a number that only `年度目标：` or `完成情况：` leads up to speak of the item above it.

    Args:
        text: the reading.
        slot: a number as its sentence has it; changed in place.
    """
    label = _LABEL.fullmatch(slot.left) if "：" in slot.left else None
    if label is None or slot.found.kind != "quantity":
        return
    pieces = _PIECES.split(text[max(0, slot.start - _REACH) : slot.start])
    whole = pieces if slot.start <= _REACH else pieces[1:]
    named = next((m for piece in reversed(whole) if (m := _ITEM.fullmatch(piece.strip()))), None)
    if named is None:
        return
    slot.left = slot.clause = named["name"]
    slot.aspect, slot.added = aspect_of(slot)
    slot.own, slot.per = strip(slot.clause), per(slot.clause)
    slot.views = [f"{plain(strip(slot.left))}#{plain(slot.after)}"]
    slot.target, slot.outside, slot.whole = bool(label["goal"]), True, True
