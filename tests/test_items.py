"""Goals and results under the name of an item."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [(m.text, m.indicator, m.status) for m in found if m.kind == "quantity"]


@pytest.mark.parametrize(
    "text",
    [
        "3.适龄妇女“两癌”免费检查\n年度目标：2.6万人。完成情况：27315人，完成率105%。\n",
        "（三）适龄妇女“两癌”免费检查。\n目标任务：2.6万人。\n进展情况：已完成27315人。\n",
    ],
)
def test_a_goal_and_a_result_are_of_the_item_above(text: str) -> None:
    assert facts(text)[:2] == [
        ("2.6万", "womens_cancer_screenings", "target"),
        ("27315", "womens_cancer_screenings", "actual"),
    ]


def test_an_item_of_additions() -> None:
    text = "1.新增婴幼儿托位\n年度目标：900个。\n完成情况：1026个。\n"
    assert [name for _, name, _ in facts(text)] == ["childcare_places_new"] * 2


def test_without_a_name_above_nothing_is_stated() -> None:
    assert facts("今年工作如下。\n年度目标：2.6万人。\n")[-1][1] is None
