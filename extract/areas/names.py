"""Find the names of areas in a text.

Two things make names in Chinese text deceptive: names that are ordinary words
(``医疗资源县``, ``安全区``) or arise where two words meet (``其中国家级``), and
names of other things (``浙江大学``).  Both are refused here, in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from extract.patterns import Pattern

from .registry import COUNTRY, Area, common_words, names, parents, registry, simplify

# Names of kinds of place as much as of places: only their parent's name before them makes them one.
_KINDS_OF_PLACE = frozenset(
    word + kind
    for kind, words in {
        "区": (
            "城",
            "郊",
            "矿",
            "东",
            "西",
            "南",
            "北",
            "新城",
            "新市",
            "城东",
            "城西",
            "城中",
            "城北",
            "老城",
            "市中",
            "市南",
            "市北",
        ),
        "县": ("南部", "资源", "富裕"),
        "市": ("合作",),
    }.items()
    for word in words
)
_MAY_STAND_BEFORE = "在与和及对赴往到由从向至为以于是的、"
_NOT_AFTER_COMMON = "域级乡市县区场民人内里"
# A short name that goes on like this belongs to a school, a street or another word.
_OTHER_THING = re.compile(r"[\u4e00-\u9fff]{0,5}大学|路(?![径线上])|大道|医学院")
_OFFICE = Pattern(r"卫健|卫生健康|卫计|人民|中医|第[一二三四五]人民|医疗集团")
# (name, what must not stand before it, what must not follow it); the name is refused where both fit.
_MEETINGS = {
    "全国": (Pattern(r"[健安完周保齐]$"), Pattern(r"[家际内民防土资]")),
    "中国": (Pattern(r"[其集当新]$"), Pattern(r"[家际内有产标民防土资债企成建]")),
    "重庆": (Pattern(r""), Pattern(r"[祝典贺]")),
    "广西": (Pattern(r"推$"), Pattern(r"")),
    "广东": (Pattern(r"推$"), Pattern(r"")),
    "海南": (Pattern(r"沿$"), Pattern(r"")),
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at its place in a text, with every area that bears it."""

    start: int
    end: int
    name: str
    areas: tuple[Area, ...]
    full: bool


def is_full(name: str, areas: tuple[Area, ...]) -> bool:
    """Whether a name carries a suffix (``临平区``, ``恩施州``) and so speaks of an area by itself."""
    return (len(name) > 2 and name[-1] in "省市区县州盟旗") or any(area.zh == name for area in areas)


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, bool]]]:
    """The automaton over whole names and short names, and whether each speaks of an area by itself."""
    told = {
        name: is_full(name, areas) or _usable_short(name, areas)
        for name, areas in names().items()
        if len(name) > 1
    }
    return ahocorasick_rs.AhoCorasick(list(told)), list(told.items())


def _named(text: str, short_counties: bool) -> Iterator[tuple[str, int, int]]:
    """Each name and where it stands: of those that overlap the first, and of those the longest."""
    matcher, told = _matcher()
    found = matcher.find_matches_as_indexes(text, overlapping=True)
    last = 0
    for start, minus_end, index in sorted((start, -end, index) for index, start, end in found):
        name, alone = told[index]
        if start >= last and (alone or short_counties):
            last = -minus_end
            yield name, start, last


def _usable_short(name: str, areas: tuple[Area, ...]) -> bool:
    return areas[0].level != "county" and not areas[0].ended and name not in common_words()


def occurrences(text: str, short_counties: bool = False) -> list[Occurrence]:
    """Every acceptable name in a text, in order and without overlap.

    ``short_counties`` adds short names of counties and names that are ordinary
    words (``临平``, ``长寿``); whoever asks for them must weigh what they find.
    """
    plain = simplify(text)
    table = names()
    found: list[Occurrence] = []
    for name, start, end in _named(plain, short_counties):
        areas = table[name]
        full = is_full(name, areas)
        if full and name[-1] == "市" and plain[end : end + 1] in tuple("场民容值面"):
            # 杭州市民 names Hangzhou, but not by 杭州市; 东方市场 names nothing.
            name, end = name[:-1], end - 1
            areas, full = table.get(name, ()), False
            if not areas or not (short_counties or _usable_short(name, areas)):
                continue
        if len(areas) > 1 and full:
            areas = tuple(area for area in areas if area.zh == name or name in area.aliases[1:]) or areas
        before = found[-1] if found and found[-1].end == start else None
        if _acceptable(plain, start, end, name, full, areas, before):
            found.append(Occurrence(start, end, name, areas, full))
    return found


def _acceptable(
    text: str, start: int, end: int, name: str, full: bool, areas: tuple[Area, ...], before: Occurrence | None
) -> bool:
    """Whether the characters at a place are the name of an area and not something else."""
    if before is not None and any(_inside(area, before.areas) for area in areas):
        return True
    if name in _MEETINGS:
        left, right = _MEETINGS[name]
        return not (left.search(text[:start][-1:]) and right.match(text[end : end + 1]))
    if not full:
        return not _OTHER_THING.match(text, end)
    if name in _KINDS_OF_PLACE:
        return False
    if len(name) > 2 and name[:-1] not in common_words():
        return True
    if len(name) > 2 and _OFFICE.match(text, end):
        return True
    before_it = text[start - 1] if start else ""
    left_open = not "\u4e00" <= before_it <= "\u9fff" or before_it in _MAY_STAND_BEFORE
    return left_open and text[end : end + 1] not in tuple(_NOT_AFTER_COMMON)


def _inside(area: Area, tops: tuple[Area, ...]) -> bool:
    codes = {top.adcode for top in tops}
    return any(above.adcode in codes for above in parents(area))


def narrow(areas: tuple[Area, ...], named: set[str]) -> tuple[Area, ...]:
    """Of several areas with one name, those that the other names of the text point to.

    ``named`` holds the adcodes that the text names without doubt.  Existing
    areas go before ended ones; then the nearest parent named decides.
    """
    existing = tuple(area for area in areas if not area.ended) or areas
    if len(existing) > 1:
        existing = tuple(area for area in existing if area.adcode in named) or existing
    for step in range(2):
        if len(existing) == 1:
            break
        hit = tuple(area for area in existing if _above(area, step) in named)
        existing = hit or existing
    return existing


def _above(area: Area, step: int) -> str:
    chain = parents(area)
    return chain[step].adcode if step < len(chain) and chain[step].adcode != COUNTRY else ""


def mentions_in(text: str) -> Iterator[tuple[int, int, Area]]:
    """Every place that a text names: (start, end, area), in order.

    Whole names of all levels, short names of provinces and cities, 全国 and
    中国.  Offsets count in ``text`` itself.  Where several areas bear a name
    and nothing else in the text tells them apart, the area yielded has the
    name but no ``adcode``.
    """
    found = occurrences(text)
    named = {each.areas[0].adcode for each in found if len(each.areas) == 1}
    named |= {above.adcode for code in list(named) for above in parents(registry()[code])}
    settled: dict[str, Area] = {}
    previous: Occurrence | None = None
    for each in found:
        area: Area | None = None
        if len(each.areas) > 1 and previous is not None and previous.end == each.start:
            inner = [one for one in each.areas if _inside(one, previous.areas)]
            area = inner[0] if len(inner) == 1 else None
        if area is None:
            area = settled.get(each.name) or settled.setdefault(each.name, _settle(each, named))
        previous = each
        yield each.start, each.end, area


def _settle(each: Occurrence, named: set[str]) -> Area:
    """The one area a name stands for in this text, or a nameless one."""
    left = narrow(each.areas, named)
    if len(left) == 1 or not each.full:
        return left[0]
    return Area("", each.name, level=left[0].level, note="the name of several areas")
