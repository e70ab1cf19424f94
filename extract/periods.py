"""When a number speaks of: the period that governs it, and whether it is planned.

A period is `2023`, `2023-08`, `2023-12-31` for a stock at a date,
`2023-09-10/2023-12-31` for a stretch, `2024-01-01/` for one that is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from . import stances

_REACH = 110
_OPEN_DATE = re.compile(r"\d{4}-\d\d-\d\d/?$")
_GOES_ON = re.compile(
    r"[又再]?(?:比如|例如)|[一二三四五六]是|同时|此外|其[次三四]|首先|第[一二三四]|\([一二三四五]\)|[一二三四五]、|\d[.、]"
)
_EXPRESSION = re.compile(
    r"(?=\d{1,4}[年月季—\-~至到]|[今本当去上前目明全年底末第一二三四五六七八九十下过近这“])(?:(?P<plan>“?十(?P<pn>[二三四五])五”?(?:规划)?(?:期间|时期|以来|期末|末))"
    r"|(?P<span>(?:(?:过去|近|这)(?P<na>[一二两三四五六七八九十]|\d{1,2})年(?:来|间|里)?|(?P<nb>[一二两三四五六七八九十]|\d{1,2})年(?:来|间|以来)))"
    r"|(?P<range>(?P<ya>(?:19|20)\d\d)年?[—\-~至到]{1,2}(?P<yb>(?:19|20)\d\d)年)"
    r"|(?:(?P<y>(?:19|20)\d\d)年(?:的)?|(?P<rel>目前|今年|本年|当年|去年|上年|上一年|前年|明年|全年))?"
    r"(?:(?P<months>(?P<ma>\d{1,2})[—\-~至到](?P<mb>\d{1,2})月(?:份|底|末)?)|(?P<quarter>第?[一二三四1-4]季度|前三季度)|(?P<half>[上下]半年)"
    r"|(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?(?P<mend>底|末)?|(?P<end>年?底|年?末|末|底))?"
    r"(?P<since>以来|至今|起)?)"
)
_SIMPLE = re.compile(
    r"20\d\d|19[5-9]\d|年[来间以]|过.{0,3}年|近.{0,3}年|这.{0,3}年|十[二三四五]五|目前|今年|本年|当年|去年|上年|上一年|前年|明年|年末|年底|月(?<=\d月)|上半年|下半年|季度"
)
_FROM_TODAY = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
_TIMES_OF = re.compile(r"的?[\d.]+倍")
_ON_TO = re.compile("[到至，；。降升]|提高|增加")
_NEWS = re.compile(r"[日号]?[^，。；\d]{0,12}(?:发布会|消息|讯|电(?!子)|公布|获悉|报道|通报)")
_UNTIL = re.compile(r"(?:截至|截止|至|到)(?:目前|今|现在)?$")
_GOAL_YEAR = re.compile(r"[^，。；从由]{0,6}到(20[2-5]\d)年")
_LIST_OF_YEARS = re.compile(r"20\d\d年?(?:[、和与及]20\d\d年?){1,9}(?:分别|依次)")
_PROSE = re.compile("[，。；]")
_OPENS_WITH = re.compile(r"((?:19|20)\d\d)(?<!\d\d\d\d\d)年(以来|年?[底末])?(?!\d|元旦|春|夏|秋|冬|初|度)")
_YEARS = re.compile(r"(20\d\d)年")
_SINCE = re.compile("[自从到]")
_THIS_YEAR = re.compile(r"(?:今年|一年来|全年|回顾)")


@dataclass(slots=True)
class Clock:
    """What the sentences read so far say of time.

    Attributes:
        year: the report's year, or None.
        spoken: the year it was given as a speech, from which `今年` and `去年` are counted, if another.
        known: whether a card or the title says so, rather than a guess.
        default: the period of the whole report, where its title names a stretch (`2024年1—3月`).
        standing: the period that the last sentence-opening date set for what follows.
        planning: whether the title or a heading announced plans.
        lists: whether the title itself says that the report lists what is to be done.
        progress: whether the title says that projects are named, each with how far it has come.
        said: the expressions of time in the sentence that is open.
        stated: whether a word for a goal opens the sentence (`目标任务：…`).
        goal: whether the last dated sentence named a year to come (`到2025年，…`).
        closing: the year whose end the sentences speak of (`年末，…`), until another time is named.
    """

    year: int | None
    known: bool = True
    spoken: int | None = None
    standing: str | None = None
    default: str | None = None
    planning: bool = False
    lists: bool = False
    progress: bool = False
    goal: bool = False
    stated: bool = False
    closing: str | None = None
    said: list[tuple[int, int, str | None]] = field(default_factory=list)
    bases: set[int] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)
    sentence: str = ""

    def open_sentence(self, sentence: str, heading: bool, paragraph: bool, numbers: list[int]) -> None:
        """Take in a sentence before its numbers are dated; ``numbers`` are where its quantities stand."""
        goes_on = stances.plans_on(self.sentence, sentence)
        self.numbers, self.sentence, first = numbers, sentence, sentence[:16]
        if heading:
            self._take_heading(sentence)
        elif (self.planning or self.goal) and stances.WENT_WELL.search(sentence):
            self.planning = self.goal = False
        if (
            paragraph
            and not self.planning
            and not _GOES_ON.match(sentence)
            and self.standing
            and (len(self.standing) > 10 or self._ahead(self.standing))
        ):
            self.standing = None
        goal = _GOAL_YEAR.match(first)
        if goal:
            past = self.year is not None and int(goal[1]) <= self.year
            self.goal = not past or not (self.known or first[goal.end() :][:1] in ("末", "底"))
        elif paragraph and "|" not in sentence and "\t" not in sentence and _PROSE.search(sentence):
            self.goal = False
        self.stated = "：" in first and bool(stances.STATED_GOAL.match(first))
        of_plans = stances.OF_PLANS.search(sentence)
        if goes_on or (of_plans and stances.PROJECTS_AHEAD.search(sentence)):
            self.goal = True
        elif self.progress and (paragraph or self.goal):
            self.goal = paragraph and stances.names_project(sentence)
        if of_plans and stances.SETS_OUT.search(sentence):
            self.planning = True
        self.said = self.expressions(sentence)
        self._stand(sentence, first, heading, paragraph)
        self.bases = {
            start
            for start, _, period in self.said
            if sentence[start - 1 : start] in ("由", "从", "比", "较") and "/" not in (period or "")
        }
        for years in _LIST_OF_YEARS.finditer(sentence) if self.said else ():
            begin = bisect_left(self.said, years.start(), key=itemgetter(0))
            end = bisect_left(self.said, years.end(), key=itemgetter(0))
            self.bases.update(start for start, _, _ in self.said[begin:end])

    def _take_heading(self, sentence: str) -> None:
        """Take in a heading: it announces plans, or what was done."""
        years = [int(y) for y in _YEARS.findall(sentence)] if "年" in sentence else []
        if stances.PLAN_HEAD.search(sentence) and not stances.DONE_HEAD.search(sentence):
            ahead = self.lists or not years or self.year is None or max(years) > self.year
            self.planning = ahead or "目标" in sentence or "拟办" in sentence or sentence[0] == "到"
            if years and self.planning and self.year is not None and max(years) == self.year + 1:
                self.standing = str(max(years))
        elif stances.DONE_HEAD.search(sentence) or (years and not self.lists):
            self.planning = False

    def _stand(self, sentence: str, first: str, heading: bool, paragraph: bool) -> None:
        """Set the period that a sentence's opening gives to what follows."""
        opening = self.said[0][2] if self.said and self.said[0][0] < 16 else None
        match = _OPENS_WITH.search(first)
        titled = heading and "工作报告" in sentence
        if match and not titled and not _SINCE.search(first, 0, match.start()):
            year = int(match[1])
            if self.year is None or year >= self.year:
                since = match[2] == "以来"
                self.standing = f"{year}-01-01/" if since else str(year)
        elif paragraph and opening and len(opening) > 11:
            self.standing = opening
        elif _THIS_YEAR.match(first):
            self.standing = None
        before_numbers = [p for _, stop, p in self.said if p and stop <= (self.numbers or [len(sentence)])[0]]
        opening = before_numbers[-1] if before_numbers else opening
        if opening is not None:
            self.closing = opening[:4] if opening[4:] == "-12-31" else None
        elif heading or _THIS_YEAR.match(first):
            self.closing = None

    def _ahead(self, period: str) -> bool:
        return self.year is not None and int(period[:4]) > self.year

    def period(self, at: int) -> str | None:
        """The period of a number that stands at an offset of the open sentence."""
        return self._said_of(at) or self.standing or self.default or (str(self.year) if self.year else None)

    def closes(self, at: int) -> bool:
        """Whether a stock there is one of the year's end, by what the sentences before say."""
        return self.closing is not None and self._said_of(at) is None and self.period(at) == self.closing

    def _said_of(self, at: int) -> str | None:
        # A sentence may be endless: only what stands within reach is looked at.
        for n in range(bisect_right(self.said, at, key=itemgetter(1)) - 1, -1, -1):
            start, end, period = self.said[n]
            if at - start > _REACH:
                break
            if period and not (start in self.bases and self._passed(end, at)):
                return period
        return None

    def base(self, at: int) -> str | None:
        """The year that the open sentence compares with (`由2015年的…`), for a number further on in it."""
        named = [period for start, _, period in self.said if start in self.bases and start < at]
        return named[-1][:4] if named and named[-1] else None

    def _passed(self, end: int, at: int) -> bool:
        """Whether a number stands between a base year (`由2020年的32%`) and this one."""
        n = bisect_left(self.numbers, end)
        passed = n < len(self.numbers) and self.numbers[n] < at
        # 由2010年的4.6‰、5.1‰分别降到…: both are the base year's.
        return passed and bool(_ON_TO.search(self.sentence, self.numbers[n], at))

    def date(self, at: int) -> str | None:
        """The period that a date at an offset of the open sentence names."""
        n = bisect_right(self.said, at, key=itemgetter(0)) - 1
        if n >= 0 and at < self.said[n][1] and (period := self.said[n][2]):
            return period
        return self.period(at)

    def expressions(self, sentence: str) -> list[tuple[int, int, str | None]]:
        """The expressions of time in a sentence: where they stand and the periods they name."""
        if not _SIMPLE.search(sentence):
            return []
        found: list[tuple[int, int, str | None]] = []
        for match in _EXPRESSION.finditer(sentence):
            if match.end() > match.start() and self._stated(match, sentence):
                period = self._format(match, sentence)
                if found and period and len(period) == 10:
                    begun = found[-1][2] or ""
                    between = sentence[found[-1][1] : match.start()]
                    if _OPEN_DATE.search(begun) and begun < period and "截" in between:
                        period = f"{begun.rstrip('/')}/{period}"
                found.append((match.start(), match.end(), period))
        return found

    def _stated(self, match: re.Match[str], left: str) -> bool:
        """Whether an expression dates what follows it, rather than being compared with (`比2022年增长`)."""
        before, after = left[max(0, match.start() - 2) : match.start()], left[match.end() : match.end() + 3]
        if (
            before.endswith(("比", "较"))
            or (before.endswith(("同", "与", "和", "跟")) and after.startswith("相比"))
            or (before.endswith(("从", "自")) and after.startswith(("开始", "起", "就")))
            or after.startswith(("元旦", "春节", "新年"))
            or (before[-1:] == "是" and _TIMES_OF.match(left, match.end()))
        ):
            return False
        if match["m"] and not match["y"] and not match["rel"] and not match["d"] and not match["mend"]:
            return not before.endswith("个") and not after.startswith(("饼", "亮"))
        if match["d"] and _NEWS.match(left, match.end()):
            return False
        if match["plan"] or match["span"] or match["rel"]:
            return True
        return bool(match.group().strip("以来起至今底末年")) or (
            match["end"] is not None and match.group() in ("年末", "年底")
        )

    def _format(self, match: re.Match[str], left: str) -> str | None:
        if match["plan"]:
            first = 1951 + 5 * (11 + "一二三四五".find(match["pn"]))
            if match["plan"].endswith("末"):
                return str(first + 4)
            return f"{first}-01-01/" if match["plan"].endswith("以来") else f"{first}-01-01/{first + 4}-12-31"
        if match["span"]:
            number = match["na"] or match["nb"]
            years = (
                int(number)
                if number.isdigit()
                else "一两三四五六七八九十".find(number.replace("二", "两")) + 1
            )
            return f"{self.year - years + 1}-01-01/{self.year}-12-31" if self.year and years > 1 else None
        if match["range"]:
            return f"{match['ya']}-01-01/{match['yb']}-12-31"
        year = int(match["y"]) if match["y"] else self._relative(match["rel"])
        if year is None:
            return None
        if match["months"]:
            first, last = int(match["ma"]), int(match["mb"])
            return (
                f"{year}-{first:02d}-01/{year}-{last:02d}-{_days(year, last)}"
                if 1 <= first <= last <= 12
                else str(year)
            )
        if match["quarter"]:
            return _quarter(year, match["quarter"])
        if match["half"]:
            return f"{year}-01-01/{year}-06-30" if match["half"] == "上半年" else f"{year}-07-01/{year}-12-31"
        if match["m"] and 1 <= int(match["m"]) <= 12:
            return self._month(year, match, left)
        if match["end"]:
            return f"{year}-12-31"
        return f"{year}-01-01/" if match["since"] in ("以来", "至今") else str(year)

    def _month(self, year: int, match: re.Match[str], left: str) -> str:
        month = int(match["m"])
        if match["d"]:
            day = f"{year}-{month:02d}-{int(match['d']):02d}"
            return f"{day}/" if match["since"] else day
        if match["mend"]:
            return f"{year}-{month:02d}-{_days(year, month)}"
        return f"{year}-{month:02d}-01/" if match["since"] else f"{year}-{month:02d}"

    def _relative(self, word: str | None) -> int | None:
        base = self.year
        if self.spoken and word in _FROM_TODAY and word[:1] != "上":
            return self.spoken + _FROM_TODAY[word]
        if self.standing and self.standing[:4].isdigit() and word is None:
            base = int(self.standing[:4])
        if base is None:
            return None
        return base + _FROM_TODAY.get(word or "", 0)


def _days(year: int, month: int) -> str:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return str((31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1])


def _quarter(year: int, words: str) -> str:
    if words == "前三季度":
        return f"{year}-01-01/{year}-09-30"
    number = "一二三四".find(words[-3]) + 1 or int(words[-3])
    last = number * 3
    return f"{year}-{last - 2:02d}-01/{year}-{last:02d}-{_days(year, last)}"
