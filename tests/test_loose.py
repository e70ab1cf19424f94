"""Tables with bars between their cells whose header does not stand above them."""

from __future__ import annotations

import pytest

from extract.layout.loose import tables
from extract.linking.observe import read_mentions
from extract.model import Document

TWO_LINES = (
    "机构数(个) | 床位数(张) | |||\n2021年 | 2020年 | 2021年 | 2020年 | |\n总计 | 812 | 800 | 9120 | 8900 |\n"
    "医院 | 36 | 35 | 7300 | 7100 |\n诊所 | 310 | 300 | 0 | 0 |\n"
)
ONE_A_LINE = (
    "年 份 Year |\n卫生机构 (个) Institutions (unit) |\n床位数 (张) Beds (unit) |\n||||\n"
    "# 医院 Hospitals |\n||||\n"
    "2019 | 700 | 30 | 8000\n2020 | 720 | 31 | 8300\n2021 | 760 | 33 | 8800 |\n"
)


def headers(text: str) -> list[list[str]]:
    return [table.rows[0].header for _, _, table in tables(text, 0, len(text))]


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    mentions = read_mentions(Document("t.txt", text), area="330100", year=2021)
    return [(m.text, m.indicator, m.period) for m in mentions if m.indicator]


def test_years_below_names_without_the_empty_first_cell() -> None:
    (header,) = headers(TWO_LINES.replace(" ", ""))
    assert header[2:] == ["机构数(个)[2021]", "机构数(个)[2020]", "床位数(张)[2021]", "床位数(张)[2020]"]
    assert facts(TWO_LINES) == [
        ("812", "medical_institutions", "2021"),
        ("800", "medical_institutions", "2020"),
        ("9120", "hospital_beds", "2021"),
        ("8900", "hospital_beds", "2020"),
        ("36", "hospitals", "2021"),
        ("35", "hospitals", "2020"),
    ]


def test_a_header_one_cell_a_line() -> None:
    (header,) = headers(ONE_A_LINE.replace(" ", ""))
    assert header == ["年份", "卫生机构(个)", "#医院(个)", "床位数(张)"]
    assert facts(ONE_A_LINE)[-3:] == [
        ("760", "medical_institutions", "2021"),
        ("33", "hospitals", "2021"),
        ("8800", "hospital_beds", "2021"),
    ]


def test_the_title_may_stand_among_the_cells_and_give_the_unit() -> None:
    rows = "卫生技术人员 | 4.29 | 3.96 |\n注册护士 | 1.74 | 1.55 |\n其他 | 0.2 | 0.1 |\n"
    text = f"表2 卫生人员总数(万人) | ||\n2021年 | 2020年 | |\n{rows}"
    mentions = {m.text: m for m in read_mentions(Document("t.txt", text), area="330100", year=2021)}
    assert (mentions["4.29"].indicator, int(mentions["4.29"].value or 0)) == ("health_workers", 42_900)
    assert (mentions["1.55"].indicator, mentions["1.55"].period) == ("nurses", "2020")


@pytest.mark.parametrize(
    "text",
    [
        "指标 | 2020年 | 2021年\n医院 | 35 | 36\n诊所 | 300 | 310\n门诊部 | 40 | 41\n",
        "机构 | 床位\n医院 | 36\n诊所 | 310\n",
        "全区工作平稳推进。\n",
    ],
)
def test_a_header_in_its_place_is_left_to_the_grid(text: str) -> None:
    assert not headers(text.replace(" ", ""))
