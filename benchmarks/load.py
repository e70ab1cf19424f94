"""How many readers a server carries: one process, and two behind nginx, on the real Compare page.

Each reader chooses another indicator every few seconds.  Their number grows
step by step, and at each step what they wait is measured for some seconds,
until the slowest twentieth of the changes takes longer than the limit, or
anything fails.  Before, one reader of each process chooses everything once: a
server that is used has worked out every comparison before long.  Run: ``python -m benchmarks.load``.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from benchmarks.readers import FailedError, Reader
from benchmarks.replicas import nginx, site
from benchmarks.servers import BARE, data_set, serve

HEAD = (
    "readers",
    "changes/s",
    "p50, ms",
    "p95, ms",
    "slowest",
    "failed",
    "server, ms/change",
    "nginx",
    "readers",
)
SEED = 5


@dataclass(frozen=True)
class Place:
    """A running server, and what readers do there.

    Attributes:
        name: as printed.
        address: where readers go.
        path: of the page.
        widget: how the id of the select box ends.
        servers: the addresses of the dashboard's processes, and their numbers.
        front: the number of nginx's process, 0 without.
    """

    name: str
    address: str
    path: str
    widget: str
    servers: dict[str, int]
    front: int = 0

    def reader(self, number: int, address: str = "") -> Reader:
        """Make a reader; the same number makes the same choices."""
        chance = random.Random(f"{SEED}-{number}")
        cookie = f"{chance.getrandbits(128):032x}"
        return Reader(address or self.address, self.path, self.widget, cookie, chance)


@dataclass
class Step:
    """What was measured of so many readers."""

    readers: int
    seconds: float
    waits: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    used: tuple[float, float, float] = (0.0, 0.0, 0.0)  # processor seconds: servers, nginx, readers

    def well(self, limit: float) -> bool:
        """Say whether nothing failed and nineteen changes of twenty were within the limit."""
        return not self.failures and self.p95() <= limit

    def p95(self) -> float:
        """Give how long nineteen changes of twenty took at most; endless where there were none."""
        return statistics.quantiles(self.waits, n=20)[-1] if len(self.waits) > 1 else math.inf

    def cells(self) -> list[str]:
        """Give the line of the table."""
        done = max(len(self.waits), 1)
        times = [statistics.median(self.waits), self.p95(), max(self.waits)] if self.waits else [math.inf] * 3
        shown = [f"{seconds * 1000:,.0f}" for seconds in times]
        costs = [f"{seconds / done * 1000:.1f}" for seconds in self.used]
        return [
            str(self.readers),
            f"{len(self.waits) / self.seconds:.1f}",
            *shown,
            str(len(self.failures)),
            *costs,
        ]


def used(process: int) -> float:
    """Give the processor seconds that a process and its children have used so far."""
    total = 0.0
    for number in [process, *_children(process)]:
        try:
            stat = Path(f"/proc/{number}/stat").read_text()
        except OSError:  # it has ended, or this system has no such files
            continue
        user, system = stat.rpartition(")")[2].split()[11:13]
        total += (int(user) + int(system)) / 100
    return total


def _children(process: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


async def grow(place: Place, numbers: list[int], options: argparse.Namespace) -> list[Step]:
    """Let more and more readers in, and measure each number; ends with the first that is too many."""
    steps: list[Step] = []
    readers: list[Reader] = []
    tasks: list[asyncio.Task[None]] = []
    heard: list[tuple[float, float, str]] = []  # when, how long, what failed
    try:
        await asyncio.gather(*(_warm(place.reader(-1, address)) for address in place.servers))
        for number in numbers:
            entered = await _enter(place, range(len(readers), number), heard)
            readers += entered
            tasks += [asyncio.create_task(_read(reader, options.pause, heard)) for reader in entered]
            await asyncio.sleep(3 * options.pause)  # until what piled up while the newcomers entered is done
            steps.append(await _measure(place, number, options.seconds, heard))
            print(line(steps[-1].cells()), flush=True)
            for failure in sorted(set(steps[-1].failures))[:3]:
                print(f"    failed: {failure}", flush=True)
            if not steps[-1].well(options.limit):
                break
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for reader in readers:
            reader.leave()
    return steps


async def _warm(reader: Reader) -> None:
    """Choose everything once."""
    await reader.enter()
    for option in reader.options[1:]:
        await reader.change(option)
    reader.leave()


async def _enter(place: Place, which: range, heard: list[tuple[float, float, str]]) -> list[Reader]:
    """Let readers in, four at a time."""
    found: list[Reader] = []
    door = asyncio.Semaphore(4)

    async def one(number: int) -> None:
        reader = place.reader(number)
        async with door:
            try:
                await reader.enter()
            except (FailedError, OSError) as error:
                heard.append((time.perf_counter(), 0.0, f"on entering: {error}"))
                return
        found.append(reader)

    await asyncio.gather(*(one(number) for number in which))
    return found


async def _read(reader: Reader, pause: float, heard: list[tuple[float, float, str]]) -> None:
    """Choose another indicator every ``pause`` seconds, for good or until something fails."""
    due = time.perf_counter() + reader.chance.uniform(0, pause)
    while True:
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        try:
            took = await reader.change()
        except (FailedError, OSError) as error:
            heard.append((time.perf_counter(), 0.0, str(error)))
            return
        heard.append((time.perf_counter(), took, ""))
        due = max(due + pause, time.perf_counter())


async def _measure(place: Place, number: int, seconds: float, heard: list[tuple[float, float, str]]) -> Step:
    def now() -> tuple[float, float, float]:
        me = resource.getrusage(resource.RUSAGE_SELF)
        return (
            sum(map(used, place.servers.values())),
            used(place.front) if place.front else 0.0,
            me.ru_utime + me.ru_stime,
        )

    began, before = time.perf_counter(), now()
    await asyncio.sleep(seconds)
    step = Step(number, time.perf_counter() - began)
    for when, took, failure in heard:
        if failure:
            step.failures.append(failure)
        elif when >= began:
            step.waits.append(took)
    servers, front, own = (after - first for after, first in zip(now(), before, strict=True))
    step.used = (servers, front, own)
    return step


@contextmanager
def places(name: str, environment: dict[str, str]) -> Iterator[Place]:
    """Start what is measured: ``bare``, ``1`` process or several behind nginx."""
    if name == "bare":
        with serve(BARE, environment) as server:
            yield Place("bare page, one process", server.address, "/", "", {server.address: server.pid})
        return
    count = int(name)
    with (
        tempfile.TemporaryDirectory(prefix="hengbi-load-") as folder,
        site(Path(folder), Path(environment["HENGBI_DATA"]), count) as found,
    ):
        numbers = {one.address: one.process.pid for one in found.replicas.values()}
        if count == 1:
            (only,) = found.replicas.values()
            yield Place("Compare, one process", only.address, "/compare", "-indicator", numbers)
        else:
            told = f"Compare, {count} processes behind nginx"
            yield Place(told, found.address, "/compare", "-indicator", numbers, found.front)


def line(cells: list[str]) -> str:
    """Write a line of the table."""
    return "".join(cell.rjust(max(len(head), 7) + 2) for cell, head in zip(cells, HEAD, strict=True))


def carried(steps: list[Step], limit: float) -> int:
    """Give the largest number of readers for which all was well."""
    return max((step.readers for step in steps if step.well(limit)), default=0)


def main(argv: list[str] | None = None) -> None:
    """Measure, and print a table for each place and the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument(
        "places", nargs="*", default=["bare", "1", "2"], help="bare, or a number of processes"
    )
    parser.add_argument("--readers", type=int, nargs="+", metavar="N", help="numbers to try, rising")
    parser.add_argument("--seconds", type=float, default=20, help="how long each number is measured (20)")
    parser.add_argument("--pause", type=float, default=5, help="seconds between a reader's changes (5)")
    parser.add_argument("--limit", type=float, default=0.5, help="p95 in seconds that is still good (0.5)")
    options = parser.parse_args(argv)
    numbers = sorted(options.readers or range(50, 1001, 50))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65536)), hard))
    found: dict[str, int] = {}
    with data_set() as environment:
        for name in options.places:
            if name not in ("bare", "1") and nginx() is None:
                print(f"\n{name} processes: left out, nginx is not installed (Debian: apt-get install nginx)")
                continue
            with places(name, environment) as place:
                print(
                    f"\n{place.name}; a change every {options.pause:g} s each\n{line(list(HEAD))}", flush=True
                )
                # The readers take their part of the same processors: let it be small.
                with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
                    steps = loop.run(grow(place, numbers, options))
                found[place.name] = carried(steps, options.limit)
    print(f"\nreaders carried with p95 within {options.limit:g} s, and nothing failed")
    first = next(iter(found.values()), 0)
    for told, count in found.items():
        print(f"{told:36}{count:6}{count / first if first else 0:8.2f}")


if __name__ == "__main__":
    main()
