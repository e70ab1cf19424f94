"""What is counted: requests by kind, sessions while they last, reruns by page and outcome."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from asgi import ask
from starlette.types import Message, Receive, Scope, Send

from dashboard import logs, watching


def count(name: str, **labels: str) -> float:
    return watching.REGISTRY.get_sample_value(name, labels) or 0.0


async def answers(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"12345"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "bytes": b"123"})
    assert watching.sessions() == 1
    await receive()


async def fails(scope: Scope, receive: Receive, send: Send) -> None:
    raise OSError("broken")


def fields(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, Any]]]:
    told = [(record.getMessage(), record.__dict__["fields"]) for record in caplog.records]
    # To look at a count is to look for the data set too, and here is none.
    return [(event, what) for event, what in told if event != "no data set"]


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs.LOGGER, "propagate", True)
    caplog.set_level(logging.INFO, logger="hengbi")


@pytest.mark.parametrize(("path", "kind"), [
    ("/", "page"), ("/compare", "page"), ("/static/js/a.js", "asset"), ("/media/1.csv", "media"),
    ("/_stcore/health", "core"), ("/_stcore/upload_file/1", "upload"), ("/api/v1/areas", "api"),
    ("/health", "health"), ("/metrics", "health"),
])  # fmt: skip
def test_a_path_is_of_a_kind(path: str, kind: str) -> None:
    assert watching.kind_of(path) == kind
    assert watching.kind_of(f"/somewhere{path}", "somewhere") == kind


def test_a_request_is_counted_and_told_without_its_query_or_address(caplog: pytest.LogCaptureFixture) -> None:
    before = count("hengbi_requests_total", kind="page", status="200")
    ask(watching.Watched(answers), "/compare")
    assert count("hengbi_requests_total", kind="page", status="200") == before + 1
    ((event, told),) = fields(caplog)
    assert event == "request" and told.pop("ms") >= 0
    assert told == {"method": "GET", "path": "/compare", "status": 200, "bytes": 5}
    assert "secret" not in str(told) and "203.0.113.9" not in str(told)


def test_one_that_breaks_counts_as_500() -> None:
    before = count("hengbi_requests_total", kind="api", status="500")
    with pytest.raises(OSError, match="broken"):
        ask(watching.Watched(fails), "/api/v1/areas")
    assert count("hengbi_requests_total", kind="api", status="500") == before + 1


def test_questions_about_health_are_counted_but_not_told(caplog: pytest.LogCaptureFixture) -> None:
    ask(watching.Watched(answers), "/health")
    assert fields(caplog) == []


def test_a_session_counts_while_it_lasts(caplog: pytest.LogCaptureFixture) -> None:
    came: list[Message] = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1001}]
    opened = count("hengbi_sessions_opened_total")
    ask(watching.Watched(answers), "/_stcore/stream", "websocket", came)
    assert watching.sessions() == 0
    assert count("hengbi_sessions_opened_total") == opened + 1
    assert [event for event, _ in fields(caplog)] == ["session opened", "session closed"]
    assert fields(caplog)[1][1]["bytes"] == 3


def test_a_rerun_has_page_and_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import StopException

    pages = ("start", "compare")
    for path, page in (("", "start"), ("below/compare", "compare"), ("../etc/passwd", "other")):
        monkeypatch.setitem(st.session_state, "_page", path)
        before = count("hengbi_reruns_total", page=page, outcome="done")
        with watching.rerun(pages):
            pass
        assert count("hengbi_reruns_total", page=page, outcome="done") == before + 1
    for error, outcome in ((StopException, "stopped"), (ValueError, "failed")):
        before = count("hengbi_reruns_total", page="other", outcome=outcome)
        with pytest.raises(error), watching.rerun(pages):
            raise error
        assert count("hengbi_reruns_total", page="other", outcome=outcome) == before + 1
