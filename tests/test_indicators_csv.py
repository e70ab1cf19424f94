"""Every indicator of the gold has its record, with the same names, unit, measure and definition."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from extract.checking.derive import derived_indicators
from extract.records.catalogue import load, marked

with (Path(__file__).parent / "data" / "gold" / "indicators.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
IDS = [row["id"] for row in ROWS]


def test_there_are_110() -> None:
    assert len(IDS) == len(set(IDS)) == 110


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_the_record_says_what_the_gold_says(row: dict[str, str]) -> None:
    record = load()[row["id"]]
    for field in ("zh", "en", "domain", "measure", "unit", "definition"):
        assert getattr(record, field) == row[field], field


def test_every_record_is_defined_in_chinese() -> None:
    records = load() | derived_indicators(load())
    said = {name: record.definition_zh for name, record in records.items()}
    assert len(set(said.values())) == len(said) >= 110, "two records share a definition"
    for name, words in said.items():
        assert re.fullmatch("[\u4e00-\u9fff，、；（）“”+A-Z0-9]+。", words), f"{name}: {words}"
        assert len(words) <= 80, f"{name}: {words}"


@pytest.mark.parametrize("name", IDS)
def test_the_record_has_examples_and_counterexamples(name: str) -> None:
    record = load()[name]
    assert len(set(record.examples)) >= 3
    assert len(set(record.counterexamples)) >= 2
    for example in (*record.examples, *record.counterexamples):
        text, start, end = marked(example)
        assert text[start:end]
        assert "【" not in text, "marks two numbers"
