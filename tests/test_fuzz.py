"""Whatever is done to a report's text, reading it holds what it promises.

Real texts are cut, doubled, spaced, broken and strewn with other characters.
``HENGBI_FUZZ=100000`` runs so many of them; without it, a few hundred.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.linking.observe import read_mentions
from extract.model import KINDS, QUALIFIERS, STATUSES, Document, Mention
from extract.numbers.reading import read

EXAMPLES = int(os.environ.get("HENGBI_FUZZ", "300"))
ROOT = Path(__file__).resolve().parent.parent
DIGITS = re.compile("[0-9０-９]+")
THOROUGH = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 1000,
    database=None,
    suppress_health_check=list(HealthCheck),
)

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
GAPS = (" ", "　", "\n", "\r\n", "\n\n", "\t", "\u200b", "\ufeff", "&nbsp;", "|", "\x00")
WORDS = """
0 7 ２ 12 2023 3.5 1,000 % ‰ %。 ％ /10万 万 亿 千 百 十 余 多 几 近 约 半 两 一 零 第 壹
年 月 日 岁 个 家 名 人次 个百分点 — - ～ 至 到 + . , ， 。 ； ： 、 （ ） ( ) “ ” 《
其中 分别 每千人 增长 下降 从 新增 目标 百分之 分之 成 首位 以上 以下 左右
\U0001f600 𠀀 ａ G e5 Ⅲ ① ½ ² ٣
"""
PIECES = (*GAPS, *WORDS.split())


@lru_cache(maxsize=1)
def texts() -> tuple[str, ...]:
    """The five reports and the excerpts of the gold."""
    paths = sorted(ROOT.glob("seeds/*/*.txt")) + sorted((ROOT / "tests/data/gold/more").glob("*.txt"))
    return tuple(path.read_bytes().decode("utf-8") for path in paths)


def insert(text: str, at: int, span: int, piece: str) -> str:
    return text[:at] + piece + text[at:]


def strew(text: str, at: int, span: int, piece: str) -> str:
    return text[:at] + piece.join(text[at : at + span]) + text[at + span :]


def delete(text: str, at: int, span: int, piece: str) -> str:
    return text[:at] + text[at + span :]


def repeat(text: str, at: int, span: int, piece: str) -> str:
    return text[: at + span] + text[at : at + span] + text[at + span :]


def widen(text: str, at: int, span: int, piece: str) -> str:
    return text[:at] + text[at : at + span].translate(WIDE) + text[at + span :]


def turn(text: str, at: int, span: int, piece: str) -> str:
    return text[:at] + text[at : at + span][::-1] + text[at + span :]


def replace(text: str, at: int, span: int, piece: str) -> str:
    return text[:at] + piece + text[at + span :]


CHANGES: tuple[Callable[[str, int, int, str], str], ...] = (
    insert,
    strew,
    delete,
    repeat,
    widen,
    turn,
    replace,
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A window of a real text with up to ten things done to it."""
    text = draw(st.sampled_from(texts()))
    size = draw(st.sampled_from((40, 160, 600)))
    start = draw(st.integers(0, max(0, len(text) - size)))
    text = text[start : start + size]
    piece = st.one_of(st.sampled_from(PIECES), st.text(max_size=6))
    for _ in range(draw(st.integers(1, 10))):
        change = draw(st.sampled_from(CHANGES))
        text = change(text, draw(st.integers(0, len(text))), draw(st.integers(1, 24)), draw(piece))
    return text


def check(text: str) -> list[Mention]:
    """Read a text and hold the result against every promise."""
    mentions = read_mentions(Document("damaged.txt", text))
    last = 0
    for m in mentions:
        assert 0 <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.text
        assert m.start >= last, f"{m.text!r} at {m.start} begins before {last}"
        last = m.end
        assert m.sentence_start <= m.start and m.end <= m.sentence_end <= len(text)
        assert m.kind in KINDS and m.qualifier in QUALIFIERS
        assert (m.kind == "quantity") == (m.status is not None) and m.status in (*STATUSES, None)
        assert m.kind == "quantity" or m.indicator is None
        assert m.kind != "quantity" or m.value is not None
        assert m.value is None or m.value.is_finite()
        assert m.value_max is None or (m.value is not None and m.value <= m.value_max)
        assert m.reason
    spans = [(m.start, m.end) for m in mentions]
    for run in DIGITS.finditer(text):
        whole = any(start <= run.start() and run.end() <= end for start, end in spans)
        assert whole, f"{run.group()!r} at {run.start()} is not whole in one mention of {text!r}"
    return mentions


@THOROUGH
@given(damaged())
def test_damaged_texts(text: str) -> None:
    check(text)


@THOROUGH
@given(st.text(alphabet=st.sampled_from("".join(PIECES)), max_size=80))
def test_texts_of_nothing_but_numbers_and_their_words(text: str) -> None:
    check(text)


@settings(THOROUGH, max_examples=max(50, EXAMPLES // 10))
@given(damaged())
def test_same_text_same_reading(text: str) -> None:
    assert read_mentions(Document("a.txt", text)) == read_mentions(Document("a.txt", text))


@settings(THOROUGH, max_examples=max(100, EXAMPLES // 2))
@given(damaged())
def test_every_character_read_stood_in_the_text(text: str) -> None:
    reading = read(text)
    assert reading.raw == text
    origins = [reading.origin(offset) for offset in range(len(reading.text))]
    assert origins == sorted(set(origins)), "the way back is not one to one"


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\ufeff", "0", "０", "。", "\x00", "一", "%", "1" * 5000, "万" * 500, "(" * 3000]
)
def test_texts_of_next_to_nothing(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "百分之七十百分位大于1",
        "亿一个",
        "全省第百百位",
        "位列第一一百",
        "全省第亿一",
        "+0|",
        "（21—3月）",
        "1/0",
        "零分之一",
        "5千5千5千",
        "从76.78岁到78岁到80.1岁",
        "从76.78岁到8+0.1岁+0.1岁",
        "从76.78岁到8岁到8岁到8岁到80.1岁",
        "增长1—3成。",
        "0+n0",
    ],
)
def test_texts_that_once_broke_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize("number", range(len(texts())))
def test_untouched_texts(number: int) -> None:
    assert check(texts()[number])
