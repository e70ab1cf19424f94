"""A reading cut into sentences, with the numbers in each."""

from __future__ import annotations

from extract.numbers.mentions import find
from extract.numbers.reading import read
from extract.numbers.sentences import sentences


def test_every_character_and_number_lies_in_one_sentence() -> None:
    reading = read("一、工作\n新增托位3个！？“达到4个。”\n\n床位5张")
    cut = list(sentences(reading.text, find(reading)))
    assert "".join(reading.text[start:end] for start, end, _ in cut) == reading.text
    assert [[found.value for found in group] for _, _, group in cut] == [[], [3], [4], [5]]


def test_nothing_has_no_sentence() -> None:
    assert list(sentences("", [])) == []
