"""What the gaps of a text are read as."""

from __future__ import annotations

import pytest

from extract.numbers.gaps import kept_of, tabs
from extract.numbers.reading import read


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("医院  设立", ""),
        ("AED box", " "),
        ("床位\t12", "\t"),
        ("工作。\n新增", "\n"),
    ],
)
def test_a_gap(text: str, kept: str) -> None:
    start = next(i for i, char in enumerate(text) if char.isspace())
    end = next(i for i, char in enumerate(text) if i > start and not char.isspace())
    assert kept_of(text, start, end, False, 0) == kept


def test_tabs_part_empty_cells_only_beside_a_row_as_long() -> None:
    text = "类别\n机构\t个\t\t张\n\t2022\t2023\t2022\t2023\n"
    assert tabs(text, text.index("张"), 2) == 2
    lone = "类别\n机构\t\t\t张\n医院\t12\n"
    assert tabs(lone, lone.index("张"), 3) == 1


def test_rows_keep_their_empty_cells() -> None:
    text = "类别\n名称\t机构\t\t床位\n\t2022年\t2023年\t2022年\t2023年\n医院\t11\t12\t4100\t4200\n"
    assert read(text).text.split("\n")[1:3] == ["名称\t机构\t\t床位", "\t2022年\t2023年\t2022年\t2023年"]
    reading = read(text)
    at = reading.text.index("4100")
    assert text[slice(*reading.span(at, at + 4))] == "4100"


@pytest.mark.parametrize(
    "text",
    [
        "畅行、宜居：某区民生实事出炉\n\n本报讯 区里公布了清单。",
        "十件民生实事出炉\n来源：日报 2023-01-02\n具体如下。",
        "十件民生实事出炉\n2023-01-02 10:20\n具体如下。",
        "工作进展，如下\n- 新增托位3个\n- 新增床位5张",
    ],
)
def test_a_title_keeps_its_line(text: str) -> None:
    assert read(text).text.split("\n")[0] == read(text.split("\n")[0]).text
