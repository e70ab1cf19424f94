"""What a clause says a number is: a level, an addition, a change, a difference, a level of before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.patterns import Pattern

if TYPE_CHECKING:
    from .views import Slot


CHANGE = re.compile(
    r"(?:增长|增加|上升|下降|减少|提高|提升|升高|降低|缩短|扩大|回落|上涨|增幅|降幅|涨幅|升幅|增速|增长率|下降率|翻|压减|净减|延长|下调|上调|微增|微降|略增|略降|多(?!达)|少|高(?!达)|低|增(?<![新净]增)|降|涨|减|升|快|慢)"
    r"(?:了|约|近|幅度?|率|比例|率为|额)?(?:为|达到?|超过?|至少|高达|分别为?|了|约|近|：)*$"
)
LEVEL_AFTER = Pattern(
    r"(?:增至|[增提升降减缩压扩发上下][加高长升降至少短缩大展低]{0,2}[到至]|(?:缩短|提高|增加|扩大|提升|降低|下降|降|升|增|减)为)$"
)
_COMPARED = re.compile(
    r"(?:比(?<![占同环]比)|较|与)(?:上年|去年|上一年|前一?年|同期|\d{4}年|20\d\d|年初|上月|全国|全省|全市|全区|[^，。；]{0,12}(?:同期|平均|年|时|前|初|末|底))"
)
_FURTHER = ("高于", "低于", "优于", "领先", "高出", "超出", "落后", "好于", "多于")
_DIFFERENCE = re.compile(
    "".join(rf"{word}[^，。；\d]{{0,16}}$|" for word in _FURTHER)
    + r"比(?<![同环占]比)[^，。；\d]{0,16}(?<![增提升降])(?:高|低|多|少|快|长|短)(?:出|了)?$"
    # What is lacking is no stock (`尚缺床位1000张`).
    + "".join(rf"|{word}[^，。；\d]{{0,12}}$" for word in ("尚缺", "还缺", "仍缺", "短缺", "缺口"))
)
_STRONG = re.compile(
    r"(?:新增|新建|新设|新开|新引进|新招|新办|新添|新培|新投|新配|新开办|新扩|新改|新创|新获|新评|新认定|新布|新成立|净增|添(?![加])|增设|增添|添置|新备案|新登记|新注册|新打造|新挂牌|新装|再装|再建|又建|新(?:\([改扩迁、]{1,5}\)|[改扩]{1,2})建|扩充|扩容|增配|增建|改扩建|迁建|扩建|改建|改造提升|扩增|增加|新发展|新签|新立项|新纳入|加装|又添|再添|再投|引进(?![^，。；]{0,14}工作[室站]$)|引育|招录|招聘|招引)"
)
_WEAK = re.compile(
    r"(?:建成|建设|开设(?!病?床)|完成|设置|投放|配置|配备|创建|创成|建立|成立|投用|启用|开办|布设|培育|打造|推进|安装|布点|购置|采购)"
)
# More of what is named behind the number is an addition (`增加890个托位`), of what stands before a change.
_ADDED_NOUN = Pattern(
    r"(?:(?:^|[，；：、的])[^\W\d_]{0,8}|计划|继续|[将拟再])(?:增加|增添)(?:了|约|近|超过?)*$"
)
_NOUN_NEXT = Pattern(r"(?!左右|以上|以下|余|多)[\u4e00-\u9fff]{2}")
# 新增托位320个、累计5210个
_IN_ALL = Pattern(r"(?:总量|总数|保有量|存量|\d[^，。；、\d]{0,4}、(?:累计|总计|总共))[^，。；\d]{0,4}$")
_BROUGHT_IN = frozenset(("引进", "引育"))
_COUNTED = frozenset(("个", "家", "张", "台", "辆", "套"))
_UNTIL_NOW = Pattern("截至|截止|目前|累计")
_SO_FAR = Pattern(r"累计|已|共|现|截至|截止|目前|总|拥有|历年")
_WHEN = Pattern(r"(?:今年|全年|当年|年内|本年|一年来|\d{4}年(?![底末])|去年|上半年)")
_ADD_AFTER = re.compile(
    r"[^，。；、]{0,16}?(?:新建|建成(?![^\W\d_]|“)|建成(?=投|启|并)|投用|改扩建|新改扩建|扩建|迁建|改造|完工|竣工|投入使用|开工|启用|(?:配置|安装|投放|布设|配备)(?:到位|完毕))"
)
# 乡镇卫生院160所，投资1.8亿元: how many are paid for, not how many there are.
_PAID_FOR = Pattern(r"，(?:总|计划|完成)?投资\d")
_BUILT_AFTER = re.compile(r"[^，。；、]{0,16}?建设")
_BEFORE_LEVEL = Pattern(
    r"(?:较|比)(?:上年|去年|20\d\d年)(?:同期)?的?$|(?:从|由)(?:[^，。；\d]{0,10}(?:的|时))?(?:\d{4}年(?:底|末|的)*)?(?:[^，。；\d]{0,4}的)?(?:不足|超过|近|约|原来的?)?$|(?:上年|去年|上年同期|去年同期)(?:为|是)?$"
)
_AS_FAR_AS = Pattern(r"[^，。；]{0,2}[到至]")
# What a list of plans puts up is new, where it does not say how many there will be.
_PUT_UP = Pattern("(?:配置|配备|投放|安装|布设|设置|购置|采购)(?=[^，。；]*#)")
_IN_TOTAL = Pattern(r"累计|总|共(?!场)|达到?|每|全覆盖|到20\d\d年")
# What a share or rate rises or falls by, and its own unit.
POINTS = {"个百分点": "%", "个千分点": "‰", "个十万分点": "1/10万"}
_DEVICES = frozenset(("台", "套", "辆"))
_BY_NOW = Pattern("累计|已建|共建|现有")


def aspect_of(slot: Slot) -> tuple[str, bool]:
    """The aspect of a slot, and whether its number may be read as an addition."""
    clause, found = slot.clause, slot.found
    tail = clause[-40:]
    if found.unit in POINTS:
        return ("difference" if _DIFFERENCE.search(tail) or "比全" in tail else "change"), False
    if _DIFFERENCE.search(tail):
        return "difference", False
    if CHANGE.search(tail) and not LEVEL_AFTER.search(tail):
        added = _ADDED_NOUN.search(clause) and found.unit in _COUNTED and _NOUN_NEXT.match(slot.after)
        return ("addition", True) if added else ("change", False)
    near = slot.left[-24:]
    if ("年" in near or "从" in near or "由" in near) and _BEFORE_LEVEL.search(near):
        return "before", False
    if _COMPARED.search(tail) and re.search(
        r"(?:新增|增加|增|减少|减|多|少|提升|提高|上升|下降)[^，。；]{0,6}$", tail
    ):
        return "change", False
    additions = list(_STRONG.finditer(tail))
    strong = additions[-1] if additions else None
    if strong and strong.group() in _BROUGHT_IN and _UNTIL_NOW.search(slot.left):
        return "level", True
    if strong and not _AS_FAR_AS.match(tail, strong.end()) and not _IN_ALL.search(tail, strong.end()):
        return "addition", True
    paid = "投资" in slot.after[:6] and found.unit in _COUNTED and _PAID_FOR.match(slot.after)
    if paid or _ADD_AFTER.match(slot.after):
        return "addition", True
    if _BUILT_AFTER.match(slot.after):
        return "level", True
    if _WEAK.search(tail):
        dated = bool(_WHEN.search(slot.left[-50:])) and not _SO_FAR.search(tail)
        return ("addition" if dated and _WEAK.search(tail[-8:]) else "level"), not _BY_NOW.search(tail)
    return "level", False


def put_up(slot: Slot) -> None:
    """Take devices that a list of plans puts up as new ones (`在公共场所配置AED40台`); changes the slot."""
    told = slot.aspect != "level" or slot.part or slot.each or slot.found.unit not in _DEVICES
    if told or not _PUT_UP.search(f"{slot.clause}#") or _IN_TOTAL.search(slot.left[-40:]):
        return
    slot.aspect, slot.added = "addition", True
    slot.views = [_PUT_UP.sub("新增", view, count=1) for view in slot.views]
