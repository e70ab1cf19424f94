"""How long a page of the dashboard takes to run, at two sizes of the data set in turn.

The page's script runs as for a reader, without a browser. Processor time is
counted, and of several rounds the least: what else the machine does then can
only add to it, at times as much again. ``cold`` is a process
that has answered nothing yet, ``again`` another reader of the same page.
Python looks through its objects as seldom as in the server, and before each
opening: what an opening before has left behind is not counted.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "start", "compare", "profile", "matrix", "trend", "relations", "programmes", "evidence", "data", "add",
)  # fmt: skip


def once(folder: Path, page: str, cold: bool) -> float:
    """Open a page as a new reader; gives the milliseconds of processor time."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    os.environ["HENGBI_DATA"] = str(folder)
    os.environ["HENGBI_SEEDS"] = str(folder / "none")  # what was built is shown, whatever the reports are
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=600)
    if page != PAGES[0]:
        app.run()
        app.switch_page(f"screens/{page}.py")
    if cold:
        st.cache_resource.clear()
        st.cache_data.clear()
    gc.collect()
    began = time.process_time()
    app.run()
    took = (time.process_time() - began) * 1000
    if app.exception:
        raise SystemExit(f"{page}: {app.exception[0].message}")
    if not any('class="page"' in str(block.proto.body) for block in app.get("html")):
        raise SystemExit(f"{page}: nothing is shown of {folder}; is the data set one of this version?")
    return took


def pages(
    folders: Sequence[Path], names: Sequence[str], rounds: int
) -> Mapping[str, list[tuple[float, float]]]:
    """Open pages in turn at every size; gives for each page and size the least, cold and again."""
    from dashboard.server import RARELY

    found: dict[str, list[tuple[float, float]]] = {}
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        for page in names:
            found[page] = _page(folders, page, rounds)
    finally:
        gc.set_threshold(*usual)
    return found


def _page(folders: Sequence[Path], page: str, rounds: int) -> list[tuple[float, float]]:
    times: list[tuple[list[float], list[float]]] = [([], []) for _ in folders]
    for number in range(rounds + 1):  # the first warms up
        for folder, (cold, again) in zip(folders, times, strict=True):
            took = once(folder, page, True), once(folder, page, False)
            if number:
                cold.append(took[0])
                again.append(took[1])
    return [(min(cold), min(again)) for cold, again in times]
