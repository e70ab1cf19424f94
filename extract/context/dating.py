"""The year that a report without a card reports on."""

from __future__ import annotations

import re
from collections import Counter

from extract.patterns import Pattern

from .timewords import Now, expressions
from .titles import first_line, is_work_report

# A title's year that something will come in is no year of the report's (`2030年，人均寿命将达80岁`).
_TO_COME = Pattern("(?<!即)将(?![近要军])")
_YEAR = Pattern(
    r"(20\d\d|19[89]\d)(?<!\d\d\d\d\d)(?=年(?!龄|[^，。\n“”]{0,20}工作会议[上在暨])|[—\-~至到](?:20\d\d)年?|[，：、”）)]|健康|医疗|卫生|[上下]半年|\n|$)"
)
_PLANNED = Pattern(
    r"年(?:全[区县市省])?，?要|[^。\n]{0,30}?(?:将|锚定|(?<!年度)目标|计划(?!生育|免疫)|打算|思路|规划|开局|继续|起航|启航|新年|元旦|展望|力争|确保|投入使用|动工|竣工|建成)"
)
_COMPARED = Pattern(r"(?:[比较从由自而与]|相比)$")
_ALREADY = Pattern(r"年?(?:底|末)?[^，。；]{0,4}(?:已|达到了|为)")
_PUBLISHED = Pattern(r"年\d{1,2}月\d{1,2}日(?:[\d:： ]{0,10}(?:来源[^\n]{0,20}|[^\n，。；]{0,12})\n)")
# The line below a title that says when it was printed.
_PRINTED = Pattern(r"(?<!\d)(20\d\d)(?:-\d{1,2}-\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日[ \d:：]*(?:来源|作者|\n))")
_UNTIL = Pattern("截[至止]$")
_GIVEN = Pattern(r"(20\d\d)年(?:(\d{1,2})月)?")
_DELIVERED = Pattern(r"(20\d\d)年(\d{1,2})月")
_AT_MEETING = Pattern(r"会议上|发布会|实录")
_ON_DAY = Pattern(r"(20\d\d)年(\d{1,2})月\d{1,2}日")
# A meeting on a year's work is held at its start, and told what was done in the year before.
_MEETING = Pattern(r"召开(20\d\d)年[^\n，。]{0,16}会|(?<!\d)(20\d\d)年[^\n，。]{0,16}工作会议(?:召开)?$")
_OFTEN = 4  # times that a report names a year it tells of
_STALE = 2  # years that news may look back on what it tells of
_HEAD = 300  # characters in which a report says when it was printed
# `去年` as the time of what was done, and `今年` as that of what was done rather than is planned.
_LAST_YEAR_DID = Pattern(
    r"(?:^|[\n，。；：”、 市区县省]|其中|已?有)(?:截至)?去年(?!同期|同比|的|以来|[为是仅只]|\d+(?!\d?月))"
)
_THIS_YEAR_DID = Pattern(
    r"今年(?!\d{1,2}月\d{1,2}日起)(?!(?:[^，。；\n]{0,8}，)?[^，。；\n]{0,24}"
    r"(?:将|要|计划|力争|拟|继续|确定|预计|目标|打算))(?:以来|[上下]半年|[^。；\n]{0,16}\d|[^。；\n]{0,30}[已了共])"
)
_FIVE_YEARS = Pattern("十([二三四五六])五")
_STRETCH = Pattern(r"(20\d\d)年?[—\-~至到]{1,2}(20\d\d)")
_GOAL_YEAR = Pattern(r"到(20[1-5]\d)年")
_PLAN = Pattern("规划|计划(?!生育|免疫)|方案|行动|纲要|指标|目标")
_LOOKS_BACK = Pattern("评估|情况|完成|中期|总结|成就|收官|回顾|期间")
# The year that a headline or a plan names for a goal.
_AIMED_AT = Pattern(
    r"(?:至|(?:提出|推动|力争|有望|规划|目标)[^\n]{0,12})20\d\d年|(?:行动|方案|工程)\(20\d\d年?[—\-~至到]{1,2}20\d\d"
)
_AHEAD = Pattern(r"[到至]|迈向|面向$")


def title_year(text: str) -> int | None:
    """The year that a report's first line names as its own, not as a goal."""
    head = first_line(text)
    if is_work_report(head):
        # Given at the start of a year, it reports on the one before.
        given = _GIVEN.search(head) or _DELIVERED.search(text.lstrip("\n ")[:160])
        return int(given[1]) - (int(given[2] or 1) < 5) if given else None
    if re.search("规划|计划(?!生育|免疫)|行动方案|“十[三四五]五”|到20|[；。\t|]", head) or len(head) > 45:
        return None
    meeting = _MEETING.search(head)
    if meeting:
        before = int(meeting[1] or meeting[2]) - 1
        return before if f"{before}年" in text else before + 1
    if _AIMED_AT.search(head):
        return None
    title = re.search(r"(20\d\d)(?=年|[：:，])", head)
    if "年鉴" in head:
        volume = re.search(r"(20\d\d)(?=年鉴|[卷）)])|(?<=年鉴)\W?20\d\d", head)
        return int(volume.group()[-4:]) - 1 if volume else None
    return int(title[1]) if title and not _TO_COME.search(head, title.end()) else None


def goal_year(text: str) -> int | None:
    """The year that a report sets its goals for: the last of those in its title, or the one it names."""
    plan = _FIVE_YEARS.search(first_line(text))
    if plan:
        return 2010 + 5 * "一二三四五六".index(plan[1])
    span = _STRETCH.search(first_line(text))
    if span:
        return int(span[2])
    named = set(_GOAL_YEAR.findall(text))
    return int(named.pop()) if len(named) == 1 else None


def plan_begins(text: str) -> int | None:
    """The first year of the stretch that a plan's title names (`“十四五”规划`, `2023—2025年`), or None."""
    head = first_line(text)
    plan = _FIVE_YEARS.search(head)
    if plan:
        return 2006 + 5 * "一二三四五六".index(plan[1])
    span = _STRETCH.search(head)
    return int(span[1]) if span else None


def _before_plan(text: str) -> int:
    """The latest year that a plan can tell of, by its title; 9999 for what is no plan."""
    head = first_line(text)
    plans = _PLAN.search(head) and not _LOOKS_BACK.search(head)
    return (plan_begins(text) or 9999) if plans else 9999


def spoken_year(text: str) -> int | None:
    """The year in which a report was given as a speech, which `今年` and `去年` are counted from; or None."""
    head = text.lstrip("\n ")[:200]
    if is_work_report(text):
        given = _GIVEN.search(head[:80]) or _DELIVERED.search(head[:160])
    else:
        given = _ON_DAY.search(head) if _AT_MEETING.search(head) else None
    return int(given[1]) if given else None


def tells_of_last_year(text: str) -> bool:
    """Whether a report calls the year that it tells of `去年`, as features printed in the next spring do.

    It does where `去年` opens a clause and `今年` never tells what was done.
    """
    return "去年" in text and bool(_LAST_YEAR_DID.search(text)) and not _THIS_YEAR_DID.search(text)


def title_period(text: str, year: int | None) -> str | None:
    """The stretch of a year that a report's first line is about (`2024年一季度`), or None."""
    head = first_line(text)
    if not re.search(r"季度|[上下]半年|\d月", head):
        return None
    told = [(stop, period) for _, stop, period in expressions(head, Now(year)) if period]
    if not told:
        return None
    stop, period = told[0]
    # A day there is that of the news, unless figures are counted until it.
    by_day = len(period) == 10 and bool({"日", "号"} & set(head[stop - 1 : stop + 1]))
    return None if by_day and "截" not in head else period


def _in_spring(text: str) -> bool:
    """Whether a speech was given in a year's first months, when it reports on the year before."""
    day = _ON_DAY.search(text.lstrip("\n ")[:200])
    return day is not None and int(day[2]) < 5


def printed_year(text: str) -> int | None:
    """The year in which a report says, below its title, that it was printed; or None."""
    printed = _PRINTED.search(text, 0, _HEAD)
    return int(printed[1]) if printed else None


def report_year(text: str, name: str = "") -> tuple[int | None, bool]:
    """The year that a report without a card reports on, and whether that is sure.

    Args:
        text: the reading of the report.
        name: its file name, which often says the year.

    Returns:
        The year in its title, else the one it speaks of most (sure where it
        does so often), else the one in its name, else None.
    """
    printed = printed_year(text)
    latest = min(printed or 9999, _before_plan(text))
    title = title_year(text)
    if title and title <= latest:
        return title, True
    counted: Counter[int] = Counter()
    for match in _YEAR.finditer(text):
        until = _UNTIL.search(text[max(0, match.start() - 3) : match.start()])
        to_come = _AHEAD.search(text[max(0, match.start() - 4) : match.start()])
        ahead = to_come and not until and not _ALREADY.match(text, match.end())
        compared = _COMPARED.search(text[max(0, match.start() - 2) : match.start()])
        published = _PUBLISHED.match(text, match.end())
        ahead = ahead or int(match[1]) > latest
        if not ahead and not compared and not published and not _PLANNED.match(text, match.end()):
            opens = match.start() == 0 or text[match.start() - 1] == "\n"
            counted[int(match[1])] += 3 if until else 2 if opens else 1
    if counted:
        often = max(counted.values()) * 0.4
        best = max(year for year, count in counted.items() if count >= often)
        if spoken_year(text) == best and counted[best - 1] and _in_spring(text):
            return best - 1, False
        if printed and best < printed - _STALE and counted[best] < _OFTEN and not plan_begins(text):
            # News that names years long past tells of its own.
            return printed, False
        later = max((count for year, count in counted.items() if year > best), default=0)
        return best, counted[best] >= _OFTEN and later * 4 <= counted[best]
    named = re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", name)
    if named and int(named[1]) <= latest:
        return int(named[1]), True
    return (latest, False) if printed else (None, False)
