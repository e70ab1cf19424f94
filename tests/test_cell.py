"""What a row and a column say of a number."""

from __future__ import annotations

import pytest

from extract.layout.cell import cell_of


@pytest.mark.parametrize(
    ("row", "column", "label", "whole"),
    [
        ("合计", "床位(张)", "床位合计", True),
        ("全市总计", "卫生技术人员(人)", "卫生技术人员合计", True),
        ("医院", "床位(张)", "医院床位", False),
        ("医院", "卫生机构(个)", "医院", True),
        ("2021", "卫生机构数(个)", "卫生机构数", True),
        ("床位数(张)", "2021年", "床位数", True),
        ("合计", "#注册护士(人)", "注册护士合计", True),
    ],
)
def test_the_label_and_whether_it_is_the_areas(row: str, column: str, label: str, whole: bool) -> None:
    cell = cell_of(row, column, "")
    assert (cell.label, cell.whole) == (label, whole)


def test_a_mark_in_row_or_column_makes_a_part() -> None:
    assert cell_of("合计", "#注册护士(人)", "").part
    assert cell_of("其中：医院", "2021年", "").part
    assert not cell_of("合计", "注册护士(人)", "").part


def test_unit_and_year() -> None:
    cell = cell_of("诊疗人次", "2021年", "万人次")
    assert (cell.unit, cell.factor, cell.period) == ("人次", 10_000, "2021")
