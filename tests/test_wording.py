"""Patterns of records: what they cannot match without, and what is asked of them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extract.records.catalogue import load, marked
from extract.records.wording import Patterns, expand, needed

WORDS = Path(__file__).parent.parent / "extract" / "indicators" / "words.toml"
CLASSES: dict[str, str] = tomllib.loads(WORDS.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("托位(?:总?数|总量)[^，。；、#]{0,10}#", [(1, ("托位",)), (1, ("数", "总量"))]),
        ("<托位>数#", [(1, ("托位", "托育学位", "托育床位", "托额")), (1, ("数",))]),
        ("<托位>?床位数?#", [(1, ("床位",))]),
        ("#(?:的)?托位", [(2, ("托位",))]),
        ("建成#(?:的)?托位(?:总?数|总量)", [(1, ("建成",)), (2, ("托位",)), (2, ("数", "总量"))]),
        ("医院#|卫生院#", [(0, ("医院", "卫生院"))]),
        ("医院#|#", []),
        ("(?:托位#|#托位)个", [(0, ("托位", "托位")), (0, ("个",))]),
        ("托位#?个", [(0, ("托位",)), (0, ("个",))]),
        ("(?:新增|新建(?:成|好))(?:了)?#", [(1, ("新增", "新建"))]),
        ("(?:新增|新建)*#(?!的)(?<!和)中心", [(2, ("中心",))]),
        (r"5\d岁人口[)\]\|]+（\(a+b#", [(1, ("5",)), (1, ("岁人口",)), (1, ("a",)), (1, ("b",))]),
    ],
)
def test_of_the_words_a_pattern_needs_one_each_must_stand(
    pattern: str, words: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert needed(pattern, CLASSES) == words


def test_no_pattern_of_any_record_matches_a_view_without_the_words_it_needs() -> None:
    for record in load().values():
        examples = [marked(example) for example in (*record.examples, *record.counterexamples)]
        views = ["#", *(f"{text[:start]}#{text[end:]}" for text, start, end in examples)]
        for source in (*record.says, *record.never):
            pattern = re.compile(expand(source, CLASSES, True))
            needs = needed(source, CLASSES)
            for view in filter(pattern.search, views):
                sides = (view, view[: view.rfind("#")], view[view.find("#") + 1 :])
                missing = [words for side, words in needs if not any(word in sides[side] for word in words)]
                assert not missing, (record.id, source, view)


def test_of_several_words_that_forbid_the_first_is_told() -> None:
    patterns = Patterns((), ("新增…#", "其中#", "^其中"), {})
    assert patterns.forbidden("其中新增托位#") == "其中"
    assert patterns.forbidden("当年新增托位#") == "新增托位#"
    assert patterns.forbidden("全区托位#") == ""


def test_a_text_that_holds_the_mark_itself_is_read_on_either_side_of_each() -> None:
    patterns = Patterns(("托位#", "#托位"), (), {})
    assert patterns.words("5#楼有托位#个") == "托位#"
    assert patterns.words("#托位在5#楼") == "#托位"
