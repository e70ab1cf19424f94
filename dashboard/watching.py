"""What the server counts and tells of its work: requests, sessions of readers, reruns of pages.

The counts are this process's own; ``dashboard/health.py`` gives them out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import logs

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each count, of no use here
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
REQUESTS = Counter("hengbi_requests", "Answered requests.", ["kind", "status"], registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "hengbi_request_seconds", "Time to answer a request.", ["kind"], buckets=_QUICK, registry=REGISTRY
)
SESSIONS = Gauge("hengbi_sessions", "Readers connected now.", registry=REGISTRY)
SESSIONS_OPENED = Counter("hengbi_sessions_opened", "Connections of readers so far.", registry=REGISTRY)
SESSION_SECONDS = Histogram(
    "hengbi_session_seconds",
    "How long readers stayed connected.",
    buckets=(1, 10, 60, 300, 900, 3600, 14400),
    registry=REGISTRY,
)
RERUNS = Counter("hengbi_reruns", "Runs of a page for a reader.", ["page", "outcome"], registry=REGISTRY)
RERUN_SECONDS = Histogram(
    "hengbi_rerun_seconds", "Time of a run of a page.", ["page"], buckets=_QUICK, registry=REGISTRY
)


def sessions() -> int:
    """Say how many readers are connected to this process now."""
    return round(next(iter(SESSIONS.collect())).samples[0].value)


# How the path of a request begins, below the address that the dashboard is served at.
_KINDS = (
    ("static/", "asset"), ("media/", "media"), ("api/", "api"), ("_stcore/upload_file", "upload"),
    ("_stcore/", "core"), ("health", "health"), ("metrics", "health"),
)  # fmt: skip


def kind_of(path: str, base: str = "") -> str:
    """Say what a path asks for; ``page`` is all that is nothing else."""
    below = path.strip("/").removeprefix(base).strip("/")
    return next((kind for begin, kind in _KINDS if below.startswith(begin)), "page")


class Watched:
    """Counts every request and session, and tells of it in the log."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Wrap an application that is served below the path ``base``."""
        self.app = app
        self.base = base.strip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or serve one session from its first word to its last."""
        ended = {"http": self._request_ended, "websocket": self._session_ended}.get(scope["type"])
        if ended is None:
            await self.app(scope, receive, send)
            return
        answer = _Answer(send)
        began = time.perf_counter()
        try:
            await self.app(scope, receive, answer)
        finally:
            ended(scope, answer, time.perf_counter() - began)

    def _request_ended(self, scope: Scope, answer: _Answer, seconds: float) -> None:
        kind = kind_of(scope["path"], self.base)
        REQUESTS.labels(kind, str(answer.status)).inc()
        REQUEST_SECONDS.labels(kind).observe(seconds)
        if kind != "health":  # asked every few seconds, and of no interest while it answers
            logs.event(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=answer.status,
                ms=round(seconds * 1000, 1),
                bytes=answer.bytes,
            )

    def _session_ended(self, scope: Scope, answer: _Answer, seconds: float) -> None:
        if answer.accepted:
            SESSIONS.dec()
            SESSION_SECONDS.observe(seconds)
            logs.event("session closed", seconds=round(seconds, 1), bytes=answer.bytes)
        else:
            logs.event("session refused", logging.WARNING, path=scope["path"])


@dataclass
class _Answer:
    """The way back of one request or session."""

    send: Send
    status: int = 500  # of one that ends without an answer
    bytes: int = 0
    accepted: bool = field(default=False)

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind == "websocket.send":
            self.bytes += len(message.get("bytes") or b"")
        elif kind == "http.response.body":
            self.bytes += len(message.get("body", b""))
        elif kind == "http.response.start":
            self.status = message["status"]
        elif kind == "websocket.accept":
            self.accepted = True
            SESSIONS.inc()
            SESSIONS_OPENED.inc()
            logs.event("session opened")
        await self.send(message)


@contextmanager
def rerun(pages: Iterable[str]) -> Iterator[None]:
    """Count and time one run of a page; its outcome is ``done``, ``stopped`` (or overtaken) or ``failed``.

    Args:
        pages: the names of the pages, the first of which has no path; what is none of them counts as other.
    """
    from streamlit.runtime.scriptrunner import RerunException, StopException

    began, outcome = time.perf_counter(), "done"
    try:
        yield
    except (RerunException, StopException):
        outcome = "stopped"
        raise
    except BaseException:
        outcome = "failed"
        raise
    finally:
        seconds = time.perf_counter() - began
        page = _page(list(pages))
        RERUNS.labels(page, outcome).inc()
        RERUN_SECONDS.labels(page).observe(seconds)
        logs.event("rerun", page=page, outcome=outcome, ms=round(seconds * 1000, 1))


def _page(pages: list[str]) -> str:
    import streamlit as st

    asked = str(st.session_state.get("_page", "")).rsplit("/", 1)[-1] or pages[0]
    return asked if asked in pages else "other"
