"""How the interface stands in Streamlit's server: before it, for all paths below ``/api/``.

Streamlit takes routes of one's own, but behind its sessions, its compression
and its own check of paths, whose refusals say neither what nor why.  An answer
here needs none of these, and its tag must be that of the bytes that are sent.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/api"


class Beside:
    """Answer what is asked below ``/api/``, and hand all else on."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Stand before an application that is served below the path ``base``."""
        self.app = app
        self.path = f"/{base.strip('/')}{PATH}" if base.strip("/") else PATH
        self.interface: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(f"{self.path}/"):
            await self.app(scope, receive, send)
            return
        if self.interface is None:
            # It needs what a server that nobody asks for data has no use for.
            from dashboard.api.serving import application

            self.interface = application(self.path)
        await self.interface({**scope, "root_path": self.path}, receive, send)
