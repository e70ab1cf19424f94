"""Readers who cost next to nothing: Streamlit's websocket protocol, spoken from one process for hundreds.

A reader opens a page, and then chooses another option of its select box every
few seconds.  What the server sends is read whole and parsed as the browser
does, but nothing is drawn.  The frames are taken apart here because a general
library takes longer for each than the parsing of what is in it.
"""

from __future__ import annotations

import asyncio
import base64
import os
import random
import time
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 30.0  # seconds for one run of a page; longer counts as failed
CLOSE, PING, PONG, BINARY = 8, 9, 10, 2
WELL = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class FailedError(Exception):
    """A reader did not get what they asked for."""


def frame(opcode: int, body: bytes) -> bytes:
    """Make a frame as a client sends it: masked, by zeros."""
    size = len(body)
    if size < 126:
        head = bytes((0x80 | opcode, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((0x80 | opcode, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | opcode, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + bytes(4) + body


def take(buffer: bytearray) -> tuple[int, bytes] | None:
    """Take one whole frame, of those a server sends, from the beginning of a buffer."""
    if len(buffer) < 2:
        return None
    size, at = buffer[1] & 0x7F, 2
    if size > 125:
        at = 4 if size == 126 else 10
        if len(buffer) < at:
            return None
        size = int.from_bytes(buffer[2:at], "big")
    if len(buffer) < at + size:
        return None
    opcode, body = buffer[0] & 0x0F, bytes(buffer[at : at + size])
    del buffer[: at + size]
    return opcode, body


class Socket(asyncio.Protocol):
    """One websocket; whole messages are handed to ``hear``, its end to ``end``."""

    def __init__(self, reader: Reader, request: bytes) -> None:
        """Ask for the websocket as soon as there is a connection."""
        self.reader, self.request = reader, request
        self.buffer = bytearray()
        self.open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the request."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are none by descent
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Take apart what came."""
        self.buffer += data
        if not self.open:
            head, found, _ = bytes(self.buffer).partition(b"\r\n\r\n")
            if not found:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.reader.end(f"no websocket: {head[:80]!r}")
                self.transport.close()
                return
            del self.buffer[: len(head) + 4]
            self.open = True
            self.reader.ready()
        while (found_frame := take(self.buffer)) is not None:
            opcode, body = found_frame
            if opcode == PING:
                self.transport.write(frame(PONG, body))
            elif opcode == CLOSE:
                self.transport.close()
            else:
                self.reader.hear(body)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the reader."""
        self.reader.end(f"the connection ended: {error or 'closed by the server'}")

    def send(self, message: BackMsg) -> None:
        """Send a message."""
        self.transport.write(frame(BINARY, message.SerializeToString()))


@dataclass
class Reader:
    """Someone who reads a page.

    Attributes:
        address: of the server.
        path: of the page.
        widget: how the id of the select box ends; empty for the only one.
        cookie: the number by which nginx knows the reader.
        chance: what the reader's choices are drawn from.
    """

    address: str
    path: str
    widget: str
    cookie: str
    chance: random.Random
    query: str = ""
    script: str = ""
    box: str = ""
    options: list[str] = field(default_factory=list)
    chosen: str = ""
    fragment: str = ""
    charts: set[str] = field(default_factory=set)
    _done: asyncio.Future[float] | None = None
    _drawn: bool = False
    _began: float = 0.0

    async def enter(self) -> float:
        """Open the page; gives the seconds until it was there."""
        host, loop = urlsplit(self.address), asyncio.get_running_loop()
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            "GET /_stcore/stream HTTP/1.1",
            f"Host: {host.netloc}", "Connection: Upgrade", "Upgrade: websocket",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: streamlit",
            f"Cookie: hengbi={self.cookie}", f"Origin: {self.address}", "", "",
        )  # fmt: skip
        self._done, self._began = loop.create_future(), time.perf_counter()
        made = lambda: Socket(self, "\r\n".join(lines).encode())  # noqa: E731
        _, self.socket = await loop.create_connection(made, host.hostname or "", host.port or 80)
        took = await self._wait()
        if not self.options:
            raise FailedError(f"{self.path}: there is no choice to make")
        return took

    async def change(self, option: str = "") -> float:
        """Choose another option, any where none is named; gives the seconds until its chart was there."""
        self.chosen = option or self.chance.choice([name for name in self.options if name != self.chosen])
        self._done, self._began = asyncio.get_running_loop().create_future(), time.perf_counter()
        self._ask(self.chosen)
        return await self._wait()

    def leave(self) -> None:
        """Close the connection."""
        self._done = None
        self.socket.transport.close()

    async def _wait(self) -> float:
        assert self._done is not None
        try:
            return await asyncio.wait_for(self._done, PATIENCE)
        except TimeoutError:
            raise FailedError(f"no answer within {PATIENCE:.0f} s") from None

    def _ask(self, option: str = "") -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.script
        state.page_name = "" if self.script else self.path.strip("/")
        state.context_info.url = self.address + self.path + (f"?{self.query}" if self.query else "")
        if option:
            state.fragment_id = self.fragment
            state.widget_states.widgets.add(id=self.box, string_value=option)
        self._drawn = False
        self.socket.send(message)

    def ready(self) -> None:
        """Ask for the page: the websocket is open."""
        # The transport is there before ``create_connection`` has given it.
        asyncio.get_running_loop().call_soon(self._ask)

    def end(self, why: str) -> None:
        """Know that the connection is gone, which is a failure while something is awaited."""
        if self._done is not None and not self._done.done():
            self._done.set_exception(FailedError(why))

    def hear(self, body: bytes) -> None:
        """Take in one message."""
        message = ForwardMsg.FromString(body)
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.new_element
            what = element.WhichOneof("type")
            if what == "plotly_chart":
                self._drawn = True
                self.charts.add(message.hash)
            elif what == "selectbox" and element.selectbox.id.endswith(self.widget):
                self.box, self.options = element.selectbox.id, list(element.selectbox.options)
                self.fragment = message.delta.fragment_id
        elif kind == "ref_hash":  # the browser has this one already, and so have we
            self._drawn = self._drawn or message.ref_hash in self.charts
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished" and self._done is not None and not self._done.done():
            if message.script_finished not in WELL or not self._drawn:
                self._done.set_exception(FailedError("the page ended without a chart"))
            else:
                self._done.set_result(time.perf_counter() - self._began)
