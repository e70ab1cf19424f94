"""Words as patterns see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex

from extract.context.phrases import ENDS, FILLER, per, plain, strip


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("全区托位总数达到", "全区托位总数"),
        ("健康素养水平由2020年的31%提高到", "健康素养水平由2020年的31%"),
        ("签约率稳定保持在", "签约率"),
        ("全区医疗卫生机构(含村卫生室)共有", "全区医疗卫生机构"),
        ("人均预期寿命力争达到", "人均预期寿命"),
        ("即将", "即将"),
    ],
)
def test_what_only_leads_up_to_a_number_is_left_out(words: str, left: str) -> None:
    assert strip(words) == left


@given(from_regex(FILLER))
def test_what_leads_up_to_a_number_ends_as_is_looked_for_first(words: str) -> None:
    assert words[-1] in ENDS or not FILLER.search(words)


@pytest.mark.parametrize(
    ("words", "population"),
    [
        ("每千名常住人口拥有托位", "千人"),
        ("每万人口全科医生", "万人"),
        ("千人口床位数", "千人"),
        ("全区床位", None),
    ],
)
def test_the_population_a_number_is_counted_per(words: str, population: str | None) -> None:
    assert per(words) == population


def test_quotes_and_ways_of_saying_a_rate_are_one() -> None:
    assert plain("“两慢病”患者") == "两慢病患者"
    assert plain("每千名常住人口拥有托位") == "每千人拥有托位"
