"""What stands above a table: its title, the unit of what has none of its own, names over several years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.numbers import units

_UNIT = re.compile(r"单位[：:]\s*([^，。；、()（）\s|]{1,8})(?:[)）]|\([A-Za-z ]+\))?$")
_LEAD = re.compile(
    r"^(?:附?表?[\d—–\-.]*[\d一二三四五六七八九十]+[、.)）：:]?)?\s*(?:(?:19|20)\d\d年?(?:[—\-~至](?:19|20)\d\d年?)?)?"
    r"(?:全[国省市区县州旗]|本[市区县]|我[省市区县])?(?:各类|各级)?"
)
_TAIL = re.compile(r"(?:(?:基本|主要)?(?:情况|统计)表?|一览表?)?(?:\([^()]*\)|（[^（）]*）)*$")
_LONGEST = 40
_PROSE = re.compile("[。；！？]")
_OVER_YEARS = re.compile(r"(#?[^\W\d_].*?)\s*((?:19|20)\d\d)年?$")
_YEAR = re.compile(r"((?:19|20)\d\d)年?$")


@dataclass(frozen=True, slots=True)
class Caption:
    """A table's title and its unit.

    Attributes:
        title: what the table measures, as far as its title says.
        unit: canonical, of the cells that neither row nor column gives one.
        factor: what their numbers are multiplied with (`万人次`).
    """

    title: str
    unit: str
    factor: int


def caption(lines: Sequence[str]) -> Caption | None:
    """The caption that the lines right above a table make; None where they name no unit for all of it.

    Examples:
        >>> caption(["2023年全市诊疗人次数", "单位：万人次"])
        Caption(title='诊疗人次数', unit='人次', factor=10000)
    """
    stated = next((match for line in lines if (match := _UNIT.search(line.strip()))), None)
    unit, factor = units.bracketed(stated[1]) if stated else (None, 1)
    if stated is None or unit is None:
        return None
    rest = [line.strip() for line in lines if line.strip()]
    rest = [line[: match.start()] if (match := _UNIT.search(line)) else line for line in rest]
    titles = [line.strip(" (（") for line in rest if 0 < len(line) <= _LONGEST and not _PROSE.search(line)]
    title = _TAIL.sub("", _LEAD.sub("", titles[0])) if titles else ""
    return Caption(title, unit, factor)


def spread(header: Iterable[str]) -> list[str]:
    """A header whose names stand over several years, with each year in brackets behind its own.

    Examples:
        >>> spread(["区县", "医师（人） 2022", "2023", "增长（%）"])
        ['区县', '医师（人）[2022]', '医师（人）[2023]', '增长（%）']
    """
    names, over = [], ""
    for name in header:
        named, bare = _OVER_YEARS.match(name), _YEAR.match(name)
        over = named[1] if named else over if bare else ""
        year = named[2] if named else bare[1] if bare else ""
        names.append(f"{over}[{year}]" if over else name)
    return names


def below(header: Sequence[str], words: Sequence[str]) -> list[str]:
    """A header of two lines as one: what stands over several columns goes before each of them.

    Examples:
        >>> below(["类别", "机构（个）", "", "床位（张）", ""], ["", "2022年", "2023年", "2022年", "2023年"])
        ['类别', '机构（个）[2022]', '机构（个）[2023]', '床位（张）[2022]', '床位（张）[2023]']
        >>> below(["类别", "机构", "床位"], ["", "（个）", "（张）"])
        ['类别', '机构（个）', '床位（张）']
    """
    names, over = [header[0]], ""
    for name, word in zip(header[1:], words[1:], strict=True):
        over = name or over
        year = _YEAR.match(word)
        names.append(f"{over}[{year[1]}]" if over and year else f"{over}{word}" if word else name)
    return names
