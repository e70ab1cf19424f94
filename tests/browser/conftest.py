"""A real dashboard, started as anyone starts it, and a real Chromium to read it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"]'
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder: the dashboard has to build its data set itself."""
    return tmp_path_factory.mktemp("browser") / "data"


@pytest.fixture(scope="session")
def address(data_folder: Path) -> Iterator[str]:
    """The address of a running dashboard."""
    with dashboard(data_folder, ROOT / "seeds", "dashboard.log") as where:
        yield where


@contextmanager
def dashboard(data: Path, seeds: Path, log_name: str) -> Iterator[str]:
    """Run a dashboard of a data set and give its address."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
    environment = {**os.environ, "HENGBI_DATA": str(data), "HENGBI_SEEDS": str(seeds)}
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / log_name).open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard ended with {process.returncode}; see its log in test-results")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the dashboard did not answer within a minute; see its log in test-results")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


class Reader:
    """Someone who reads the dashboard; whatever goes wrong in their browser is kept."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open a page of their own."""
        self.address = address
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        host = urlparse(url).hostname
        if host not in (None, "", "127.0.0.1"):
            self.elsewhere.append(url)

    def open(self, path: str) -> Page:
        """Open a page and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}")
        return self.settled()

    def settled(self) -> Page:
        """Wait until the script has run and nothing on the page is stale."""
        self.page.wait_for_selector("header.page", timeout=60_000)
        self.page.wait_for_selector(RESTING, timeout=15_000)
        self.page.wait_for_timeout(250)
        return self.page


@pytest.fixture(params=[{}])
def reader(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Reader]:
    """A reader with a fresh browser; its settings are Playwright's, by indirect parameters."""
    settings = {"viewport": {"width": 1280, "height": 900}, "accept_downloads": True} | request.param
    context = browser.new_context(**settings)
    someone = Reader(context, address)
    yield someone
    report = getattr(request.node, "report_of_call", None)
    if report is None or report.failed:
        RESULTS.mkdir(exist_ok=True)
        name = "".join(c if c.isalnum() else "-" for c in request.node.name)
        someone.page.screenshot(path=str(RESULTS / f"{name}.png"), full_page=True)
    context.close()
    assert someone.errors == [], "errors in the browser's console"
    assert someone.elsewhere == [], "requests to other hosts"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell the fixtures how the test went."""
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.report_of_call = report  # type: ignore[attr-defined]
    return report
