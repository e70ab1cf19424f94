"""Whether a server's memory stays flat: one reader's session over its websocket, rerun after rerun.

The session speaks to the running server as the browser does: it sends the
choice of another indicator, reads all that the server sends, and keeps the
page's address as the server wants it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.servers import OURS, Server, data_set, serve

WIDGET = "-indicator"  # how the id of the choice of an indicator ends


@dataclass
class Session:
    """A reader of the Compare page."""

    socket: ClientConnection
    address: str
    query: str = ""
    script: str = ""
    widget: str = ""
    options: list[str] = field(default_factory=list)
    received: int = 0

    def rerun(self, option: str = "") -> None:
        """Choose an option, or none at the first run, and read until the script has finished."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.script
        state.page_name = "" if self.script else OURS.path.strip("/")
        state.context_info.url = self.address + OURS.path + ("?" + self.query if self.query else "")
        if option:
            state.widget_states.widgets.add(id=self.widget, string_value=option)
        before = self.query
        self.socket.send(message.SerializeToString())
        drawn = self._read()
        if not drawn or (option and before == self.query):
            raise RuntimeError(f"{self.address}{OURS.path}: no other chart after choosing {option!r}")

    def _read(self) -> bool:
        """Read what one run sends; says whether a chart was among it."""
        drawn = False
        while True:
            data = self.socket.recv(timeout=60)
            body = data if isinstance(data, bytes) else data.encode()
            self.received += len(body)
            message = ForwardMsg.FromString(body)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return drawn
            if kind == "navigation":
                self.script = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                element = message.delta.new_element
                drawn = drawn or element.HasField("plotly_chart")
                if element.HasField("selectbox") and element.selectbox.id.endswith(WIDGET):
                    self.widget, self.options = element.selectbox.id, list(element.selectbox.options)


def run(server: Server, reruns: int, minutes: float) -> None:
    """Rerun the Compare page so often, or for so long; print the memory of its server on the way."""
    where = server.address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(where, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        session = Session(socket, server.address)
        session.rerun()
        began, done = time.monotonic(), 0
        print(f"{'reruns':>8}{'seconds':>10}{'server, MB':>12}{'received, MB':>14}")
        print(f"{0:8,}{0:10.0f}{server.memory():12.1f}{session.received / 1e6:14.1f}", flush=True)
        while done < reruns:
            done += 1
            session.rerun(session.options[done % len(session.options)])
            seconds = time.monotonic() - began
            late = seconds > minutes * 60
            if done % max(reruns // 10, 1) == 0 or done == reruns or late:
                memory, received = server.memory(), session.received / 1e6
                print(f"{done:8,}{seconds:10.0f}{memory:12.1f}{received:14.1f}", flush=True)
            if late:
                print(f"stopped after {minutes:.0f} minutes; --minutes allows more")
                return


def print_memory(reruns: int, minutes: float) -> None:
    """Start the dashboard and print what memory its server holds over so many reruns."""
    with data_set() as environment, serve(OURS, environment) as server:
        print(f"\n{OURS.name}: one session, another indicator at each rerun; memory of the server's process")
        run(server, reruns, minutes)
