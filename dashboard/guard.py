"""What the server tells browsers about trust: the policy of what a page may load and run.

Scripts come from this server's files or carry a hash that is named here; all
else, whether from a report or from an address, cannot run even where a page
failed to escape it.  Styles may stand inline: Streamlit and our own tables
write them so, and a style runs nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import scripts

_INLINE = re.compile(rb"<script>(.*?)</script>", re.S)
# What is no page: data, files, answers to machines.  Opened by itself it shows and runs nothing.
NOTHING = "default-src 'none'; frame-ancestors 'none'"
PAGE = (
    "default-src 'none'",
    "script-src 'self' {hashes}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)
FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "content-security-policy": NOTHING,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
}


def _hash(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


@cache
def _ours() -> tuple[str, ...]:
    return tuple(_hash(script.encode()) for script in scripts.every())


def policy(page: bytes) -> str:
    """Say what a page of the dashboard may load and run: its own inline scripts and ours, by their hashes."""
    hashes = dict.fromkeys([*map(_hash, _INLINE.findall(page)), *_ours()])
    return "; ".join(PAGE).format(hashes=" ".join(hashes))


class Guard:
    """Sets the headers of trust on every answer that does not bring its own."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Wrap an application; ``base`` is taken as the other wrappers take it."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, guarded)
