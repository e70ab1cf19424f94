"""Records of indicators: what is refused, and what their patterns match."""

from __future__ import annotations

import re

import pytest

from extract.model import RecordError
from extract.records.catalogue import build, load, marked
from extract.records.wording import Patterns, expand

ROW: dict[str, object] = {
    "zh": "托位数",
    "en": "Places",
    "domain": "childcare",
    "measure": "stock",
    "unit": "个",
    "definition": "All places",
    "terms": ["托位"],
    "says": ["托位#"],
}


def patterns(*says: str, never: tuple[str, ...] = ()) -> Patterns:
    return Patterns(says, never, {"婴幼儿": "(?:婴幼儿|儿童)"})


def test_a_record_is_made() -> None:
    record = build("places", ROW, {}, "childcare.toml")
    assert (record.id, record.unit, record.says, record.direction) == ("places", "个", ("托位#",), "none")
    assert record.patterns.match("全区托位#。")[:2] == (3.0, "托位#")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "childcare.toml: places: unknown field colour; the fields are"),
        ({"zh": ""}, "“zh” is missing; give it as a text"),
        ({"measure": "height"}, "measure “height” is none of stock, flow"),
        ({"direction": "up"}, "direction “up” is none of higher, lower, none"),
        ({"says": ["托位"]}, "“托位” has no # for the number; put it where the number stands"),
    ],
)
def test_a_record_that_is_not_well_formed(change: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=re.escape(message)):
        build("places", ROW | change, {}, "childcare.toml")


def test_gaps_and_classes() -> None:
    assert patterns("<婴幼儿>…托位#").match("3岁以下婴幼儿照护服务托位#")[0]
    assert not patterns("<婴幼儿>…托位#").match("婴幼儿很多，托位#")[0]
    assert patterns("<婴幼儿>……托位#").match("婴幼儿很多，托位#")[0]
    assert not patterns("<婴幼儿>……托位#").match("婴幼儿很多。托位#")[0]


def test_a_class_that_is_none() -> None:
    with pytest.raises(RecordError, match=r"<老人> in “<老人>#” is no class of words\.toml"):
        expand("<老人>#", {})


def test_the_longer_wording_wins_and_gaps_do_not_count() -> None:
    chosen = patterns("托位#", "每千人…托位#").match("每千人拥有托位#")[:2]
    assert chosen == (6.0, "每千人…托位#")


def test_what_forbids() -> None:
    both = patterns("托位#", never=("养老…托位", "新增…#"))
    assert both.forbidden("今年新增托位#") == "新增托位#"
    assert both.forbidden("全区托位#") == ""


@pytest.mark.parametrize(
    ("unit", "accepted"), [("个", True), ("家", True), (None, True), ("张", False), ("%", False)]
)
def test_units_that_can_state_it(unit: str | None, accepted: bool) -> None:
    assert build("places", ROW, {}, "x").accepts(unit) is accepted


def test_marked() -> None:
    assert marked("共有【4830】个") == ("共有4830个", 2, 6)
    with pytest.raises(RecordError, match="marks no number"):
        marked("共有4830个")


def test_every_record_has_terms_that_its_examples_hold() -> None:
    for record in load().values():
        assert record.terms, f"{record.id} has no terms: it would never be looked at"
