"""The log: off, plain or JSON, one line an event, and nothing about a reader."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from dashboard import logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Loggers are the whole process's: put them back."""
    named = [logs.LOGGER, logging.getLogger("uvicorn.error"), logging.getLogger("streamlit.made.up")]
    kept = [(logger, list(logger.handlers), logger.level, logger.propagate) for logger in named]
    yield
    for logger, handlers, level, propagate in kept:
        logger.handlers[:] = handlers
        logger.setLevel(level)
        logger.propagate = propagate


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_it_is_off_by_default_but_for_what_goes_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(logs.SETTING, raising=False)
    logs.begin()
    logs.event("request", path="/compare")
    logs.event("no data set", logging.WARNING, detail="gone")
    assert told(capsys).splitlines()[0].endswith("warning no data set detail=gone")


def test_plain_is_a_line_an_event(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(logs.SETTING, "plain")
    logs.begin()
    logs.event("rerun", page="compare", ms=12.5)
    (line,) = told(capsys).splitlines()
    assert line.endswith("+00:00 info rerun page=compare ms=12.5")


def test_json_is_one_line_also_for_an_error_and_for_streamlit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(logs.SETTING, "json")
    monkeypatch.setenv("HENGBI_REPLICA", "2")
    other = logging.getLogger("streamlit.made.up")
    other.addHandler(logging.StreamHandler())
    logs.begin()
    try:
        raise ValueError("坏\n了")
    except ValueError as error:
        logs.LOGGER.error("a page failed", exc_info=error)
    other.warning("of %s", "Streamlit")
    first, second = (json.loads(line) for line in told(capsys).splitlines())
    assert first["event"] == "a page failed" and first["replica"] == "2" and first["level"] == "error"
    assert "ValueError: 坏\n了" in first["traceback"]
    assert second["event"] == "of Streamlit" and second["logger"] == "streamlit.made.up"


def test_an_unknown_setting_says_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(logs.SETTING, "loud")
    with pytest.raises(logs.SettingError, match=r"HENGBI_LOG=loud.*off, plain, json"):
        logs.begin()
