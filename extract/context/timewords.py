"""Words that name a time (`去年`, `1—9月`, `“十四五”期间`), and the periods they name.

A period is `2023`, `2023-08`, `2023-12-31` for a stock at a date,
`2023-09-10/2023-12-31` for a stretch, `2024-01-01/` for one that is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.patterns import Pattern

_OPEN_DATE = Pattern(r"\d{4}-\d\d-\d\d/?$")
# What an expression begins with: the search skips to that, and few begin so.
_BEGINS = re.compile(
    r"[\d共建解今本当去上前目现如明来新全年第一二三四五六七八九十下过近这“]"
    r"(?=[\d年月季—\-~至到和国放前在今的中一半底末去二三四五六七八九十两个])"
)
_EXPRESSION = re.compile(
    r"(?:(?P<plan>“?十(?P<pn>[一二三四五]|(?<=“十)(?=五”))五”?(?:规划)?(?:期间|时期|以来|期末|末期?))"
    r"|(?P<span>(?:(?:过去|近|这)(?P<na>[一二两三四五六七八九十]|\d{1,2})年(?:来|间|里)?|(?P<nb>[一二两三四五六七八九十]|\d{1,2})年(?:来|间|以来|(?=共|累计))))"
    r"|第(?P<census>[五六七])次(?:全国)?人口普查(?!的)|(?P<founded>(?:(?:新中国|共和国)(?:成立|建立)|建国|解放)(?:之?初期?|前夕?|以前|之前|伊始|时(?!期)))"
    r"|(?P<ago>(?P<nc>[一二两三四五六七八九十]|\d{1,2})年前)(?![后沿列景])"
    r"|(?P<range>(?P<ya>(?:19|20)\d\d)年?[—\-~至到]{1,2}(?P<yb>(?:19|20)\d\d)年)"
    r"|(?:(?P<y>(?:19|20)\d\d)年(?:的)?|(?P<rel>目前|现在|如今|今年|本年|当年|去年|上年|上一年|前年|明年|来年|新的一年|全年))?"
    r"(?:(?P<months>(?P<ma>\d{1,2})[—\-~至到](?P<mb>\d{1,2})月(?:份|底|末)?)|(?<!提)前(?P<first>[二三四五六七八九十]|\d{1,2})个月|(?P<quarter>第?[一二三四1-4]季度|前三季度)|(?P<half>[上下]半年)"
    r"|(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?(?P<mend>底|末)?|(?P<end>年?底|年?末|末|底))?"
    r"(?P<since>以来|至今(?!年)|起)?)"
)
_SIMPLE = re.compile(
    r"20\d\d|19\d\d|年[来间以前共累]|过.{0,3}年|近.{0,3}年|这.{0,3}年|十[一二三四五]五|“十五”|普查|国[成建]立|建国|解放[初前以之]|目前|现在|如今|今年|本年|当年|去年|上年|上一年|前年|明年|来年|新的一年|年末|年底|月(?<=\d月)|上半年|下半年|季度|个月"
)
_FROM_TODAY = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "新的一年": 1,
}
_FOUNDED = "1949"  # 新中国成立之初
_TIMES_OF = Pattern(r"的?[\d.]+倍")
_NEWS = Pattern(
    r"[日号]?(?:，(?=记者|笔者|本报|从))?[^，。；\d]{0,12}(?:发布会|消息|讯|电(?!子)|公布|获悉|报道|通报)"
)

_BASE = Pattern("的?基础之?上")
# `自2015年启动筛查以来`, `从2015年开始，截至目前已…`
_SINCE = Pattern(r"[^，。；\d]{1,30}以来")
_UNTIL_NOW = Pattern(r"[^。；\d]{0,14}，(?:截[至止](?:目前|今)|至今|迄今)")
_OF_THAT_YEAR = frozenset(("全年", "当年"))
_STARTS = ("开始", "起", "就")
# What goes on until now goes on from when it began.
_NOW = frozenset(("目前", "现在", "如今"))
# `2008年以来首次低于10万`, `10年来新高` tell of now.
_FIRST_TIME = Pattern(r"(?:以来)?[^。；\d]{0,24}(?:首次|首度|第一次|最[高低多少]|新[高低])")
_SAME_TIME = Pattern("[去上]年(?=同期)")
_IN_YEAR = Pattern(r"(\d{4})-\d\d-\d\d/\1-\d\d-\d\d$")
_TO = frozenset("至到—-~")
_DAY_OR_MONTH = Pattern(r"\d{4}-\d\d(?:-\d\d)?$")
_NUMERALS = "一两三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Now:
    """What words such as `今年` and a bare `9月` are counted from.

    Attributes:
        year: the year a report tells of, or None.
        spoken: the year it was given or printed in, where that is another.
        standing: the period that the sentences before set.
    """

    year: int | None
    spoken: int | None = None
    standing: str | None = None


def expressions(sentence: str, now: Now) -> list[tuple[int, int, str | None]]:
    """The expressions of time in a sentence: where they stand and the periods they name."""
    if not _SIMPLE.search(sentence):
        return []
    found: list[tuple[int, int, str | None]] = []
    for match in _named(sentence):
        if not _stated(match, sentence):
            continue
        period = _format(match, sentence, now)
        start, end, before = found[-1] if found else (0, 0, None)
        between = sentence[end : match.start()]
        if before and match["rel"] in _NOW and before.endswith("/"):
            continue
        if before and match["span"] and "/" in before and between in ("", "，"):
            continue  # 2020年至2022年，三年累计…
        stretch = _stretch(before, period) if before and period and between in _TO else None
        if stretch:
            found[-1] = (start, match.end(), stretch)
        else:
            period = _after(before, between, match, period) if before and period else period
            found.append((match.start(), match.end(), period))
    return found


def _named(sentence: str) -> Iterator[re.Match[str]]:
    at = 0
    while begun := _BEGINS.search(sentence, at):
        match = _EXPRESSION.match(sentence, begun.start())
        at = begun.end()
        if match and match.end() > match.start():
            at = match.end()
            yield match


def _after(before: str, between: str, match: re.Match[str], period: str) -> str:
    """A period as the one makes it out that the sentence names before it."""
    if match["rel"] in _OF_THAT_YEAR and before[:4].isdigit():
        # 2022年末户籍人口…；全年出生…
        return before[:4] + period[4:]
    if _SAME_TIME.match(match.string, match.start()):
        return _a_year_before(before, period)
    if len(period) == 10 and _OPEN_DATE.fullmatch(before) and before < period and "截" in between:
        return f"{before.rstrip('/')}/{period}"
    return period


def _a_year_before(stretch: str, year: str) -> str:
    """The same months of the year before (`1—6月诊疗23万人次，去年同期为21万人次`)."""
    if not _IN_YEAR.match(stretch):
        return year
    return stretch.replace(f"{stretch[:4]}-", f"{int(stretch[:4]) - 1}-")


def _stretch(first: str, last: str) -> str | None:
    """The stretch from one day or month to another (`去年10月至今年9月底`), or None."""
    if not (_DAY_OR_MONTH.match(first) and _DAY_OR_MONTH.match(last)) or first >= last:
        return None
    if len(last) == 7:
        last = f"{last}-{_days(int(last[:4]), int(last[5:]))}"
    return f"{first if len(first) == 10 else first + '-01'}/{last}"


def _stated(match: re.Match[str], left: str) -> bool:
    """Whether an expression dates what follows it, rather than being compared with (`比2022年增长`)."""
    before, after = left[max(0, match.start() - 2) : match.start()], left[match.end() : match.end() + 3]
    if (
        before.endswith(("比", "较"))
        or (before.endswith(("同", "与", "和", "跟")) and after.startswith("相比"))
        or (
            before.endswith(("从", "自"))
            and after.startswith(("开始", "起", "就"))
            and not _begins(match, left)
        )
        or after.startswith(("元旦", "春节", "新年", "≤", "≥"))
        or _BASE.match(left, match.end())
        or ("来" in match.group() + after and _FIRST_TIME.match(left, match.end()))
        or (before[-1:] == "是" and _TIMES_OF.match(left, match.end()))
    ):
        return False
    if match["m"] and not match["y"] and not match["rel"] and not match["d"] and not match["mend"]:
        return not before.endswith("个") and not after.startswith(("饼", "亮"))
    if match["d"] and not match["y"] and _NEWS.match(left, match.end()):
        return False
    if match["plan"] or match["span"] or match["rel"] or match["ago"] or match["founded"] or match["census"]:
        return True
    return bool(match.group().strip("以来起至今底末年")) or (
        match["end"] is not None and match.group() in ("年末", "年底")
    )


def _begins(match: re.Match[str], left: str) -> bool:
    """Whether what is told has gone on since the time that an expression names."""
    if not match["y"] and not match["rel"]:
        return False
    if match["since"] in ("以来", "至今") or ("以来" in left and _SINCE.match(left, match.end())):
        return True
    from_then = match["since"] == "起" or left[match.start() - 1 : match.start()] in ("从", "自")
    return from_then and _UNTIL_NOW.match(left, match.end()) is not None


def _format(match: re.Match[str], left: str, now: Now) -> str | None:
    if match["plan"]:
        first = 1951 + 5 * (10 + " 一二三四五".find(match["pn"] or " "))
        if "末" in match["plan"]:
            return str(first + 4)
        return f"{first}-01-01/" if match["plan"].endswith("以来") else f"{first}-01-01/{first + 4}-12-31"
    if match["span"]:
        years = _count(match["na"] or match["nb"])
        return f"{now.year - years + 1}-01-01/{now.year}-12-31" if now.year and years > 1 else None
    if match["census"]:
        return str(2000 + 10 * "五六七".find(match["census"]))
    if match["ago"]:
        return str(now.year - _count(match["nc"])) if now.year else None
    if match["founded"]:
        return _FOUNDED
    if match["range"]:
        return f"{match['ya']}-01-01/{match['yb']}-12-31"
    year = int(match["y"]) if match["y"] else _relative(match["rel"], now)
    if year is None:
        return None
    if match["months"]:
        first, last = int(match["ma"]), int(match["mb"])
        return (
            f"{year}-{first:02d}-01/{year}-{last:02d}-{_days(year, last)}"
            if 1 <= first <= last <= 12
            else str(year)
        )
    if match["first"]:
        last = _count(match["first"])
        return f"{year}-01-01/{year}-{last:02d}-{_days(year, last)}" if 1 < last < 12 else str(year)
    if match["quarter"]:
        return _quarter(year, match["quarter"])
    if match["half"]:
        return f"{year}-01-01/{year}-06-30" if match["half"] == "上半年" else f"{year}-07-01/{year}-12-31"
    if match["d"] and _NEWS.match(left, match.end()):
        # What is told on a day is of its year.
        return str(year)
    if match["m"] and 1 <= int(match["m"]) <= 12:
        return _month(year, match, _begins(match, left))
    if match["end"]:
        return f"{year}-12-31"
    return f"{year}-01-01/" if _begins(match, left) else str(year)


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _NUMERALS.find(words.replace("二", "两")) + 1


def _month(year: int, match: re.Match[str], begins: bool) -> str:
    month = int(match["m"])
    if match["d"]:
        day = f"{year}-{month:02d}-{int(match['d']):02d}"
        return f"{day}/" if match["since"] or begins else day
    if match["mend"]:
        return f"{year}-{month:02d}-{_days(year, month)}"
    return f"{year}-{month:02d}-01/" if match["since"] or begins else f"{year}-{month:02d}"


def _relative(word: str | None, now: Now) -> int | None:
    base = now.year
    if now.spoken and word in _FROM_TODAY and word[:1] != "上":
        return now.spoken + (_FROM_TODAY[word] if word != "新的一年" else 0)
    if now.standing and now.standing[:4].isdigit() and word is None:
        base = int(now.standing[:4])
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
