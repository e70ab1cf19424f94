"""Units: one meaning a spelling, one dimension a unit, and which count may stand for which."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from extract.model import RecordError
from extract.numbers import units

GOLD = Path(__file__).parent / "data" / "gold"
ROW = {"spelling": "名", "canonical": "人", "factor": "1", "dimension": "persons"}


def test_a_spelling_that_stands_twice_is_refused() -> None:
    with pytest.raises(RecordError, match="“名” stands twice; remove one row"):
        units.load([ROW, ROW])


def test_a_unit_of_two_dimensions_is_refused() -> None:
    with pytest.raises(RecordError, match="“人” is both persons and beds"):
        units.load([ROW, ROW | {"spelling": "位", "dimension": "beds"}])


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("名", "人"),
        ("位", "人"),
        ("人员", "人"),
        ("人次", "人次"),
        ("所", "家"),
        ("间", "家"),
        ("张", "张"),
        ("㎡", "平方米"),
        ("km", "公里"),
        ("个小时", "小时"),
        ("个月", "月"),
        ("个百分点", "个百分点"),
        ("‰", "‰"),
        ("大", "个"),
        ("大类", "类"),
    ],
)
def test_spellings_of_the_guide(spelling: str, canonical: str) -> None:
    assert units.table()[spelling].canonical == canonical


def test_person_and_person_times_are_never_the_same() -> None:
    table = units.table()
    assert table["人"].dimension != table["人次"].dimension
    assert not units.stands_for("人", "人次")
    assert not units.stands_for("人次", "人")


@pytest.mark.parametrize(
    ("unit", "wanted"), [("个", "家"), ("处", "家"), ("期", "场"), ("次", "场"), ("个", "支"), ("张", "张")]
)
def test_other_words_for_the_same_count(unit: str, wanted: str) -> None:
    assert units.stands_for(unit, wanted)


@pytest.mark.parametrize(
    ("unit", "wanted"), [("张", "个"), ("元", "人"), ("%", "‰"), (None, "人"), ("岁", "年"), ("户", "人")]
)
def test_unlike_counts(unit: str | None, wanted: str) -> None:
    assert not units.stands_for(unit, wanted)


def test_the_longest_spelling_is_taken() -> None:
    pattern = re.compile(units.pattern())
    for text, taken in (
        ("人次，", "人次"),
        ("个百分点", "个百分点"),
        ("平方公里", "平方公里"),
        ("个月", "个月"),
        ("台套", "台套"),
    ):
        match = pattern.match(text)
        assert match is not None and match.group() == taken


def test_every_unit_of_the_gold_is_in_the_table() -> None:
    known = {unit.canonical for unit in units.table().values()}
    with (GOLD / "indicators.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["unit"] for row in csv.DictReader(file)}
    assert wanted <= known | {""}
