"""How many reports a second a build reads, by each engine: ``python -m benchmarks.engine``.

The reports are made from the real ones. Every engine builds the same data
set from them, each in a process of its own and one after the other; its bytes
are compared. What is said of two processes holds where two processors are
free: the load before each run is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
if not __package__:
    sys.path[0] = str(ROOT)  # run as a file

from benchmarks import varied  # noqa: E402
from extract.building import Options, build  # noqa: E402
from extract.engines import Engine, Job, Result, serial  # noqa: E402
from extract.engines.cluster import SETTINGS, dask  # noqa: E402
from extract.engines.local import processes  # noqa: E402
from extract.sources.cards import ReportCard  # noqa: E402

FULL = 57_000
ENGINES = {
    "serial": "one process, no limits",
    "pool": "ProcessPoolExecutor of 2, no limits",
    "1": "--workers 1",
    "2": "--workers 2",
    "dask": "--engine dask, 2 workers",
}
READER = "extract.engines.child"


def pool(job: Job, cards: Sequence[ReportCard]) -> Iterator[tuple[int, Result]]:
    """The standard library's pool of two processes, which ends with the first report that crashes."""
    with ProcessPoolExecutor(2) as executor:
        yield from enumerate(executor.map(job, cards, chunksize=8))


def engine(name: str, scheduler: str) -> Engine:
    """The engine of a name."""
    if name == "dask":
        return dask(scheduler)
    return {"serial": serial, "pool": pool}.get(name) or processes(int(name))


@dataclass
class Run:
    """What one build took: seconds by the clock, and of processors; memory of a reader in MB."""

    load: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    sha256: str = ""


def measure(name: str, seeds: str, reports: int, scheduler: str, root: int) -> dict[str, object]:
    """Build once in this process; ``root`` is the process below which the readers are."""
    run, marks = Run(os.getloadavg()[0]), [time.perf_counter()]

    def step(done: int, of: int, where: str) -> None:
        if done in (0, of):
            marks.append(time.perf_counter())
            run.processor.append(processor(root))
        if done and done % (of // 10 or 1) == 0:
            run.memory.append(memory(name, root))

    with tempfile.TemporaryDirectory() as out:
        summary = build(seeds, out, step, Options(engine=engine(name, scheduler)))
    marks.append(time.perf_counter())
    assert len(summary.outcomes) == reports
    assert not summary.failures
    parts = zip(("cards", "reading", "rest"), marks[1:], marks, strict=False)
    run.seconds = {part: after - before for part, after, before in parts}
    run.sha256 = str(summary.manifest["sha256"])
    return vars(run)


def processor(root: int) -> float:
    """Seconds that all below the process ``root`` have had of processors, with those that have ended."""
    import psutil

    return float(sum(sum(one.cpu_times()[:4]) for one in psutil.Process(root).children(recursive=True)))


def memory(name: str, root: int) -> float:
    """What the largest reading process holds, in MB."""
    import psutil

    if name == "serial":
        found = [psutil.Process()]
    elif name == "pool":
        found = psutil.Process().children()
    else:
        below = psutil.Process(root).children(recursive=True)
        found = [one for one in below if READER in one.cmdline()]
    return float(max(one.memory_info().rss for one in found) / 1e6)


@contextmanager
def cluster() -> Iterator[str]:
    """A scheduler and two workers of one thread each, on loopback; its address."""
    from distributed import Client

    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder, "scheduler.json")
        common = ["--no-dashboard", "--scheduler-file", str(known)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        for name, value in ({"logging.distributed": "critical"} | SETTINGS).items():
            environment["DASK_" + name.upper().replace(".", "__").replace("-", "_")] = str(value)
        started = [
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *more, *common], env=environment
            )
            for what, *more in (
                ["scheduler", "--host", "127.0.0.1", "--port", "0"],
                *[["worker", "--nthreads", "1"]] * 2,
            )
        ]
        try:
            while not known.exists():
                time.sleep(0.1)
            with Client(scheduler_file=str(known)) as client:
                client.wait_for_workers(2)
            yield json.loads(known.read_text())["address"]
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


def once(name: str, seeds: Path, reports: int) -> Run:
    """One build by an engine, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.engine", "--worker", name, "--seeds", str(seeds)]
    command += ["--reports", str(reports), "--root", str(os.getpid())]
    with cluster() if name == "dask" else nothing() as scheduler:
        answer = subprocess.run(
            [*command, "--scheduler", scheduler], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
    return Run(**json.loads(answer.stdout.splitlines()[-1]))


@contextmanager
def nothing() -> Iterator[str]:
    """No cluster is needed."""
    yield ""


def print_table(runs: dict[str, list[Run]], reports: int) -> None:
    """Print what each engine took: medians over the rounds, and the rate beside that of one process."""
    heads = ["cards,s", "reading,s", "rest,s", "read/s", "ratio", "build/s", "ratio"]
    heads += ["cpu,ms", "MB,1/10", "MB,end", "load"]
    print(f"{'':36}" + "".join(f"{head:>10}" for head in heads))
    base: tuple[float, float] | None = None
    for name, own in runs.items():
        parts = [median(run.seconds[part] for run in own) for part in ("cards", "reading", "rest")]
        read, built = reports / parts[1], reports / sum(parts)
        base = base or (read, built)
        cost = median(run.processor[1] - run.processor[0] for run in own) / reports * 1000
        figures = [*parts, read, read / base[0], built, built / base[1], cost]
        figures += [median(run.memory[place] for run in own) for place in (0, -1)]
        figures += [max(run.load for run in own)]
        places = (1, 1, 1, 1, 2, 1, 2, 1, 0, 0, 1)
        cells = (f"{figure:10.{after}f}" for figure, after in zip(figures, places, strict=True))
        print(f"{ENGINES[name]:36}" + "".join(cells))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument(
        "--reports", type=int, default=10_000, help="how many reports to make and read (10000)"
    )
    parser.add_argument("--full", action="store_const", const=FULL, dest="reports", help=f"{FULL:,} reports")
    parser.add_argument("--rounds", type=int, default=1, help="how often each engine builds (1)")
    parser.add_argument("--only", nargs="+", choices=ENGINES, default=[*ENGINES], help="some engines only")
    parser.add_argument("--seeds", help=argparse.SUPPRESS)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    parser.add_argument("--scheduler", help=argparse.SUPPRESS)
    parser.add_argument("--root", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Make the reports, build from them by each engine, print the table."""
    asked = arguments()
    if asked.worker:
        print(json.dumps(measure(asked.worker, asked.seeds, asked.reports, asked.scheduler, asked.root)))
        return
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    runs: dict[str, list[Run]] = {name: [] for name in asked.only}
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        varied.write(seeds, asked.reports)
        for _ in range(asked.rounds):
            for name, own in runs.items():
                own.append(once(name, seeds, asked.reports))
    print_table(runs, asked.reports)
    same = {run.sha256 for own in runs.values() for run in own}
    print(
        f"{asked.reports:,} reports; {'the same data set' if len(same) == 1 else 'OTHER data sets'} from all"
    )
    sys.exit(len(same) != 1)


if __name__ == "__main__":
    main()
