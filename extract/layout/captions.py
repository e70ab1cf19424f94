"""What stands above a table: its title, the unit of what has none of its own, names over several years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.numbers import units
from extract.patterns import Pattern

_UNIT = Pattern(r"单位[：:]\s*([^，。；、()（）\s|]{1,8})(?:[)）]|\([A-Za-z ]+\))?$")
_LEAD = Pattern(
    r"^(?:附?表?[\d—–\-.]*[\d一二三四五六七八九十]+[、.)）：:]?)?\s*(?:(?:19|20)\d\d年?(?:[—\-~至](?:19|20)\d\d年?)?)?"
    r"(?:全[国省市区县州旗]|本[市区县]|我[省市区县])?(?:各类|各级)?"
)
_TAIL = Pattern(r"(?:分类数?)?(?:(?:基本|主要)?(?:情况|统计)表?|一览表?)?(?:\([^()]*\)|（[^（）]*）)*$")
_IN_TITLE = Pattern(r"(?<=[^\s(])\(([^()\s]{1,5})\)$")
# What a table tells of one kind of house is not the area's.
_KIND = Pattern(
    r"(?:[一二三]级|县及县以上|县级|公立|民营|社会办|民族医?|中医类?|综合|专科|乡镇|基层)[^，。；、]{0,4}(?:医院|机构)"
    r"|医院|卫生院|村?卫生室|社区卫生服务中心"
)
_ALL_KINDS = Pattern("(?:卫生|医疗)机构|卫生事业|医院、卫生院|医院和卫生院|卫生资源")
_LONGEST = 40
_PROSE = Pattern("[。；！？]")
_OVER_YEARS = Pattern(r"(#?[^\W\d_].*?)\s*((?:19|20)\d\d)年?$")
_YEAR = Pattern(r"((?:19|20)\d\d)年?$")


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
    if unit is None:
        return _of_title(lines)
    rest = [line.strip() for line in lines if line.strip()]
    rest = [line[: match.start()] if (match := _UNIT.search(line)) else line for line in rest]
    short = [line.strip(" (（") for line in rest if len(line) <= _LONGEST and not _PROSE.search(line)]
    titles = [line for line in short if line and not line.isascii()]
    title = _TAIL.sub("", _LEAD.sub("", titles[0])) if titles else ""
    return Caption(title, unit, factor)


def _of_title(lines: Sequence[str]) -> Caption | None:
    """A caption whose title has the unit in brackets (`卫生人员总数(万人)`)."""
    title = next((line.strip() for line in reversed(lines) if _IN_TITLE.search(line.strip())), "")
    if not title or len(title) > _LONGEST or _PROSE.search(title):
        return None
    stated = _IN_TITLE.search(title)
    unit, factor = units.bracketed(stated[1]) if stated else (None, 1)
    return Caption(_LEAD.sub("", _IN_TITLE.sub("", title)), unit, factor) if unit else None


def kind_of_house(lines: Sequence[str]) -> str:
    """The one kind of house that a table's title says it tells of, or nothing.

    Examples:
        >>> kind_of_house(["2023年三级医疗机构工作量", "单位：万人次"]), kind_of_house(["各类卫生机构床位数"])
        ('三级医疗机构', '')
    """
    titles = [line.strip() for line in lines if len(line.strip()) <= _LONGEST and not _PROSE.search(line)]
    for title in titles:
        kind = _KIND.search(title)
        if kind and not _ALL_KINDS.search(title[: kind.start()]):
            return (
                kind.group()
                if kind.group().endswith("机构") or not any(map(_ALL_KINDS.search, titles))
                else ""
            )
    return ""


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
