"""The rules for what kind of number a numeral is, each by the characters beside it."""

from __future__ import annotations

import re

import pytest

from extract.numbers import kinds


def around(marked: str) -> tuple[str, int, int]:
    """A text without its 【】, and the interval they marked."""
    found = re.search("【(.+)】", marked)
    assert found
    return marked.replace("【", "").replace("】", ""), found.start(), found.start() + len(found[1])


@pytest.mark.parametrize(
    "marked",
    [
        "【2023】年",
        "截至【2023】",
        "【12】月",
        "8月【31】日",
        "【20】世纪",
        "【90】年代",
        "早上【8】点开",
        "“【2023】”",
        "(【2023】)",
    ],
)
def test_dates(marked: str) -> None:
    text, start, end = around(marked)
    assert kinds.date_kind(text, start, end, text[start:end])


@pytest.mark.parametrize(
    "marked",
    [
        "【2023】个",
        "【2044】张",
        "【13】月",
        "【3】个月",
        "平均住院日【8】日均",
        "【2000】年以上",
        "【32】日",
        "【6】月龄",
    ],
)
def test_no_dates(marked: str) -> None:
    text, start, end = around(marked)
    assert not kinds.date_kind(text, start, end, text[start:end])


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("全省第【9】", True),
        ("位居第【1】", True),
        ("全市第【三】位", True),
        ("第【三】人民医院", False),
        ("第【3】届", False),
        ("第【一】时间", False),
        ("有【3】位", None),
        ("【3】名", None),
    ],
)
def test_ranks_and_ordinals(marked: str, kind: bool | None) -> None:
    assert kinds.rank_kind(*around(marked)) is kind


@pytest.mark.parametrize(
    ("marked", "unit", "is_range", "bound"),
    [
        ("【3】岁以下婴幼儿", "岁", False, True),
        ("【0-3】岁婴幼儿", "岁", True, True),
        ("【65】岁及以上老年人", "岁", False, True),
        ("寿命达【83.2】岁", "岁", False, False),
        ("预期寿命为【83.2】岁，", "岁", False, False),
        ("【10】人以上的聚集性疫情", "人", False, True),
        ("床位【300】张以上", "张", False, False),
    ],
)
def test_bounds(marked: str, unit: str, is_range: bool, bound: bool) -> None:
    text, start, end = around(marked)
    assert kinds.bound_kind(text, start, end + len(unit), unit, is_range) is bound


@pytest.mark.parametrize("marked", ["G【20】", "【5】G", "“【131】”", "【120】急救", "【95】后", "【6】+1"])
def test_labels(marked: str) -> None:
    text, start, end = around(marked)
    assert kinds.label_kind(text, start, end, None, end)


@pytest.mark.parametrize(
    ("marked", "unit"), [("托位【120】个", "个"), ("医院【95】家", "家"), ("达【24】小时", "小时")]
)
def test_no_labels(marked: str, unit: str) -> None:
    text, start, end = around(marked)
    assert not kinds.label_kind(text, start, end, unit, end + len(unit))


def test_a_rate_of_nought_in_quotes_is_a_value() -> None:
    text, start, end = around("孕产妇死亡率连续五年保持为“【0】”。")
    assert not kinds.label_kind(text, start, end, None, end)
    text, start, end = around("办事“【0】”跑腿")
    assert kinds.label_kind(text, start, end, None, end)


@pytest.mark.parametrize("marked", ["【1】.床位", "\n【2】、人才", "。【3】.服务", "【4】)服务"])
def test_list_numbers(marked: str) -> None:
    assert kinds.list_number(*around(marked))


@pytest.mark.parametrize("marked", ["【1】.5个", "共【2】、3个", "【123】.床位"])
def test_no_list_numbers(marked: str) -> None:
    assert not kinds.list_number(*around(marked))


def test_a_group_does_not_begin_on_the_next_line() -> None:
    text, start, end = around("人均预期寿命：【82】岁\n居民健康素养水平：38%")
    assert not kinds.bound_kind(text, start, end + 1, "岁", False)
    text, start, end = around("【65】岁居民")
    assert kinds.bound_kind(text, start, end + 1, "岁", False)


def test_what_is_added_is_no_bound() -> None:
    text, start, end = around("新增【760】张以上的医疗机构床位")
    assert not kinds.bound_kind(text, start, end + 1, "张", False)


def test_as_many_as_a_year_are_counted_where_a_unit_follows() -> None:
    text, start, end = around("献血人数达到【2000】人以上")
    assert not kinds.date_kind(text, start, end, "2000")
    text, start, end = around("到【2020】，基本建成")
    assert kinds.date_kind(text, start, end, "2020")
