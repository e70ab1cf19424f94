"""Buildings: what is told of one in use, and of one still to come or under way."""

from __future__ import annotations

from extract.linking.observe import read_mentions
from extract.model import Document


def statuses(text: str, year: int | None = 2023) -> list[str | None]:
    return [
        m.status
        for m in read_mentions(Document("t.txt", text), area="330113", year=year)
        if m.kind == "quantity"
    ]


def test_a_house_that_is_to_open_is_planned() -> None:
    text = "新院区占地120亩，设床位800张，计划2026年建成投用。"
    assert statuses(text)[-1] == "target"


def test_what_a_project_under_way_costs_is_planned() -> None:
    text = (
        "目前正在实施9个医疗卫生重点建设项目，总投资80亿元。项目工期20个月，完成后将新增医疗卫生床位5200张。"
    )
    assert [m.status for m in read_mentions(Document("t.txt", text), year=2023) if m.indicator] == [
        "target"
    ] * 2


def test_money_that_is_granted_for_building() -> None:
    text = "省里安排建设项目38个，投资4.1亿元。3600万元用于补助区医院等3家医院建设。"
    found = [m for m in read_mentions(Document("t.txt", text), area="330113", year=2023) if m.unit == "元"]
    assert {m.status for m in found if m.indicator} <= {"target"}


def test_what_was_drawn_up_for_a_house_that_the_title_says_is_finished() -> None:
    text = (
        "区中医院新院建设项目完成竣工备案\n新院区按三级医院标准规划建设，总投资16.2亿元，规划设置床位900张。"
    )
    assert statuses(text) == ["actual", "actual"]
    assert statuses(text.replace("完成竣工备案", "开工")) == ["target", "target"]


def test_money_put_into_what_is_yet_to_be_finished_is_planned() -> None:
    text = "全县投资1.2亿元改造16所乡镇卫生院，计划10月底前全部建成投用。"
    assert statuses(text)[0] == "target"
    assert statuses(text.replace("投资", "已投资"))[0] == "actual"
    assert statuses(text.replace("计划10月底前", "10月底"))[0] == "actual"
