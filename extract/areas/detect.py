"""Tell which area a report is about, from its own text.

Every name in the text gives its areas weight: much in the title, less in the
first lines, little further on; least where the name only frames a rank
(``杭州市首个``) or a parent (``杭州市临平区``), none in a list of other places
or beside 帮扶, 对口.  The words for "our district", "the whole city" then tell
the level.  A name that several areas bear, or that is an ordinary word, needs
its parent in the text.  Where nothing is clear the answer is None.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache

from extract.patterns import Pattern

from .level import NATION, fits, own_level
from .names import Occurrence, narrow, occurrences
from .registry import COUNTRY, Area, common_words, get, parents, registry, simplify, within

TITLE, LEAD, LEAD_LENGTH, TITLE_LENGTH = 5.0, 2.0, 300, 60
ENOUGH, CLEARLY = 1.0, 0.8

_GOES_ON_AS_OWN = Pattern(
    r"卫健|卫生|卫计|医改|医疗|公立|健康|模式|经验|样板|范例|方案|实践|故事|人民|中医|妇幼|疾控|医院"
    r"|[一二三]院|市民|居民|百姓|群众|区|县|市|全域|20\d\d|[：:]"
)
_GOES_ON_AS_OFFICE = re.compile(r"卫健|卫生健康|卫计|[区县市旗](?:卫|委|政府|人民|中医)")
_BEGINS_AS_OWN = Pattern(r"(?:健康[a-zA-Z]?|平安|幸福|美丽|品质|智慧|数字|[“\"‘「在])$")
_FRAMES_A_RANK = re.compile(
    r"(?:首|第(?!.{1,3}(?:人民|中|妇|医院))|唯一|前列|率先|领先|考核|公布|省级|市级|平均(?!(?:期望|预期)?寿命))"
)
_OTHER_PLACE = re.compile(
    r"(?:支援|帮扶|对口|驰援|援助|援|赴|结对|来自|学习|前往|比|较|高于|低于|优于|超过|领先|赶超)$"
)
_BRANCH = re.compile(r"(?:院区|分院|籍|云医院)")
_LIST_LINK = re.compile(r"[、和与及]|以及")


@dataclass(slots=True)
class _Weight:
    """What speaks for one area: by place in the text, and how often as the report's own."""

    title: float = 0.0
    lead: float = 0.0
    body: float = 0.0
    own: int = 0
    office: int = 0

    def total(self) -> float:
        return self.title + self.lead + 2 * math.log2(1 + self.body)


@dataclass(slots=True)
class _Reading:
    """The squeezed text and what its names and level words say."""

    text: str
    title_end: int
    found: list[Occurrence]
    named: set[str] = field(default_factory=set)


def detect(text: str, name: str = "") -> Area | None:
    """The area that a report itself is about, or None where the text does not tell.

    ``name`` is the report's title or file name, if there is one; a name or an
    adcode in it counts like one in the title.  A report on the whole country
    gives the area 100000.  A former name gives the area that bears its place
    today (``临安市`` gives 临安区); an area without heir is given as it was.
    """
    reading = _read(text, name)
    own = own_level(reading.text, reading.found)
    weights = _weigh(reading)
    for code in re.findall(r"(?<!\d)\d{6}(?!\d)", name):
        area = get(code)
        if area is not None:
            weights.setdefault((area,), _Weight()).title += TITLE
    scores: dict[tuple[Area, ...], float] = {}
    for areas, weight in weights.items():
        areas = _settled(areas, reading.named, own)
        score = weight.total() * max(fits(area, own) for area in areas)
        scores[areas] = scores.get(areas, 0.0) + score
    return _choose(scores)


def _read(text: str, name: str) -> _Reading:
    """Squeeze the text and set its title apart: the name, then up to three short first lines."""
    lines = ["".join(line.split()) for line in (text or "").splitlines() if line.strip()]
    title = ["".join(name.split())] if name.strip() else []
    for line in lines[:3]:
        if len(line) > TITLE_LENGTH:
            break
        title.append(line)
    if not text.strip() or len(title) == bool(name.strip()):
        first = re.split(r"[。！？]", lines[0], maxsplit=1)[0] if lines else ""
        title.append(first[:TITLE_LENGTH])
    head = "\n".join(title) + "\n"
    squeezed = simplify(head + "".join(lines)[len("".join(title[bool(name.strip()) :])) :])
    reading = _Reading(squeezed, len(head), occurrences(squeezed, short_counties=True))
    sure = [
        each
        for each in reading.found
        if len(each.areas) == 1 and (each.full or each.areas[0].level != "county")
    ]
    reading.named = {each.areas[0].adcode for each in sure}
    reading.named |= {above.adcode for code in list(reading.named) for above in parents(registry()[code])}
    reading.named |= {
        area.adcode
        for each in reading.found
        if not each.full
        for area in each.areas
        if area.level == "province"
    }
    return reading


def _weigh(reading: _Reading) -> dict[tuple[Area, ...], _Weight]:
    """Add up what each name's areas gain by every occurrence of the name."""
    weights: dict[tuple[Area, ...], _Weight] = {}
    found = reading.found
    words: set[tuple[Area, ...]] = set()
    elsewhere = _elsewhere(reading)
    for n, each in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        gain = 0.0 if n in elsewhere else _gain(reading, each, found[n - 1] if n else None, following)
        areas = _heirs(each.areas)
        if n and found[n - 1].end == each.start:
            areas = (
                tuple(area for area in areas if any(within(area, top) for top in found[n - 1].areas)) or areas
            )
        weight = weights.setdefault(areas, _Weight())
        office = bool(_GOES_ON_AS_OFFICE.match(reading.text, each.end))
        weight.own += gain >= 1.0
        weight.office += office
        if not each.full and each.name in common_words():
            words.add(areas)
            gain = gain if office or gain >= 1.0 else 0.0
        elif not each.full and each.areas[0].level == "county" and gain < 1.0:
            gain *= 0.4
        if each.start < reading.title_end:
            weight.title = min(weight.title + TITLE * gain, 2 * TITLE)
        elif each.start < reading.title_end + LEAD_LENGTH:
            weight.lead = min(weight.lead + LEAD * gain, 2 * LEAD)
        else:
            weight.body += gain
    for areas in words:
        if not _supported(areas, weights[areas], reading):
            del weights[areas]
    return weights


def _supported(areas: tuple[Area, ...], weight: _Weight, reading: _Reading) -> bool:
    """Whether a name that is an ordinary word is surely a place here."""
    if any(each.full and set(_heirs(each.areas)) & set(areas) for each in reading.found):
        return True
    parent_named = any(area.parent in reading.named or area.adcode in reading.named for area in areas)
    province = any(
        above.adcode in reading.named for area in areas for above in parents(area) if above.adcode != COUNTRY
    )
    return (
        (parent_named and weight.own > 0)
        or (province and weight.office > 0)
        or (len(areas) == 1 and weight.office > 2)
    )


def _gain(
    reading: _Reading, each: Occurrence, last: Occurrence | None, following: Occurrence | None
) -> float:
    """What one occurrence of a name is worth before its place in the text is counted."""
    text = reading.text
    before = text[max(0, each.start - 8) : each.start]
    if each.areas[0].adcode == COUNTRY:
        other = _OTHER_PLACE.search(before) or not NATION.match(text, each.start)
        return 0.0 if other or each.name == "中国" else 0.6
    if following is not None and following.start == each.end and _any_within(following.areas, each.areas):
        return 0.1
    if last is not None and last.end == each.start and _any_within(each.areas, last.areas):
        return 1.0
    if _FRAMES_A_RANK.match(text, each.end):
        return 0.1
    if _BRANCH.match(text, each.end):
        return 0.1
    if each.full or _GOES_ON_AS_OWN.match(text, each.end) or _BEGINS_AS_OWN.search(before):
        return 1.0
    return 0.5


def _elsewhere(reading: _Reading) -> set[int]:
    """Which names stand in lists of places, or beside words for places elsewhere (对口支援贵州省雷山县)."""
    found, text = reading.found, reading.text
    elsewhere: set[int] = set()
    run: list[int] = []
    listed = False
    for n, each in enumerate(found):
        run.append(n)
        gap = text[each.end : found[n + 1].start] if n + 1 < len(found) else "。"
        if gap == "" or _LIST_LINK.fullmatch(gap):
            listed = listed or gap != ""
            continue
        head = found[run[0]].start
        if (
            listed
            or _OTHER_PLACE.search(text[max(0, head - 8) : head])
            or text.startswith(("等地", "等省", "等市"), each.end)
        ):
            elsewhere |= set(run)
        run, listed = [], False
    return elsewhere


def _any_within(inner: tuple[Area, ...], outer: tuple[Area, ...]) -> bool:
    return any(within(one, other) for one in inner for other in outer)


@cache
def _heirs(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Ended areas replaced by those that bear their names today, where there are such."""
    heirs: list[Area] = []
    for area in areas:
        today = (
            [one for one in registry().values() if area.zh in one.aliases and not one.ended]
            if area.ended
            else []
        )
        heirs += [one for one in today or [area] if one not in heirs]
    existing = [area for area in heirs if not area.ended]
    return tuple(existing or heirs)


def _settled(areas: tuple[Area, ...], named: set[str], own: str | None) -> tuple[Area, ...]:
    """The areas that remain possible for a name after the parents named and the level are heard."""
    if len(areas) == 1:
        return areas
    best = max(fits(area, own) for area in areas)
    fitting = tuple(area for area in areas if fits(area, own) == best)
    left = narrow(fitting, named - {area.adcode for area in areas})
    if len(left) > 1 and left[0].level != "county" and all(within(area, left[0]) for area in left[1:]):
        return left[:1]
    return left


def _choose(scores: dict[tuple[Area, ...], float]) -> Area | None:
    """The best area, if it is one and stands clear of the next that is not its parent or part."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0][0].adcode))
    if not ranked or ranked[0][1] < ENOUGH or len(ranked[0][0]) > 1:
        return None
    (best,), score = ranked[0]
    for areas, other in ranked[1:]:
        related = any(within(best, area) or within(area, best) for area in areas)
        if not related and other > CLEARLY * score:
            return None
    return best
