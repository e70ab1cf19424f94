"""What stands above a table: its title, its unit, and names over several years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.captions import caption, spread
from extract.model import Document, Mention
from extract.observe import read_mentions


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
        "区县 | 卫生技术人员（人） 2022 | 2023 | 增长速度（%） | 注册护士（人） 2022 | 2023 | 增长速度（%）\n"
        "全市 | 8230 | 8660 | 5.2 | 3610 | 3805 | 5.4\n东城区 | 1230 | 1290 | 4.9 | 510 | 530 | 3.9\n"
    )
    found = table(text)
    told = {words: (found[words].indicator, found[words].period) for words in ("8230", "8660", "3805")}
    assert told["8230"] == ("health_workers", "2022")
    assert told["8660"][0] == "health_workers"
    assert told["3805"][0] == "nurses"
    assert found["1290"].indicator is None
    assert found["5.2"].aspect == "change"
