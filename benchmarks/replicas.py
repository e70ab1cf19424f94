"""Replicas of the dashboard behind nginx, started by the commands and files of ``deploy/``."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
PYTHON = "/opt/hengbi/.venv/bin/python"  # of the units
MAIN = """
daemon off;
pid nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 4096; }
http {
    include MIME;
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include hengbi.conf;
}
"""


def nginx() -> str | None:
    """Find nginx; Debian keeps it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def setting(unit: str, name: str) -> str:
    """Give what a unit sets; every setting asked for stands there once."""
    lines = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8").splitlines()
    (found,) = [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]
    return found


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes


def get(url: str, **headers: str) -> Answer:
    """Ask for a page; no answer at all is an ``OSError``."""
    asked = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(asked, timeout=10) as found:
            return Answer(found.status, found.headers, found.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


def free_ports(count: int) -> list[int]:
    """Find ports that nobody uses."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


@dataclass
class Replica:
    """One process of the dashboard, started as its unit says."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        """Its own address, past nginx."""
        return f"http://127.0.0.1:{self.port}"

    def end(self, by: signal.Signals = signal.SIGTERM, seconds: float = 20) -> float:
        """End it, and give how long that took."""
        began = time.monotonic()
        self.process.send_signal(by)
        self.process.wait(seconds)
        return time.monotonic() - began


@dataclass
class Site:
    """The whole: nginx's address and the replicas behind it, by name."""

    address: str
    replicas: dict[str, Replica] = field(default_factory=dict)
    front: int = 0  # the number of nginx's process


@contextmanager
def site(folder: Path, data: Path, count: int = 2) -> Iterator[Site]:
    """Run replicas and nginx in front of them.

    Args:
        folder: for nginx's own files and all logs; empty.
        data: the data set, already made.
        count: how many replicas.
    """
    front, *ports = free_ports(count + 1)
    with ExitStack() as running:
        found = Site(f"http://127.0.0.1:{front}")
        for port in ports:
            found.replicas[str(port)] = running.enter_context(_replica(port, folder, data))
        found.front = running.enter_context(_nginx(front, ports, folder))
        for one in found.replicas.values():
            _wait(f"{one.address}/health", one.process)
        _wait(f"{found.address}/health", None)
        yield found


@contextmanager
def _replica(port: int, folder: Path, data: Path) -> Iterator[Replica]:
    command = setting("hengbi@.service", "ExecStart").replace("%i", str(port)).replace(PYTHON, sys.executable)
    environment = os.environ | settings() | {
        "HENGBI_SEEDS": str(ROOT / "seeds"), "HENGBI_DATA": str(data), "HENGBI_REPLICA": str(port),
        "STREAMLIT_SERVER_COOKIE_SECRET": "0" * 64,
    }  # fmt: skip
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            shlex.split(command), cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield Replica(port, process, folder / f"{port}.log")
        finally:
            process.kill()
            process.wait()


def settings() -> dict[str, str]:
    """Read ``deploy/hengbi.env`` as systemd does."""
    lines = (DEPLOY / "hengbi.env").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line.strip() and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


@contextmanager
def _nginx(front: int, ports: list[int], folder: Path) -> Iterator[int]:
    program = nginx()
    assert program, "nginx is not installed"
    own = folder / "hengbi"
    own.mkdir()
    types = next(p for p in ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types") if Path(p).exists())
    # Started by root, its workers would be someone else, who may not read a test's folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + MAIN.replace("MIME", types))
    (folder / "hengbi.conf").symlink_to(DEPLOY / "nginx" / "hengbi.conf")
    cache = (DEPLOY / "nginx" / "cache.conf").read_text()
    (own / "cache.conf").write_text(cache.replace("/var/cache/nginx/hengbi", str(folder / "cache")))
    (own / "listen.conf").write_text(f"listen 127.0.0.1:{front};\n")
    lines = (f"server 127.0.0.1:{port} max_fails=1 fail_timeout=10s;\n" for port in ports)
    (own / "replicas.conf").write_text("".join(lines))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    with (folder / "nginx.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(10)


def _wait(url: str, process: subprocess.Popen[bytes] | None, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"{url}: its server ended with {process.returncode}; see its log")
        try:
            if get(url).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{url}: no healthy answer within {seconds:.0f} s")
