"""Tables whose cells only spaces part: where they stand and where their cells end."""

from __future__ import annotations

import pytest

from extract.numbers.reading import read
from extract.numbers.rows import NONE, cells_at_end, full, rows

TABLE = "指 标 单位 2022年 2023年\n床位 Beds 张 410 425\n医师 人 300 311\n每千人口医师 2.51 2.60\n"


def test_cells_and_lines_are_kept_apart() -> None:
    assert read(TABLE).text.split("\n")[:4] == [
        "指\t标\t单位\t2022年\t2023年",
        "床位Beds\t张\t410\t425",
        "医师\t人\t300\t311",
        "每千人口医师\t2.51\t2.60",
    ]


def test_equal_numbers_beside_each_other_are_two() -> None:
    text = "项目 机构 床位\n医院 365 365\n门诊部 120 118\n卫生院 12 350\n"
    assert "医院\t365\t365" in read(text).text


def test_a_title_and_the_text_around_are_no_part_of_the_table() -> None:
    before, after = "表3 2023年全市卫生资源情况\n单位：人\n", "注：初步统计数。全市人口稳定。\n"
    reading = read(f"{before}{TABLE}{after}")
    ((start, end),) = reading.tables
    assert reading.text[:start] == before
    assert reading.text[start:end].count("\n") == 3
    assert reading.text[end + 1 :].startswith("注：")


def test_a_header_in_mid_table_begins_another() -> None:
    second = "项目 (人) #医师 #护士\n合计 900 310 400\n医院 500 200 250\n诊所 90 60 20\n"
    first, other = rows(TABLE + second).spans
    assert (TABLE + second)[first[1] : other[0]] == "\n"


def test_names_may_stand_between_the_rows() -> None:
    text = "项目 2022 2023\n床位数(张)\n410 425\n医师数(人)\n300 311\n护士数(人)\n402 415\n"
    assert [text[start:end] for start, end in rows(text).spans] == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "全区有床位425张。\n医师311人，护士415人。\n托位 300 个\n",
        "床位 410 425\n全区工作平稳推进。\n医师 300 311\n",
        "电话 0571\n邮编 310000\n传真 8888\n",
        "指标\t2022\t2023\n床位\t410\t425\n医师\t300\t311\n护士\t402\t415\n",
    ],
)
def test_other_texts_have_none(text: str) -> None:
    assert rows(text) == NONE


def test_numbers_at_the_end_of_a_row() -> None:
    assert cells_at_end(["5岁以下", "儿童死亡率", "3.5", "—"]) == 2
    assert cells_at_end(["项目", "2022", "2023"]) == 0
    assert cells_at_end(["2022", "410", "300"]) == 3
    assert cells_at_end(["床位数"]) == 0


def test_full_rows_have_the_most_numbers_of_any_row_but_the_last() -> None:
    assert full([2, 4, 2, 3]) == 4
    assert full([2, 3, 2, 5]) == 3
    assert full([1, 1, 3]) == 3
    assert full([1, 1, 1]) == 0
