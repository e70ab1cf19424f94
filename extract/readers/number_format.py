"""Show a number of a spreadsheet as its number format does, as far as reports need.

Decimals, percent, scaling commas and quoted words (``0.00"万人"``) are obeyed;
thousands separators and colours are left out; fractions and exponents are
shown as plain numbers.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from extract.patterns import Pattern

_TOKEN = Pattern(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|([#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+)|([^#0?])')


def shown(value: int | float | Decimal, number_format: str) -> str:
    """The characters a cell shows for a number."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    sections = _sections(number_format)
    section = sections[1] if number < 0 and len(sections) > 1 and sections[1] else sections[0]
    if section.lower() in ("general", "@", "") or re.search(r"[Ee][+-]|[?#0]\s*/\s*[?#0]", section):
        return _plain(number)
    prefix, digits, suffix, percent = _parts(section)
    if not digits:
        return _plain(number)
    number = number.scaleb(2) if percent else number
    number = number.scaleb(-3 * (len(digits) - len(digits.rstrip(","))))
    places = digits.rstrip(",").partition(".")[2]
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    optional = len(places) - len(places.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return prefix + text.rstrip(".") + suffix


def _sections(number_format: str) -> list[str]:
    """The parts of a format for positive and negative numbers, zero and text."""
    parts, quoted = [""], False
    for character in number_format:
        quoted ^= character == '"'
        if character == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _parts(section: str) -> tuple[str, str, str, bool]:
    """What stands before the digits, the digits' pattern, what stands after, and whether it is a share."""
    before, digits, after = "", "", ""
    percent = False
    for match in _TOKEN.finditer(section):
        quoted, escaped, pattern, other = match.groups()
        if pattern is not None and not digits:
            digits = pattern
            continue
        literal = quoted or escaped or (other if other and other not in "()-+ ;" else "") or ""
        percent = percent or other == "%"
        if digits:
            after += literal
        else:
            before += literal
    return before, digits, after, percent


def _plain(number: Decimal) -> str:
    """A number without format: at most fifteen digits, no exponent, no zeros at the end."""
    text = f"{Decimal(f'{number:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
