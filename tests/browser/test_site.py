"""The documentation site builds without a warning, and whoever reads it asks no other host for anything."""

from __future__ import annotations

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
# What a browser fetches of itself when it shows a page; a link is followed only by a reader's click.
FETCHED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
    "embed": "src", "object": "data", "link": "href", "input": "src",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


class _Fetched(HTMLParser):
    """Collects what a page fetches, and the pages that it leads to."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.found: list[str] = []
        self.pages: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag fetches."""
        given = {name: value or "" for name, value in attrs}
        link = given.get(FETCHED.get(tag, ""))
        if link and given.get("rel") not in ("canonical", "prev", "next", "edit"):
            self.found.append(link)
        if tag == "a" and given.get("href"):
            self.pages.append(given["href"])


def test_all_that_pages_fetch_lies_beside_them(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert {"index.html", "figures.html", "reference.html", "architecture.html", "contributing.html"} <= {
        page.name for page in pages
    }
    fetched = 0
    for page in pages:
        parser = _Fetched()
        parser.feed(page.read_text(encoding="utf-8"))
        local = [link for link in parser.pages if not urlparse(link).scheme and page.name != "404.html"]
        for link in parser.found + local:
            address = urlparse(link)
            if address.scheme == "data" or not address.path:
                continue
            assert not address.scheme and not address.netloc, f"{page.name} fetches {link}"
            base = site if address.path.startswith("/") else page.parent
            assert (base / address.path.lstrip("/")).exists(), f"{page.name} names {link}, which is not there"
        fetched += len(parser.found)
    assert fetched > 5 * len(pages)


def test_no_style_fetches_from_elsewhere(site: Path) -> None:
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    named = r"""url\(\s*['"]?([^)'"]+)|@import\s+['"]([^'"]+)"""
    asked = [one or other for style in styles for one, other in re.findall(named, style)]
    assert asked and not [url for url in asked if urlparse(url).netloc]


def test_every_page_of_the_documents_is_on_the_site(site: Path) -> None:
    for path in (ROOT / "docs").glob("*.md"):
        assert (site / f"{path.stem}.html").is_file(), path.name
    reference = (site / "reference.html").read_text(encoding="utf-8")
    import extract

    for name in set(extract.__all__) - {"areas", "FORMATS", "LIMIT"}:
        assert f'id="extract.{name}"' in reference, f"docs/reference.md leaves out {name}"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.browser
def test_reading_it_asks_no_other_host(address: str, browser: Browser) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    for name in ("index", "architecture", "reference", "python", "accuracy"):
        page.goto(f"{address}/{name}.html", wait_until="networkidle")
        assert page.locator("h1").count() == 1, name
    page.locator("input[name=query]").click()
    page.keyboard.type("observation")
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
    page.close()
    hosts = {urlparse(url).netloc for url in asked if urlparse(url).scheme in ("http", "https")}
    assert hosts == {urlparse(address).netloc}
    assert not wrong
