"""The servers that are measured, as real processes on free ports of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
AT = ["--server.address", "127.0.0.1", "--server.port"]


@dataclass(frozen=True)
class Target:
    """A page to measure.

    Attributes:
        name: as printed.
        command: starts its server; the port is put at the end.
        path: of the page on the server.
        alive: what the server answers once it is ready.
        choice: selects what a reader opens to choose another thing.
        needs: the package that has to be installed for it.
    """

    name: str
    command: list[str]
    path: str
    alive: str
    choice: str
    needs: str = "streamlit"

    def missing(self) -> str:
        """Say what has to be installed first; empty where nothing has."""
        if find_spec(self.needs):
            return ""
        return f"not installed; pip install -r benchmarks/requirements.txt brings {self.needs}"


OURS = Target(
    "Hengbi, Compare",
    [*STREAMLIT, "dashboard/app.py", *AT],
    "/compare",
    "/_stcore/health",
    ".st-key-indicator input",
)
BARE = Target(
    "bare Streamlit page",
    [*STREAMLIT, "benchmarks/pages/bare_streamlit.py", *AT],
    "/",
    "/_stcore/health",
    "[data-testid=stSelectbox] input",
)
DASH = Target(
    "bare Dash page",
    [sys.executable, "-m", "benchmarks.pages.bare_dash"],
    "/",
    "/_dash-layout",
    "#choice",
    "dash",
)
TARGETS = (BARE, OURS, DASH)


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    pid: int

    def memory(self) -> float:
        """The memory it now holds (resident), in MB."""
        said = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.pid)], check=True, capture_output=True, text=True
        )
        return int(said.stdout) * 1024 / 1e6


@contextmanager
def data_set() -> Iterator[dict[str, str]]:
    """Build the data set of the seeds in a folder of its own; gives the environment that names it."""
    import extract

    with tempfile.TemporaryDirectory(prefix="hengbi-") as folder:
        extract.build(ROOT / "seeds", Path(folder))
        yield {**os.environ, "HENGBI_SEEDS": str(ROOT / "seeds"), "HENGBI_DATA": folder}


@contextmanager
def serve(target: Target, environment: dict[str, str]) -> Iterator[Server]:
    """Run a page's server, and stop it in the end."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*target.command, str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(address + target.alive, process):
                log.seek(0)
                said = log.read().decode("utf-8", "replace")[-2000:]
                raise RuntimeError(f"{target.name}: its server did not start. It said:\n{said}")
            yield Server(address, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < ends:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return True
        except OSError:
            time.sleep(0.2)
    return False
