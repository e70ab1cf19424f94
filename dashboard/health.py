"""What an operator asks the server: ``/health``, whether it can serve, and ``/metrics``, for Prometheus."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard import load, logs, watching
from extract import HengbiError, open_dataset

_BEGAN = time.time()
_UNCACHED = {"cache-control": "no-store"}


@lru_cache(maxsize=2)
def _version(folder: Path, state: object) -> str:
    """Give the version of the data set in one state of its folder; empty where none can be read."""
    try:
        with open_dataset(folder) as found:
            return found.version
    except HengbiError as error:
        logs.event("no data set", logging.WARNING, detail=error)
        return ""


def data_set() -> tuple[str, float]:
    """Give the version of the data set and when it was written; empty and 0 where none can be read."""
    folder = load.folders()[1]
    state = load.stamp(folder)
    version = _version(folder, state)
    return (version, state[0] / 1e9) if version and state else ("", 0.0)


def health(request: Request) -> Response:
    """Say whether this process can serve readers: 200, or 503 without a data set that can be read."""
    version, written = data_set()
    told: dict[str, object] = {
        "status": "ok" if version else "no data set that can be read; the log says why",
        "replica": logs.replica(),
        "sessions": watching.sessions(),
        "uptime_seconds": round(time.time() - _BEGAN),
    }
    if version:
        told["data_set"] = {
            "version": version,
            "written": datetime.fromtimestamp(written, UTC).isoformat(timespec="seconds"),
            "age_seconds": round(time.time() - written),
        }
    return JSONResponse(told, 200 if version else 503, headers=_UNCACHED)


class _DataSet(Collector):
    """The data set's own metrics, looked up when they are asked for."""

    def describe(self) -> list[Metric]:
        """Name nothing in advance: asked when it registers, it would look for a data set."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Give the metrics."""
        version, written = data_set()
        yield InfoMetricFamily("hengbi_data_set", "The data set that is served.", {"version": version})
        if version:
            yield GaugeMetricFamily(
                "hengbi_data_set_written_seconds", "When the data set was written, since 1970.", written
            )
            yield GaugeMetricFamily(
                "hengbi_data_set_age_seconds", "Time since the data set was written.", time.time() - written
            )


watching.REGISTRY.register(_DataSet())


def metrics(request: Request) -> Response:
    """Give all counts of this process in Prometheus' text format."""
    return Response(
        generate_latest(watching.REGISTRY),
        media_type="text/plain; version=0.0.4; charset=utf-8",
        headers=_UNCACHED,
    )


def routes(base: str = "") -> list[Route]:
    """Give the two routes, below the path that the dashboard is served at."""
    at = f"/{base.strip('/')}" if base.strip("/") else ""
    return [Route(f"{at}/health", health), Route(f"{at}/metrics", metrics)]
