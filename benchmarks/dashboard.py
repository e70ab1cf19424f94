"""How long a reader waits, beside the least a page can be: ``python -m benchmarks.dashboard``.

A real Chromium visits our Compare page, a bare Streamlit page with one chart
and one choice under the same settings, and the same in Dash.  Rounds alternate
between them, so that what else the machine does slows all alike.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
if not __package__:
    # Run as a file, Python would look for the package `dashboard` beside this module of the same name.
    sys.path[0] = str(ROOT)

from benchmarks import reruns  # noqa: E402
from benchmarks.servers import BARE, TARGETS, Target, data_set, serve  # noqa: E402
from benchmarks.visits import Measured, chromium, visit  # noqa: E402

HEADS = ("first visit, ms", "change p50, ms", "change p95, ms", "first visit, kB", "requests")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that so many of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-round(share * len(ordered)) // 100) - 1)]


def figures(measured: Measured) -> tuple[float, ...]:
    """The figures of one page, in the order of the table's columns."""
    return (
        median(measured.visits),
        percentile(measured.changes, 50),
        percentile(measured.changes, 95),
        median(measured.loaded) / 1000,
        median(measured.requests),
    )


def table(results: Mapping[str, Measured], base: str) -> str:
    """Lay out the figures of all pages, each with its ratio to the page called ``base``."""
    floor = figures(results[base])
    lines = [f"{'':22}" + "".join(f"{head:>22}" for head in HEADS)]
    for name, measured in results.items():
        cells = [
            f"{value:14,.0f} ({value / least:4.2f})" if least else f"{value:14,.0f}       "
            for value, least in zip(figures(measured), floor, strict=True)
        ]
        lines.append(f"{name:22}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def ready(targets: Sequence[Target]) -> list[Target]:
    """The pages whose packages are installed; says what the others need."""
    for target in targets:
        if target.missing():
            print(f"{target.name}: {target.missing()}", file=sys.stderr)
    return [target for target in targets if not target.missing()]


def print_pages(rounds: int, changes: int, minutes: float) -> None:
    """Measure all pages in alternating rounds after a warm-up, and print the table."""
    targets = ready(TARGETS)
    results = {target.name: Measured() for target in targets}
    ends, done = time.monotonic() + minutes * 60, 0
    with ExitStack() as stack:
        environment = stack.enter_context(data_set())
        servers = [stack.enter_context(serve(target, environment)) for target in targets]
        browser = stack.enter_context(chromium())
        for number in range(rounds + 1):
            for target, server in zip(targets, servers, strict=True):
                into = results[target.name] if number else Measured()  # the first round warms up
                visit(browser, target, server, into, changes if number else 1, max(number, 1))
            done = number
            if time.monotonic() > ends:
                print(f"stopped after {minutes:.0f} minutes; --minutes allows more")
                break
        version = browser.version
    if not done:
        raise SystemExit("not one round was done; --minutes allows more time")
    said = f"medians of {done} visits with nothing cached; {done * changes} changes of each page"
    print(f"\nChromium {version}; {said}; in brackets the ratio to the {BARE.name}")
    print(table(results, BARE.name))


def load() -> str:
    """How many processes wanted the processor over the last 1, 5 and 15 minutes."""
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="visits of each page")
    parser.add_argument("--changes", type=int, default=6, help="changes after each visit")
    parser.add_argument(
        "--memory", type=int, nargs="?", const=2000, metavar="N", help="the server's memory over N reruns"
    )
    parser.add_argument("--minutes", type=float, default=30, help="stop after so long")
    return parser.parse_args()


def main() -> None:
    """Measure what the command line asks for; without options, the pages."""
    asked = arguments()
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load()}")
    if asked.memory:
        reruns.print_memory(asked.memory, asked.minutes)
    else:
        print_pages(asked.rounds, asked.changes, asked.minutes)
    print(f"load at the end {load()}")


if __name__ == "__main__":
    main()
