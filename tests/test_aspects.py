"""Level, addition, change, difference, part, and the level of before."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("床位120张。", ["level"]),
        ("新增床位120张。", ["addition"]),
        ("同比增长12%。", ["change"]),
        ("健康素养水平提高3.1个百分点。", ["change"]),
        ("较上年增加12间。", ["change"]),
        ("比全国平均高7.19岁。", ["difference"]),
        ("领先全省4.32岁。", ["difference"]),
        ("席位从8个增加到32个。", ["before", "level"]),
        ("由超过24小时缩短到半小时以内。", ["before", "level"]),
        ("托位104个，其中公办37个。", ["level", "part"]),
        ("门诊量增长到120万人次。", ["level"]),
        ("死亡率由2.3‰降为1.6‰。", ["before", "level"]),
        ("门诊量比去年同期提高9.5%。", ["change"]),
    ],
)
def test_what_a_number_is(text: str, aspects: list[str]) -> None:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.aspect for m in found if m.kind == "quantity"] == aspects


def test_a_total_and_its_addition_are_two_facts() -> None:
    text = "全区成长驿站数量达到104家，其中2023年建成37家。"
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    facts = [(m.text, m.indicator) for m in found if m.kind == "quantity"]
    assert facts == [("104", "growth_stations"), ("37", "growth_stations_new")]


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [(m.text, m.indicator, m.status) for m in found if m.kind == "quantity"]


def test_the_goal_of_which_a_share_was_reached() -> None:
    text = "完成妇女“两癌”检查2.61万人，完成任务数2.5万人的104.4%。"
    assert facts(text)[:2] == [
        ("2.61万", "womens_cancer_screenings", "actual"),
        ("2.5万", "womens_cancer_screenings", "target"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "家庭医生签约率逐年提高，2023年达到45.2%。",
        "家庭医生签约率稳步提升，达45.2%。",
    ],
)
def test_a_trend_and_then_where_it_led(text: str) -> None:
    assert facts(text)[-1] == ("45.2%", "family_doctor_signing_rate", "actual")


@pytest.mark.parametrize("when", ["2023年为", "去年为", "目前为"])
def test_a_clause_with_nothing_but_a_time_goes_on(when: str) -> None:
    assert facts(f"婴儿死亡率连续五年低于3‰，{when}1.76‰。")[-1] == ("1.76‰", "infant_mortality", "actual")


@pytest.mark.parametrize(
    "text",
    [
        "新增托位500个，实际建成530个。",
        "下达新增托位任务500个，截至6月底已建成530个。",
        "新增托位任务500个，实际新增530个。",
    ],
)
def test_what_was_built_of_an_addition_is_an_addition(text: str) -> None:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    numbers = [m for m in found if m.kind == "quantity"]
    assert [m.indicator for m in numbers] == ["childcare_places_new"] * 2
    assert numbers[1].status == "actual"


def test_a_kind_is_of_what_the_whole_counts() -> None:
    text = "全区医院32家，其中公立9家、民营23家。"
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    names = [m.indicator for m in found if m.kind == "quantity"]
    assert names == ["hospitals", "public_hospitals", "private_hospitals"]


def test_this_years_part_of_what_several_years_brought() -> None:
    text = "累计引进卫生人才326人，其中今年引进58人，博士12人。"
    assert [name for _, name, _ in facts(text)][1:] == ["talents_recruited", None]


def test_what_there_is_by_now_stands_in_the_bracket_of_an_addition() -> None:
    assert facts("新增健康细胞60个（现有742个）。")[-1][:2] == ("742", "healthy_units")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("去年一年增加890个托位。", "childcare_places_new"),
        ("托位增加890个。", None),
        ("全区托位较上年增加890个。", None),
    ],
)
def test_more_of_what_is_named_behind_the_number_is_an_addition(text: str, name: str | None) -> None:
    assert facts(text)[-1][1] == name


def test_a_total_behind_an_addition_is_a_level() -> None:
    text = "新增配置设备120台超过往年使全区公共场所AED配置总量达到960台。"
    assert facts(text)[-1][:2] == ("960", "aed_total")


def test_other_area_s_whole_has_own_area_s_part() -> None:
    text = "全省为20万名妇女免费检查“两癌”，其中，临平区承担2万名妇女“两癌”检查。"
    assert facts(text)[-1][1] == "womens_cancer_screenings"


@pytest.mark.parametrize("text", ["在54所学校各配置1台AED。", "每个乡镇至少建成1所卫生院。"])
def test_what_each_of_many_has_is_not_what_all_have(text: str) -> None:
    last = read_mentions(Document("t.txt", text), area="330113", year=2023)[-1]
    assert last.indicator is None


def test_staff_of_one_kind_of_house_named_with_its_parts() -> None:
    text = "社区卫生服务中心（站）209家，其中中心34家、站175家；卫生技术人员2800人。"
    last = read_mentions(Document("t.txt", text), area="330113", year=2023)[-1]
    assert (last.aspect, last.indicator) == ("part", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2023年民生实事清单\n在公共场所配置AED60台。", "aed_new"),
        ("2023年民生实事清单\n在人员密集的公共场所设置60台自动体外除颤仪。", "aed_new"),
        ("2023年民生实事清单\n全区公共场所累计配置AED600台。", "aed_total"),
        ("工作总结\n全区公共场所配置AED600台。", "aed_total"),
    ],
)
def test_devices_that_a_list_of_plans_puts_up_are_new(text: str, name: str) -> None:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.indicator for m in found if m.kind == "quantity"] == [name]
