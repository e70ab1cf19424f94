"""Every number of a report, with its kind, value, unit and qualifier.

`find` loses none: each run of Arabic digits lies in some mention, and so do
the Chinese numerals that state a quantity, a rank or a date.  What a number
is a number *of* is not decided here (see `observe.read_mentions`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extract.patterns import Pattern

from . import kinds, units
from .found import LONGEST, Found, plain_found, qualify
from .numerals import parse
from .reading import Reading
from .spoken import chinese

_NUMBER = r"(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
_TIMES = (
    r"(?:[余多几]?(?:百万|千万|万亿|亿|万(?!向)|千(?![米克瓦卡伏])(?:\d百)?|百(?![分货])(?:\d十)?|十(?!字|分))+"
    r"(?:[余多几](?:万亿|亿|万))?)?"
)
_PER = r"(?:%[oO0](?!\d)|[%‰]|/(?:10万|十万|100000(?!\d)))"
_TO = r"(?:—{1,2}|-{1,2}|~|至|到)"
_ARABIC = (
    rf"(?P<plus>\d+(?:\+[\dXxNn]+)+)|(?P<date>(?:19|20)\d\d(?:年\d{{1,2}}月\d{{1,2}}(?=[日号])|年\d{{1,2}}(?=月)|(?P<sep>[-./])(?:0?[1-9]|1[0-2])(?P=sep)(?:[0-2]?\d|3[01])(?![\d.]))"
    rf"|(?<![\d.])(?:0?[1-9]|1[0-2])月(?:[0-2]?\d|3[01])(?=[日号]))"
    rf"|(?P<a>{_NUMBER})(?P<ta>{_TIMES}(?:(?<=[万亿])\d{{1,4}}[千百]?(?![\d.]|周?岁))?)(?:(?P<ua>%|‰|岁)?{_TO}(?P<b>{_NUMBER})(?P<tb>{_TIMES}))?(?P<per>{_PER})?"
)
_CHINESE = (
    r"(?P<c>(?:百分之|千分之|万分之)(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)"
    r"|[一二两三四五六七八九]成[一二三四五六七八九半]?"
    r"|[一二三四五六七八九十]+分之[一二两三四五六七八九十]+"
    r"|[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+[十百千万亿]*)?(?:[余多几][十百千万亿]+)?|半(?=个?(?:月|年|小时|天|个))|首(?=位)|榜首)"
)
_OF_HUNDRED_THOUSAND = r"(?P<h>(?:十|10)万分之(?P<hv>\d+(?:\.\d+)?))"
_TOKEN = Pattern(
    f"(?=[\\d零〇一二两三四五六七八九十百千万亿半首榜])(?:{_OF_HUNDRED_THOUSAND}|{_ARABIC}|{_CHINESE})"
)
_UNIT = re.compile(rf"(?P<q>[余多几来]?)(?P<u>{units.pattern()})?(?P<q2>[余多])?(?P<half>半)?")
_CHANGE_FROM = Pattern(r"[从由]$")
_NAMES_COUNT = Pattern(
    r"(?:率|数|数量|总量|人次|人数|寿命|占比|比例|比重|床位|托位|总额|经费|面积|人口|发病|满意度|水平|得分|指数|张数|家数)(?:连续[一二三四五六七八九十\d]+年)?[：:(]?(?:达到?|为|是|至|约|近|超|超过|有|已|仅|：|=|保持|降至|提高到)*$"
)
_UNIT_OF_NAME = Pattern(r"[^\W\d_]\(([^()\d]{1,6}|1?/10万)\)(?:为|：)?\Z")
_SIGN = re.compile(r"(?:[^\dA-Za-z—~-]|^)[-−]$|负$")
_IN_URL = Pattern(r"(?:https?://|www\.)[\w./?=&%#+~:-]*$")
_TENTHS = Pattern(r"成(?![立功为都果人员长效熟型本分])")
_MONEY_BEFORE = Pattern(
    r"(?:投资|资金|经费|收入|支出|投入|总额|产值|费用)(?:总额)?(?:约|超|达到?|为|近|共|累计|：)*$"
)
_WITH_MORE = Pattern("[余多几]")
_SCALED = Pattern("[万亿]")
# A noun that begins with a word for a unit (`41万户籍人口`).
_NO_UNIT = frozenset(("家庭", "家属", "家长", "户籍"))


def find(reading: Reading) -> list[Found]:
    """Find the numbers of a reading, in order.

    Args:
        reading: a text as `reading.read` gives it.

    Returns:
        One `Found` a number.  Every run of Arabic digits lies in one.
    """
    found: list[Found] = []
    text = reading.text
    at = 0
    while match := _TOKEN.search(text, at):
        if match["c"] is None:
            found.extend(_in_digits(text, match))
        else:
            spoken = chinese(text, match) if not found or match.start() >= found[-1].after else None
            if spoken:
                found.append(spoken)
        at = max(match.end(), found[-1].end if found else 0)
    return found


def _in_digits(text: str, match: re.Match[str]) -> list[Found]:
    if match["h"] is not None:
        start, end, value = *match.span(), Decimal(match["hv"])
        qualified = qualify(text, start, end, "exact")
        return [Found(start, end, "quantity", value, None, "1/10万", "", *qualified)]
    if match["plus"] is not None:
        return [plain_found(match.start(), match.start() + len(match["plus"].rstrip("+XxNn")), "label")]
    if match["date"] is not None:
        return [plain_found(match.start(), match.end(), "date")]
    return _arabic(text, match)


@lru_cache(maxsize=65536)
def _value(words: str) -> Decimal:
    return parse(words.replace(" ", ""))[0]


def _arabic(text: str, match: re.Match[str]) -> list[Found]:
    start, end = match.span()
    if match["b"] is not None and _CHANGE_FROM.search(text[max(0, start - 1) : start]):
        # `从8到32个` is a change: two numbers, not a range.
        return [_single(text, start, match.end("ta"), match, None), *_rest(text, match)]
    years = match["b"] is not None and kinds.YEAR.fullmatch(match["a"]) and kinds.YEAR.fullmatch(match["b"])
    if years and text[end : end + 1] == "年":
        return [plain_found(start, end, "date")]
    return [_single(text, start, end, match, match["b"])]


def _rest(text: str, match: re.Match[str]) -> list[Found]:
    again = _TOKEN.match(text, match.start("b"))
    return _in_digits(text, again) if again else []


def _single(text: str, start: int, end: int, match: re.Match[str], upper: str | None) -> Found:
    if end - start > LONGEST:
        return plain_found(start, end, "label")
    per = match["per"] if end == match.end() else None
    low = match["a"] + match["ta"]
    if per and per.startswith("/") and match["a"] == "1" and text[start - 1 : start] in ("(", "|", "\t", "["):
        return plain_found(start, end, "other", Decimal(1))
    if match["ta"] and text[start - 2 : start] in ("(/", "[/", "|/"):
        # 孕产妇死亡率(/10万)
        return plain_found(start, end, "other", _value(low))
    bare = not match["ta"] and upper is None and per is None
    if "/" in text[max(0, start - 60) : start] and _IN_URL.search(text[max(0, start - 60) : start]):
        return plain_found(start, end, "label", _value(low))
    if bare and kinds.furniture(text, start, end):
        return plain_found(start, end, "other", _value(low))
    if match["ta"] and text[start - 1 : start] == "每" and text[end : end + 1] in "人名":
        return plain_found(start, end, "other", _value(low))
    if bare and kinds.date_kind(text, start, end, match["a"]):
        return plain_found(start, end, "date", Decimal(match["a"]) if match["a"].isdigit() else None)
    if upper is not None and per is None and text[end : end + 1] == "月" and _value(low) < _value(upper) < 13:
        return _found(start, end, "date", _value(low), _value(upper))
    rank = kinds.rank_kind(text, start, end) if bare else None
    if bare and text[start - 1 : start] == "前" and text[end : end + 1] in ("名", "位", "强"):
        rank = True
    if rank is not None:
        return plain_found(start, end, "rank" if rank else "label", _value(low))
    if bare and kinds.list_number(text, start, end):
        return plain_found(start, end, "other", _value(low))
    unit, spelling, qualifier, after = _unit(text, end, per)
    if (match["ta"] or match["tb"]) and _WITH_MORE.search(match["ta"] + (match["tb"] or "")):
        qualifier = "at_least"
    if bare and kinds.label_kind(text, start, end, unit, after):
        return plain_found(start, end, "label", _value(low))
    return _quantity(text, start, end, low, upper and upper + match["tb"], unit, spelling, qualifier, after)


def _found(start: int, end: int, kind: str, value: Decimal, upper: Decimal) -> Found:
    return Found(start, end, kind, value, upper, None, "", "exact", start, end)


def _quantity(
    text: str,
    start: int,
    end: int,
    low: str,
    high: str | None,
    unit: str | None,
    spelling: str,
    qualifier: str,
    after: int,
) -> Found:
    value = _value(low)
    upper = _value(high) if high else None
    if upper is not None and high and not re.search("[十百千万亿]", low):
        scale = re.search(r"[十百千万亿]+$", high)
        if scale:
            value = _value(low + scale.group())
    if upper is not None and upper < value:
        upper = None
    if kinds.bound_kind(text, start, after, unit, high is not None):
        return Found(start, end, "bound", value, upper, unit, spelling, "exact", start, after)
    kind = "quantity"
    named = _UNIT_OF_NAME.search(text, max(0, start - 16), start) if unit is None else None
    if named:
        unit, factor = units.bracketed(named[1])
        value *= factor
        upper = upper * factor if upper is not None else None
    if unit is None:
        kind = "quantity" if _is_count(text, start, end, low) else _without_unit(text, start, end, low)
    qualifier, begin, after = qualify(text, start, after, qualifier)
    if _SIGN.search(text[max(0, start - 2) : start]) and (
        unit in ("%", "个百分点", "‰") or kind == "quantity"
    ):
        start, begin, value = start - 1, min(begin, start - 1), -value
    if "半" in spelling and unit in ("小时", "月", "年"):
        value += Decimal("0.5")
    if unit is None and _TENTHS.match(text, end):
        unit, spelling, value, after = "%", "成", value * 10, end + 1
        upper = upper * 10 if upper is not None else None
        kind = "quantity"
    if unit is None and _MONEY_BEFORE.search(text[max(0, start - 10) : start]) and not low[-1:].isdigit():
        unit = "元"
    bare = low.replace(".", "").isdigit()
    return Found(start, end, kind, value, upper, unit, spelling, qualifier, begin, after, bare)


def _is_count(text: str, start: int, end: int, low: str) -> bool:
    """Whether a number without unit is one because the word before names a count, or it stands in a row."""
    before = text[max(0, start - 14) : start]
    if _NAMES_COUNT.search(before):
        return True
    if low == "0" and before.endswith(("为", "是", "到", "至")) and text[end : end + 1] in "，。；、)\n":
        return True
    if low == "0" and before[-1:] in '“"' and kinds.zero_rate(text, start):
        return True
    row = before[-1:] in ("\t", "|") and text[end : end + 1] in "\t\n|"
    return (
        row
        or "." in low
        or bool(_SCALED.search(low))
        or (before[-1:] == " " and text[end : end + 1] in " \n")
    )


def _without_unit(text: str, start: int, end: int, low: str) -> str:
    """The kind of a number that has neither unit nor a word that names a count."""
    if kinds.YEAR.fullmatch(low) and text[start - 1 : start] != "(":
        return "date"
    if text[end : end + 1] in "\n" and text[start - 1 : start] in "\n\t":
        return "other"
    return "quantity" if text[start - 1 : start] in ("\t", "|") and start else "label"


def _unit(text: str, end: int, per: str | None) -> tuple[str | None, str, str, int]:
    """The unit after a number: canonical form, spelling, qualifier within, and where it ends."""
    if per:
        if per.startswith("/"):
            return "1/10万", per, "exact", end
        return ("%" if per == "%" else "‰"), per, "exact", end
    match = _UNIT.match(text, end)
    if match is None or match["u"] is None:
        vague = match["q"] if match else ""
        return None, "", "at_least" if vague in ("余", "多") and vague else "exact", end + len(vague)
    unit = units.table()[match["u"]].canonical
    spelling = match["u"] + (match["half"] or "")
    if match["half"] and unit not in ("小时", "月", "年"):
        spelling = match["u"]
    after = match.end("u") + len(match["q2"] or "")
    if text[end : end + 2] in _NO_UNIT:
        return None, "", "exact", end
    return unit, spelling, "at_least" if match["q"] or match["q2"] else "exact", after
