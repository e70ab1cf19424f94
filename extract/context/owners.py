"""Whose number it is: the report's own area, another area, or one institution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from extract.areas import Area, mentions_in
from extract.patterns import Pattern

from .houses import OWN, chained, house_of, institution, the_hospital
from .phrases import strip

_SOME_PROVINCES = ("少数", "多数", "部分", "一些", "不少", "其他", "其余", "各")
# Every alternative begins with its own first character, so that the search skips to those.
_UPPER = re.compile(
    r"全(?:国|省|市|州|自治区)(?:范围)?|我(?:国|省|市|州|自治区)(?:范围)?|本(?:国|省|市|州|自治区)(?:范围)?"
    r"|国家(?:平均|水平|目标|要求)|世界(?!卫生组织|[^\W\d_]{1,8}[日周])|全球|发达国家|发展中国家|中上?等?收入国家|上中等?收入国家|高等?收入国家|低等?收入国家"
    r"|经合组织|日本|美国|英国|德国|法国|瑞士|新加坡|韩国|欧洲|欧美|香港"
    rf"|{'|'.join(f'{some}省[份市区]' for some in _SOME_PROVINCES)}|京津冀|长三角|珠三角|粤港澳"
    r"|东部地区|中部地区|西部地区|东北地区|省级?平均|市级?平均"
)
# What the country asks of all is nobody's figure (`国家的要求是，到2025年，急救半径不超过5公里`).
_ASKED_OF_ALL = Pattern("(?:按照?)?国家的?(?:要求|规定|标准|目标)(?:是|为)?[，：]")
_PRAISED = Pattern(
    r"(?:市?级|名[老中]|率先|首|第|前|领先|唯一|最|居(?!民)|排|名列|位列|各地|人大|人民|人口普查|统计|推广|卫生健康|经济|范围内|重点|示范|先进|优秀|十[佳大]|百强|性|化|覆盖|工作|会议|试点|标准|统一|通办|互认|互通|共享|通用|联网|推行|创)"
)
_COMPARED_WITH = Pattern(r"(?:领先|高于|低于|优于|高出|比|超过|较|好于)$")
# `低于全省3.4个百分点`, `死亡率低于全省，为5.8/10万`
_THEN = Pattern(r"[\d，]")
_CLOSED = Pattern(r"\([^()]{0,40}\)")
_NAMED_FIRST = Pattern(r"[^，。；：]{2,8}：")
_OPENED = re.compile(
    r"(?:据[^，。；]{2,16}，|截[至止][^，。；]{2,12}，|(?:19|20)\d\d年[底末]?，?|目前，?)*([^\W\d_]{4,24}(?:\([^()]{0,8}\)[^\W\d_]{0,6})?)\d[\d.]*万?[^\W\d_%‰/]{0,4}[%‰]?(?:/10万)?[，、]"
)
# The same where the figure rose or fell (`我国人均寿命从74.8岁提高到77岁，孕产妇死亡率从…`).
_OPENED_RISING = re.compile(
    r"(?:(?:19|20)\d\d年[底末]?，?|目前，?)*([^\W\d_]{4,22}?(?:率|寿命|水平|数|床位))[已经也就]*[从由][^，。；]*\d[^，。；]*[到至为][^，。；]*\d[^，。；]*[，、]"
)
_PLACED = Pattern("得分|评分|考核|排|名|居(?!民)|第")
# `1949年，我国…为35岁，2018年这一数值增长到77岁`
_SAME_FIGURE = Pattern(r"(?:截?[至到]?(?:19|20)\d\d年[底末]?|目前|如今|现在)?，?(?:这|该|此|同)一数[值字据]")
# What brackets hold is masked (`执业····医师`).
_LISTED = Pattern(
    r"(?:\d周?岁及?以[上下])?(?:[^\W\d_]|·){2,20}$"
    r"|[^\W\d_]{2,18}[从由][^，。；]*[到至为](?:(?:19|20)\d\d年的?)?$"
)
_PRAISED_LATER = Pattern(r"[^，。；]{0,6}(?:率先|首[个批家]|唯一|前列|第[一二三])")
LEVEL_OF_WORD = {
    "区": "county",
    "县": "county",
    "旗": "county",
    "市": "city",
    "州": "city",
    "省": "province",
    "自治区": "province",
    "国": "country",
}
# Whom one turns to (`面向全国招聘`).
_OUTWARD = ("面向", "走向", "辐射", "向")
# With these an area's name is that of a campaign (`健康中国行动`).
_NO_PLACE = frozenset(("健康", "平安", "美丽", "数字", "法治", *_OUTWARD[:3]))
_WHOLE = frozenset("全我本")
_WHOLE_OF = Pattern("[全我本](?:国|省|自治区|市|州|县|区)(?:平均|合计|总计|总数)?(?:水平)?")
_ORDER = ("county", "city", "province", "country")


@dataclass(frozen=True, slots=True)
class Places:
    """The places a report names, and the level of its own area."""

    starts: tuple[int, ...]
    found: tuple[tuple[int, int, Area], ...]
    own: Area | None
    level: str
    house: str | None = None

    def between(self, start: int, end: int) -> list[tuple[int, int, Area]]:
        """The places named in ``text[start:end]``."""
        first = bisect_left(self.starts, start)
        return list(self.found[first : bisect_left(self.starts, end)])


def places(text: str, own: Area | None) -> Places:
    """Look up the places of a reading, and decide the report's level.

    Args:
        text: the reading.
        own: the report's area, or None where nothing tells.
    """
    # 全州 is a county's name too, but far more often the whole of a prefecture.
    whole = own is None or own.zh != "全州县"
    found = tuple(at for at in mentions_in(text) if not (whole and text[at[0] : at[1]] == "全州"))
    return Places(tuple(p[0] for p in found), found, own, _level(text, own), house_of(text))


def _level(text: str, own: Area | None) -> str:
    if own is not None:
        if own.level == "county" and own.zh.endswith("市"):
            return "county-city"
        return own.level
    counts = Counter(LEVEL_OF_WORD[w] for w in re.findall(r"[全我本]([区县市州省国])(?![卫妇])", text))
    return max(counts, key=lambda level: (counts[level], -_ORDER.index(level))) if counts else "county"


def owner(clause: str, left: str, clause_start: int, end: int, places: Places) -> tuple[str | None, str]:
    """Whose a number is, where not the report's own area's.

    Args:
        clause: the words of its clause before it.
        left: the words of its sentence before it.
        clause_start: where the clause begins in the reading.
        end: where the number begins.
        places: the report's places.

    Returns:
        The name of the other place or institution and ``area`` or
        ``institution``; (None, "") where it is the report's own.
    """
    if left != clause and (not strip(clause) or ("一数" in clause and _SAME_FIGURE.match(clause))):
        # A clause without words of its own goes on speaking of the clause before.
        head = left[: len(left) - len(clause)]
        longer = left[max(head.rfind(mark, 0, len(head) - 1) for mark in "，；：(") + 1 :]
        clause_start, clause = clause_start - (len(longer) - len(clause)), longer
    clause = _CLOSED.sub(lambda match: "·" * len(match.group()), clause) if ")" in clause else clause
    own_at = max(
        (match.end() for match in OWN.finditer(clause) if _is_own(match.group(), places)), default=-1
    )
    other = _upper(clause, places, own_at)
    if other is None and "国家" in left[:6] and own_at < 0 and _ASKED_OF_ALL.match(left):
        other = "国家"
    other = other or _named_place(clause, left, clause_start, end, own_at, places)
    if other:
        return other, "area"
    name = institution(_without_own(clause, places.own), own_at)
    name = name or (the_hospital(clause) and "医院")
    if name:
        return name, "institution"
    subject = chained(left, clause)
    if not subject[1] and (other := _of_others(left, clause, clause_start, places)):
        return other, "area"
    if (
        places.house
        and not subject[1]
        and not names_own(left, clause_start + len(clause) - len(left), places)
    ):
        return places.house, "institution"
    return subject


def _named_place(
    clause: str, left: str, clause_start: int, end: int, own_at: int, places: Places
) -> str | None:
    """The other area that a clause names behind the last word for the own, or that stands before it."""
    # 幸福里社区等12个社区 names one of the twelve.
    among = clause.endswith(("社区等", "村等", "街道等", "镇等", "乡等"))
    for start, stop, area in reversed([] if among else places.between(clause_start, end)):
        at = start - clause_start
        if at < own_at:
            break
        if clause[at : stop - clause_start].startswith("·") or clause[max(0, at - 2) : at] in _NO_PLACE:
            continue
        if places.own is not None and area.adcode and area.adcode == places.own.adcode:
            break
        if _foreign(area, places.own) and not _praised(clause, stop - clause_start):
            return area.zh
    heads = [(clause_start - 9, clause_start)] if not clause and clause_start > 1 else []
    named = _NAMED_FIRST.match(left) if "：" in left else None
    if named:
        begin = clause_start - (len(left) - len(clause))
        heads.append((begin, begin + named.end()))
    for start, stop in heads:
        # 临平区：新建3家
        for _, ends, area in places.between(start, stop):
            if ends == stop - 1 and _foreign(area, places.own):
                return area.zh
    return None


def _without_own(clause: str, own: Area | None) -> str:
    """A clause without the own area's name where that ends as a town's does (`桐乡`, `景德镇`)."""
    for name in own.aliases if own else ():
        if name[-1] in "乡镇":
            clause = clause.replace(name, "·" * len(name))
    return clause


def _of_others(left: str, clause: str, clause_start: int, places: Places) -> str | None:
    """The other area whose figures a sentence began to list (`全国预期寿命78.6岁，婴儿死亡率4.5‰`)."""
    head = left[: len(left) - len(clause)]
    head = head[head.rfind("；", 0, len(head) - 1) + 1 :]
    opened = _OPENED.match(head) or _OPENED_RISING.match(head)
    if opened is None or not _LISTED.match(clause) or _PLACED.search(opened[1]):
        return None
    begin = clause_start - len(head)
    if names_own(head + clause, begin, places):
        return None
    upper = _upper(opened[1], places, -1)
    if upper and opened[1].startswith(upper):
        return upper
    for start, _, area in places.between(begin + opened.start(1), begin + opened.end(1)):
        if (
            start == begin + opened.start(1)
            and _foreign(area, places.own)
            and not _praised(opened[1], len(area.zh))
        ):
            return area.zh
    return None


def _is_own(word: str, places: Places) -> bool:
    level = LEVEL_OF_WORD.get(word[1:2]) if word[0] in "全我本" else None
    if level is None:
        return True
    if places.level == "county-city":
        return level in ("city", "county")
    return (
        _ORDER.index(level) <= _ORDER.index(places.level)
        if level != "city" or places.level != "county"
        else False
    )


def _upper(clause: str, places: Places, own_at: int) -> str | None:
    last = None
    for match in _UPPER.finditer(clause):
        before, after = clause[: match.start()], clause[match.end() :]
        compared = _COMPARED_WITH.search(before) and _THEN.search(after)
        within = match.group().endswith("范围") or clause.endswith(_OUTWARD, 0, match.start())
        if match.start() >= own_at and not _praised(clause, match.end()) and not within and not compared:
            last = match.group()
    level = LEVEL_OF_WORD.get(last[1:]) if last and last[0] in "全我本" else None
    if level is None:
        return last
    if places.level == "county-city" and level == "city":
        return None
    own = "county" if places.level == "county-city" else places.level
    return last if _ORDER.index(level) > _ORDER.index(own) else None


def higher(words: str, places: Places) -> str | None:
    """The larger area that the name of a table's row or column is the whole of (`全国` in a city's table)."""
    return _upper(words, places, -1) if words[:1] in _WHOLE and _WHOLE_OF.fullmatch(words) else None


def _praised(clause: str, at: int) -> bool:
    """Whether the words after an area's name only place a success in it (`全省首个`, `全市率先`)."""
    return bool(_PRAISED.match(clause, at)) or bool(_PRAISED_LATER.match(clause, at))


def _foreign(area: Area, own: Area | None) -> bool:
    if own is None:
        return False
    if not area.adcode:
        return area.zh not in (own.zh, *own.aliases)
    return not (area.adcode == own.adcode or area.zh in (own.zh, *own.aliases) or own.zh in area.aliases)


def names_own(words: str, start: int, places: Places) -> bool:
    """Whether words name the report's own area (`其中，临平区承担2万名`).

    Args:
        words: a clause.
        start: where it begins in the reading.
        places: the report's places.
    """
    if any(_is_own(match.group(), places) for match in OWN.finditer(words)):
        return True
    named = places.between(start, start + len(words))
    return places.own is not None and any(not _foreign(area, places.own) for _, _, area in named)
