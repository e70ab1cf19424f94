"""What a headline's figure counts, from the body that states the same figure."""

from __future__ import annotations

from extract.linking.observe import read_mentions
from extract.model import Document


def linked(text: str) -> list[tuple[str, str | None, str | None]]:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [(m.text, m.indicator, m.status) for m in found if m.kind == "quantity"]


def test_a_title_takes_indicator_and_status_from_the_body() -> None:
    text = "再添1700张病床\n计划新增医疗机构床位1700张。\n"
    assert linked(text) == [("1700", "planned_beds", "target")] * 2


def test_a_project_is_planned_throughout_a_report() -> None:
    text = (
        "医疗投资逾90亿元 3年新增床位5千张\n正在建设的9个医疗卫生项目总投资90.4亿元，"
        "建成后将新增床位5210张。\n项目共新增床位5210张。\n"
    )
    assert [m for m in linked(text) if m[1]] == [
        ("90亿", "capital_investment", "target"),
        ("5千", "planned_beds", "target"),
        ("90.4亿", "capital_investment", "target"),
        ("5210", "planned_beds", "target"),
        ("5210", "planned_beds", "target"),
    ]


def test_a_title_leaves_out_the_unit_of_money() -> None:
    text = "国家拨款7600万改善医疗\n下达中央预算内投资，合计7600万元，用于改善医疗条件。\n"
    assert [indicator for _, indicator, _ in linked(text)] == ["capital_investment"] * 2


def test_small_or_doubtful_figures_of_a_title_stay_unlinked() -> None:
    assert linked("我区12件好事\n全区共有医院12家。\n")[0][1] is None
    both = "今年再添300张\n全区医疗机构共有床位300张。另有沙发300张。\n"
    assert linked(both)[0][1] is None


def test_three_digits_in_a_short_line() -> None:
    text = "导语\n3120次出动\n全年共有医疗机构3120家。\n"
    assert linked(text)[0][1] is None


def test_a_title_is_planned_where_the_body_says_so_of_the_same() -> None:
    text = "全区人均期望寿命81.2岁\n规划提出，到2030年，全区人均期望寿命达到81.2岁。\n"
    assert linked(text) == [("81.2", "life_expectancy", "target")] * 2
    reached = f"{text}2023年，全区人均期望寿命已达81.2岁。\n"
    assert [status for _, _, status in linked(reached)] == ["actual", "target", "actual"]


def test_a_number_with_a_noun_of_its_own_repeats_nothing() -> None:
    text = "全区共有村卫生室242家。\n文化和体育\n全区共有242家农家书屋。\n"
    assert [name for _, name, _ in linked(text)] == ["village_clinics", None]
