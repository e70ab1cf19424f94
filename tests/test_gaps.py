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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全市共有卫生机构1 8 90个，其中医院5 8家。", "全市共有卫生机构1890个，其中医院58家。"),
        ("死亡率由4.3 5‰下降到202 0年的1 .87‰。", "死亡率由4.35‰下降到2020年的1.87‰。"),
        ("注册护士12\u300067人，", "注册护士1267人，"),
        ("| 床位 | 3 121张 |", "|床位|3121张|"),
        ("全市户籍人口总数为3128\n64人，比上年多。", "全市户籍人口总数为312864人，比上年多。"),
        ("居民期望寿命为81\n.08岁，", "居民期望寿命为81.08岁，"),
        ("全市每千人口床位6.\n86张，", "全市每千人口床位6.86张，"),
        ("医疗机构667家 医院17家", "医疗机构667家，医院17家"),
    ],
)
def test_a_number_that_gaps_broke_is_one_and_two_counts_are_two(text: str, said: str) -> None:
    assert read(text).text == said


@pytest.mark.parametrize(
    "text",
    ["医院 12 345", "2023 15家医院，", "见图1 2023年全市医院，"],
)
def test_other_numbers_beside_each_other_stay_apart(text: str) -> None:
    assert "12345" not in (said := read(text).text) and "202315" not in said
    assert "12023" not in said


def test_a_line_that_goes_on_with_a_sentence_goes_on_itself() -> None:
    text = "全市孕产妇死亡率持续走低，由2002年的\n每10万人43.2人\n下降到9.1人。\n"
    assert read(text).text == text.replace("\n", "")
