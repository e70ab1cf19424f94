"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import re

import pytest

from extract.patterns import Pattern


def test_it_answers_as_a_compiled_pattern_does() -> None:
    lazy, plain = Pattern(r"(\d+)([家所])"), re.compile(r"(\d+)([家所])")
    text = "医院12家，诊所30所"
    assert [found.groups() for found in lazy.finditer(text)] == plain.findall(text) == lazy.findall(text)
    assert lazy.split(text) == plain.split(text)
    assert lazy.sub("…", text) == plain.sub("…", text)
    assert lazy.match(text) is None and lazy.match(text, 2) is not None
    assert lazy.fullmatch("3家") is not None and lazy.pattern == plain.pattern
    assert Pattern("aed", re.IGNORECASE).search("AED") is not None


def test_it_compiles_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def counted(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    lazy = Pattern("托位")
    assert compiled == []
    assert lazy.search("托位") and lazy.search("床位") is None and lazy.match("托位")
    assert compiled == ["托位"]
