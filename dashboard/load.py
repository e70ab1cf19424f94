"""Where the data set is, whether it fits the reports, and the one that all readers share."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import streamlit as st

from dashboard.asking import Data
from extract import HengbiError, build, copy_of, fetch, open_dataset

ROOT = Path(__file__).resolve().parent.parent
NOW_AND_THEN = 10  # seconds until a data set at an address is looked for again
PATIENCE = 20  # how many times as long as a slow or vain look took, until the next
Stamp = tuple[int, int, int] | None


def folders() -> tuple[Path, Path]:
    """Say where the reports and the data set are: ``HENGBI_SEEDS``, ``HENGBI_DATA`` or the repository's.

    Of a data set at an address it is the local copy, brought up to date now and then.
    """
    seeds = Path(os.environ.get("HENGBI_SEEDS") or ROOT / "seeds")
    named = _named()
    return seeds, _brought(named) if "://" in named else Path(named)


def _named() -> str:
    return os.environ.get("HENGBI_DATA") or str(ROOT / "data")


_fetched: dict[str, float] = {}
_fetching = Lock()


def _brought(address: str) -> Path:
    """Bring the local copy up to date.

    What was fetched last is shown where that fails, and to all other readers while one waits for it.
    """
    copy = copy_of(address)
    if not _fetching.acquire(blocking=stamp(copy) is None):
        return copy
    try:
        began = time.monotonic()
        if began >= _fetched.get(address, 0.0):
            pause: float = NOW_AND_THEN
            try:
                fetch(address)
            except HengbiError as error:
                logging.getLogger("hengbi").warning("%s", error)
                pause = max(pause, PATIENCE * (time.monotonic() - began))
            _fetched[address] = time.monotonic() + pause
    finally:
        _fetching.release()
    return copy


def tables(folder: Path | str) -> Data:
    """Open a data set.

    Raises:
        DatasetError: there is none, or it is damaged or of another version.
    """
    return Data(open_dataset(folder))


def stamp(folder: Path) -> Stamp:
    """Tell one state of a data set's folder from the next by its manifest, without reading it."""
    try:
        found = (folder / "manifest.json").stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@st.cache_resource(show_spinner=False, max_entries=2)
def _cached(folder: str, state: Stamp) -> Data:
    return tables(folder)


def data() -> Data:
    """Give the data set as it now is on disk."""
    folder = folders()[1]
    return _cached(str(folder), stamp(folder))


@st.cache_resource(show_spinner=False, max_entries=2)
def _fresh(folder: str, seeds: str, state: Stamp, newest: tuple[int, int]) -> bool:
    try:
        found = open_dataset(folder)
        # Without the reports there is nothing to build from; what was built is shown.
        return not seeds or not Path(seeds).is_dir() or not found.stale(seeds)
    except HengbiError:
        return False


def fresh() -> bool:
    """Say whether there is a data set that fits the reports; asked once for each data set.

    Where others build, any data set that can be read is good.
    """
    seeds, folder = folders()
    if not builds():
        return _fresh(str(folder), "", stamp(folder), (0, 0))
    return _fresh(str(folder), str(seeds), stamp(folder), _newest(seeds))


_looked: dict[Path, tuple[float, tuple[int, int]]] = {}


def _newest(seeds: Path) -> tuple[int, int]:
    """Count the files of the reports and find when one last changed; of very many, not at every click."""
    began = time.monotonic()
    until, found = _looked.get(seeds, (0.0, (0, 0)))
    if began >= until:
        files = [path.stat().st_mtime_ns for path in seeds.rglob("*") if path.is_file()]
        found = (len(files), max(files, default=0))
        _looked[seeds] = (began + PATIENCE * (time.monotonic() - began), found)
    return found


def builds() -> bool:
    """Say whether the dashboard makes the data set where it is missing or old; not with ``HENGBI_BUILD=0``.

    Of several processes, during an upgrade of different versions, each would make it anew in its own way.
    """
    return os.environ.get("HENGBI_BUILD") != "0"


def make(progress: Callable[[int, int, str], None]) -> None:
    """Build the data set from the reports."""
    build(folders()[0], _named(), progress=progress)
    _fetched.clear()
