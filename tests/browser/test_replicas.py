"""Two replicas behind nginx, with the files of ``deploy/``: what a reader and an operator meet there."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from board import built
from conftest import Reader
from playwright.sync_api import Browser

from benchmarks.load import Place
from benchmarks.replicas import Site, get, nginx, site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(nginx() is None, reason="nginx is not installed (Debian: apt-get install nginx)"),
]


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site; the tests below go from a whole one to one whose replicas end."""
    with site(tmp_path_factory.mktemp("nginx"), built()) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, behind: Site) -> Iterator[Reader]:
    """Someone who knows only nginx's address."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Reader(context, behind.address)
    context.close()


def health(behind: Site, cookie: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(f"{behind.address}/health", Cookie=f"hengbi={cookie}").body)
    return found


def own(reader: Reader) -> str:
    """The number by which nginx knows a reader."""
    (number,) = [c["value"] for c in reader.page.context.cookies() if c.get("name") == "hengbi"]
    return str(number)


def sessions(behind: Site) -> dict[str, int]:
    """How many readers each replica serves."""
    told = {name: json.loads(get(f"{one.address}/health").body) for name, one in behind.replicas.items()}
    return {name: health["sessions"] for name, health in told.items()}


def test_a_page_loads_in_a_session_of_the_readers_own_replica(behind: Site, reader: Reader) -> None:
    page = reader.open("compare?mode=share")
    page.wait_for_selector(".js-plotly-plot .point")
    assert reader.errors == [] and reader.elsewhere == []
    serves = health(behind, own(reader))["replica"]
    assert sessions(behind) == {name: int(name == serves) for name in behind.replicas}


def test_a_reader_stays_and_readers_spread(behind: Site) -> None:
    readers = [token_hex(16) for _ in range(24)]
    first = {name: health(behind, name)["replica"] for name in readers}
    assert first == {name: health(behind, name)["replica"] for name in readers}
    assert set(Counter(first.values())) == set(behind.replicas)


def test_a_cookie_is_set_once_and_only_ours_counts(behind: Site) -> None:
    given = get(f"{behind.address}/").headers.get_all("set-cookie") or []
    (line,) = [line for line in given if line.startswith("hengbi=")]
    assert re.fullmatch(r"hengbi=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", line)
    again = get(f"{behind.address}/", Cookie=line.split(";")[0]).headers.get_all("set-cookie") or []
    assert not [line for line in again if line.startswith("hengbi=")]
    forged = get(f"{behind.address}/", Cookie="hengbi=whatever").headers.get_all("set-cookie") or []
    assert [line for line in forged if line.startswith("hengbi=")]


def test_scripts_are_compressed_and_kept(behind: Site) -> None:
    page = get(f"{behind.address}/", Accept_Encoding="gzip")
    assert page.headers["content-encoding"] == "gzip" and page.headers["cache-control"] == "no-cache"
    (name,) = set(re.findall(r"static/js/index\.[\w-]+\.js", gzip.decompress(page.body).decode()))
    url = f"{behind.address}/{name}"
    packed = get(url, Accept_Encoding="gzip")
    asked = [get(f"{one.address}/metrics").body for one in behind.replicas.values()]
    again, plain = get(url, Accept_Encoding="gzip"), get(url)
    assert {"immutable", "max-age=31536000"} <= set(packed.headers["cache-control"].split(", "))
    assert packed.headers["content-encoding"] == "gzip" and packed.headers["set-cookie"] is None
    assert gzip.decompress(packed.body) == gzip.decompress(again.body) == plain.body
    assert plain.headers["content-encoding"] is None and len(packed.body) < len(plain.body) / 2
    assert again.headers["x-cache"] == plain.headers["x-cache"] == "HIT"
    of_scripts = re.compile(rb'^hengbi_requests_total\{kind="asset".*$', re.M)
    now = [get(f"{one.address}/metrics").body for one in behind.replicas.values()]
    assert [of_scripts.findall(text) for text in asked] == [of_scripts.findall(text) for text in now]


def test_counts_are_asked_of_each_replica_and_hidden_from_readers(behind: Site) -> None:
    for path in ("/metrics", "/_stcore/metrics"):
        assert get(behind.address + path).status == 404
    for one in behind.replicas.values():
        assert b"hengbi_reruns_total" in get(f"{one.address}/metrics").body


def test_a_reader_of_the_benchmark_gets_what_a_browser_gets(behind: Site) -> None:
    place = Place("both", behind.address, "/compare", "-indicator", {})

    async def read() -> list[float]:
        someone = place.reader(1)
        waits = [await someone.enter(), await someone.change(), await someone.change()]
        assert len(someone.options) > 20 and "indicator=" in someone.query
        someone.leave()
        return waits

    # In a thread of its own: in this one the browser's loop runs.
    with ThreadPoolExecutor(1) as other:
        assert all(wait > 0 for wait in other.submit(lambda: asyncio.run(read())).result())


def test_a_replica_dies_and_the_other_serves_its_readers(behind: Site, reader: Reader) -> None:
    page = reader.open("compare?mode=share")
    served = health(behind, own(reader))["replica"]
    behind.replicas.pop(served).end(signal.SIGKILL)
    page = reader.open("compare?mode=share")
    page.wait_for_selector(".js-plotly-plot .point")
    assert "100%" in page.inner_text("table.compare")  # what was chosen stands in the address
    (left,) = behind.replicas
    assert health(behind, own(reader))["replica"] == left
    assert sessions(behind) == {left: 1}


def test_a_replica_ends_in_peace(behind: Site, reader: Reader) -> None:
    reader.open("compare")
    ((name, last),) = behind.replicas.items()
    assert last.end() < 10
    log = Path(last.log).read_text(encoding="utf-8")
    events = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    told = [event["event"] for event in events]
    assert [told[0], told[-1]] == ["server started", "server stopped"]
    assert told.count("session opened") == told.count("session closed") >= 1
    assert {event["replica"] for event in events} == {name}


def test_without_any_replica_there_is_a_page_that_tries_again(behind: Site) -> None:
    answer = get(f"{behind.address}/compare")
    assert answer.status == 503 and answer.headers["retry-after"] == "10"
    assert "横比正在重启" in answer.body.decode()
