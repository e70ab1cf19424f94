"""The people a number is bounded to, in the report's own words: ``70岁以上户籍老年人``.

A group is a head (老年人, 婴幼儿, 患者 …) with the bounds before it: an age,
a registration (户籍, 常住), a place of living (农村), a place of care
(幼儿园在园). Its bounds are what decides whether two numbers of the same
indicator speak of the same people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.model import Mention
from extract.patterns import Pattern

_GAP = r"[\s\u3000]*"
_N = r"\d{1,3}|[一二三四五六七八九十百]{1,4}"
_AGE = (
    rf"(?:(?:{_N})(?:周?岁)?[-—–~～至到](?:{_N})周?岁(?:的|\(含\)|（含）)?"
    rf"|(?:{_N})周?岁(?:\(含\)|（含）)?(?:及其|及|或)?(?:以上|以下|以内))"
)
_WORDS = (
    "户籍|常住|本地|本区|本市|辖区|在籍|流动|外来|农村|城镇|城乡|社区|居家|高龄|失能|半失能|失智|独居|空巢|低保|"
    "困难|贫困|残疾|适龄|在园|在校|幼儿园|小学|中小学|初中|已婚|育龄|妊娠|高危|高风险|风险|重点|十类|签约|免费|在管|规范管理|"
    "高血压|糖尿病|两慢病|慢性病|慢阻肺|慢病|严重精神障碍|肿瘤|癌症"
)
_PROVINCE = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|"
    "重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_OF = rf"(?:在[\u4e00-\u9fff])?(?:{_PROVINCE}|[本全][省市区县])?(?=户籍|常住)"
_HEAD = (
    "老年人口|老年人|老人|长者|老年居民|婴幼儿|婴儿|幼儿|儿童|青少年|学生|在园生|新生|妇女|女性|孕产妇|产妇|孕妇|"
    "居民|群众|市民|村民|患者|病人|人群|人口|对象|家庭"
)
_GROUP = Pattern(rf"(?P<age>{_AGE})?(?P<words>(?:{_OF})?(?:{_WORDS}|[的、]){{0,6}})(?P<head>{_HEAD})")
_STOP = Pattern(r"[，。；！？：,;!?]")
_OTHER = Pattern(r"\d")
_CLASSIFIER = Pattern(r"^(?:[余多]|以上|左右)?(?:人次|[名位个例人])?")
COUNTS_PEOPLE = frozenset({"人", "人次", "例"})
_COUNTED = COUNTS_PEOPLE | {"%", "‰", "1/10万", "人/千人", "人/万人"}
_UNQUOTED = str.maketrans("", "", '“”"‘’')
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a group's words bound.

    Attributes:
        age: lowest and highest age in years, None where open; None for no bound.
        registered: ``户籍`` or ``常住``, None where the words say neither.
        words: the other words that narrow the group.
    """

    age: tuple[int | None, int | None] | None = None
    registered: str | None = None
    words: frozenset[str] = frozenset()


def group_of(text: str, mention: Mention) -> str | None:
    """The words of the report that bound the people a number counts.

    Looks right behind the number (``8万名70岁以上户籍老年人``), then back
    through its clause and the clause before, within its sentence.

    Args:
        text: the report's untouched text.
        mention: a number of it; only numbers of people, and shares, have a group.

    Returns:
        The group without white space, or None.
    """
    if mention.unit not in _COUNTED or mention.kind != "quantity":
        return None
    after = _squeeze(text[mention.end : max(mention.sentence_end, mention.end)])
    clause = _STOP.split(after, maxsplit=1)[0]
    rest = clause[_CLASSIFIER.match(clause).end() :]  # type: ignore[union-attr]
    found = _GROUP.match(rest)
    if found and _bounded(found):
        return _clean(found.group())
    before = _squeeze(text[mention.sentence_start : mention.start])
    for clause in _STOP.split(before)[:-3:-1]:
        groups = [match for match in _GROUP.finditer(clause) if _bounded(match)]
        rest = clause[groups[-1].end() :] if groups else clause
        if _OTHER.search(rest):
            return None  # another number stands between: what is before it belongs to that one
        if groups:
            return _clean(groups[-1].group())
    return None


@lru_cache(maxsize=4096)
def bounds_of(words: str | None) -> Bounds:
    """Take a group's words apart; empty bounds for none."""
    squeezed = _squeeze(words or "")
    registered = next((word for word in ("户籍", "常住") if word in squeezed), None)
    ignored = {"户籍", "常住", "免费", "本地", "本区", "本市", "辖区"}
    others = frozenset(re.findall(_WORDS, squeezed)) - ignored
    return Bounds(_age(squeezed), registered, others)


def _bounded(match: re.Match[str]) -> bool:
    return (
        bool(match["age"])
        or match["head"] not in ("群众", "人口", "对象", "家庭", "人群")
        or bool(match["words"])
    )


def _age(words: str) -> tuple[int | None, int | None] | None:
    both = re.search(rf"({_N})(?:周?岁)?[-—–~～至到]({_N})周?岁", words)
    if both:
        return (_number(both[1]), _number(both[2]))
    one = re.search(rf"({_N})周?岁(?:\(含\)|（含）)?(?:及其|及|或)?(以上|以下|以内)", words)
    if not one:
        return None
    return (_number(one[1]), None) if one[2] == "以上" else (0, _number(one[1]))


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _squeeze(text: str) -> str:
    return re.sub(_GAP, "", text).translate(_UNQUOTED)


def _clean(group: str) -> str:
    return group.strip("的、")
