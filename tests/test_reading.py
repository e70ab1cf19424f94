"""How a text is read: folded and squeezed, with the way back to every character."""

from __future__ import annotations

import pytest

from extract.numbers.reading import fold, read

LINES = (
    "全区医疗卫生机构不断发展壮大服务能力\n持续提升群众满意度明显提高各项工作取\n得新的成效医联体建设深入推进基层首诊\n"
    * 6
)


def test_nothing_is_changed_where_nothing_is_in_the_way() -> None:
    text = "全区有托位4830个，每千人口托位4.44个。"
    assert read(text).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("１２．５％", "12.5%"),
        ("（３岁）", "(3岁)"),
        ("護士與醫師", "护士与医师"),
        ("3～5", "3~5"),
        ("98%。7", "98%。7"),
        ("签约率81。43%", "签约率81.43%"),
        ("达10 %", "达10%"),
        ("1,234,567人", "1,234,567人"),
        ("医院12家,护士30名;", "医院12家，护士30名；"),
        ("托位:30个", "托位：30个"),
        ("全区\u200b托位\ufeff30个", "全区托位30个"),
    ],
)
def test_folding(raw: str, text: str) -> None:
    assert read(raw).text == text


def test_line_breaks_within_a_sentence_go() -> None:
    assert "\n" not in read("全区医院众多，\n成绩很好，护士4100\n人。").text


def test_line_breaks_of_a_column_go() -> None:
    assert read(LINES).text.count("\n") < 3


def test_a_heading_stays_apart() -> None:
    assert read("医疗资源\n全区有医院12家，床位3400张。").text == "医疗资源\n全区有医院12家，床位3400张。"


def test_a_full_stop_ends_a_line() -> None:
    assert read("共有医院12家。\n共有床位3400张。").text == "共有医院12家。\n共有床位3400张。"


def test_cells_of_a_row_stay_apart() -> None:
    assert read("机构\t床位\n医院\t3400\n").text.rstrip() == "机构\t床位\n医院\t3400"


def test_spaces_strewn_through_the_words_go() -> None:
    text = "床 位 1 2 3 4 张 ， 医 院 多 ， 护 士 好 ， 医 生 勤 。"
    assert read(text).text == "床位1234张，医院多，护士好，医生勤。"


def test_two_numbers_side_by_side_stay_two() -> None:
    assert read("医院 12 34").text == "医院12 34"


def test_words_of_letters_stay_apart() -> None:
    assert read("参加 Health Day 活动").text == "参加Health Day活动"


@pytest.mark.parametrize(
    "raw",
    [
        "床 位 １２ 张",
        "全區\n共有\r\n醫院　12 家",
        "\u200b1\u200b2",
        "a&nbsp;1 b",
        LINES,
        "",
        "\n\n",
        "𠀀1𠀀",
        "1\x002",
    ],
)
def test_the_way_back(raw: str) -> None:
    reading = read(raw)
    assert reading.raw == raw
    for offset, char in enumerate(reading.text):
        origin = reading.origin(offset)
        start, end = reading.span(offset, offset + 1)
        assert (start, end) == (origin, origin + 1)
        assert char.isspace() or fold(raw[origin]) == char or char in "，：."


def test_a_span_covers_what_was_left_out_within_it() -> None:
    reading = read("床位共1\n200张，医院众多，成绩很好。其中注册护士4\n100人。")
    start = reading.text.index("4100")
    first, last = reading.span(start, start + 4)
    assert reading.raw[first:last] == "4\n100"


@pytest.mark.parametrize("char", ["１", "％", "醫", "a", "𠀀", "\U0001f600", "½", "Ⅲ"])
def test_a_character_is_folded_to_one_character(char: str) -> None:
    assert len(fold(char)) == 1


def test_a_numbered_heading_with_a_comma_stands_alone() -> None:
    text = "前一段的话。\n\n02 管慢病，签约更走心\n\n426个家庭医生团队，签约居民45万人。"
    assert "\n426个" in read(text).text
    assert "\n426个" in read(text.replace("02", "## 02")).text
