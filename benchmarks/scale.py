"""What the size of the data set changes for who reads it: ``python -m benchmarks.scale``.

Makes a data set of 500 observations and a large one in a temporary folder and
removes them: ``--observations N``, or ``--full`` for 5.7 million, all districts
of China over twenty years. Puts to the large one what the pages ask, beside
its peers; opens the pages at both sizes; and with ``--browser`` visits the
Compare page of two real servers in Chromium and says what memory they hold.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import opening, stores, synthetic

ROOT = Path(__file__).resolve().parent.parent
SMALL, DEVELOPMENT, FULL = 500, 50_000, 5_700_000
MOST = 1.5  # how many times as long as at 500 a page may take to open


def make(folder: Path, observations: int) -> Path:
    """Make a data set, and say what it took."""
    began, worked = time.monotonic(), time.process_time()
    manifest: Any = synthetic.write(folder, observations)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(
        f"{manifest['tables']['observations']['rows']:,} observations made and written in "
        f"{time.monotonic() - began:,.0f} s ({time.process_time() - worked:,.0f} s of processor time), "
        f"{manifest['bytes'] / 1e6:,.1f} MB, memory at most {peak:,.0f} MB",
        flush=True,
    )
    return folder


def answers(folder: Path, rounds: int) -> dict[str, dict[str, Any]]:
    """Put the questions to every store that is installed, each in a process of its own."""
    found = {}
    stores.parquet(folder)
    for name in stores.STORES:
        if stores.missing(name):
            print(
                f"{name}: not installed; pip install -r benchmarks/requirements.txt brings it",
                file=sys.stderr,
            )
            continue
        command = [sys.executable, "-m", "benchmarks.stores", name, str(folder), str(rounds)]
        said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
        found[name] = json.loads(said)
    return found


def table_of_answers(found: Mapping[str, dict[str, Any]]) -> str:
    """Lay out the stores' answers: first and median milliseconds; at the end opening and memory."""
    lines = [f"{'first / median, ms':28}{'rows':>8}" + "".join(f"{name:>22}" for name in found)]
    for question in stores.QUESTIONS:
        rows = {told[question][2] for told in found.values()}
        same = f"{rows.pop():,}" if len(rows) == 1 else "differ"
        cells = (f"{told[question][0]:,.1f} / {told[question][1]:,.1f}" for told in found.values())
        lines.append(f"{question:28}{same:>8}" + "".join(f"{cell:>22}" for cell in cells))
    for name, unit in (("opened", "ms"), ("memory", "MB")):
        cells = (f"{told[name]:,.0f} {unit}" for told in found.values())
        lines.append(f"{name:36}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def table_of_pages(found: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Lay out the pages' times at both sizes, cold and again, with the ratio of the large to the small."""
    lines = [f"{'processor time, ms':20}" + "".join(f"{head:>28}" for head in ("nothing kept", "again"))]
    for page, (small, large) in found.items():
        cells = [f"{a:,.0f} → {b:,.0f} ({b / a:4.2f})" for a, b in zip(small, large, strict=True)]
        lines.append(f"{page:20}" + "".join(f"{cell:>28}" for cell in cells))
    return "\n".join(lines)


def browse(folders: Sequence[Path], rounds: int, changes: int) -> str:
    """Visit the Compare page of a real server at each size in turn; the first round warms up."""
    from benchmarks.servers import OURS, serve
    from benchmarks.visits import Measured, chromium, visit

    results = [Measured() for _ in folders]
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                serve(OURS, {**os.environ, "HENGBI_DATA": str(folder), "HENGBI_SEEDS": str(folder / "none")})
            )
            for folder in folders
        ]
        browser = stack.enter_context(chromium())
        for number in range(rounds + 1):
            for server, measured in zip(servers, results, strict=True):
                visit(browser, OURS, server, measured if number else Measured(), changes, max(number, 1))
        memory = [server.memory() for server in servers]
    small, large = ((median(r.visits), median(r.changes)) for r in results)
    lines = [f"{'Compare in Chromium, ms':28}{'500':>12}{'large':>12}{'ratio':>8}"]
    for name, a, b in zip(("visit to chart", "change to chart"), small, large, strict=True):
        lines.append(f"{name:28}{a:12,.0f}{b:12,.0f}{b / a:8.2f}")
    lines.append(
        f"{'memory of the server, MB':28}{memory[0]:12,.0f}{memory[1]:12,.0f}{memory[1] / memory[0]:8.2f}"
    )
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--observations", type=int, default=DEVELOPMENT, help="of the large data set")
    parser.add_argument(
        "--full", action="store_true", help=f"{FULL:,} observations; some 20 minutes and 20 GB"
    )
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each question and page")
    parser.add_argument("--pages", nargs="*", choices=opening.PAGES, default=opening.PAGES)
    parser.add_argument("--browser", action="store_true", help="also visit Compare in Chromium")
    parser.add_argument("--in", dest="place", type=Path, help="where the temporary folder is made")
    return parser.parse_args()


def main() -> None:
    """Make the data sets, measure, print, and remove them."""
    asked = arguments()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    with tempfile.TemporaryDirectory(prefix="hengbi-scale-", dir=asked.place) as place:
        small = make(Path(place) / "small", SMALL)
        large = make(Path(place) / "large", FULL if asked.full else asked.observations)
        print("\n" + table_of_answers(answers(large, asked.rounds)), flush=True)
        logging.disable(logging.WARNING)  # Streamlit's words about running without a server
        found = opening.pages([small, large], asked.pages, asked.rounds)
        print("\n" + table_of_pages(found))
        slow = [page for page, (a, b) in found.items() if max(b[0] / a[0], b[1] / a[1]) > MOST]
        print(f"over {MOST} times as long as at {SMALL}: {', '.join(slow) or 'none'}", flush=True)
        if asked.browser:
            print("\n" + browse([small, large], asked.rounds, 4))


if __name__ == "__main__":
    main()
