"""The data set as tables in memory, loaded once and shared by all readers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pandas as pd
import streamlit as st

from extract import HengbiError, build, open_dataset

ROOT = Path(__file__).resolve().parent.parent
RATE = "per_1000_at_"  # how the third part of a computed rate's id begins
KEPT = 2048  # answers of one data set at most; most are a few kB
P = ParamSpec("P")
R = TypeVar("R")


def folders() -> tuple[Path, Path]:
    """Say where the reports and the data set are: ``HENGBI_SEEDS``, ``HENGBI_DATA`` or the repository's."""
    seeds = Path(os.environ.get("HENGBI_SEEDS") or ROOT / "seeds")
    return seeds, Path(os.environ.get("HENGBI_DATA") or ROOT / "data")


@dataclass(frozen=True)
class Data:
    """The tables of one version of the data set; nobody changes them in place.

    Attributes:
        observations: with ``zh``, ``en`` (the area), ``title`` (the report) and
            ``rate_of``: the indicator that a rate per 1000 residents was computed from.
    """

    version: str
    observations: pd.DataFrame
    mentions: pd.DataFrame
    issues: pd.DataFrame
    reports: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    population: pd.DataFrame
    programmes: pd.DataFrame
    texts: dict[str, str]

    @cached_property
    def _kept(self) -> Callable[..., Any]:
        return lru_cache(maxsize=KEPT)(lambda function, *args, **more: function(self, *args, **more))

    def once(self, function: Callable[Concatenate[Data, P], R], *args: P.args, **more: P.kwargs) -> R:
        """Call a pure function of this data set, and keep what it gives for all readers who ask the same.

        Goes with the data set, and takes microseconds where ``st.cache_data`` takes up to a millisecond.
        Nobody changes in place what it gives.
        """
        return cast("R", self._kept(function, *args, **more))

    @cached_property
    def indicator(self) -> dict[str, dict[str, Any]]:
        """The indicators by id."""
        return {row["indicator"]: row for row in records(self.indicators)}

    @cached_property
    def area(self) -> dict[str, dict[str, Any]]:
        """The areas that have reports, by code."""
        return {row["adcode"]: row for row in records(self.areas)}

    @cached_property
    def report(self) -> dict[str, dict[str, Any]]:
        """The reports by id, without their text."""
        return {row["report_id"]: row for row in records(self.reports)}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a table's rows as dictionaries."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def tables(folder: Path | str) -> Data:
    """Read a whole data set into memory.

    Raises:
        DatasetError: there is none, or it is damaged or of another version.
    """
    source = open_dataset(folder)
    reports, areas = source.reports(), source.areas()
    return Data(
        version=source.version,
        observations=_joined(source.observations(), reports, areas),
        mentions=source.mentions(),
        issues=source.issues(),
        reports=reports,
        indicators=source.indicators(),
        areas=areas,
        population=source.population(),
        programmes=source.programmes(),
        texts={report: source.text(report) for report in reports["report_id"]},
    )


def _joined(observations: pd.DataFrame, reports: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    frame = observations.merge(areas[["adcode", "zh", "en"]], on="adcode", how="left")
    frame = frame.merge(reports[["report_id", "title"]], on="report_id", how="left")
    frame["rate_of"] = [
        _parent(parents) if identity.split(":")[2].startswith(RATE) else None
        for identity, parents in zip(frame["observation_id"], frame["parents"], strict=True)
    ]
    return frame


def _parent(parents: object) -> str | None:
    for parent in json.loads(parents) if isinstance(parents, str) and parents else []:
        if not str(parent).startswith("population:"):
            return str(parent).split(":")[1]
    return None


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Tell one state of a data set's folder from the next, without reading it."""
    files = sorted(path for path in folder.glob("*") if path.suffix in (".json", ".sqlite"))
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@st.cache_resource(show_spinner=False, max_entries=2)
def _cached(folder: str, state: tuple[tuple[str, int, int], ...]) -> Data:
    return tables(folder)


def data() -> Data:
    """Give the data set as it now is on disk."""
    folder = folders()[1]
    return _cached(str(folder), stamp(folder))


@st.cache_resource(show_spinner=False, max_entries=2)
def _fresh(folder: str, seeds: str, state: tuple[tuple[str, int, int], ...], newest: tuple[int, int]) -> bool:
    try:
        found = open_dataset(folder)
        # Without the reports there is nothing to build from; what was built is shown.
        return not Path(seeds).is_dir() or not found.stale(seeds)
    except HengbiError:
        return False


def fresh() -> bool:
    """Say whether there is a data set that fits the reports; asked once for each data set."""
    seeds, folder = folders()
    files = [path.stat().st_mtime_ns for path in seeds.rglob("*") if path.is_file()]
    return _fresh(str(folder), str(seeds), stamp(folder), (len(files), max(files, default=0)))


def make(progress: Callable[[int, int, str], None]) -> None:
    """Build the data set from the reports."""
    seeds, folder = folders()
    build(seeds, folder, progress=progress)
