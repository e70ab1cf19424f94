"""When a number speaks of: the period that governs it, and whether it is planned.

A period is `2023`, `2023-08`, `2023-12-31` for a stock at a date,
`2023-09-10/2023-12-31` for a stretch, `2024-01-01/` for one that is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from extract.patterns import Pattern

from .stances import Stance
from .timewords import Now, expressions

_REACH = 110
_GOES_ON = Pattern(
    r"[又再]?(?:比如|例如)|[一二三四五六]是|同时|此外|其[次三四]|首先|第[一二三四]|\([一二三四五]\)|[一二三四五]、|\d[.、]"
)
_ON_TO = Pattern("[到至，；。降升]|提高|增加")
_UNTIL = Pattern(r"(?:截至|截止|至|到)(?:目前|今|现在)?$")
_LIST_OF_YEARS = Pattern(r"20\d\d年?(?:[、和与及]20\d\d年?){1,9}(?:分别|依次)")
_OPENS_WITH = re.compile(r"((?:19|20)\d\d)(?<!\d\d\d\d\d)年(以来|年?[底末])?(?!\d|元旦|春|夏|秋|冬|初|度)")
_SINCE = Pattern("[自从到]")
# A heading of what was done is of its year, also where the report is of the next.
_LOOKS_BACK = Pattern("完成情况|进展情况|工作情况|总结|回顾")
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
        said: the expressions of time in the sentence that is open.
        printed: the year it was printed in, or None.
        stance: what the report has announced so far, plans or results.
        closing: the year whose end the sentences speak of (`年末，…`), until another time is named.
    """

    year: int | None
    known: bool = True
    spoken: int | None = None
    standing: str | None = None
    default: str | None = None
    closing: str | None = None
    printed: int | None = None
    stance: Stance = field(default_factory=Stance)
    said: list[tuple[int, int, str | None]] = field(default_factory=list)
    bases: set[int] = field(default_factory=set)
    asides: set[int] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)
    sentence: str = ""

    def open_sentence(self, sentence: str, heading: bool, paragraph: bool, numbers: list[int]) -> None:
        """Take in a sentence before its numbers are dated; ``numbers`` are where its quantities stand."""
        self.numbers, self.sentence, first = numbers, sentence, sentence[:16]
        self.stance.open_sentence(sentence, heading, paragraph, self.year, self.known)
        if self.stance.opens:
            this_year = self.standing == str(self.year)
            self.standing = self.stance.year_ahead or (None if this_year else self.standing)
        if (
            paragraph
            and not self.stance.planning
            and not _GOES_ON.match(sentence)
            and self.standing
            and (len(self.standing) > 10 or self._ahead(self.standing))
        ):
            self.standing = None
        today = self.spoken if self.stance.within and self.spoken else self.year
        self.said = expressions(sentence, Now(today, self.spoken, self.standing))
        self._stand(sentence, first, heading, paragraph)
        self.bases = {
            start
            for start, stop, period in self.said
            if (sentence[start - 1 : start] in ("由", "从", "比", "较") and "/" not in (period or ""))
            or sentence.startswith("同期", stop)
        }
        self.asides = {
            start
            for start, stop, _ in self.said
            if sentence[start - 1 : start] == "("
            and sentence[stop : stop + 1] == ")"
            # 统计年度(2015年10月1日至2016年9月30日)分娩…
            and not sentence.endswith(("年度", "期间", "周期"), 0, start - 1)
        }
        for years in _LIST_OF_YEARS.finditer(sentence) if self.said else ():
            begin = bisect_left(self.said, years.start(), key=itemgetter(0))
            end = bisect_left(self.said, years.end(), key=itemgetter(0))
            self.bases.update(start for start, _, _ in self.said[begin:end])

    def _stand(self, sentence: str, first: str, heading: bool, paragraph: bool) -> None:
        """Set the period that a sentence's opening gives to what follows."""
        opening = self.said[0][2] if self.said and self.said[0][0] < 16 else None
        match = _OPENS_WITH.search(first)
        titled = heading and "工作报告" in sentence
        if match and not titled and not _SINCE.search(first, 0, match.start()):
            year = int(match[1])
            looks_back = heading and _LOOKS_BACK.search(sentence)
            if self.year is None or year >= self.year or looks_back:
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

    @property
    def latest(self) -> int | None:
        """The latest year that the report can tell of: its own, or that of its printing."""
        return self.year if self.known else self.printed

    def year_ahead(self, at: int, last: int | None) -> str | None:
        """The year of a goal that nothing else dates: a plan's ``last``, or that of the speech."""
        if self._said_of(at):
            return None
        if self.stance.goals_from is not None and at > self.stance.goals_from:
            return self.stance.goal_year
        if self.standing or self.default:
            return None
        if self.stance.begins and last:
            return str(last)
        return str(self.spoken) if self.stance.within and self.spoken else None

    def closes(self, at: int) -> bool:
        """Whether a stock there is one of the year's end, by what the sentences before say."""
        return self.closing is not None and self._said_of(at) is None and self.period(at) == self.closing

    def _said_of(self, at: int) -> str | None:
        # A sentence may be endless: only what stands within reach is looked at.
        for n in range(bisect_right(self.said, at, key=itemgetter(1)) - 1, -1, -1):
            start, end, period = self.said[n]
            if at - start > _REACH:
                break
            aside = start in self.asides or (start in self.bases and self._passed(end, at))
            if not period:  # now, and when that is nobody knows
                break
            if not aside:
                return period
        return None

    def base(self, at: int) -> str | None:
        """What the open sentence compares with (`由2015年的…`, `去年同期`), for a number further on in it."""
        named = [period for start, _, period in self.said if start in self.bases and start < at]
        last = (named[-1] if named else None) or ""
        return (last if "/" in last else last[:4]) or None

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
