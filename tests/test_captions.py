"""What stands above a table: its title, its unit, and names over several years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.layout.captions import caption, kind_of_house, spread
from extract.linking.observe import read_mentions
from extract.model import Document, Mention


def table(text: str) -> dict[str, Mention]:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return {mention.text: mention for mention in found if mention.kind == "quantity"}


@pytest.mark.parametrize(
    ("lines", "title", "unit", "factor"),
    [
        (["全市诊疗人次数", "单位：万人次"], "诊疗人次数", "人次", 10000),
        (["表3 2022年各类机构床位数（2023年）", "（单位：张）"], "机构床位数", "张", 1),
        (["床位数 单位:张"], "床位数", "张", 1),
        (["单位：人"], "", "人", 1),
        (["床位数", "单位：张(bed)"], "床位数", "张", 1),
        (["表2 卫生人员总数(万人)"], "卫生人员总数", "人", 10000),
    ],
)
def test_title_and_unit(lines: list[str], title: str, unit: str, factor: int) -> None:
    found = caption(lines)
    assert found is not None
    assert (found.title, found.unit, found.factor) == (title, unit, factor)


@pytest.mark.parametrize("lines", [[], ["基本情况"], ["单位：个、张、人"], ["牵头单位：区卫健局"]])
def test_no_unit_no_caption(lines: list[str]) -> None:
    assert caption(lines) is None


def test_a_measure_in_the_caption_is_that_of_its_total() -> None:
    text = "诊疗人次数\n单位：万人次\n项目 | 2022 | 2023\n总计 | 812.5 | 840.2\n医院 | 501.3 | 520.8\n"
    found = table(text)
    total, hospitals = found["840.2"], found["520.8"]
    assert (total.indicator, total.value, total.unit) == ("outpatient_visits", Decimal(8402000), "人次")
    assert (hospitals.indicator, hospitals.unit) == (None, "人次")


def test_a_column_that_names_what_it_counts_keeps_its_name() -> None:
    head = "机构、床位、人员情况\n单位：人\n机构分类 | 机构数（个） | 执业医师 | 注册护士\n"
    found = table(f"{head}总 计 | 331 | 1578 | 1797\n综合医院 | 7 | 882 | 1354\n")
    assert (found["1578"].indicator, found["1797"].indicator) == ("physicians", "nurses")
    assert found["1354"].indicator is None


def test_a_unit_of_its_own_goes_before_the_captions() -> None:
    found = table("单位：万人次\n指标 | 2023\n出院人数 | 4.2\n床位（张） | 6480\n")
    assert (found["4.2"].indicator, found["4.2"].value) == ("inpatient_discharges", Decimal(42000))
    assert (found["6480"].indicator, found["6480"].unit) == ("hospital_beds", "张")


def test_names_over_several_years() -> None:
    assert spread(["区县", "医师（人） 2022", "2023", "增长（%）", "2023"]) == [
        "区县",
        "医师（人）[2022]",
        "医师（人）[2023]",
        "增长（%）",
        "2023",
    ]


def test_their_numbers_are_dated_and_named() -> None:
    text = (
        "地区 | 卫生技术人员（人） 2022 | 2023 | 增长速度（%） | 注册护士（人） 2022 | 2023 | 增长速度（%）\n"
        "全区 | 8230 | 8660 | 5.2 | 3610 | 3805 | 5.4\n东城街道 | 1230 | 1290 | 4.9 | 510 | 530 | 3.9\n"
    )
    found = table(text)
    told = {words: (found[words].indicator, found[words].period) for words in ("8230", "8660", "3805")}
    assert told["8230"] == ("health_workers", "2022")
    assert told["8660"][0] == "health_workers"
    assert told["3805"][0] == "nurses"
    assert found["1290"].indicator is None
    assert found["5.2"].aspect == "change"


def test_a_header_of_two_lines() -> None:
    text = (
        "机构类别 | 机构数（个） | | 床位数（张） | \n | 2022年 | 2023年 | 2022年 | 2023年\n"
        "总计 | 506 | 512 | 6210 | 6400\n医院 | 12 | 13 | 4100 | 4200\n"
    )
    found = table(text)
    assert (found["512"].indicator, found["512"].period) == ("medical_institutions", "2023")
    assert (found["6210"].indicator, found["6210"].unit, found["6210"].period) == (
        "hospital_beds",
        "张",
        "2022",
    )
    assert found["13"].indicator == "hospitals"
    assert (found["4200"].indicator, found["4200"].unit) == (None, "张")


def test_the_column_of_last_year_and_that_of_growth() -> None:
    text = (
        "指标 | 计量单位 | 本年 | 上年 | 增长%\n床位数 | 张 | 6400 | 6210 | 3.1\n"
        "婴儿死亡率 | ‰ | 2.1 | 2.4 | -12.5\n"
    )
    found = table(text)
    assert (found["6400"].indicator, found["6400"].period) == ("hospital_beds", "2023")
    assert (found["6210"].indicator, found["6210"].period) == ("hospital_beds", "2022")
    assert (found["2.4"].indicator, found["2.4"].period) == ("infant_mortality", "2022")
    assert [(found[words].unit, found[words].aspect) for words in ("3.1", "-12.5")] == [("%", "change")] * 2


def test_the_multiplier_of_a_unit_in_a_name_counts_nothing() -> None:
    found = read_mentions(Document("t.txt", "指标 | 2023\n孕产妇死亡率（/10万） | 5.1\n"), year=2023)
    assert [(m.text, m.kind) for m in found if m.kind != "date"] == [("10万", "other"), ("5.1", "quantity")]


def test_a_title_of_one_kind_of_house() -> None:
    assert kind_of_house(["表5 县及县以上医院工作状况"]) == "县及县以上医院"
    assert kind_of_house(["2023年民营医疗机构情况", "单位：张"])
    assert not kind_of_house(["全市医疗卫生机构、医院床位数"])
    assert not kind_of_house(["妇幼保健情况"])
    assert not kind_of_house(["全市医院的床位都已开放。其余见下表。"])
