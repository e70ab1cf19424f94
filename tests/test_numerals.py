"""The value of numerals: what cn2an reads, and what is wrapped around it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.numbers.numerals import NumeralError, parse


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", "0"),
        ("12", "12"),
        ("1,234,567", "1234567"),
        ("6.68万", "66800"),
        ("17.8亿", "1780000000"),
        ("12.5万", "125000"),
        ("1.2万亿", "1200000000000"),
        ("40余亿", "4000000000"),
        ("5百万", "5000000"),
        ("9.9999999万", "99999.999"),
        ("0.1", "0.1"),
        ("-2.4", "-2.4"),
        ("零", "0"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零一", "101"),
        ("两百五十", "250"),
        ("一万二", "12000"),
        ("两万", "20000"),
        ("十二万五千", "125000"),
        ("一亿三千万", "130000000"),
        ("百", "100"),
        ("千", "1000"),
        ("万", "10000"),
        ("百万", "1000000"),
        ("二〇二三", "2023"),
        ("三点五", "3.5"),
        ("零点五", "0.5"),
        ("三点五亿", "350000000"),
        ("半", "0.5"),
        ("壹仟贰佰", "1200"),
        ("负三", "-3"),
        ("百分之九十五", "95"),
        ("百分之三点五", "3.5"),
        ("千分之二", "2"),
        ("九成", "90"),
        ("九成五", "95"),
        ("九成半", "95"),
        ("二十余", "20"),
        ("一千多万", "10000000"),
        ("千余", "1000"),
    ],
)
def test_values(words: str, value: str) -> None:
    assert parse(words) == (Decimal(value), None)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("两三", 2, 3),
        ("一两", 1, 2),
        ("三五", 3, 5),
        ("两三百", 200, 300),
        ("三四千", 3000, 4000),
        ("五六万", 50000, 60000),
    ],
)
def test_two_digits_side_by_side_are_a_range(words: str, low: int, high: int) -> None:
    assert parse(words) == (Decimal(low), Decimal(high))


def test_a_fraction_is_a_fraction() -> None:
    assert parse("四分之三") == (Decimal("0.75"), None)


@pytest.mark.parametrize("words", ["", " ", "医院", "3x", "百百", "12个"])
def test_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(NumeralError):
        parse(words)


@pytest.mark.parametrize(
    "number",
    [1, 9, 10, 11, 19, 20, 99, 100, 101, 110, 111, 999, 1000, 1001, 1010, 9999, 10000, 10001, 123456],
)
def test_every_numeral_that_cn2an_writes_is_read_back(number: int) -> None:
    from cn2an import an2cn

    assert parse(an2cn(number)) == (Decimal(number), None)


def test_decimals_stay_exact() -> None:
    assert str(parse("81.43")[0]) == "81.43"
    assert parse("2.675万")[0] == Decimal("26750")
