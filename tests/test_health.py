"""Whether the server can serve, and its metrics in Prometheus' format."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from asgi import ask
from board import built
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from dashboard import health
from extract import open_dataset


def answer(path: str, base: str = "") -> tuple[int, dict[bytes, bytes], bytes]:
    start, *rest = ask(Starlette(routes=health.routes(base)), path)
    return start["status"], dict(start["headers"]), b"".join(part.get("body", b"") for part in rest)


def said(path: str) -> tuple[int, dict[str, Any]]:
    status, headers, body = answer(path)
    assert headers[b"cache-control"] == b"no-store"
    return status, json.loads(body)


def metrics() -> dict[str, Any]:
    families = text_string_to_metric_families(answer("/metrics")[2].decode())
    return {sample.name: sample for family in families for sample in family.samples}


def test_it_says_which_data_set_and_how_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(built()))
    monkeypatch.setenv("HENGBI_REPLICA", "7")
    status, told = said("/health")
    assert (status, told["status"], told["replica"]) == (200, "ok", "7")
    with open_dataset(built()) as data:
        assert told["data_set"]["version"] == data.version
    assert 0 <= told["data_set"]["age_seconds"] < 24 * 3600


def test_the_age_is_that_of_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for path in built().iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
            os.utime(tmp_path / path.name, (1_700_000_000, 1_700_000_000))
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path))
    assert said("/health")[1]["data_set"]["written"] == "2023-11-14T22:13:20+00:00"
    assert metrics()["hengbi_data_set_written_seconds"].value == 1_700_000_000


def test_without_a_data_set_it_cannot_serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path / "none"))
    status, told = said("/health")
    assert status == 503 and "no data set" in told["status"]
    assert str(tmp_path) not in json.dumps(told)
    assert metrics()["hengbi_data_set_info"].labels == {"version": ""}


def test_metrics_can_be_read_by_prometheus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(built()))
    found = metrics()
    assert {"hengbi_sessions", "hengbi_data_set_age_seconds", "process_resident_memory_bytes"} <= set(found)
    assert not [name for name in found if name.endswith("_created")]
    assert answer("/metrics")[1][b"content-type"].startswith(b"text/plain; version=")


def test_below_a_path_of_its_own() -> None:
    assert answer("/below/health", "/below/")[0] in (200, 503)
    assert answer("/health", "below")[0] == 404
