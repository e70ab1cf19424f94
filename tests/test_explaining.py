"""How a number was read, in words: every decision that a mention can carry is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract import Document, explain, read_mentions
from extract.explaining import account, said

TEXT = "全区有托位4830个，每千人口托位4.44个。门诊量增长5.6%。全省有托位5万个。位列全市第三位。"
ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = Document("t.txt", TEXT)


def words_of(number: str) -> str:
    (found,) = explain(DOCUMENT, TEXT.index(number), "330113", 2023)
    return str(found)


def test_one_account_a_mention() -> None:
    mentions = read_mentions(DOCUMENT, "330113", 2023)
    assert [a.mention for a in explain(DOCUMENT, None, "330113", 2023)] == mentions


def test_numeral_unit_clause_view_candidate_and_decision() -> None:
    words = words_of("4830")
    for part in (
        "“4830”（第5–9字符）",
        "数值 4830",
        "单位：个",
        "全区有托位",
        "全区有托位#",
        "childcare_places",
        "得分",
        "结论",
    ):
        assert part in words
    for part in (
        "quantity, value 4830",
        "unit: 个",
        "candidate: Childcare places for under-threes",
        "decided",
    ):
        assert part in words


def test_what_was_refused_and_why() -> None:
    assert "说的是增减幅度" in words_of("5.6%") and "it says how much something changed" in words_of("5.6%")
    assert "说的是别的地区" in words_of("5万") or "排除的表述" in words_of("5万")
    assert "全省" in words_of("5万")
    assert "是名次" in words_of("三位")


def test_the_nearest_number_of_the_sentence() -> None:
    (found,) = explain(DOCUMENT, TEXT.index("托位"))
    assert found.mention.text == "4830"
    assert explain(Document("t.txt", "没有数字。共3家。"), 1) == []
    assert explain(DOCUMENT, 10_000) == []


def test_the_views_are_those_of_the_reading() -> None:
    (found,) = explain(DOCUMENT, TEXT.index("4.44"))
    assert found.clause == "每千人口托位"
    assert any("每千人托位#" in view for view in found.views)


def test_an_account_of_a_kept_mention_needs_no_reading() -> None:
    mention = read_mentions(DOCUMENT, "330113", 2023)[0]
    assert "4830" in str(account(mention, TEXT))


@pytest.mark.parametrize("path", sorted(ROOT.glob("seeds/*/*.txt")), ids=lambda path: path.parent.name)
def test_no_reason_is_left_as_a_code(path: Path) -> None:
    for found in explain(Document(path.name, path.read_bytes().decode("utf-8"))):
        codes = {found.mention.reason, *(c.reason for c in found.mention.candidates if not c.score)}
        for code in codes:
            line = said(code)
            assert re.search("[\u4e00-\u9fff]", line.zh), f"{code} has no words"
            assert line.en != code
        assert len(found.lines) >= 3
