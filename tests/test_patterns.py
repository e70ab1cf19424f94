"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import re

import pytest

from extract.patterns import Rare


def test_it_answers_as_a_compiled_pattern_does() -> None:
    rare, plain = Rare(r"(\d+)([家所])"), re.compile(r"(\d+)([家所])")
    text = "医院12家，诊所30所"
    assert [found.groups() for found in rare.finditer(text)] == plain.findall(text) == rare.findall(text)
    assert rare.split(text) == plain.split(text)
    assert rare.sub("…", text) == plain.sub("…", text)
    assert rare.match(text) is None and rare.match(text, 2) is not None
    assert rare.fullmatch("3家") is not None and rare.pattern == plain.pattern
    assert Rare("aed", re.IGNORECASE).search("AED") is not None


def test_it_compiles_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def counted(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    rare = Rare("托位")
    assert compiled == []
    assert rare.search("托位") and rare.search("床位") is None and rare.match("托位")
    assert compiled == ["托位"]


def test_what_no_pattern_has_is_refused() -> None:
    with pytest.raises(AttributeError, match="a pattern has no finds"):
        Rare("托位").finds("托位")
