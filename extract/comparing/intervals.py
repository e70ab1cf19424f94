"""What a figure leaves open: bounds, ranges, and the rounding its own digits show."""

from __future__ import annotations

from decimal import Decimal

from extract.patterns import Pattern

_DIGITS = Pattern(r"\d[\d,，]*(?:[.．](\d+))?[\s余多]*([千万亿]*)")
_FACTORS = {"千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_ABOUT = Decimal("0.1")
Interval = tuple[Decimal, Decimal]


def interval(value: Decimal, value_max: Decimal | None, qualifier: str, exact: str = "") -> Interval:
    """The values a figure as stated is compatible with, ends included.

    Args:
        value: its value, or the lower end of its range.
        value_max: the upper end of its range.
        qualifier: ``at_least`` and ``at_most`` leave one side open, ``approx`` a tenth on both.
        exact: its own characters; ``6.68万`` may be anything that rounds to it.
    """
    slack = rounding(exact)
    low, high = value - slack, (value_max if value_max is not None else value) + slack
    if qualifier == "at_least":
        return (low, Decimal("Infinity"))
    if qualifier == "at_most":
        return (Decimal("-Infinity"), high)
    if qualifier == "approx":
        return (low - abs(low) * _ABOUT, high + abs(high) * _ABOUT)
    return (low, high)


def rounding(exact: str) -> Decimal:
    """Half of the last place of a number as written; 0 for one written out in full."""
    found = _DIGITS.search(exact)
    if not found or not (found[1] or found[2]):
        return Decimal(0)
    factor = Decimal(1)
    for word in found[2]:
        factor *= _FACTORS[word]
    return factor.scaleb(-len(found[1] or "")) / 2


def overlap(a: Interval, b: Interval) -> bool:
    """Whether two intervals have a value in common."""
    return a[0] <= b[1] and b[0] <= a[1]
