"""Chinese numerals that state a quantity, a rank or a date; the rest are words."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.patterns import Pattern

from . import kinds, units
from .found import LONGEST, Found, plain_found, qualify
from .numerals import NumeralError, parse

_CN_UNIT = re.compile(
    r"(?P<q>[余多几来]?)(?P<u>个百分点|个半月|个多?月|个半?小时|年半|个工作日|小时|分钟|人次|场次|大类|方面|平方米|公里|"
    r"[家个名位项张台辆场条种类大支对所户例人天年岁倍元次米层处座间份件路期批届周步篇本部艘架套枚起宗站轮组成])"
)
_CN_NOT_AFTER = Pattern(
    r"年(?:行动|计划|规划|目标|期|制|级|攻坚|倍增|来的|一|龄|度|前|后|后的|之)|次(?:性|会|全会|分配)|人(?:民|一|大|均)|家(?:人|庭|长)|个(?:人|别|性|体|确立|维护|意识|自信)|"
    r"级|大(?:家|力|量|夫|会|报告)|位(?:一体|数)|天(?:来|内|候)|场(?:所|馆|地|景)|条(?:件|例)|名(?:医(?![疗务护师生])|师|称)|所(?:有|以)|类(?:似|疫苗)|种(?:类)?疫苗|对(?:一|于|外)|项(?:目)|成(?:立|功|为|都|果|人|员|长|效|熟|型|本)|次数|元(?:素|化)|路(?:径|线)|组(?:织|成|团)|部(?:门|分)|份(?:额)|期(?:工程|项目|建设|间)|年(?:会)"
)
_AGO = Pattern("年前(?![后沿列景期提置夕])")
_PHASES = frozenset("一二三四")
_HELD = Pattern("(?:分|举办|开展|培训班?|讲座|活动)$")
_YEAR_WORDS = re.compile(r"[一二][零〇九][零〇一二三四五六七八九]{2}")
_VAGUE_BEFORE = Pattern(r"(?:上|近|超|超过|逾|数|几|约|达|突破|过)$")
_IN_ORDER = frozenset("居列排名省市国区县")
_ORDER = Pattern(r"(?:[国省市区县州内居列排名位次]|[)）”])第$")
_ORDINAL = Pattern(r"(?:年|届|会议|工作)第$")
_REACHED = Pattern("[得到评核]第$")
_FIRST_FEW = re.compile("[国省市区县州列居入进]前$")
_ENDS = frozenset("，。；、)”\n") | {""}
_AT_LEAST = Pattern("(?:[数几]|(?<![经通])过|(?<![地以])上)$")
_FIXED = Pattern(r"(?:[每第几头某同另这那哪任其老统唯])$")


def chinese(text: str, match: re.Match[str]) -> Found | None:
    """The number that a run of Chinese numerals states, or None where it is part of a word."""
    words, start, end = match["c"], match.start(), match.end()
    if end - start > LONGEST:
        return plain_found(start, end, "label")
    if words in ("首", "榜首"):
        before = text[max(0, start - 1) : start]
        ranked = (
            words == "榜首" or before in _IN_ORDER or (before in ("在", ")") and text.startswith("位", end))
        )
        return plain_found(start, end, "rank", Decimal(1)) if ranked else None
    if words == "零":
        if not kinds.zero_rate(text, start) or text[end : end + 2].lstrip("”")[:1] not in _ENDS:
            return None
        return Found(start, end, "quantity", Decimal(0), None, None, "", "exact", start, end)
    rank = kinds.rank_kind(text, start, end)
    if rank is not None:
        return _rank(words, start, end) if rank and _ranks(text, start, end) else None
    if _FIRST_FEW.search(text[max(0, start - 2) : start]) and text[end : end + 1] in _ENDS:
        return _rank(words, start, end)
    if "分之" in words or "成" in words:
        try:
            value = parse(words)[0]
        except NumeralError:
            return None
        unit = {"百分": "%", "千分": "‰", "万分": "1/万"}.get(words[:2])
        if unit is None and "分之" in words:
            value *= 100
        qualifier, begin, after = qualify(text, start, end, "exact")
        return Found(start, end, "quantity", value, None, unit or "%", "", qualifier, begin, after)
    if _YEAR_WORDS.fullmatch(words) and text[end : end + 1] == "年":
        return plain_found(start, end, "date", parse(words)[0])
    if text[end : end + 2] == "季度" and len(words) == 1:
        return plain_found(start, end, "date", parse(words)[0])
    return _chinese_count(text, start, end, words)


def _rank(words: str, start: int, end: int) -> Found | None:
    try:
        return plain_found(start, end, "rank", parse(words)[0])
    except NumeralError:
        return None


def _ranks(text: str, start: int, end: int) -> bool:
    """第 with a Chinese numeral ranks only where an order, an area or a result stands before it."""
    before = text[max(0, start - 3) : start]
    if _REACHED.search(before) and (text[end : end + 1] in _ENDS or text[end : end + 1] == "的"):
        return True
    if text[end : end + 1] in ("位", "名") and text[end + 1 : end + 2] in _ENDS:
        return True
    return bool(_ORDER.search(before)) and not _ORDINAL.search(before)


def _no_count(text: str, start: int, unit: re.Match[str]) -> bool:
    """Whether what looks like a count is part of a word: a plan's years, a building's phase (`医院二期`)."""
    at = unit.start("u")
    if unit["u"] == "期" and text[start:at] in _PHASES:
        return not _HELD.search(text[max(0, start - 4) : start])
    if not _CN_NOT_AFTER.match(text, at):
        return False
    return text[start:at] == "一" or not _AGO.match(text, at)


def _chinese_count(text: str, start: int, end: int, words: str) -> Found | None:
    unit_match = _CN_UNIT.match(text, end)
    if unit_match is None or _no_count(text, start, unit_match):
        return None
    before = text[max(0, start - 2) : start]
    try:
        value, upper = parse(words)
    except NumeralError:
        return None
    vague = unit_match["q"] in ("余", "多", "几") and unit_match["q"] != ""
    if before.endswith("前") and unit_match["u"] in ("名", "位"):
        return plain_found(start, end, "rank", value)
    unit = {"大": "个", "成": "%"}.get(unit_match["u"])
    if unit is None:
        spelled = unit_match["u"].replace("个多月", "个月").replace("半", "")
        unit = units.table()[spelled].canonical if spelled in units.table() else spelled
    if "半" in unit_match["u"]:
        value += Decimal("0.5")
    if not words.strip("十百千万亿") and words != "十" and not (vague or _VAGUE_BEFORE.search(before)):
        return None
    vague_tens = before[-1:] == "几" and not words.strip("十百千万亿")
    if unit_match["u"] in ("大", "届") and value > 10:
        # 十九大、十九届三中全会
        return None
    these_years = before.endswith("这") and unit == "年" and value > 1
    if _FIXED.search(before) and before[-1:] != "近" and not vague_tens and not these_years:
        return None
    if words == "一" and not (unit in ("小时", "%") and not vague):
        return None
    if words == "半" and unit in ("年",) and before[-1:] in ("上", "下"):
        return None
    qualifier = "at_least" if vague or _AT_LEAST.search(before) or re.search("[余多几]", words) else "exact"
    if kinds.bound_kind(text, start, unit_match.end("u"), unit, False):
        return Found(
            start, end, "bound", value, upper, unit, unit_match["u"], "exact", start, unit_match.end("u")
        )
    qualifier, begin, after = qualify(text, start, unit_match.end("u"), qualifier)
    return Found(start, end, "quantity", value, upper, unit, unit_match["u"], qualifier, begin, after)
