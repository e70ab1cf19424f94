"""Both languages say everything that is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard import words

SOURCES = sorted(Path(words.__file__).parent.rglob("*.py"))


def test_both_languages_have_the_same_keys_with_the_same_blanks() -> None:
    zh, en = words.load("zh").entries, words.load("en").entries
    assert zh.keys() == en.keys()
    for key in zh:
        assert set(re.findall(r"\{(\w+)\}", zh[key])) == set(re.findall(r"\{(\w+)\}", en[key])), key


def test_no_words_are_empty_but_for_a_unit_that_goes_without_saying() -> None:
    for lang in words.LANGUAGES:
        empty = [key for key, text in words.load(lang).entries.items() if not text.strip()]
        assert empty in ([], ["unit.个"]), lang


def test_every_key_asked_for_is_there() -> None:
    known = words.load("zh").entries
    for path in SOURCES:
        for key in re.findall(
            r"""\b(?:words|w)\(\s*["']([a-z_]+\.[a-z_0-9]+)["']""", path.read_text(encoding="utf-8")
        ):
            assert key in known, f"{path.name}: {key}"


def test_every_page_has_its_name_title_and_line() -> None:
    from dashboard.app import PAGES

    for page in PAGES:
        for part in ("nav", "title", "lede"):
            assert f"{page}.{part}" in words.load("zh").entries


def test_no_words_of_the_screen_are_written_in_the_code() -> None:
    for path in SOURCES:
        code = re.sub(r'"""(?:.|\n)*?"""|#[^\n]*', "", path.read_text(encoding="utf-8"))
        for text in re.findall(r"[\u4e00-\u9fff]+", code):
            assert path.name in ("words.py", "names.py", "app.py", "frame.py"), f"{path.name}: {text}"


def test_an_unknown_key_is_an_error_and_an_unknown_language_is_chinese() -> None:
    with pytest.raises(KeyError):
        words.load("zh")("no.such")
    assert words.load("fr").lang == "zh"


def test_links_of_a_report_are_not_filled_in_as_blanks() -> None:
    assert words.load("en")("gone.report", name="{x}").count("{x}") == 1
