"""What a number is a part of, and the noun that it has from the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.patterns import Pattern

from .phrases import plain, strip

if TYPE_CHECKING:
    from .views import Slot

_PIECES = Pattern("[，。；：、]|其中")
_ITEMS = Pattern("[、，；和及与]")
_VERBS = Pattern(
    r"^.*?(?:新增|新建|新?购[置入]?|新[配添]|添置|建成|建设|开设|配置|配备|投放|完成|提供|拥有|[共现已]有|设|在[^\W\d_]{2,6}(?:建成|建设|设立))(?=[\u4e00-\u9fffA-Z(]|\d+[周岁—~至-])|^[全我][区县市州省国旗]有?(?=[^\W\d_]{2})|^内?有"
)
_TRAILING_VERB = Pattern(
    r"(?:(?:保有量|总量|总数|总台数)$|(?:年度|全年)?(?:目标|任务|计划)[数量值]?$|[再又新]?添|再增|新增|配置|投放|安装|布设|建成|新建)+$"
)
_TO_DATE = Pattern("累计|[总共]|现|至此|截至|目前|[全我][区县市省]")
# A kind whose noun is that of the whole (`医院32家，其中公立9家`).
KIND = Pattern(r"(?:^|[，、和及与])((?:非?公立|民营|私立|社会办|[一二三]级|普惠[性型]?))的?$")
_BARE_VERB = Pattern("(?:实际|[已共]|累计)*(?:新增|新建|建成|完成)?")
_OF_WHICH = Pattern("^(?:其中|含|包括)：?")
_BARE_PART = Pattern(
    r"(?:其中|当中)[：，]?(?:\d{4}年|今年|当年|全年|年内|本年|新)?(?:新?(?:增|建成?|开设?|改扩建|创建?|设立?|配[置备]?|投放|安装|布设|添置?)|引进|招录|招聘)*(?:了|的有?|约|近)?$"
)
_ONLY_WHEN = Pattern(r"(?:20\d\d年|[全今本当去]年|年内|[上下]半年)?")
_GOAL = Pattern(r"(?:目标|任务|计划)[数量值]?")
CHANGED = Pattern(
    r"(?:预计|计划|还?将)?(?:再|又|同比|[较比](?:上年|去年|20\d\d年)(?:同期|[末底])?)*(?:提高|提升|增加|增长|上升|下降|降低|减少)$"
)
# 120家卫生院拥有床位: theirs, not the area's.
_COUNTED_HOUSES = Pattern(
    r"[\d一二三四五六七八九十百千万余多几][个家所](?:乡镇|镇|街道|社区|村)*(?:卫生院|卫生室|卫生服务中心|服务站)"
    r"(?:共|现)?(?:拥有|有|配有|配备|设有|开放)$"
)
_OF_KIND = Pattern(
    r"^(?:(?:20\d\d年)?[^，。；\d]{0,8}，)?(?![^，。；\d]{0,24}医院[、和及](?:乡镇|镇)?卫生院)[^，。；\d]{0,20}?(?<!卫生)(?<!医疗)(?:社区卫生服务(?:中心|站)|卫生院|服务中心|服务站|卫生室|保健院|卫生监督[所站局]|(?:[检监]验|监督|保健|防治|福利|保护|救助|养老|托养|精神疾病)(?:服务)?机构|妇幼保健院、所、站|(?:疾控|控制|急救)中心|防疫站|诊所|门诊部|医院|护理院)(?:\([^()]*\)|·*)(?:总?数量?)?(?:达到?|共有?|有|增至|增加到)?\d[\d.]*万?(?:个|家|所)，(?:[^；。]*[，、])?(?!(?:医疗)?卫生机构|医疗机构)[^；。\d]*$"
    r"|^[^，。；、\d]{0,12}(?:卫生院|服务中心|服务站|卫生室)(?:\([^()]*\)|·*)(?:共有?|实有|现有|拥有|设有?|编制|开放)(?:床位|病床|卫生技术人员|卫生人员|医务人员)\d[\d.]*万?[张人名]，[^；。]*$"
    r"|^[^，。；、\d]{0,8}(?<!综合)医院(?:卫生技术人员|卫技人员|医务人员)\d[\d.]*万?[人名]，[^；。]*$"
)
# Houses of one kind, their parts, and after the semicolon their staff.
_STAFF_OF_KIND = Pattern(
    r"[^，。；\d]{0,8}(?:社区卫生服务(?:中心|站|机构)|卫生院|村卫生室)(?:\(站\)|·*)\d+(?:个|家|所)，其中[^；。]*；"
    r"(?:卫生(?:技术)?|医务)人员$"
)
# Hospitals and what is nearer home are all houses (`医院12家，社区卫生服务中心9家，床位3825张`).
_KINDS = Pattern(
    r"^[^，。；、\d]{0,12}医院(?:\([^()]*\)|·*)(?:总?数量?)?(?:达到?|共有?|有)?\d+[个家所][，、](?:[^；。]*[，、])?"
    r"(?:社区卫生|乡镇卫生院|卫生院)[^，、；。\d]{0,10}\d+[个家所]"
)
_SEGMENT = Pattern("[；。]")
# What a level rose from (`由2005年的26个发展到63个`).
_FROM = Pattern(r"[由从][^，。；]{0,10}\d[^，。；\d]{0,6}$")
_FOLLOWS = Pattern(r"(?![余多以左])[^\W\d_]{2,14}(?=[，；。、\n(]|$)")
COUNTED_NEXT = Pattern(r"[^\W\d_]")


def of_one_kind(left: str) -> bool:
    """Whether staff or beds are those of the one kind of house that stands before them.

    Examples:
        >>> of_one_kind("村卫生室581家，乡村医生")
        True
        >>> of_one_kind("医疗卫生机构812家，卫生技术人员")
        False
    """
    segment = _SEGMENT.split(left)[-1]
    if _COUNTED_HOUSES.search(segment) or ("；" in left and _STAFF_OF_KIND.match(left)):
        return True
    return bool("，" in segment and _OF_KIND.match(segment) and not _KINDS.search(segment))


def part_view(slot: Slot, previous: Slot) -> None:
    """A part sees its own words only; where it has no noun, the whole's noun with its own verb."""
    if slot.of_kind:
        slot.views = []
        return
    slot.of = previous.of if previous.part else noun(previous)
    at = max(slot.left.rfind("其中"), slot.left.rfind("当中"))
    own = slot.left[at + 2 :].lstrip("：，") if slot.part else slot.clause
    if not slot.part or _BARE_PART.search(slot.left[-24:]):
        words = noun(previous, behind=not COUNTED_NEXT.match(plain(slot.after)))
        verb = plain(strip(own)) if slot.added or slot.part else ""
        promised = bool(_GOAL.search(previous.own[-6:])) or slot.clause.endswith("完成")
        named = slot.part or COUNTED_NEXT.match(slot.after)
        if previous.added and not named and (promised or not _TO_DATE.search(slot.clause)):
            # 新增托位500个，实际建成530个
            slot.aspect, slot.added, verb = previous.aspect, True, "新增"
        rest = slot.views if "完成" in slot.clause and not slot.part else []
        slot.views, slot.outside = [*rest, f"{verb}{words}#"], True
        if slot.part and COUNTED_NEXT.match(slot.after):
            slot.views.append(f"其中#{plain(slot.after)}")
    else:
        part = f"其中{plain(strip(own))}#"
        slot.views = [f"{part}{plain(slot.after)}", f"{slot.of}，{part}"]
        kind = KIND.search(strip(own))
        if kind and slot.of:
            slot.views.append(f"其中{kind[1]}{slot.of}#")


def bracketed(slot: Slot, words: str) -> None:
    """What stands in brackets after a number is of what the number counts (`医院21家（公立8家）`)."""
    own = plain(strip(words))
    slot.views = [f"{own}#{plain(slot.after)}"]
    kind = _OF_WHICH.sub("", own)
    to_date = not kind and _TO_DATE.search(words)
    bare = KIND.fullmatch(kind) or (len(kind) < 3 and kind[-1:] not in "院站室所")
    if to_date or kind.endswith("的") or bare:
        slot.views.append(f"{own}{slot.of}#")
    elif kind.endswith("率"):
        # Of whom a rate is stands before the bracket (`重点人群签约11万人（签约率82%）`).
        slot.views.insert(0, f"{slot.of}，{own}#")
    else:
        slot.views.append(f"{slot.of}，{own}#")
    slot.bracketed = True


def noun(slot: Slot, behind: bool = False) -> str:
    """What a number counts, without the verb before it; where only that stands there, ``behind`` it."""
    pieces = _PIECES.split(plain(_FROM.sub("", strip(slot.left)))[-24:])
    words = _TRAILING_VERB.sub("", CHANGED.sub("", pieces[-1]))
    follows = _FOLLOWS.match(plain(slot.after)) if behind and (slot.each or words != pieces[-1]) else None
    if follows:
        # 新增3家社区卫生服务站，总数达到72家
        return follows.group()
    if _ONLY_WHEN.fullmatch(words) and slot.left[: -len(slot.clause)].endswith("：") and len(pieces) > 1:
        # AED配置：全年新增120台，累计615台
        words = _TRAILING_VERB.sub("", pieces[-2])
    elif slot.outside and slot.views and _BARE_VERB.fullmatch(words):
        # 目标新增托位500个，实际新增612个
        words = slot.views[-1].rstrip("#")
    return _VERBS.sub("", words)


def repeat_per(slot: Slot) -> None:
    """Say again of an item how many it is counted per, as a list says once (`每千人床位6张、护士4人`)."""
    item = _ITEMS.split(slot.own)[-1] if slot.own else ""
    before = strip(slot.left)
    cut = len(before) - len(item)
    unit = {"千人": "每千人", "万人": "每万人"}.get(slot.per or "", "每十万人")
    slot.views.insert(0, f"{plain(before[:cut])}{unit}{plain(item)}#{plain(slot.after)}")
