"""Headers broken over several lines."""

from __future__ import annotations

from decimal import Decimal

from extract.layout.headings import columns, merged


def figures(*rows: str) -> list[list[Decimal | None]]:
    return [[Decimal(figure) for figure in row.split()] for row in rows]


def test_as_many_words_as_columns() -> None:
    lines = [["机构", "床位", "人员"], ["(个)", "(张)", "(人)"]]
    assert columns(lines, figures("9 300 410")) == ["机构(个)", "床位(张)", "人员(人)"]


def test_the_name_of_the_rows_is_no_column() -> None:
    assert columns([["年份", "机构数", "床位数"]], figures("9 300")) == ["机构数", "床位数"]
    assert columns([["各类医疗单位", "机构数", "床位数"]], figures("9 300")) == ["机构数", "床位数"]


def test_the_order_within_a_line_tells_where_parts_stand() -> None:
    lines = [["机构", "床位", "人员"], ["(个)", "#医院", "(张)", "(人)", "#护士"]]
    names = ["机构(个)", "#医院(个)", "床位(张)", "人员(人)", "#护士(人)"]
    assert columns(lines, figures("90 12 800 700 300")) == names


def test_no_part_is_above_its_whole() -> None:
    lines = [["机构(个)", "床位(张)", "人员(人)"], ["#医院", "#医院", "#医师", "#护士"]]
    told = columns(lines, figures("90 12 800 620 900 310 400", "88 11 790 600 870 300 380"))
    assert told[::2] == ["机构(个)", "床位(张)", "人员(人)", "#护士(人)"]


def test_nothing_is_counted_in_fractions() -> None:
    lines = [["诊疗(人次)", "出院(人)"], ["#门诊"]]
    assert columns(lines, figures("9000 71.5 800"))[2] == "出院(人)"


def test_what_several_ways_allow_is_left_open() -> None:
    lines = [["机构(个)", "床位(张)"], ["#公立"]]
    assert columns(lines, figures("900 500 300")) == ["机构(个)", "", ""]


def test_words_that_fit_no_way_tell_nothing() -> None:
    assert columns([["机构", "床位"], ["医师", "护士", "药师"]], figures("9 8 7 6")) == [""] * 4
    assert (
        columns([[f"列{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅"]], figures("1 " * 13)) == [""] * 13
    )


def test_single_characters_are_one_word() -> None:
    assert merged(["床", "位", "数", "医师", "人", "数"]) == ["床位数", "医师", "人数"]
    assert merged(["#医", "床位", "#", "医院"]) == ["#医", "床位", "#医院"]


def test_words_one_below_the_other_go_on_to_their_unit() -> None:
    words = [
        "机构类别",
        "机构",
        "数",
        "(个)",
        "床位数",
        "(张)",
        "卫生",
        "人员",
        "(人)",
        "其中：执业(助理)",
        "医师",
        "(人)",
    ]
    told = columns([[word] for word in words], figures("812 9120 9900 4100"))
    assert told == ["机构数(个)", "床位数(张)", "卫生人员(人)", "其中：执业(助理)医师(人)"]


def test_no_head_is_taken_for_a_title() -> None:
    lines = [["机构数", "床位数", "出院人数"], ["卫生人员", "诊疗人次"]]
    assert columns(lines, figures("812 9120")) == ["", ""]
    below = [[word] for word in ("机构数", "床位数", "出院人数")]
    assert columns(below, figures("812 9120")) == ["", ""]


def test_a_measure_is_not_dropped_as_the_name_of_the_rows() -> None:
    assert columns([["机构数", "床位数", "人员数"]], figures("812 9120")) == ["", ""]
