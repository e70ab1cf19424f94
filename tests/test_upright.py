"""Tables printed one cell a line, read by the numbers below their names."""

from __future__ import annotations

from extract.layout.stacked import runs
from extract.layout.upright import table
from extract.linking.observe import read_mentions
from extract.model import Document


def lines(*cells: str) -> str:
    return "\n".join(cells) + "\n"


KINDS = lines(
    *("机构类别", "机构数", "(个)", "床位数", "(张)", "卫生人员", "(人)", "#执业", "医师"),
    *("合计", "812", "9120", "11200", "4100"),
    *("一、医院", "36", "7300", "6900", "2400"),
    *("综合医院", "12", "4100", "3900", "1400"),
    *("二、诊所", "310", "0", "900", "600"),
    *("三、急救中心", "2", "40"),
)


def header(text: str) -> list[str]:
    (run,) = runs(text)
    found = table(run)
    assert found is not None
    return found.rows[0].header


def none(text: str) -> bool:
    return all(table(run) is None for run in runs(text))


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    mentions = read_mentions(Document("t.txt", text), area="330100", year=2021)
    return [(m.text, m.indicator, m.period) for m in mentions if m.indicator]


def test_words_go_on_until_the_columns_are_as_many_as_the_numbers() -> None:
    assert header(KINDS)[2:] == ["机构数(个)", "床位数(张)", "卫生人员(人)", "#执业医师(人)"]


def test_total_and_kinds() -> None:
    told = {text: indicator for text, indicator, _ in facts(KINDS)}
    assert (told["812"], told["9120"], told["36"]) == ("medical_institutions", "hospital_beds", "hospitals")
    assert not {"7300", "6900", "2400", "12", "3900", "310", "40"} & told.keys()


def test_one_row_a_year() -> None:
    text = lines(
        *("年份", "床位数(张)", "出院人数(万人)"),
        *("2019年", "8000", "21.5", "2020年", "8300", "19.8", "2021年", "8800", "22.4"),
    )
    assert facts(text)[-2:] == [("8800", "hospital_beds", "2021"), ("22.4", "inpatient_discharges", "2021")]


def test_years_without_the_name_of_the_rows_column() -> None:
    text = lines(
        *("2020", "2021"),
        *("婴儿死亡率(‰)", "2.61", "2.40", "孕产妇死亡率(1/10万)", "7.10", "6.80"),
        *("住院分娩率(%)", "99.97", "99.98", "剖宫产率(%)", "41.20", "40.10"),
    )
    assert facts(text) == [
        ("2.61", "infant_mortality", "2020"),
        ("2.40", "infant_mortality", "2021"),
        ("7.10", "maternal_mortality", "2020"),
        ("6.80", "maternal_mortality", "2021"),
    ]


def test_bars_keep_the_empty_cells_of_a_header_of_two_lines() -> None:
    names = [("年份|", "机构数|", "|", "床位数|"), ("|", "(个)|", "#医院|", "(张)|")]
    rows = [
        ("2019|", "700|", "30|", "8000|"),
        ("2020|", "720|", "31|", "8300|"),
        ("2021|", "760|", "33|", "8800|"),
    ]
    text = lines(*(cell for row in [*names, *rows] for cell in row))
    assert header(text) == ["年份", "机构数(个)", "#医院(个)", "床位数(张)"]
    assert facts(text)[-1] == ("8800", "hospital_beds", "2021")


def test_other_short_lines_are_no_table() -> None:
    assert none(lines(*("工作安排", "一月", "12", "二月", "15", "三月", "18") * 3))
    assert none(lines(*("项目", "合计", "5", "7", "医院", "4", "诊所", "3", "6", "8", "门诊部", "2") * 2))
    assert none(lines(*("名称", "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子")))


def test_what_words_leave_open_is_not_guessed() -> None:
    told = lines(
        *("项目", "卫生", "技术", "人员"), *("合计", "31", "20", "医院", "22", "15", "诊所", "9", "5")
    )
    assert none(told) or not facts(told)


def test_a_house_above_the_first_row_is_no_part_of_the_header() -> None:
    rows = (
        "床位数(张)",
        "6100",
        "6700",
        "卫生技术人员(人)",
        "5000",
        "5400",
        "诊疗人次(万人次)",
        "310",
        "322",
    )
    text = lines("指标", "2020年", "2021年", "一、医院", *rows)
    assert header(text)[2:] == ["?", "?"]
    assert facts(text) == []


def test_two_rows_are_enough_where_bars_keep_the_lines_of_the_header() -> None:
    names = [("年份|", "医院|", "人员|", "床位|"), ("|", "(个)|", "(人)|", "(张)|")]
    rows = [("2020|", "31|", "402|", "8300|"), ("2021|", "33|", "415|", "8800|")]
    text = lines(*(cell for row in [*names, *rows] for cell in row))
    assert header(text) == ["年份", "医院(个)", "人员(人)", "床位(张)"]
    assert none(text.replace("|", ""))
