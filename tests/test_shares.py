"""Cells that are a share of the row above, or have their unit from a caption."""

from __future__ import annotations

from extract.layout.captions import Caption
from extract.layout.cell import Cell
from extract.layout.shares import of_kind, share


def cell(row: str, unit: str | None = None, factor: int = 1, change: bool = False) -> Cell:
    return Cell(row, "", unit, factor, row, change)


BEDS = cell("床位数", "张")
VISITS = Caption("诊疗人次数", "人次", 10000)


def test_a_kind_of_house_below_beds() -> None:
    hospitals = cell("医院")
    assert share(hospitals, "医院", ("床位数", BEDS)) == ("床位数", BEDS)
    assert (hospitals.unit, hospitals.part, hospitals.label) == ("张", True, "床位数，其中医院")


def test_not_below_houses_nor_what_has_a_unit_nor_what_is_no_house() -> None:
    clinics, doctors, visits = cell("诊所"), cell("医师", "人"), cell("诊疗人次")
    assert share(clinics, "诊所", ("机构数", cell("机构数", "家"))) is None
    assert share(doctors, "医师", ("床位数", BEDS)) == ("医师", doctors)
    assert share(visits, "诊疗人次", ("床位数", BEDS)) is None
    assert (clinics.unit, doctors.part, visits.unit) == (None, False, None)


def test_the_caption_gives_what_nothing_else_gives() -> None:
    total, growth = cell("总计"), cell("总计", change=True)
    assert share(total, "总计", None, VISITS) == ("诊疗人次数", total)
    assert (total.unit, total.factor, total.label) == ("人次", 10000, "诊疗人次数")
    assert share(growth, "总计", None, VISITS) is None


def test_only_how_many_there_are_is_the_areas_in_a_table_of_one_kind() -> None:
    houses, beds, public = cell("机构数", "家"), cell("床位数", "张"), cell("机构数", "家")
    of_kind(houses, "医院")
    of_kind(beds, "医院")
    of_kind(public, "公立医院")
    assert (houses.label, houses.whole) == ("医院", True)
    assert not beds.whole
    assert not public.whole
