"""Lists whose numbers take their items in turn."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


def linked(text: str) -> list[tuple[str, str | None]]:
    mentions = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [(m.text, m.indicator) for m in mentions if m.kind == "quantity"]


RATES = [("1.1‰", "neonatal_mortality"), ("1.7‰", "infant_mortality"), ("2.4‰", "under5_mortality")]


@pytest.mark.parametrize(
    "text",
    [
        "新生儿、婴儿和5岁以下儿童死亡率分别为1.1‰、1.7‰、2.4‰。",
        "新生儿死亡率、婴儿死亡率和5岁以下儿童死亡率分别下降至1.1‰、1.7‰和2.4‰。",
        "新生儿死亡率、婴儿死亡率、5岁以下儿童死亡率持续下降，分别降至1.1‰、1.7‰、2.4‰。",
    ],
)
def test_each_number_takes_its_own_name(text: str) -> None:
    assert linked(text) == RATES


def test_a_second_run_goes_on_with_the_same_names() -> None:
    text = "婴儿死亡率和5岁以下儿童死亡率分别由2012年的3.68‰、4.35‰下降至2020年的1.87‰、3.18‰。"
    assert [name for _, name in linked(text)] == ["infant_mortality", "under5_mortality"] * 2


def test_without_the_word_where_the_numbers_are_bare() -> None:
    text = "每千人床位数、执业（助理）医师数增至7.83张、3.57人。"
    assert linked(text) == [("7.83", "beds_per_1000"), ("3.57", "physicians_per_1000")]


def test_numbers_with_names_of_their_own_share_nothing() -> None:
    text = "全区有医院12家、村卫生室30家。"
    assert linked(text) == [("12", "hospitals"), ("30", "village_clinics")]


def test_a_zero_takes_no_unit_from_its_neighbours() -> None:
    text = "孕产妇、婴儿、5岁以下儿童死亡率分别为0、1.3‰、2.2‰。"
    names = [name for _, name in linked(text)]
    assert names == ["maternal_mortality", "infant_mortality", "under5_mortality"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年末，全区执业医师3200人，2021年和2022年分别为2900人和3050人；注册护士3600人。",
        "2023年末，全区执业医师3200人，执业医师2021年、2022年分别为2900人、3050人；注册护士3600人。",
    ],
)
def test_a_list_of_years_gives_each_its_year_and_the_same_name(text: str) -> None:
    mentions = read_mentions(Document("t.txt", text), area="330113", year=2023)
    read = [(m.text, m.indicator, m.period) for m in mentions if m.kind == "quantity"]
    assert read == [
        ("3200", "physicians", "2023-12-31"),
        ("2900", "physicians", "2021"),
        ("3050", "physicians", "2022"),
        ("3600", "nurses", "2023-12-31"),
    ]


def test_another_measure_of_the_same_names() -> None:
    text = "高血压、糖尿病患者规范管理率分别为76.2%、75.1%，控制率分别为65.3%、62.4%。"
    assert [name for _, name in linked(text)] == [
        "hypertension_management_rate",
        "diabetes_management_rate",
        "hypertension_control_rate",
        "diabetes_control_rate",
    ]


def test_an_item_with_a_name_of_its_own_is_not_both() -> None:
    text = "高血压、糖尿病患者管理人数分别为31850人和12070人。"
    assert linked(text) == [("31850", "hypertension_managed"), ("12070", "diabetes_managed")]


def test_rates_of_those_who_were_counted_before() -> None:
    text = "签约居民30.6万人，其中重点人群13.1万人，签约率分别达42.8%和85.9%。"
    rates = [name for said, name in linked(text) if said.endswith("%")]
    assert rates == ["family_doctor_signing_rate", "family_doctor_key_group_rate"]


def test_each_item_is_per_whom_it_says() -> None:
    text = "全区千人床位数6.9张、千人注册护士数4.6人、万人全科医生数4.3人。"
    names = [name for _, name in linked(text)]
    assert names == ["beds_per_1000", "nurses_per_1000", "general_practitioners_per_10000"]


@pytest.mark.parametrize(
    "text",
    [
        "到2027年和2032年，全区居民健康素养水平分别不低于31%和36%。",
        "2027年、2032年居民健康素养水平分别达到31%及以上和36%及以上。",
    ],
)
def test_values_of_several_years_named_before(text: str) -> None:
    found = read_mentions(Document("t.txt", f"健康行动\n{text}"), area="330113", year=2023)
    told = [(m.text, m.period, m.indicator) for m in found if m.kind == "quantity"]
    assert told == [("31%", "2027", "health_literacy_rate"), ("36%", "2032", "health_literacy_rate")]


def test_an_item_that_is_counted_lends_its_noun_to_none() -> None:
    text = "全区每千人口拥有卫生技术人员、执业（助理）医师、注册护士分别为8.05人、3.14人、3.96人。"
    assert [name for _, name in linked(text)] == [None, "physicians_per_1000", "nurses_per_1000"]


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("素养水平到2025年和2030年分别不低于24%和30%。", ["at_least", "at_least"]),
        ("死亡率分别控制在3.1‰、5.2‰和6.6‰以下。", ["at_most"] * 3),
        ("分别达95%、98%以上。", ["at_least", "at_least"]),
        ("培训超过300人、3场。", ["at_least", "exact"]),
        ("有医院3家、驿站4家以上。", ["exact", "at_least"]),
    ],
)
def test_what_bounds_the_first_or_last_of_a_list_bounds_all(text: str, qualifiers: list[str]) -> None:
    mentions = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.qualifier for m in mentions if m.kind == "quantity"] == qualifiers


@pytest.mark.parametrize("verb", ["达分别达到了", "已分别达到", "均分别为"])
def test_what_only_leads_up_to_the_numbers_is_no_item(verb: str) -> None:
    text = f"全区高血压和糖尿病患者的规范化管理率{verb}66.2%和63.8%。"
    mentions = read_mentions(Document("t.txt", text), area="330113", year=2023)
    names = [m.indicator for m in mentions if m.kind == "quantity"]
    assert names == ["hypertension_management_rate", "diabetes_management_rate"]


def test_a_bound_of_age_parts_no_items() -> None:
    text = "孕产妇、65岁及以上老年人、慢病患者等重点人群签约率分别为82.1%、79.3%、81.2%。"
    assert [name for _, name in linked(text)] == [None, None, None]


def test_what_was_done_to_each_is_said_once() -> None:
    text = "高血压、糖尿病患者分别管理2.6万人、0.9万人。"
    assert linked(text) == [("2.6万", "hypertension_managed"), ("0.9万", "diabetes_managed")]


def test_what_the_last_item_closes_the_list_with() -> None:
    text = "婴儿死亡率、人均预期寿命两大健康指标分别为2.3‰、79.9岁。"
    assert linked(text)[1:] == [("2.3‰", "infant_mortality"), ("79.9", "life_expectancy")]


def test_kinds_of_what_the_last_item_names() -> None:
    text = "全区三级、二级、一级医院分别为4家、9家和12家。"
    assert linked(text) == [("4", "tertiary_hospitals"), ("9", None), ("12", None)]


def test_what_the_first_item_is_added_is_so_of_all() -> None:
    text = "新增AED和救护员分别为150台、3600人。"
    assert linked(text) == [("150", "aed_new"), ("3600", "first_aid_certified_new")]


def test_what_is_now_is_of_what_stood_before() -> None:
    text = "五年前有医疗机构28家、病床320张，如今分别达到463家、4260张。"
    assert linked(text)[-2:] == [("463", "medical_institutions"), ("4260", "hospital_beds")]


def test_all_values_from_which_a_list_rose_are_of_before() -> None:
    text = "每千人口床位、医师拥有量由5.1张、2.6人提高到6.3张、3.3人。"
    mentions = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.aspect for m in mentions if m.kind == "quantity"] == ["before", "before", "level", "level"]


def test_what_makes_up_the_whole_with_a_part_is_a_part() -> None:
    text = "全区共有急救站7家，其中城区急救站4家，乡镇急救站3家。"
    assert linked(text) == [("7", "emergency_stations"), ("4", None), ("3", None)]
    three = "全区共有急救站9家，其中城区急救站4家，乡镇急救站3家，水上急救站2家。"
    assert [indicator for _, indicator in linked(three)] == ["emergency_stations", None, None, None]


def test_a_sentence_may_begin_with_the_parts_of_the_whole_before_it() -> None:
    text = "全县共有执业（助理）医师2100人。其中，执业医师1400人。"
    assert linked(text) == [("2100", "physicians"), ("1400", None)]


@pytest.mark.parametrize(
    "text",
    [
        "2019—2021年，全区孕产妇死亡率分别为8.1/10万、7.2/10万、6.5/10万。",
        "2019-2021年全区孕产妇死亡率呈逐年下降趋势，依次为8.1/10万、7.2/10万和6.5/10万。",
    ],
)
def test_the_years_from_the_first_to_the_last_take_a_value_each(text: str) -> None:
    mentions = [m for m in read_mentions(Document("t.txt", text), area="330113", year=2021) if m.indicator]
    assert {m.indicator for m in mentions} == {"maternal_mortality"}
    assert [m.period for m in mentions] == ["2019", "2020", "2021"]
