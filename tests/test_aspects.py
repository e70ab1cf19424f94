"""Level, addition, change, difference, part, and the level of before."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.observe import observe


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("床位120张。", ["level"]),
        ("新增床位120张。", ["addition"]),
        ("同比增长12%。", ["change"]),
        ("健康素养水平提高3.1个百分点。", ["change"]),
        ("较上年增加12间。", ["change"]),
        ("比全国平均高7.19岁。", ["difference"]),
        ("领先全省4.32岁。", ["difference"]),
        ("席位从8个增加到32个。", ["before", "level"]),
        ("由超过24小时缩短到半小时以内。", ["before", "level"]),
        ("托位104个，其中公办37个。", ["level", "part"]),
        ("门诊量增长到120万人次。", ["level"]),
    ],
)
def test_what_a_number_is(text: str, aspects: list[str]) -> None:
    found = observe(Document("t.txt", text), area="330113", year=2023)
    assert [m.aspect for m in found if m.kind == "quantity"] == aspects


def test_a_total_and_its_addition_are_two_facts() -> None:
    text = "全区成长驿站数量达到104家，其中2023年建成37家。"
    found = observe(Document("t.txt", text), area="330113", year=2023)
    facts = [(m.text, m.indicator) for m in found if m.kind == "quantity"]
    assert facts == [("104", "growth_stations"), ("37", "growth_stations_new")]
