"""What a number's sentence says about it, as the records' patterns see it.

A `Slot` is one quantity in its sentence, with what grammar alone can tell:
whether it is a level, an addition, a change, a difference or a part, what it
is counted per, whether the whole set is meant, and one or more *views*: the
sentence with the number replaced by `#` and the words that only lead up to
it (达到, 共有, 约为 …) left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.numbers.found import Found
from extract.patterns import Pattern

from .aspects import POINTS, aspect_of
from .beside import elsewhere, further, of_goal, set_beside, share_before
from .parts import CHANGED, COUNTED_NEXT, KIND, bracketed, noun, of_one_kind, part_view, repeat_per
from .phrases import of_all, per, plain, strip
from .plans import required
from .trends import named_before

LEFT, RIGHT = 90, 60
_CLAUSE = Pattern(r"[，；：？！!?(（。\n]|”(?=“)")
_LAST_CLAUSE = re.compile(rf"(?s:.*)(?:{_CLAUSE.pattern})")
_CLOSED = Pattern(r"\([^()]{0,40}\)")
_ADJACENT = Pattern(r"[^\W\d_]{2,14}")
_BARE_NOUN = Pattern(r"[^\W\d_]{0,9}(?:医院|机构|中心|[站院室所部])(?:[，。；、]|$)")
# The number of an item says nothing of what it counts (`4、建设30家托育机构`).
_NUMBERING = Pattern(r"^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)](?!\d)")
_NUMBERS = frozenset("(0123456789一二三四五六七八九十")
_DIGIT = Pattern(r"\d")
_DATED = Pattern(r"(?<![当全本今])年|时期|期间|期末")
_INHERITED = frozenset(("人次", "人", "元", "张", "例", "件"))
# What says itself what it counts has no unit from the number before (`出院人次4.61万`).
_OWN_COUNT = Pattern("(?:人次|人次数|人数|张数)$")
_BARE_VERB = Pattern(
    r"(?:其中)?(?:今年|当年|全年|年内|本年|去年|20\d\d年|目前|现|至此|截至目前|(?:截至|截止|到)?(?:20\d\d年|年|\d{1,2}月)[底末]|截[至止]\d{1,2}月)?(?:全[区县市省]|我[区县市省])?(?:已|累计|共|总共|实际|实)*"
    r"(?:新增|新配|新建成?|新开办|新投放|新安装|新配置|新设|新添|净增|建成|建有|开办|创建|完成|超额完成)(?:了|的有)?(?:约|近)?"
    r"|(?:目前|现)?已[设办]|(?:目前|现|至此|截至目前|(?:截至|截止|到)?(?:20\d\d年|年|\d{1,2}月)[底末])?(?:全[区县市省])?(?:预计|届时|将)*(?:累计|总数|总量|总计|共)(?:预计|将|可以?)*已?(?:达到?|有|为|配置|投放|安装|布设|配备|建成|建立|设立)?"
)
_ONLY_WHEN = re.compile(
    r"(?:20\d\d年(?:底|末|全年)?|(?:去|上|今|本|全|当)年[底末]?|目前|如今|当前|现在?|年[底末]|截至(?:(?!累计|共|总|新)[^，。；]){0,10})?(?:实际值?|(?:实际|已)(?:完成|管理|达到|筛查|接种|签约|建成))?"
)
_FROM = Pattern(r"(?:[由从][^，。；]{0,10})?\d[\d.]*[^，。；\d]{0,6}")
_FROM_BEGINS = frozenset("由从0123456789")
_DONE_OF = Pattern("(?:实际|已)(管理|筛查|接种|签约)")
_ADDED_FIRST = Pattern(
    r"(?:^|“)(?:20\d\d年|[全今当去]年|年内|全[区县市]|我[区县市]|[共已]|累计)*新增[^，]{2,14}$"
)
_GOAL = Pattern(r"(?:目标|任务|计划)[数量值]?")
_PART = Pattern(r"(?:其中|当中)[：，]?[^，。；]*$")
# What projects hold is no part of how many they are (`25项实事，其中新增托位400个`).
_OF_PROJECTS = Pattern(r"\d(?:[项件]|个方面|大类)[^。；\d]{0,16}(?:其中|当中)[^。]*$")
_LIST_LINK = Pattern(r"[^，。；：\d#]{0,18}[、和及与]")
_JOIN = Pattern(r"(?:[、，/]|和|及|与|以及|、和)?(?:约|近|超过?)?")
_WHEN_FIRST = Pattern(r"^(?:(?:20\d\d年|[全今本当去]年|年)[底末]?|年内|[上下]半年|目前)")
_TOPIC = Pattern(r"(?:^|[。；\n\d、.)])([^\W\d_]{2,10})：$")
_SO_FAR = Pattern("累计|[总共]|现有|目前")
# What each of many has or is to have is not what all have (`每个乡镇至少建成1所`).
_EACH = re.compile(
    r"每一?(?:[个所家座处支名]|(?=乡|镇|街道|社区|县|村|校))(?!月|季|星期|小时|学期|工作日)(?:(?!共|累计|总|合计)[^，。；\d]){0,20}$|(?:所有|每个|\d[个家]|各)(?:乡镇|镇街|街道|乡|镇|行政村|村|社区)(?:\([^()]*\)|·*)(?:均|都)(?:已|至少)?(?:设立|设有|建有|建成|拥有|配有|有)了?$|各(?:配置|配备|安装|布设|投放|设置?|建)了?$"
    r"|平均每?[\d.]+万?(?:名|个)?[^\W\d_]{1,8}$"
)
_SHARES = frozenset(("%", "‰"))
_HOUSES = frozenset(("家", "个"))
_VALUES = frozenset(("level", "before"))


@dataclass(slots=True)
class Slot:
    """One number in its sentence, and what the sentence says about it.

    Offsets are those of the reading.  ``clause`` holds the words from the
    clause's start to the number, ``after`` those from its unit to the
    sentence's end, ``of`` the noun of the whole that it is a part of, ``year``
    the one that a list of years gives it.
    """

    found: Found
    left: str
    clause: str
    after: str
    start: int
    end: int
    aspect: str = "level"
    added: bool = False
    part: bool = False
    whole: bool = False
    target: bool = False
    reached: bool = False
    each: bool = False
    of_kind: bool = False
    per: str | None = None
    own: str = ""
    of: str = ""
    bracketed: bool = False
    views: list[str] = field(default_factory=list)
    joined: bool = False
    outside: bool = False
    year: str | None = None


def slots(text: str, group: list[Found], start: int, end: int) -> list[Slot]:
    """The slots of one sentence.

    Args:
        text: the reading.
        group: its numbers within the sentence, in order.
        start: where the sentence begins in ``text``.
        end: where it ends.

    Returns:
        One slot a number, in order.
    """
    result: list[Slot] = []
    previous: Slot | None = None
    for found in group:
        slot = _slot(text, found, start, end)
        if previous is not None:
            _carry(text, previous, slot)
        if found.kind == "quantity":
            previous = slot
        result.append(slot)
    return result


def _slot(text: str, found: Found, start: int, end: int) -> Slot:
    begin = max(start, found.before - LEFT)
    left = text[begin : found.before]
    if begin == start and left[:1] in _NUMBERS:
        left = _NUMBERING.sub("", left)
    masked = _CLOSED.sub(lambda m: "·" * len(m.group()), left) if ")" in left else left
    ended = _LAST_CLAUSE.match(masked)
    last = ended.end() if ended else 0
    clause = left[last:]
    after = text[found.after : min(end, found.after + RIGHT)]
    slot = Slot(found, left, clause, after, start, end)
    if found.kind != "quantity":
        return slot
    slot.part = "中" in left[-40:] and bool(_PART.search(left[-40:])) and not _OF_PROJECTS.search(left)
    slot.aspect, slot.added = aspect_of(slot)
    slot.whole = of_all(clause, after)
    slot.own = strip(clause)
    if found.unit in ("人", "张", "人次") and slot.aspect != "addition" and of_one_kind(masked):
        slot.part = slot.of_kind = True
    slot.per = per(_CLOSED.sub("", clause) if ")" in clause else clause)
    slot.target = required(text, found.before)
    slot.each = bool(_EACH.search(masked[last:])) and found.unit not in _SHARES
    slot.views = [_view(slot, left)]
    if left[last - 1 : last] == "：" and (topic := _TOPIC.search(left, 0, last)):
        # 慢阻肺：筛查1.2万人
        slot.views.append(f"{topic[1]}{_WHEN_FIRST.sub('', plain(strip(clause)))}#{plain(after)}")
    own = _FROM.sub("", slot.own) if slot.own[:1] in _FROM_BEGINS else slot.own
    if last > 1 and left[last - 1] == "，" and slot.aspect in _VALUES:
        said = left[last - 1 - len(_CLAUSE.split(masked[: last - 1])[-1]) : last - 1]
        if words := named_before(said, clause, bool(_ONLY_WHEN.fullmatch(own))):
            slot.per = slot.per or per(said)
            slot.views.append(f"{plain(words)}#{plain(after)}")
    return slot


def _view(slot: Slot, left: str) -> str:
    after = slot.after[1:] if slot.after[:1] == "的" else slot.after
    return f"{plain(strip(left))}#{plain(after)}"


def _carry(text: str, previous: Slot, slot: Slot) -> None:
    """Hand on to a number what the one before it in the sentence settled."""
    if slot.found.kind != "quantity":
        return
    between = text[previous.found.after : slot.found.before]
    slot.joined = bool(_JOIN.fullmatch(between))
    # 分别不低于24%和30%
    slot.target = slot.target or (slot.joined and previous.target)
    same = slot.found.unit == previous.found.unit
    if set_beside(slot, previous, between) or (same and of_goal(slot, previous)):
        return
    linked = slot.joined or bool(_LIST_LINK.match(between)) or bool(_ADJACENT.fullmatch(between))
    named = "；" in between or _OWN_COUNT.search(slot.own)
    inherits = previous.found.unit in _INHERITED and not slot.found.unit_is_bare and not named
    if slot.found.unit is None and slot.part and (counted := _OWN_COUNT.search(previous.own)):
        # 住院人次6.2万，其中乡镇卫生院1.8万
        slot.found.unit = counted.group().removesuffix("数")
    elif slot.found.unit is None and inherits:
        slot.found.unit, slot.part = previous.found.unit, True
    inside = between.rfind("(")
    if inside >= 0:
        between = _open_bracket(slot, previous, between, inside)
    _go_on_listing(slot, previous, between, linked)
    if between.startswith("，"):
        _add_as_before(slot, previous, same)
    _carry_view(slot, previous, between, same, to_date=inside >= 0 and bool(_SO_FAR.search(between)))
    if not slot.part and not (same and previous.part and KIND.fullmatch(between.lstrip("，、"))):
        return
    slot.part = slot.whole = True
    if inside >= 0 and not slot.of_kind:
        return
    if previous.bracketed and ")" not in between and slot.found.unit == previous.found.unit:
        slot.of = previous.of
        bracketed(slot, between.lstrip("、，；"))
    else:
        part_view(slot, previous)


def _open_bracket(slot: Slot, previous: Slot, between: str, inside: int) -> str:
    """A part in brackets behind its whole; gives back what stands before it there."""
    opened = between[inside:]
    if opened == "(" and between[0] == ")":
        # 婴儿死亡率(1.9‰)、5岁以下儿童死亡率(2.8‰)
        return between
    if _DATED.search(opened) or ")" in opened or (inside and slot.found.unit != previous.found.unit):
        return between
    slot.part = True
    slot.of = noun(previous)
    bracketed(slot, opened[1:])
    return opened


def _go_on_listing(slot: Slot, previous: Slot, between: str, linked: bool) -> None:
    """What holds for all numbers of a list: that they are changes, of the whole, per so many."""
    same = slot.found.unit == previous.found.unit
    if slot.joined and same and previous.aspect in ("change", "difference"):
        slot.aspect = previous.aspect
    alike = same or {slot.found.unit, previous.found.unit} <= _HOUSES
    listed = alike and not slot.clause.strip() and _BARE_NOUN.match(slot.after)
    slot.whole = slot.whole or bool(previous.whole and (linked or listed))
    bare = slot.found.unit_is_bare and not (slot.joined and COUNTED_NEXT.match(slot.after))
    # What a bracket says per so many ends with it (`卫技人员6961人(每千人5.5人)、护士2546人`).
    open_yet = not between.startswith(")")
    if (
        (linked or slot.part)
        and open_yet
        and previous.per
        and slot.per is None
        and "每" not in between
        and bare
    ):
        slot.per = previous.per
    if slot.per and slot.per == previous.per and "每" not in plain(slot.own):
        repeat_per(slot)


def _add_as_before(slot: Slot, previous: Slot, same: bool) -> None:
    ending = previous.own[-2:]
    told = previous.added and not slot.added and slot.own == slot.clause and not _SO_FAR.search(slot.own)
    if told and same and ending and slot.own.endswith(ending) and slot.own != previous.own:
        slot.added, slot.aspect = True, previous.aspect
    elif told and not same and _ADDED_FIRST.search(previous.clause) and _ADJACENT.fullmatch(slot.own):
        # 新增托位500个，成长驿站10家
        slot.added, slot.aspect = True, previous.aspect


def _carry_view(slot: Slot, previous: Slot, between: str, same: bool, to_date: bool) -> None:
    # “新增托位300个”已完成336个
    done = between[1:] if between[:1] in ("”", "、") and "，" not in between else slot.clause
    if slot.part and previous.added and not slot.added and ")" not in between and not to_date:
        slot.added, slot.aspect = True, "addition" if previous.aspect == "addition" else slot.aspect
    elif _reaches(slot, previous) and between.startswith("，"):
        # 再提高2个百分点，达到37%
        slot.views = [f"{CHANGED.sub('', plain(strip(previous.left)))}#{plain(slot.after)}"]
    elif share_before(slot, previous, between) or (
        same and (further(slot, previous, between) or elsewhere(slot, previous, between))
    ):
        return
    elif _goes_on(slot, previous, between):
        if previous.aspect in ("addition", "change"):
            part_view(slot, previous)
        else:
            slot.views = [_GOAL.sub("", view) for view in previous.views]
            if acted := _DONE_OF.fullmatch(slot.own):
                # 高血压患者任务数3万人，已管理3.1万人
                slot.views += [view.replace("#", f"{acted[1]}#") for view in slot.views]
    elif same and not slot.joined and _BARE_VERB.fullmatch(done):
        slot.clause = done
        part_view(slot, previous)


def _goes_on(slot: Slot, previous: Slot, between: str) -> bool:
    """Whether a clause holds nothing but another number of what stands before (`目标31%，达到33%`)."""
    if not _ONLY_WHEN.fullmatch(slot.own) or slot.after[:1] not in ("", "，", "。", "；", ")", "、"):
        return False
    led = len(slot.views) > 1 and between.count("，") > 1
    same = previous.found.unit in (slot.found.unit, None)
    return between.startswith("，") and same and not (slot.joined or led)


def _reaches(slot: Slot, previous: Slot) -> bool:
    # 死亡率比2015年下降42%，为1.6‰; 诊疗人次增长9.6%，达586万人次
    told = slot.clause != "" and slot.found.unit not in ("%", *POINTS)
    grown = previous.aspect == "change" and previous.found.unit == "%" and told
    return not slot.own and (grown or slot.found.unit == POINTS.get(previous.found.unit or "", ""))
