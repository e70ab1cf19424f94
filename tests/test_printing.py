"""Mentions as lines: what one format says, the others say too."""

from __future__ import annotations

import csv
import io
import json

import pytest

from extract import Document, mention_row, read_mentions
from extract.printing import COLUMNS, printer

TEXT = '全区有托位4830个，\n规划床位1500—2000张，“引号, 逗号"为3家。'
MENTIONS = read_mentions(Document("a, b.txt", TEXT))


def printed(format: str) -> str:
    out = io.StringIO(newline="")
    show = printer(format, out)
    show(MENTIONS)
    show(MENTIONS)
    return out.getvalue()


def test_jsonl() -> None:
    lines = printed("jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [mention_row(m) for m in MENTIONS] * 2
    assert "托位" in lines[0], "Chinese is written as it is"


def test_csv_has_one_header() -> None:
    rows = list(csv.reader(io.StringIO(printed("csv"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1:] == [["" if v is None else str(v) for v in mention_row(m).values()] for m in MENTIONS] * 2


def test_table() -> None:
    lines = printed("table").splitlines()
    assert lines[0] == "a, b.txt"
    assert len(lines) == 2 * (len(MENTIONS) + 3)
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize("format", ["jsonl", "table"])
def test_nothing_is_printed_for_nothing(format: str) -> None:
    out = io.StringIO()
    printer(format, out)([])
    assert out.getvalue() == ""
