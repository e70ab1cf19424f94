"""The level a report speaks of as its own: a district's 我区, a city's 全市, a county's 县卫健局."""

from __future__ import annotations

import re

from extract.patterns import Pattern

from .names import Occurrence
from .registry import COUNTRY, Area

_NOT_RANK = r"(?!第|首|前|唯一|率先|领先|平均|最|先进|示范|优秀|百强|文明|“|‘|\")"


def _not_compared(level: str) -> str:
    """Not `优于全区`: the look-behind stands behind its word, so that the search begins with a literal."""
    return rf"(?<![健安完保齐比较于先超列居]全{level})"


_OFFICES = (
    r"(?:卫健|卫生健康|卫计|财政|属|人民医院|中医|妇幼|妇保|疾控|中西医"
    r"|第?[一二三]医院|[一二三]院|委[、区县市政]|政府)"
)
_LEVEL_SIGNS = {
    "区": (
        r"区(?<=[我本]区)(?!域)",
        r"全区" + _not_compared("区") + r"(?![域块])" + _NOT_RANK,
        r"区(?<![市省辖园校院病片社城新地县]区)" + _OFFICES,
    ),
    "县": (
        r"县(?<=[我本]县)(?![域级])",
        r"全县" + _not_compared("县") + r"(?![域级])" + _NOT_RANK,
        r"县(?<![区市个各]县)" + _OFFICES,
    ),
    "旗": (r"旗(?<=[我本]旗)", r"全旗" + _not_compared("旗") + _NOT_RANK, r"旗(?<![红国]旗)" + _OFFICES),
    "市": (
        r"市(?<=[我本]市)",
        r"全市" + _not_compared("市") + r"(?!场)" + _NOT_RANK,
        r"市(?<![省全城超门区、]市)" + _OFFICES,
    ),
    "州": (r"州(?<=[我本]州)", r"全州" + _not_compared("州") + r"(?!县)" + _NOT_RANK, r"(?!)"),
    "省": (r"省(?<=[我本]省)", r"全省" + _not_compared("省") + _NOT_RANK, r"(?!)"),
    "国": (r"我国", r"全国" + _not_compared("国") + r"(?![家人])" + _NOT_RANK, r"(?!)"),
}
_SMALL = ("区", "县", "旗")
NATION = Pattern(r"全国(?![家人])" + _NOT_RANK)


def own_level(text: str, found: list[Occurrence]) -> str | None:
    """The level the report speaks of as its own: the last character of its area's name."""
    bare = list(text)
    for each in found:
        if each.full and each.areas[0].adcode != COUNTRY:
            bare[each.start : each.end] = "·" * (each.end - each.start)
    rest = "".join(bare)
    score = {
        level: 3 * len(re.findall(ours, rest))
        + 1.5 * len(re.findall(whole, rest))
        + (len(re.findall(office, rest)) if office != "(?!)" else 0)
        for level, (ours, whole, office) in _LEVEL_SIGNS.items()
        if level in rest
    }
    score = {level: score.get(level, 0) for level in _LEVEL_SIGNS}
    small = max(_SMALL, key=lambda level: score[level])
    if score[small] >= 1 and score[small] >= 0.25 * score["市"]:
        return small
    for level, least in (("州", 1.5), ("市", 1.0), ("省", 1.5), ("国", 1.5)):
        if score[level] >= least:
            return level
    return None


def fits(area: Area, own: str | None) -> float:
    """How well an area's level agrees with the level the text speaks of as its own."""
    if own is None:
        return 1.0
    last = area.zh[-1]
    if last == own:
        # 全区 may be an autonomous region's word, but a district's far more often.
        return 0.8 if own == "区" and area.level == "province" else 1.0
    if area.level == "county" and own in _SMALL:
        return 0.3
    if own == "国":
        return 1.0
    if own == "省" and area.level == "province":
        return 1.0
    return 0.1 if own in _SMALL else 0.4
