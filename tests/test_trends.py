"""What the clause before a number's own names, where its own names nothing."""

from __future__ import annotations

import pytest

from extract.context.trends import named_before
from extract.linking.observe import read_mentions
from extract.model import Document


@pytest.mark.parametrize(
    ("said", "clause", "only_when", "words"),
    [
        ("签约率逐年提高", "2023年达到", True, "签约率"),
        ("60岁以上老年人口以每年4%的速度增长", "目前已达", True, "60岁以上老年人口"),
        ("各卫生院均组建了家庭医生团队", "共", False, "各卫生院均组建了家庭医生团队"),
        ("各村都建有村卫生室", "总数达", False, "各村都建有村卫生室"),
        ("签约居民30万人", "共", False, ""),
        ("签约率逐年提高", "满意度达到", False, ""),
        ("各卫生院均组建了家庭医生团队", "共签约", False, ""),
    ],
)
def test_what_the_clause_before_names(said: str, clause: str, only_when: bool, words: str) -> None:
    assert named_before(said, clause, only_when) == words


def test_a_total_is_of_what_was_added_before_its_noun() -> None:
    text = "全区新增3家社区卫生服务站，总数达到72家；新增2个停车场，总数达到30个。"
    read = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.indicator for m in read] == [None, "community_health_stations", None, None]
