"""A number beside another of the same thing: a year before, its goal, the goal it is a share of."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document, Mention


def quantities(text: str) -> list[Mention]:
    read = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [mention for mention in read if mention.kind == "quantity"]


@pytest.mark.parametrize(
    ("text", "aspect", "status"),
    [
        ("完成“两癌”筛查1200人（上年1100人）。", "before", "actual"),
        ("完成“两癌”筛查1200人，去年同期为1100人。", "before", "actual"),
        ("完成“两癌”筛查1200人（全年任务1100人）。", "level", "target"),
        ("完成“两癌”筛查1.23万人，完成任务数1.2万人的102.5%。", "level", "target"),
    ],
)
def test_the_second_number_is_of_the_same(text: str, aspect: str, status: str) -> None:
    second = quantities(text)[1]
    assert (second.indicator, second.aspect, second.status) == ("womens_cancer_screenings", aspect, status)


def test_a_share_beside_a_count_is_not() -> None:
    assert quantities("完成“两癌”筛查1200人（上年占85%）。")[1].indicator is None


@pytest.mark.parametrize(
    ("text", "aspect", "indicator"),
    [
        ("人均期望寿命提升了1.56岁（2019年80.47岁）。", "level", "life_expectancy"),
        ("全区床位增加300张（2019年4200张）。", "level", "hospital_beds"),
        ("全区床位增加300张（2019年200张）。", "change", None),
    ],
)
def test_the_level_that_a_change_starts_from(text: str, aspect: str, indicator: str | None) -> None:
    second = quantities(text)[1]
    assert (second.aspect, second.indicator, (second.period or "")[:4]) == (aspect, indicator, "2019")


def test_the_years_that_a_value_lies_above_and_below() -> None:
    text = "孕产妇死亡率为8.9/10万，高于2015年度的6.2/10万，低于2014年度的11.2/10万。"
    assert [(m.indicator, m.period) for m in quantities(text)[1:]] == [
        ("maternal_mortality", "2015"),
        ("maternal_mortality", "2014"),
    ]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("杭州市家庭医生签约率40.2%，我区为45.6%。", [None, "family_doctor_signing_rate"]),
        ("全省人均预期寿命80.2岁，临平区82.1岁。", [None, "life_expectancy"]),
        ("我区人均预期寿命82.1岁，余杭区81.6岁。", ["life_expectancy", None]),
        ("临平区急救半径4公里，农村地区10公里。", ["emergency_radius_km", None]),
    ],
)
def test_the_same_of_another_place(text: str, indicators: list[str | None]) -> None:
    assert [mention.indicator for mention in quantities(text)] == indicators


def test_a_count_behind_its_share() -> None:
    text = "全区60岁及以上老年人口占户籍人口的27.3%，共8.6万人。"
    mentions = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.indicator for m in mentions if m.unit == "人"] == ["older_population"]
