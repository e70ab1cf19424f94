"""The value of a numeral's words, as a Decimal.

Chinese numerals go to cn2an in its "normal" mode, which knows `两万` and
`一万二`.  What cn2an does not do is wrapped around it here: decimals before
万 and 亿, a bare 百/千/万, 两三 as a range, 百分之, 分之, 成, 半, and 余/多/几
inside a numeral.  Nothing here looks at the words around a numeral.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extract.patterns import Pattern

MULTIPLIERS = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
    "兆": Decimal(1_000_000_000_000),
}
_ONES = "零一二三四五六七八九"
_BELOW_HUNDRED = {
    ((ten if tens > 1 else "") + "十" if tens else "") + (one if ones or not tens else ""): tens * 10 + ones
    for tens, ten in enumerate(_ONES)
    for ones, one in enumerate(_ONES)
}
DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
"""Chinese digits, the financial ones among them."""

_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇两点", "一二三四五六七八九十百千零二点")
_ARABIC = Pattern(r"\+?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_STEP = Pattern(r"\+?\d[\d,]*(?:\.\d+)?|[十百千万亿兆零余多几来 ]")
_PAIR = Pattern(r"([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)")
_DIGIT_BY_DIGIT = Pattern(r"[零〇一二三四五六七八九]{2,}")
_VAGUE = str.maketrans("", "", "余多几来数近约上")


class NumeralError(ValueError):
    """The words are not a numeral."""


@lru_cache(maxsize=65536)
def parse(words: str) -> tuple[Decimal, Decimal | None]:
    """Read a numeral.

    Args:
        words: the numeral with its multiplier, without unit: `6.68万`,
            `两千四百`, `千`, `三五百`, `百分之九十五`, `半`, `1,234`.

    Returns:
        Its value in base units and, for a range such as `两三`, its upper
        end; `百分之九十五` is 95, as `95%` is.

    Raises:
        NumeralError: the words are not a numeral.
    """
    words = words.strip()
    if not words:
        raise NumeralError("an empty numeral")
    if words[0] in "-负":
        return -parse(words[1:])[0], None
    if words[:3] in ("百分之", "千分之", "万分之"):
        return parse(words[3:])
    if "又" in words:
        whole, _, part = words.partition("又")
        return parse(whole)[0] + parse(part)[0], None
    if "分之" in words or "/" in words:
        return _fraction(words), None
    if words == "半":
        return Decimal("0.5"), None
    if "成" in words:
        return _tenths(words), None
    if _ARABIC.match(words):
        return _arabic(words), None
    return _chinese(words)


def _fraction(words: str) -> Decimal:
    below, spoken, above = words.partition("分之")
    if not spoken:
        above, _, below = words.partition("/")
    divisor = parse(below)[0]
    if not divisor:
        raise NumeralError(f"“{words}” has nothing to divide by")
    return parse(above)[0] / divisor


def _arabic(words: str) -> Decimal:
    """Arabic digits with multipliers; by steps where they come again (`25万6千`, `3万4000`)."""
    match = _ARABIC.match(words)
    rest = words[match.end() :] if match else words
    if match and not re.search(r"\d", rest):
        return _scaled(Decimal(match.group().replace(",", "")), rest)
    total = section = number = last = Decimal(0)
    for token in _STEP.findall(words):
        scale = MULTIPLIERS.get(token)
        if scale is None:
            number = Decimal(token.replace(",", "")) if token[-1].isdigit() else number
        elif scale < 10_000:
            section, number = section + number * scale, Decimal(0)
        else:
            step = section + number
            climbs = total and (scale > last or not step)  # 1.2万亿, 10万万; but 5亿1万
            total = (total + step) * scale if climbs else total + step * scale
            section, number, last = Decimal(0), Decimal(0), scale
    if _STEP.sub("", words):
        raise NumeralError(f"“{words}” is not a numeral")
    return total + section + number


def _tenths(words: str) -> Decimal:
    """`九成五` is 95 per cent."""
    whole, _, rest = words.partition("成")
    value = parse(whole)[0] * 10
    if rest == "半":
        return value + 5
    return value + parse(rest)[0] if rest else value


def _scaled(value: Decimal, multipliers: str) -> Decimal:
    """Multiply by each of `余万`, `百万`, `万亿` in turn."""
    for char in multipliers:
        if char in MULTIPLIERS:
            value *= MULTIPLIERS[char]
        elif char not in "余多几来 ":
            raise NumeralError(f"“{multipliers}” is no multiplier")
    return value


def _chinese(words: str) -> tuple[Decimal, Decimal | None]:
    if len(words) == 1 and words in DIGITS:
        return _digit(words), None
    core = words.translate(_VAGUE)
    if core in MULTIPLIERS:
        return MULTIPLIERS[core], None
    core = core.translate(_FINANCIAL).replace("万万", "亿")
    if "兆" in core[1:]:
        above, _, below = core.partition("兆")
        return parse(above)[0] * MULTIPLIERS["兆"] + (parse(below)[0] if below else 0), None
    pair = _PAIR.fullmatch(words.translate(_FINANCIAL)) or _PAIR.fullmatch(core)
    if pair and (pair[3] or int(_digit(pair[2])) - int(_digit(pair[1])) in (1, 2)):
        scale = _scaled(Decimal(1), pair[3])
        return _digit(pair[1]) * scale, _digit(pair[2]) * scale
    if core[:1] in MULTIPLIERS and core[:1] != "十":
        core = "一" + core
    if not core:
        raise NumeralError(f"“{words}” is not a numeral")
    return _core(core, words), None


def _digit(char: str) -> Decimal:
    return Decimal(_ONES.index(char.translate(_FINANCIAL).replace("两", "二")))


@lru_cache(maxsize=65536)
def _core(core: str, words: str) -> Decimal:
    if _DIGIT_BY_DIGIT.fullmatch(core):
        return Decimal("".join(str(_digit(char)) for char in core))
    # cn2an takes a third of a second to import: what most reports write is read without it.
    if core in _BELOW_HUNDRED:
        return Decimal(_BELOW_HUNDRED[core])
    if len(core) == 2 and core[0] in _ONES + "两" and core[1] in MULTIPLIERS:
        return _digit(core[0]) * MULTIPLIERS[core[1]]
    from cn2an import cn2an

    whole, point, fraction = core.partition("点")
    try:
        value = Decimal(int(cn2an(whole, "normal"))) if whole not in ("", "零") else Decimal(0)
    except (ValueError, KeyError) as error:  # cn2an raises either for what it does not know
        raise NumeralError(f"“{words}” is not a numeral") from error
    if not point:
        return value
    if not fraction:
        raise NumeralError(f"“{words}” ends in a point")
    tail = fraction.rstrip("十百千万亿")
    digits = "".join(str(_digit(char)) for char in tail)
    return _scaled(value + Decimal("0." + (digits or "0")), fraction[len(tail) :])
