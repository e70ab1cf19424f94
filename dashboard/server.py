"""What the server adds to Streamlit's own: one word to the page, compressed files, and its operator's view.

Streamlit's page does not know where its server is and tries the page's own
address first, which gives two errors in the console of whoever opens a link
to a page; here it is told.  Its scripts are sent as they lie on the disk, the
charts' alone 4.7 MB; here each is compressed once and kept.
"""

from __future__ import annotations

import gc
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import guard, health, logs, watching
from dashboard.api.beside import Beside
from extract import DatasetError

WORD = (
    b"<script>window.__streamlit=Object.assign({},window.__streamlit,"
    b"{BACKEND_BASE_URL:location.origin+'/__BASE__'})</script>"
)
COMPRESSED = (
    "text/javascript",
    "application/javascript",
    "text/css",
    "application/json",
    "image/svg+xml",
    "text/html",
)
SMALL = 1024
# Python's own (700, 10, 10) has a server of 300 readers look through all its objects every four seconds,
# and each time all of them wait for a third of a second.
RARELY = (5000, 20, 50)


class Whole:
    """Collect a response's body and hand it on changed, for those responses that ``wants`` it."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Wrap an application that is served below the path ``base``."""
        self.app = app
        self.base = base.strip("/")
        self.kept: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or "_stcore" in scope["path"]:
            await self.app(scope, receive, send)
            return
        # Streamlit's own compression would hand on what can no longer be read; it is done here instead.
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Answer(self, scope, send))

    def changed(self, path: str, headers: MutableHeaders, body: bytes, squeeze: bool) -> bytes:
        """Change the body of a page or a static file, and its headers with it."""
        kind = headers.get("content-type", "").split(";")[0]
        if kind == "text/html" and b"<head>" in body:
            base = (self.base + "/" if self.base else "").encode()
            body = body.replace(b"<head>", b"<head>" + WORD.replace(b"__BASE__", base), 1)
            headers["content-security-policy"] = guard.policy(body)
            for stale in ("etag", "last-modified"):
                del headers[stale]
        if squeeze and kind in COMPRESSED and len(body) > SMALL and "content-encoding" not in headers:
            body = self._squeezed(path, headers.get("etag", ""), body)
            headers["content-encoding"] = "gzip"
            headers.add_vary_header("accept-encoding")
        headers["content-length"] = str(len(body))
        return body

    def _squeezed(self, path: str, tag: str, body: bytes) -> bytes:
        if "/static/" not in path:
            return gzip.compress(body, 6)
        if (path, tag) not in self.kept:
            self.kept[path, tag] = gzip.compress(body, 6)
        return self.kept[path, tag]


class _Answer:
    """The way back of one request."""

    def __init__(self, whole: Whole, scope: Scope, send: Send) -> None:
        self.whole, self.path, self.send = whole, str(scope["path"]), send
        self.squeeze = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "").split(";")[0]
            if message["status"] == 200 and kind in COMPRESSED and "/media/" not in self.path:
                self.start = message
                return
            await self.send(message)
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        start: Any = self.start
        headers = MutableHeaders(raw=list(start["headers"]))
        body = self.whole.changed(self.path, headers, bytes(self.body), self.squeeze)
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def base() -> str:
    """Give the path that the dashboard is served below; empty where it has the whole address."""
    from streamlit import config

    return str(config.get_option("server.baseUrlPath") or "").strip("/")


def middleware() -> list[Middleware]:
    """Give what stands between the reader and Streamlit, the outermost first."""
    ours = (guard.Guard, watching.Watched, Beside, Whole)
    return [Middleware(each, base=base()) for each in ours]


def routes() -> list[Route]:
    """Give the addresses that are ours rather than Streamlit's."""
    return [*health.routes(base())]


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Tell of the server's start and end.

    It ends in peace: told to stop it takes no new readers, finishes what it is
    answering, and tells its readers' browsers to connect again, which a proxy
    then leads to another replica.
    """
    logs.begin()
    quicken()
    gc.set_threshold(*RARELY)
    logs.event("server started", log=logs.kind())
    yield
    logs.event("server stopped", sessions=watching.sessions())


def quicken() -> None:
    """Keep what Streamlit works out again at every rerun though it comes out the same.

    Whether the label of a choice begins with an emoji takes a twentieth of a
    millisecond for each, and the theme of the settings one millisecond: together
    a tenth of what a change on Compare costs the server.
    """
    from streamlit import string_util
    from streamlit.runtime import app_session

    emoji: Any = lru_cache(maxsize=4096)(string_util.extract_leading_emoji)
    string_util.extract_leading_emoji = emoji
    fill, filled = app_session._populate_theme_msg, {}

    def theme(message: Any, section: str = "theme") -> None:
        if section not in filled:
            fresh = type(message)()
            fill(fresh, section)
            filled[section] = fresh
        if filled[section].ListFields():  # a theme that is not set stays unset
            message.MergeFrom(filled[section])

    quick: Any = theme
    app_session._populate_theme_msg = quick


def running() -> bool:
    """Say whether Streamlit runs the script for a reader, rather than imports it for its server."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return get_script_run_ctx(suppress_warning=True) is not None


def failed(error: Exception) -> bool:
    """Show a page's error as a page of ours rather than a traceback; the log has the traceback."""
    import streamlit as st

    from dashboard import words

    logs.LOGGER.error("a page failed", exc_info=error)
    w = words.load(str(st.session_state.get("lang", "zh")))
    hint = w("error.dataset" if isinstance(error, DatasetError) else "error.hint")
    st.html(f'<div class="empty" role="alert"><strong>{w("error.title")}</strong><p>{hint}</p></div>')
    return True
