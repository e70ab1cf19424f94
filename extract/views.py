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

from .mentions import Found

LEFT, RIGHT = 90, 60
_CLAUSE = re.compile(r"[，；：？！!?(（。\n]|”(?=“)")
_FILLER = re.compile(
    r"(?:达到|达|(?<![作行认以])为|是|(?<![所没])有|共有|共计|总计|合计|总共|(?<![公])共|(?<![签预节制])约|已|至|到|了|增至|增加到|增加至|增长到|增长至|提升至|提升到|提高到|提高至"
    r"|上升到|上升至|升至|升到|降至|降到|降低到|降低至|下降到|下降至|缩短到|缩短至|压缩到|压缩至|扩大到|扩展到|发展到|稳定在|保持在|维持在|控制在|稳定到"
    r"|占比|分别|依次|(?<![日平人次年月户])均|各|：|=|—|“|\"|累计|高达|多达|仅|只|就|也|都|(?<!覆盖)全部|目前|(?<![实兑发体呈出表再])现|现有|拥有|设有|建有|每年|一直|始终|达成|将近|接近|突破|超过|超|近|数量|总量为|又|则|分别为|大约|全[区县市省国年]|可提供|(?<![许认])可|能提供|提供|明确|创建|已建|总共有)$"
)
_PAREN = re.compile(r"\((?:不?含|包括|不包括|其中)[^()]{0,40}\)$|\((?![站院所室点队]\))[^()\d]{0,30}\)$")
_CLOSED = re.compile(r"\([^()]{0,40}\)")
_ADJACENT = re.compile(r"[\u4e00-\u9fff]{2,14}")
_ASIDE = re.compile(r"\((?:(?:上年|去年|上年同期|去年同期|上一年|20\d\d年)(?:同期)?|(?:全年|年度|省定?|国家|市定?)?(?P<t>任务|目标|计划|指标|要求)[数量值]?)(?:为|是|：)?")
_BARE_NOUN = re.compile(r"[\u4e00-\u9fff]{0,9}(?:医院|机构|中心|[站院室所部])(?:[，。；、]|$)")
_DATED = re.compile(r"年|时期|期间|期末")
_THAN = re.compile(r"，?(?:较|比)(?:上年|去年|20\d\d年)(?:同期)?的?")
_INHERITED = frozenset(("人次", "人", "元", "张", "例", "件"))
_QUOTES = "“”\"'‘’「」『』"
_PER = re.compile(r"每(千|万|10万|十万)(?:名|位|个)?(?:常住|户籍|服务|辖区|城乡)?(?:人口|居民|人)(?:中(?!医|级|西))?")
_PER_SHORT = re.compile(r"(?<![数几上每近超余\d十百万])([千万])人口?(?=床|医|托|护|全科|执|拥|口|均|卫)|人口(千)人")
_CHANGE = re.compile(
    r"(?:增长|增加|上升|下降|减少|提高|提升|升高|降低|缩短|扩大|回落|上涨|增幅|降幅|涨幅|升幅|增速|增长率|下降率|翻|压减|净增|净减|延长|下调|上调|微增|微降|略增|略降|多|少|高|低|(?<!新)增|降|涨|减|升|快|慢|\\+)"
    r"(?:了|约|近|幅度?|率|比例|率为|额)?(?:为|达到?|超过?|至少|高达|分别为?|了|约|近|：)*$"
)
_LEVEL_AFTER = re.compile(r"(?:增至|[增提升降减缩压扩发上下][加高长升降至少短缩大展低]{0,2}[到至]|(?:缩短|提高|增加|扩大|提升|降低|下降)为)$")
_COMPARED = re.compile(r"(?:比|较|与)(?:上年|去年|上一年|前一?年|同期|\d{4}年|20\d\d|年初|上月|全国|全省|全市|全区|[^，。；]{0,12}(?:同期|平均|年|时|前|初|末|底))")
_DIFFERENCE = re.compile(r"(?:高于|低于|优于|领先|高出|超出|落后|好于|多于)[^，。；\d]{0,16}$|(?<![同环占])比[^，。；\d]{0,16}(?<!增)(?:高|低|多|少|快|长|短)(?:出|了)?$")
_STRONG = re.compile(
    r"(?:新增|新建|新设|新开|新引进|新招|新办|新添|新培|新投|新配|新开办|新扩|新改|新创|新获|新评|新认定|新布|新成立|净增|增设|增添|添置|增配|增建|改扩建|迁建|扩建|改建|改造提升|扩增|增加|新发展|新签|新立项|新纳入|加装|增配|[又再]添|再投|引进|引育|招录|招聘|招引)"
)
_WEAK = re.compile(r"(?:建成|建设|开设|完成|设置|投放|配置|配备|创建|创成|建立|成立|投用|启用|开办|布设|培育|打造|推进|安装|布点)")
_SO_FAR = re.compile(r"累计|已|共|现|截至|截止|目前|总|拥有|历年")
_WHEN = re.compile(r"(?:今年|全年|当年|年内|本年|一年来|\d{4}年|去年|上半年)")
_ADD_AFTER = re.compile(r"[^，。；、]{0,16}?(?:新建|建成|投用|改扩建|新改扩建|扩建|迁建|改造|完工|竣工|投入使用|开工|启用)")
_VERBS = re.compile(
    r"^.*?(?:新增|新建|建成|建设|开设|配置|配备|投放|完成|提供|拥有|设|在[\u4e00-\u9fff]{2,6}(?:建成|建设|设立))(?=[\u4e00-\u9fffA-Z(])"
)
_BARE_VERB = re.compile(
    r"(?:其中)?(?:今年|当年|全年|年内|本年|20\d\d年|目前|现|至此|截至目前)?(?:全[区县市省]|我[区县市省])?(?:已|累计|共|总共)*"
    r"(?:新增|新建成?|新开办|新投放|新安装|新配置|新设|建成|建有|开办|创建)(?:了|的有)?(?:约|近)?"
)
_BUILT_AFTER = re.compile(r"[^，。；、]{0,16}?建设")
_PART = re.compile(r"(?:其中|当中)[：，]?[^，。；]*$")
_BARE_PART = re.compile(r"(?:其中|当中)[：，]?(?:\d{4}年|今年|当年|全年|年内|本年|新)?(?:新?(?:增|建成?|开设?|改扩建|创建?|设立?))*(?:了|约|近)?$")
_BEFORE_LEVEL = re.compile(r"(?:较|比)(?:上年|去年|20\d\d年)(?:同期)?的?$|(?:从|由)(?:[^，。；\d]{0,10}(?:的|时))?(?:\d{4}年(?:底|末|的)*)?(?:[^，。；\d]{0,4}的)?(?:不足|超过|近|约|原来的?)?$|(?:上年|去年|上年同期|去年同期)(?:为|是)?$")
_WHOLE_LEFT = re.compile(
    r"(?:全[区县市州省域国]|我[区县市省]|本[区县市]|辖区|[区县市]内|[区县市州旗省]|共|共有|现有|设有|拥有|建有|下辖|辖有|现|总计|合计|已有|有)(?:内|的|各|现|共|有|已|设|建|建成|拥有|目前|累计|范围内)*$"
)
_WHOLE_RIGHT = re.compile(r"[^。；\n]{0,46}?(?:均[^衡等]|全部|全覆盖|100%覆盖|都[^市会]|全面[^推深]|实现[^，。；]{0,12}覆盖)")
_LIST_LINK = re.compile(r"[^，。；：\d#]{0,18}[、和及与]")
_JOIN = re.compile(r"(?:[、，/]|和|及|与|以及|、和)?(?:约|近|超过?)?")
_RESPECTIVE = re.compile(r"(?:分别|依次)[^，。；、\d]{0,8}(?:20\d\d年的?)?$")
_RESPECTIVELY_AFTER = re.compile(r"[^，。；\d]{0,4}(?:分别|依次)")
_BASE = re.compile(r"(?:从|由)[^，。；、]{0,12}$")
_ON_TO = re.compile(r"[^，。；\d]{0,10}(?:至|到|为)(?:20\d\d年|现在|目前|当前)?的?")
_RATE_NAME = re.compile(r"^.*(?:率|寿命|人次|人数|数|水平|占比)")
_OF_KIND = re.compile(
    r"^[^，。；\d]{0,20}?(?<!卫生)(?:卫生院|服务中心|服务站|卫生室|保健院|保健机构|诊所|门诊部|医院|护理院)(?:\([^()]*\))?数?\d[\d.]*万?(?:个|家|所)，(?:[^；。]*，)?[^；。\d]*$"
)
_ITEMS = re.compile(r"、|以及|和|及|与")
_HEAD = re.compile(
    r"(?:(?:规范)?(?:化)?(?:健康)?(?:家庭医生)?[\u4e00-\u9fff]{2}率|人次数?|人数|数量?|床位数?|总数|满意度|水平|占比|比例|寿命|收入|面积)$"
)
_SEGMENT = re.compile("[；。]")
_AS_FAR_AS = re.compile(r"[^，。；]{0,2}[到至]")
_BY_NOW = re.compile("累计|已建|共建|现有")


@dataclass(slots=True)
class Slot:
    """One number in its sentence, and what the sentence says about it.

    Offsets are those of the reading.  ``clause`` holds the words from the
    clause's start to the number, ``after`` those from its unit to the
    sentence's end.
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
    of_kind: bool = False
    per: str | None = None
    own: str = ""
    views: list[str] = field(default_factory=list)
    joined: bool = False
    outside: bool = False


def slots(text: str, group: list[Found], start: int, end: int) -> list[Slot]:
    """The slots of one sentence.

    Args:
        text: the reading.
        group: its numbers within the sentence, in order.
        start, end: where the sentence begins and ends in ``text``.

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
    _respectively([slot for slot in result if slot.found.kind == "quantity"], text)
    return result


def _slot(text: str, found: Found, start: int, end: int) -> Slot:
    begin = max(start, found.before - LEFT)
    left = text[begin : found.before]
    masked = _CLOSED.sub(lambda m: "·" * len(m.group()), left) if ")" in left else left
    last = 0
    for last_match in _CLAUSE.finditer(masked):
        last = last_match.end()
    clause = left[last:]
    after = text[found.after : min(end, found.after + RIGHT)]
    slot = Slot(found, left, clause, after, start, end)
    if found.kind != "quantity":
        return slot
    slot.part = "中" in left[-40:] and bool(_PART.search(left[-40:]))
    slot.aspect, slot.added = _aspect(slot)
    slot.whole = bool(_WHOLE_LEFT.search(clause[-10:])) or bool(_WHOLE_RIGHT.match(after))
    slot.own = strip(clause)
    segment = _SEGMENT.split(masked)[-1]
    if found.unit in ("人", "张", "人次") and "，" in segment and _OF_KIND.match(segment):
        slot.part = slot.of_kind = True
    slot.per = per(clause)
    slot.views = [_view(slot, left)]
    return slot


def strip(words: str) -> str:
    """The words before a number without those that only lead up to it."""
    while True:
        shorter = _PAREN.sub("", words) if words[-1:] == ")" else words
        match = _FILLER.search(shorter, max(0, len(shorter) - 8))
        if match and match.start() < len(shorter):
            shorter = shorter[: match.start()]
        if shorter == words:
            return words
        words = shorter


def per(words: str) -> str | None:
    """The population a number is counted per: 千人, 万人, 10万人 or None."""
    found = None
    if "每" in words:
        for match in _PER.finditer(words):
            found = {"千": "千人", "万": "万人"}.get(match[1], "10万人")
    if found is None and "人" in words:
        match_short = _PER_SHORT.search(words + "均")
        if match_short:
            found = f"{match_short[1] or match_short[2]}人"
    return found


def plain(words: str) -> str:
    """Words as patterns see them: without quotes, `每千名常住人口` as `每千人`."""
    for quote in _QUOTES:
        words = words.replace(quote, "")
    if "每" in words:
        words = _PER.sub(lambda m: f"每{'十万' if m[1] == '10万' else m[1]}人", words)
    if "千人" in words or "万人" in words:
        words = _PER_SHORT.sub(lambda m: f"每{m[1] or m[2]}人", words)
    return words


def _view(slot: Slot, left: str) -> str:
    after = slot.after[1:] if slot.after[:1] == "的" else slot.after
    return f"{plain(strip(left))}#{plain(after)}"


def _aspect(slot: Slot) -> tuple[str, bool]:
    clause, found = slot.clause, slot.found
    tail = clause[-40:]
    if found.unit == "个百分点":
        return ("difference" if _DIFFERENCE.search(tail) or "比全" in tail else "change"), False
    if _DIFFERENCE.search(tail):
        return "difference", False
    if _CHANGE.search(tail) and not _LEVEL_AFTER.search(tail):
        return "change", False
    if _BEFORE_LEVEL.search(slot.left[-24:]):
        return "before", False
    if _COMPARED.search(tail) and re.search(r"(?:新增|增加|增|减少|减|多|少|提升|提高|上升|下降)[^，。；]{0,6}$", tail):
        return "change", False
    strong = None
    for strong in _STRONG.finditer(tail):
        pass
    if strong and not _AS_FAR_AS.match(tail, strong.end()):
        return "addition", True
    if _ADD_AFTER.match(slot.after):
        return "addition", True
    if _BUILT_AFTER.match(slot.after):
        return "level", True
    if _WEAK.search(tail):
        dated = bool(_WHEN.search(slot.left[-50:])) and not _SO_FAR.search(tail)
        return ("addition" if dated and _WEAK.search(tail[-8:]) else "level"), not _BY_NOW.search(tail)
    return "level", False


def _carry(text: str, previous: Slot, slot: Slot) -> None:
    """Hand on to a number what the one before it in the sentence settled."""
    between = text[previous.found.after : slot.found.before]
    if slot.found.kind != "quantity":
        return
    slot.joined = bool(_JOIN.fullmatch(between))
    linked = slot.joined or bool(_LIST_LINK.match(between)) or bool(_ADJACENT.fullmatch(between))
    aside = _ASIDE.fullmatch(between) or _THAN.fullmatch(between)
    if aside and previous.found.unit in (slot.found.unit, None):
        slot.views, slot.per, slot.part = list(previous.views), previous.per, previous.part
        slot.added, slot.target = previous.added, bool(aside.groupdict().get("t"))
        return
    if slot.found.unit is None and previous.found.unit in _INHERITED and not slot.found.unit_is_bare:
        slot.found.unit, slot.part = previous.found.unit, True
    inside = between.rfind("(")
    if inside >= 0 and not _DATED.search(between[inside:]) and ")" not in between[inside:] and (inside == 0 or slot.found.unit == previous.found.unit):
        slot.part = True
        between = between[inside:]
        slot.views = [f"{plain(strip(between[1:]))}#{plain(slot.after)}"]
    if slot.joined and previous.aspect in ("change", "difference") and slot.found.unit == previous.found.unit:
        slot.aspect = previous.aspect
    listed = not slot.clause.strip() and previous.found.unit == slot.found.unit and _BARE_NOUN.match(slot.after)
    if (linked or listed) and previous.whole and not slot.whole:
        slot.whole = True
    if linked and previous.per and slot.per is None and "每" not in between and slot.found.unit_is_bare:
        slot.per = previous.per
    if slot.per and slot.per == previous.per and "每" not in plain(slot.own):
        _repeat_per(slot)
    if slot.found.unit == previous.found.unit and previous.added and not slot.added and between.startswith("，"):
        noun = previous.own[-2:]
        if noun and slot.own.endswith(noun) and slot.own != previous.own and slot.own == slot.clause:
            slot.added, slot.aspect = True, previous.aspect
    if slot.part and previous.added and not slot.added and ")" not in between:
        slot.added, slot.aspect = True, "addition" if previous.aspect == "addition" else slot.aspect
    elif _BARE_VERB.fullmatch(slot.clause) and slot.found.unit == previous.found.unit and not slot.joined:
        _part_view(slot, previous)
    if slot.part:
        slot.whole = True
        _part_view(slot, previous)


def _repeat_per(slot: Slot) -> None:
    item = re.split(r"[、，；和及与]", slot.own)[-1] if slot.own else ""
    before = strip(slot.left)
    cut = len(before) - len(item)
    unit = {"千人": "每千人", "万人": "每万人"}.get(slot.per or "", "每十万人")
    slot.views.insert(0, f"{plain(before[:cut])}{unit}{plain(item)}#{plain(slot.after)}")


def _part_view(slot: Slot, previous: Slot) -> None:
    """A part sees its own words only; where it has no noun, the whole's noun with its own verb."""
    if slot.of_kind:
        slot.views = []
        return
    at = max(slot.left.rfind("其中"), slot.left.rfind("当中"))
    own = slot.left[at + 2 :].lstrip("：，") if slot.part else slot.clause
    if not slot.part or _BARE_PART.search(slot.left[-24:]):
        noun = plain(strip(previous.left))[-24:]
        noun = _VERBS.sub("", re.split(r"[，。；：、]", noun)[-1])
        slot.views, slot.outside = [f"{plain(strip(own))}{noun}#"], True
    else:
        slot.views = [f"其中{plain(strip(own))}#{plain(slot.after)}"]


def _respectively(quantities: list[Slot], text: str) -> None:
    """Give each number of `…、…和…分别为a、b和c` the item it belongs to, and so on to `…至d、e和f`."""
    index = 0
    items: list[str] = []
    while index < len(quantities):
        run = [quantities[index]]
        while index + len(run) < len(quantities) and quantities[index + len(run)].joined:
            run.append(quantities[index + len(run)])
        if len(run) > 1:
            before = quantities[index - 1].found.after if index else run[0].start
            goes_on = len(items) == len(run) and _ON_TO.search(text[before : run[0].found.before])
            if not goes_on:
                items = _listed(run, text)
            if items:
                _share_out(run, items, run[0].clause)
        else:
            items = []
        index += len(run)


def _listed(run: list[Slot], text: str) -> list[str]:
    """The items that a run of numbers takes in turn, where 分别 stands before it or after it."""
    first = run[0]
    match = _RESPECTIVE.search(first.clause) if "分别" in first.clause or "依次" in first.clause else None
    if match is None:
        after = _RESPECTIVELY_AFTER.match(text, run[-1].found.after)
        match = _BASE.search(first.clause) if after else None
    if match is None:
        return []
    head = first.left[: len(first.left) - len(first.clause) + match.start()]
    clauses = [clause for clause in re.split(r"[，；：。]", head) if clause]
    named = _RATE_NAME.match(clauses[-1]) if clauses else None
    items = _ITEMS.split(named.group() if named and match.start() == 0 else clauses[-1]) if clauses else []
    return items[-len(run) :] if len(run) <= len(items) else []


def _share_out(run: list[Slot], items: list[str], link: str) -> None:
    last = items[-1]
    head = _HEAD.search(last)
    tails = [last[head.start() :]] if head else []
    tails += [last[-size:] for size in (2, 3, 4, 5, 6, 7, 8) if size < len(last)]
    change = "分别" in link and bool(_CHANGE.search(link)) and not _LEVEL_AFTER.search(link)
    for number, (slot, item) in enumerate(zip(run, items, strict=True)):
        if slot.found.unit is None:
            slot.found.unit = run[-1].found.unit
        if change:
            slot.aspect = "change"
        slot.own = item
        if number == len(run) - 1:
            slot.views = [f"{plain(last)}#"]
        else:
            slot.views = [f"{plain(item + tail)}#" for tail in tails] + [f"{plain(item)}#"]
