"""Asks an ASGI application without a server: one request, or one websocket that ends at once."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.types import ASGIApp, Message


def ask(app: ASGIApp, path: str, kind: str = "http", came: list[Message] | None = None) -> list[Any]:
    """Send what ``came`` (an empty request, where nothing is said) and give what the application sends."""
    scope = {
        "type": kind, "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"q=secret",
        "headers": [], "client": ("203.0.113.9", 1234), "server": ("localhost", 80), "root_path": "",
        "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    waiting = list(came or [{"type": "http.request", "body": b"", "more_body": False}])
    sent: list[Any] = []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    # In a thread of its own: after a browser's tests this one has a loop that runs for good.
    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: asyncio.run(app(scope, receive, send))).result()  # type: ignore[arg-type]
    return sent
