"""What a reader waits for, measured inside a real Chromium by the page's own clock.

A chart counts as drawn when the first frame begins that shows its bars.  The
first visit is counted from the start of the navigation, in a browser context
that has nothing cached; a change from the key that makes the choice.
"""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.servers import Server, Target

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 60_000  # ms for one chart

# Runs in the page before any script of its own.
WATCH = """
(() => {
  const drawn = () => {
    const bars = document.querySelectorAll(".js-plotly-plot .point path");
    if (!bars.length) return "";
    const shapes = Array.from(bars, bar => bar.getAttribute("d"));
    return document.querySelector(".js-plotly-plot").textContent + shapes.join();
  };
  let before = "", began = 0, tell = null;
  const wait = () => new Promise((done, fail) => {
    tell = done;
    setTimeout(() => fail(new Error("no chart was drawn in time")), PATIENCE);
  });
  const look = () => {
    if (!tell) return;
    const now = drawn();
    if (!now || now === before) return;
    const done = tell;
    tell = null;
    requestAnimationFrame(() => done(performance.now() - began));
  };
  window.bench = {first: wait()};
  window.bench.arm = () => {
    before = drawn();
    began = 0;
    document.addEventListener("keydown", event => { began = event.timeStamp; }, {capture: true, once: true});
    window.bench.change = wait();
  };
  const what = {childList: true, subtree: true, characterData: true, attributeFilter: ["d"]};
  new MutationObserver(look).observe(document, what);
})();
""".replace("PATIENCE", str(PATIENCE))


@dataclass
class Measured:
    """What was measured of one page: milliseconds of each visit and change, and what a visit loads."""

    visits: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    loaded: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)


class Traffic:
    """Counts what a page loads, as it comes over the wire: headers, compressed bodies, websocket frames."""

    def __init__(self, session: CDPSession) -> None:
        """Listen to a page before it loads anything."""
        self.loaded = 0
        self.requests = 0
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.webSocketCreated", self._opened)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._framed)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _opened(self, event: dict[str, Any]) -> None:
        self.requests += 1

    def _finished(self, event: dict[str, Any]) -> None:
        self.loaded += int(event["encodedDataLength"])

    def _framed(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        binary = frame["opcode"] == 2
        body = base64.b64decode(frame["payloadData"]) if binary else frame["payloadData"].encode()
        self.loaded += len(body)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, target: Target, server: Server, into: Measured, changes: int, step: int) -> None:
    """Visit a page with nothing cached, then choose another thing so many times, ``step`` options on."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    traffic = Traffic(context.new_cdp_session(page))
    page.goto(server.address + target.path, wait_until="commit")
    into.visits.append(page.evaluate("() => bench.first"))
    page.wait_for_timeout(1500)  # what the page loads after its chart
    into.loaded.append(traffic.loaded)
    into.requests.append(traffic.requests)
    for _ in range(changes):
        into.changes.append(change(page, target, step))
    context.close()


def change(page: Page, target: Target, step: int) -> float:
    """Choose by the keyboard what stands ``step`` options further on; gives the ms until it is drawn."""
    page.locator(target.choice).first.click()
    page.wait_for_timeout(150)
    for _ in range(step):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(100)
    page.evaluate("() => bench.arm()")
    page.keyboard.press("Enter")
    took = float(page.evaluate("() => bench.change"))
    page.wait_for_timeout(350)  # the rest of the page, and a reader's look at it
    return took
