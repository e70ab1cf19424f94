"""Tables whose cells only spaces part, from text to observations."""

from __future__ import annotations

from extract.layout.spaced import UNTOLD, tables
from extract.linking.observe import read_mentions
from extract.model import Document, Mention
from extract.numbers.reading import read

KINDS = """各类机构情况(2021年)
卫生机构 #医院、 床位 #医院、 卫生技术人员
(个) 卫生院 (张) 卫生院 (人) #医 师 #注册护士
total 812 96 9120 8800 11200 4100 4700
医院 hospitals 36 36 7300 7300 6900 2400 3300
疗养院 sanatorium 3 210
卫生院 health centers 60 60 1500 1500 1800 700 500
门诊部 clinics 41 12 300 140 90
"""


def found(text: str, year: int = 2021) -> dict[str, Mention]:
    mentions = read_mentions(Document("t.txt", text), area="330100", year=year)
    return {m.text: m for m in mentions if m.kind == "quantity"}


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    mentions = read_mentions(Document("t.txt", text), area="330100", year=2021)
    return [(m.text, m.indicator, m.period) for m in mentions if m.indicator]


def test_rows_and_the_columns_above_them() -> None:
    reading = read(KINDS)
    (table,) = tables(reading.text, reading.tables)
    assert table.rows[0].header[2:] == [
        "卫生机构(个)",
        "#医院、卫生院(个)",
        "床位(张)",
        "#医院、卫生院(张)",
        "卫生技术人员(人)",
        "#医师(人)",
        "#注册护士(人)",
    ]
    assert [row.parts[0][1] for row in table.rows] == ["合计", "医院", "疗养院", "卫生院", "门诊部"]
    for row in table.rows:
        assert all(reading.text.startswith(cell, at) for at, cell in row.parts[2:])


def test_the_row_of_totals_is_the_areas() -> None:
    read_ = found(KINDS)
    linked = {text: m.indicator for text, m in read_.items() if m.indicator}
    assert linked["812"] == "medical_institutions"
    assert linked["9120"] == "hospital_beds"
    assert linked["11200"] == "health_workers"
    assert linked["4700"] == "nurses"


def test_one_kinds_figures_are_not_the_areas() -> None:
    read_ = found(KINDS)
    assert [read_[text].indicator for text in ("7300", "6900", "2400", "1500", "1800")] == [None] * 5
    assert (read_["7300"].unit, read_["6900"].unit) == ("张", "人")


def test_a_row_with_fewer_cells_leaves_them_open() -> None:
    read_ = found(KINDS)
    assert [read_[text].indicator for text in ("210", "41", "300", "140")] == [None] * 4
    reading = read(KINDS)
    (table,) = tables(reading.text, reading.tables)
    assert table.rows[2].header[2:] == [UNTOLD] * 2


def test_one_row_a_year() -> None:
    text = (
        "年 份 卫生机构数 床位数 卫 生\n(个) #医院 (张) 技术人员\n(人)\n"
        "2019 700 30 8000 9000\n2020 720 31 8300 9400\n2021 760 33 8800 9900\n"
    )
    assert facts(text)[-4:] == [
        ("760", "medical_institutions", "2021"),
        ("33", "hospitals", "2021"),
        ("8800", "hospital_beds", "2021"),
        ("9900", "health_workers", "2021"),
    ]


def test_years_one_a_line_units_in_the_rows_and_a_group_per_residents() -> None:
    text = (
        "单位\n2020年\n2021年\n全市常住人口数 万人 310.50 312.40\n每千人口占有\n(1)床位数 5.10 5.30\n"
        "其中：医院 4.10 4.20\n(2)卫生人员数 7.00 7.20\n内：执业(助理)医师 2.81 2.90\n注册护士 3.10 3.30\n"
    )
    told = found(text)
    assert (told["312.40"].indicator, int(told["312.40"].value or 0)) == ("resident_population", 3_124_000)
    assert (told["5.30"].indicator, told["5.30"].period) == ("beds_per_1000", "2021")
    assert told["4.20"].indicator is None
    assert (told["2.90"].indicator, told["3.30"].indicator) == ("physicians_per_1000", "nurses_per_1000")


def test_names_above_their_numbers_and_a_row_without_a_name() -> None:
    rows = "8000 8300 8800\n#医院\n6100 6400 6700\n卫生院\n1500 1450 1400\n"
    text = f"全市床位数\n单位：张\n项目 2019 2020 2021\n{rows}"
    assert facts(text) == [
        ("8000", "hospital_beds", "2019"),
        ("8300", "hospital_beds", "2020"),
        ("8800", "hospital_beds", "2021"),
    ]
    assert found(text)["6700"].unit == "张"


def test_years_below_what_stands_over_them() -> None:
    text = (
        "机构数(个) 床位数(张)\n2020年 2021年 2020年 2021年\n"
        "总计 720 760 8300 8800\n医院 31 33 6400 6700\n诊所 300 310 0 0\n"
    )
    assert ("8800", "hospital_beds", "2021") in facts(text)
    assert ("31", "hospitals", "2020") in facts(text)


def test_years_said_twice_under_nothing_leave_all_open() -> None:
    rows = "总计 900 990 100 100\n注册护士 400 430 44.4 43.4\n执业医师 310 330 34.4 33.3\n"
    assert facts(f"人员 2020 2021 2020 2021\n{rows}") == []


def test_the_header_in_another_language_and_its_years_say_nothing() -> None:
    text = (
        "各类机构(2021年)\nBasic statistics, 2021\n机构数 床位数\n(个) (张)\nNumber of Beds\n(10 000 units)\n"
        "全市总计 Total 812 9120\n医院 Hospitals 36 7300\n卫生院 Health centers 60 1500\n"
    )
    assert facts(text) == [
        ("812", "medical_institutions", "2021"),
        ("9120", "hospital_beds", "2021"),
        ("36", "hospitals", "2021"),
    ]


def test_the_line_above_the_first_numbers_may_be_their_name() -> None:
    text = (
        "项目 2019 2020 2021\n卫生机构数合计(个)\n800 805 812\n医院\n35 35 36\n床位数(张)\n8000 8300 8800\n"
    )
    assert [indicator for _, indicator, _ in facts(text)] == [
        *["medical_institutions"] * 3,
        *["hospitals"] * 3,
        *["hospital_beds"] * 3,
    ]


def test_years_and_growth_in_one_line() -> None:
    text = (
        "指标 2020年 2021年 增长(%)\n床位数(张) 8300 8800 6.0\n"
        "卫生技术人员(人) 9400 9900 5.3\n总诊疗人次(万人次) 310.5 322.1 3.7\n"
    )
    assert [(text, indicator) for text, indicator, year in facts(text) if year == "2021"] == [
        ("8800", "hospital_beds"),
        ("9900", "health_workers"),
        ("322.1", "outpatient_visits"),
    ]


def test_a_part_has_the_unit_of_its_whole() -> None:
    text = "项目 (万人) #医师 #注册护士\n合计 1.12 0.41 0.47\n医院 0.69 0.24 0.33\n诊所 0.10 0.07 0.02\n"
    nurses = found(text)["0.47"]
    assert (nurses.indicator, int(nurses.value or 0)) == ("nurses", 4700)


def test_a_table_of_one_kind_of_house_is_not_the_areas() -> None:
    rows = "总诊疗人次(万人次) 310.5 322.1\n床位数(张) 8300 8800\n卫生技术人员(人) 9400 9900\n"
    header = "指标 2020年 2021年\n"
    assert facts(f"全市三级医院工作情况\n{header}{rows}") == []
    assert len(facts(f"全市卫生机构工作情况\n{header}{rows}")) == 6


def test_only_the_first_row_may_be_a_total_without_a_name() -> None:
    text = "项目 机构数(个) 床位数(张)\n812 9120\n500 4100\n医院 36 7300\n诊所 310 0\n"
    assert [text for text, _, _ in facts(text)] == ["812", "9120", "36"]


def test_how_many_there_are_of_the_one_kind_a_title_names() -> None:
    rows = "机构数(个) 35 36\n床位数(张) 7100 7300\n执业医师(人) 2300 2400\n"
    assert facts(f"各类医院基本情况\n指标 2020年 2021年\n{rows}") == [
        ("35", "hospitals", "2020"),
        ("36", "hospitals", "2021"),
    ]


def test_a_table_as_a_pdf_gives_it() -> None:
    text = (
        "机构类别\n机构数\n（个）\n实有床位数\n（张）\n其中：执业（助理）\n医师（人）\n总计 812 9120 4100\n"
        "二、基层医\n疗卫生机构\n700 1500 1400\n村卫生室 290 500\n"
    )
    assert facts(text) == [
        ("812", "medical_institutions", "2021"),
        ("9120", "hospital_beds", "2021"),
        ("4100", "physicians", "2021"),
    ]


def test_numbered_rows_with_units_years_and_a_goal() -> None:
    text = (
        "序号 指标 单位 2020年 2021年 2025年目标\n1 人均预期寿命 岁 81.20 81.55 82.0\n"
        "2 婴儿死亡率 ‰ 2.61 2.40 <4\n"
    )
    mentions = read_mentions(Document("t.txt", text), area="330100", year=2021)
    assert [(m.text, m.indicator, m.period, m.status) for m in mentions if m.indicator] == [
        ("81.20", "life_expectancy", "2020", "actual"),
        ("81.55", "life_expectancy", "2021", "actual"),
        ("82.0", "life_expectancy", "2025", "target"),
        ("2.61", "infant_mortality", "2020", "actual"),
        ("2.40", "infant_mortality", "2021", "actual"),
        ("4", "infant_mortality", "2025", "target"),
    ]


def test_columns_of_larger_areas_are_theirs() -> None:
    rows = "人均预期寿命(岁) 81.55 80.20 78.60\n婴儿死亡率(‰) 2.40 3.10 4.50\n"
    text = f"全市健康水平\n指标 全市 全省 全国\n{rows}"
    assert [text for text, _, _ in facts(text)] == ["81.55", "2.40"]
    assert {m.area for m in found(text).values()} == {None, "全省", "全国"}


def test_the_total_of_named_hospitals_is_theirs() -> None:
    rows = "市人民医院 1200 90.5\n市中医院 800 60.1\n合计 2000 150.6\n"
    assert facts(f"医院 床位数(张) 诊疗人次(万人次)\n{rows}") == []


def test_units_below_names_need_no_brackets() -> None:
    rows = "全市 312.4 9120 4100\n东城区 100.1 3000 1400\n西城区 212.3 6120 2700\n"
    told = found(f"人口数 床位数 医师数\n万人 张 人\n{rows}")
    assert (told["9120"].indicator, told["4100"].indicator) == ("hospital_beds", "physicians")
    assert (told["3000"].indicator, told["3000"].unit) == (None, "张")


def test_single_characters_are_columns_where_there_are_as_many() -> None:
    rows = "常住人口(万人) 312.4 160.1 152.3\n户籍人口(万人) 300.1 151.0 149.1\n"
    assert [text for text, _, _ in facts(f"项目 合计 男 女\n{rows}")] == ["312.4", "300.1"]


def test_one_head_over_all_years_is_what_the_rows_count() -> None:
    rows = "8000 8300 8800\n医院 6100 6400 6700\n"
    assert [(text, indicator) for text, indicator, _ in facts(f"床位数(张)\n2019 2020 2021\n{rows}")] == [
        ("8000", "hospital_beds"),
        ("8300", "hospital_beds"),
        ("8800", "hospital_beds"),
    ]


def test_what_stands_below_the_name_of_a_house_is_its_own() -> None:
    beds, staff = "床位数(张) 6100 6700\n", "卫生技术人员(人) 5000 5400\n"
    assert facts(f"指标 2020年 2021年\n医院\n{beds}{staff}卫生院\n床位数(张) 1500 1400\n") == []


def test_a_name_said_twice_is_twice_anothers() -> None:
    first, second = "医院数(个) 35 36\n床位数(张) 6100 6700\n", "门诊部数(个) 60 61\n床位数(张) 15 14\n"
    assert facts(f"指标 2020年 2021年\n{first}{second}") == [
        ("35", "hospitals", "2020"),
        ("36", "hospitals", "2021"),
    ]


def test_years_in_mid_table_begin_another() -> None:
    text = (
        "指标 2020 2021\n床位数(张) 8300 8800\n医师数(人) 3000 3110\n指标 2018 2019\n护士数(人) 3900 4000\n"
    )
    assert ("4000", "nurses", "2019") in facts(f"{text}床位数(张) 7900 8000\n")


def test_a_total_of_kinds_of_hospitals_is_theirs() -> None:
    text = "分类 机构数(个) 床位数(张)\n合计 36 7300\n三级医院 3 3000\n二级医院 33 4300\n"
    assert facts(text) == [("36", "hospitals", "2021")]
