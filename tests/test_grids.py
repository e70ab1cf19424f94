"""Numbers in tables that were flattened into text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.layout.grids import cells
from extract.linking.observe import read_mentions
from extract.model import Document, Mention
from extract.numbers.units import bracketed

TABLE = "机构类别\t机构（个）\t床位（张）\n合计\t512\t6400\n医院\t12\t3400\n社区卫生服务中心\t25\t300\n"


def table(text: str) -> dict[str, Mention]:
    return {
        m.text: m
        for m in read_mentions(Document("t.txt", text), area="330113", year=2023)
        if m.kind == "quantity"
    }


def test_row_and_column() -> None:
    found = {cell.row: cell for cell in cells(TABLE).values() if cell.column.startswith("床位")}
    assert list(found) == ["合计", "医院", "社区卫生服务中心"]
    assert all(cell.unit == "张" for cell in found.values())


def test_each_cell_is_found_by_its_number() -> None:
    assert {TABLE[offset:].split()[0] for offset in cells(TABLE)} == {
        "512",
        "6400",
        "12",
        "3400",
        "25",
        "300",
    }


def test_text_without_rows_has_no_cells() -> None:
    assert cells("全区有托位4830个。\n每千人口托位4.44个。") == {}


def test_units_of_the_header() -> None:
    found = table(TABLE)
    assert found["6400"].unit == "张"
    assert found["25"].unit == "家"


def test_a_multiplier_in_the_header() -> None:
    found = table("指标\t数值（万人次）\n总诊疗人次\t1250.5\n")
    assert (found["1250.5"].value, found["1250.5"].unit) == (Decimal(12505000), "人次")


def test_pipes() -> None:
    found = table("| 机构类别 | 机构（个） |\n| 医院 | 12 |\n| 社区卫生服务中心 | 25 |\n")
    assert found["25"].indicator == "community_health_centres"


def test_columns_of_years() -> None:
    found = table("指标\t2022年\t2023年\n婴儿死亡率（‰）\t3.5\t2.1\n")
    assert [(m.period, m.unit) for m in found.values()] == [("2022", "‰"), ("2023", "‰")]


def test_years_in_a_header_are_dates() -> None:
    kinds = {
        m.text: m.kind for m in read_mentions(Document("t.txt", "指标\t2022\t2023\n医院（个）\t11\t12\n"))
    }
    assert (kinds["2022"], kinds["2023"]) == ("date", "date")


def test_a_column_of_changes_is_no_level() -> None:
    found = table("指标\t2023年\t同比增长（%）\n出院人次（人次）\t83000\t12.5\n")
    assert found["12.5"].aspect == "change"


@pytest.mark.parametrize(
    ("words", "unit", "factor"),
    [
        ("万人次", "人次", 10000),
        ("张", "张", 1),
        ("%", "%", 1),
        ("亿元", "元", 100000000),
        ("1/10万", "1/10万", 1),
        ("备注", None, 1),
    ],
)
def test_units_in_brackets(words: str, unit: str | None, factor: int) -> None:
    assert bracketed(words) == (unit, factor)


def test_tasks_beside_what_was_done() -> None:
    text = "序号\t项目\t年度任务\t完成数\t完成率\n1\t新增3岁以下婴幼儿托位（个）\t510\t538\t105.5%\n"
    found = table(text)
    assert (found["510"].indicator, found["510"].status) == ("childcare_places_new", "target")
    assert (found["538"].indicator, found["538"].status) == ("childcare_places_new", "actual")
    assert found["105.5%"].indicator is None


def test_columns_of_a_year_each_that_say_more_than_the_year() -> None:
    text = "指标 | 单位 | 2020年实际 | 2025年目标\n人均预期寿命 | 岁 | 80.2 | 82.1\n"
    found = table(text)
    assert (found["80.2"].indicator, found["80.2"].status, found["80.2"].period) == (
        "life_expectancy",
        "actual",
        "2020",
    )
    assert (found["82.1"].status, found["82.1"].period) == ("target", "2025")


def test_a_total_is_of_what_the_rows_are() -> None:
    text = "机构类别\t2022年\t2021年\n总计\t703\t690\n医院\t28\t27\n诊所\t310\t300\n"
    found = read_mentions(Document("t.txt", text), area="330113", year=2022)
    assert [m.indicator for m in found if m.text in ("703", "690")] == ["medical_institutions"] * 2


def test_names_printed_in_two_languages() -> None:
    text = (
        "Public Health, 2021-2022\n"
        "年份 Year | 床位数（张） Beds (unit) | # 医院 Hospitals | 卫生技术人员（人） Medical Personnel\n"
        "2021 | 6150 | 5120 | 8230\n2022 | 6480 | 5370 | 8660\n"
    )
    found = table(text)
    assert (found["6480"].indicator, found["6480"].period) == ("hospital_beds", "2022")
    assert found["8230"].indicator == "health_workers"
    assert (found["5370"].indicator, found["5370"].unit, found["5370"].aspect) == (None, "张", "part")


def test_kinds_of_houses_below_a_row_of_beds_are_shares_of_it() -> None:
    text = (
        "指标 | 2022年 | 2023年\n机构数（个） | 512 | 520\n社区卫生服务中心 | 25 | 26\n"
        "床位数（张） | 6150 | 6480\n# 医院 | 5120 | 5370\n"
        "社区卫生服务中心 | 310 | 325\n医师（人） | 2410 | 2530\n"
    )
    found = table(text)
    assert found["26"].indicator == "community_health_centres"
    assert [found[words].unit for words in ("5370", "325")] == ["张", "张"]
    assert [found[words].indicator for words in ("6480", "5370", "325")] == ["hospital_beds", None, None]


def test_numbered_rows_and_totals() -> None:
    found = table("指标 | 单位 | 2023年\n一、床位数合计 | 张 | 6480\n二、卫生技术人员合计 | 人 | 8660\n")
    assert [m.indicator for m in found.values()] == ["hospital_beds", "health_workers"]


def test_rows_of_larger_areas_are_theirs() -> None:
    found = table("地区\t2022年\t2023年\n全区每千人口托位(个)\t4.1\t4.4\n全国\t3.0\t3.2\n")
    assert found["3.2"].area == "全国"
    assert found["3.2"].indicator is None


def test_the_unit_may_stand_behind_other_brackets() -> None:
    found = table("指标\t2023年\n执业(助理)医师数(万人)\t0.46\n")
    assert (found["0.46"].indicator, int(found["0.46"].value or 0)) == ("physicians", 4600)


def test_a_row_without_its_class_begins_with_its_name() -> None:
    found = table("分类|指标|2023年\n一、资源\n实有床位数（张）|2802\n注册护士人数（人）|1294\n")
    assert [found[n].indicator for n in ("2802", "1294")] == ["hospital_beds", "nurses"]


def test_a_row_a_year_is_named_by_its_columns() -> None:
    found = table("年份\t医院（个）\t护士（人）\t床位（张）\n2021\t12\t402\t910\n2022\t13\t415\t955\n")
    assert [found[n].indicator for n in ("13", "415")] == ["hospitals", "nurses"]
    assert found["13"].label == "医院" and found["13"].period == "2022"
