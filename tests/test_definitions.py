"""An indicator's definition on the screen is in the reader's language."""

from __future__ import annotations

from board import indicator

from dashboard import markup
from dashboard.words import load


def test_a_definition_follows_the_language() -> None:
    record = indicator("places", definition_zh="期末全部托位数。")
    assert markup.defined(record, load("zh")) == "期末全部托位数。"
    assert markup.defined(record, load("en")) == record["definition"]
    assert "期末全部托位数。" in markup.definition(record, load("zh"))


def test_a_data_set_without_chinese_definitions_gives_the_english() -> None:
    record = indicator("places")
    assert markup.defined(record, load("zh")) == record["definition"]
