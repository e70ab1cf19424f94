"""Tables that were printed one cell a line."""

from __future__ import annotations

from extract.layout.stacked import runs, tables
from extract.linking.observe import read_mentions
from extract.model import Document

TABLE = "\n".join(
    [
        *("指标名称", "计量单位", "2021年", "2020年", "比上年±%"),
        *("卫生机构数", "个", "561", "548", "2.4"),
        *("总诊疗人次", "万人次", "1203.6", "1008.0", "19.4"),
        *("婴儿死亡率", "‰", "2.1", "2.4", "—"),
    ]
)


def test_rows_are_put_together() -> None:
    text = f"表1 主要指标。\n{TABLE}\n注：初步统计数。"
    (run,) = runs(text)
    (table,) = tables(run)
    visits = ["总诊疗人次", "万人次", "1203.6", "1008.0", "19.4"]
    assert [[cell for _, cell in row] for row in table][2] == visits
    assert all(text[at : at + len(cell)] == cell for row in table for at, cell in row)


def test_cells_are_read_by_row_and_column() -> None:
    found = {m.text: m for m in read_mentions(Document("t.txt", TABLE), area="330113", year=2021)}
    visits = found["1008.0"]
    assert (visits.indicator, int(visits.value or 0), visits.unit, visits.period) == (
        "outpatient_visits",
        10_080_000,
        "人次",
        "2020",
    )
    assert found["561"].indicator == "medical_institutions"
    assert found["19.4"].indicator is None


def test_lines_that_only_happen_to_be_short_are_no_table() -> None:
    (run,) = runs("2023年\n工作总结\n一、托育\n二、急救\n三、基层\n四、献血\n" * 3)
    assert not list(tables(run))
    assert not list(runs("指标\n单位\n数值\n床位\n张\n这一行是一句话，不是一格。\n"))


def test_cells_may_keep_the_bars_between_them() -> None:
    rows = [
        *("序号", "| 指标", "| 单位", "| 2021年", "| 2020年", "| 2021年比2020年增长(%)", "|"),
        *("1", "| 卫生机构", "| 个", "| 561", "| 548", "|", "|"),
        *("2", "| 卫生技术人员", "| 人", "| 3620", "|", "|", "|"),
        *("3", "| 注册护士", "| 人", "| 1580", "| 1490", "| 6.0", "|"),
    ]
    found = read_mentions(Document("t.txt", "\n".join(rows)), area="330113", year=2021)
    facts = [(m.text, m.indicator, m.period) for m in found if m.indicator]
    assert facts == [
        ("561", "medical_institutions", "2021"),
        ("548", "medical_institutions", "2020"),
        ("3620", "health_workers", "2021"),
        ("1580", "nurses", "2021"),
        ("1490", "nurses", "2020"),
    ]


def test_tasks_beside_how_far_they_have_come() -> None:
    rows = (
        "1",
        "*医疗卫生",
        "新增托位400个。",
        "80%",
        "区卫健局",
        "2",
        "在公共场所新增AED120台。",
        "30%",
        "区红十字会",
    )
    text = "\n".join(["民生实事进度表", "序号", "项目内容", "完成率(%)", "牵头单位", *rows, ""])
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [(m.text, m.status) for m in found if m.kind == "quantity"] == [
        ("400", "target"),
        ("80%", "actual"),
        ("120", "target"),
        ("30%", "actual"),
    ]


def test_a_caption_gives_unit_and_measure() -> None:
    rows = [
        *("项目", "2021", "2022", "2023"),
        *("总计", "812.5", "820.4", "840.2"),
        *("医院", "501.3", "510.6", "520.8"),
        *("诊所", "90.1", "91.0", "92.4"),
    ]
    text = "\n".join(["全市诊疗人次数", "单位：万人次", *rows])
    found = {m.text: m for m in read_mentions(Document("t.txt", text), area="330113", year=2023)}
    assert (found["840.2"].indicator, int(found["840.2"].value or 0)) == ("outpatient_visits", 8_402_000)
    assert (found["520.8"].indicator, found["520.8"].unit) == (None, "人次")
