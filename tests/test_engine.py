"""Reports read in processes and on a Dask cluster: nothing lost, nothing twice, whatever dies."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import made
import poison
import pytest
from distributed import Client

from extract.building import Options, Summary, build, read_report
from extract.engines import Engine, Limits, in_order, serial
from extract.engines.cluster import dask
from extract.engines.guard import Guards
from extract.engines.local import processes
from extract.model import EngineError
from extract.sources.cards import Failure, load_cards
from extract.storage.opening import open_dataset
from extract.storage.store import ReportRows

HERE = Path(__file__).parent
LIMITS = Limits(seconds=4, megabytes=1000)
POISON = {("330110", 2003): "crash", ("330112", 2007): "endless", ("330113", 2001): "hungry"}
YEARS = range(2000, 2020)


@pytest.fixture(autouse=True)
def steady_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the package may be edited while tests run; that is another test's matter."""
    monkeypatch.setattr("extract.building.rules_hash", lambda: "the rules")


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != ".lock"}


def seeds(folder: Path, more: dict[tuple[str, int], str] | None = None) -> Path:
    """A hundred reports, no two alike; ``more`` is added to the text of some."""
    for adcode in made.NAMES:
        entries = []
        for year in YEARS:
            text = made.TEXT.replace("4830", f"{year}{adcode[4:]}") + (more or {}).get((adcode, year), "")
            home = made.district(folder, adcode, text, year)
            head, mark, entry = (home / "district.toml").read_text(encoding="utf-8").partition("\n[[report]]")
            entries.append(mark + entry)
        (home / "district.toml").write_text(head + "".join(entries), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeds(tmp_path_factory.mktemp("good") / "seeds")


@pytest.fixture(scope="module")
def poisonous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeds(tmp_path_factory.mktemp("poisonous") / "seeds", POISON)


def run(
    folder: Path,
    out: Path,
    engine: Engine = serial,
    step: Callable[[int, int, str], None] | None = None,
    **how: object,
) -> Summary:
    reader = partial(poison.reader, **how) if how else poison.reader  # type: ignore[arg-type]
    options = Options(reader=reader, indicators=made.RECORDS, known=made.NAMES.get, engine=engine)
    return build(folder, out, step, options)


@pytest.fixture(scope="module")
def expected(good: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process without any engine makes of the good reports."""
    out = tmp_path_factory.mktemp("expected")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extract.building.rules_hash", lambda: "the rules")
        assert not run(good, out).failures
    assert len(open_dataset(out).reports()) == 100
    return content(out)


class Cluster:
    """A scheduler and workers, each a process that speaks TCP on loopback."""

    def __init__(self, workers: int = 2) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{found.getsockname()[1]}"
        self.scheduler = self._start("scheduler", "--host", self.address)
        self.workers = [self.worker() for _ in range(workers)]
        with Client(self.address, timeout=60) as client:  # waits for the scheduler
            if workers:
                client.wait_for_workers(workers, timeout=60)

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny")

    def _start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words, "--no-dashboard"]
        path = os.pathsep.join([str(HERE.parent), str(HERE)])
        quiet = {"PYTHONPATH": path, "DASK_LOGGING__DISTRIBUTED": "error"}
        return subprocess.Popen(command, env=os.environ | quiet)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    started = Cluster()
    yield started
    started.end()


def alive(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids: list[int], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(alive, pids))


def readers(marks: Path) -> list[int]:
    return [int(path.name) for path in marks.iterdir() if path.name.isdigit()]


@pytest.mark.parametrize("workers", [1, 3])
def test_processes_give_the_same_bytes(
    good: Path, tmp_path: Path, expected: dict[str, bytes], workers: int
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    steps: list[int] = []
    engine = processes(workers)
    summary = run(good, tmp_path / "data", engine, lambda done, of, _: steps.append(done), marks=str(marks))
    assert content(tmp_path / "data") == expected
    assert steps == list(range(101)) and len(summary.outcomes) == 100
    assert 1 <= len(readers(marks)) <= workers and os.getpid() not in readers(marks)
    assert gone(readers(marks), 0), "a reader outlives the build"


def test_a_cluster_gives_the_same_bytes_and_a_killed_worker_costs_nothing(
    good: Path, tmp_path: Path, expected: dict[str, bytes], cluster: Cluster
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    victim = cluster.workers[0]

    def step(done: int, of: int, where: str) -> None:
        if done == 17:  # each worker has had its first batch, and holds others
            victim.send_signal(signal.SIGKILL)
            victim.wait()

    summary = run(good, tmp_path / "data", dask(cluster.address), step, marks=str(marks), pause=0.02)
    assert victim.returncode == -signal.SIGKILL and not summary.failures
    assert content(tmp_path / "data") == expected
    assert len({outcome.report_id for outcome in summary.outcomes}) == len(summary.outcomes) == 100
    assert len(readers(marks)) == 2, "both workers read"
    cluster.workers[0] = cluster.worker()


def test_readers_killed_from_outside_cost_nothing(
    good: Path, tmp_path: Path, expected: dict[str, bytes]
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    killed: list[int] = []

    def step(done: int, of: int, where: str) -> None:
        if done in (10, 50):
            killed.extend(filter(alive, readers(marks)))
            for pid in filter(alive, killed):
                os.kill(pid, signal.SIGKILL)

    assert not run(good, tmp_path / "data", processes(2), step, marks=str(marks), pause=0.02).failures
    assert len(killed) >= 2 and len(readers(marks)) > 2
    assert content(tmp_path / "data") == expected


def test_what_killed_its_reader_once_is_read_again(tmp_path: Path) -> None:
    folder = made.seeds(tmp_path / "seeds", {"330113": made.TEXT + "unlucky", "330110": made.TEXT})
    assert not run(folder, tmp_path / "data", processes(1), marks=str(tmp_path)).failures
    assert (tmp_path / "luck").exists()


def test_poisonous_reports_are_set_aside_with_their_reason(
    poisonous: Path, tmp_path: Path, cluster: Cluster
) -> None:
    engines = {"processes": processes(2, LIMITS), "dask": dask(cluster.address, limits=LIMITS)}
    for name, engine in engines.items():
        summary = run(poisonous, tmp_path / name, engine)
        reasons = {failure.report: failure.message for failure in summary.failures}
        assert set(reasons) == {f"{adcode}-{year}" for adcode, year in POISON}
        assert "2003.txt: the process that reads it dies of it (SIGSEGV)" in reasons["330110-2003"]
        assert "takes longer than 4 s; allow more (--seconds)" in reasons["330112-2007"]
        assert "needs more memory; allow more (--memory)" in reasons["330113-2001"]
        data = open_dataset(tmp_path / name)
        assert len(data.reports()) == 97
        assert dict(data.issues(kind="unreadable")[["report_id", "en"]].to_numpy()) == reasons
    assert content(tmp_path / "processes") == content(tmp_path / "dask")
    assert all(worker.poll() is None for worker in cluster.workers), "poison costs no worker of the cluster"


def test_a_reader_dies_of_its_own_where_nobody_is_left_to_end_it(poisonous: Path, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    script = (
        "import sys; from pathlib import Path; import test_engine;"
        "engine = test_engine.processes(1, test_engine.Limits(2, 1000));"
        "test_engine.run(Path(sys.argv[1]), Path(sys.argv[2]), engine, marks=sys.argv[3])"
    )
    folder = made.seeds(tmp_path / "seeds", {"330113": made.TEXT + "endless"})
    command = [sys.executable, "-c", script, str(folder), str(tmp_path / "data"), str(marks)]
    path = os.pathsep.join([str(HERE.parent), str(HERE)])
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}) as process:
        while not readers(marks) and process.poll() is None:
            time.sleep(0.02)
        process.kill()
    assert readers(marks) and gone(readers(marks), 10)


def test_an_interrupted_build_leaves_no_reader(good: Path, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()

    def step(done: int, of: int, where: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(good, tmp_path / "data", processes(2), step, marks=str(marks), pause=0.05)
    assert readers(marks) and gone(readers(marks), 0)
    assert not list((tmp_path / "data").glob("*.sqlite"))


def test_a_reader_that_cannot_start_is_told(good: Path, tmp_path: Path) -> None:
    job = partial(read_report, reader=poison.reader, indicators=made.RECORDS, rules="")
    guards = Guards(pickle.dumps(job).replace(b"poison", b"nopois"), LIMITS)
    with pytest.raises(EngineError, match=r"cannot be started \(exit code 2\)"):
        guards.read(load_cards(good, made.NAMES.get).reports)
    guards.close()


def test_a_reader_keeps_memory_whatever_its_starter_does(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")  # as Dask sets it for its workers
    monkeypatch.setenv("HENGBI_SEEDS", "elsewhere")
    card = load_cards(good, made.NAMES.get).reports[0]
    for name, expected in (("MALLOC_TRIM_THRESHOLD_", card), ("HENGBI_SEEDS", "elsewhere")):
        guards = Guards(
            pickle.dumps(partial(os.getenv, name)), LIMITS
        )  # the card, where there is no such name
        assert pickle.loads(guards.read([card])[0]) == expected
        guards.close()


def test_results_come_back_into_order_however_few_may_wait_in_memory() -> None:
    results = [ReportRows(str(n), {}) if n % 3 else Failure(str(n), "") for n in range(50)]
    numbers = sorted(range(50), key=lambda number: (number * 7) % 50)
    for held in (0, 3, 100):
        assert list(in_order(((n, results[n]) for n in numbers), held)) == results


def test_what_is_missing_of_a_cluster_is_told(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.engines.cluster._WAIT", 2)
    own = Cluster(workers=0)
    try:
        with pytest.raises(EngineError, match="has no workers; start some: dask worker tcp://"):
            run(good, tmp_path / "data", dask(own.address))
        own.workers.append(own.worker())
        monkeypatch.undo()

        def step(done: int, of: int, where: str) -> None:
            if done:
                own.scheduler.kill()

        with pytest.raises(EngineError, match="lost the Dask cluster"):
            run(good, tmp_path / "data", dask(own.address), step, pause=0.01)
    finally:
        own.end()
    monkeypatch.setattr("extract.engines.cluster._WAIT", 0.2)
    with pytest.raises(EngineError, match="no Dask scheduler answers"):
        run(good, tmp_path / "data", dask(own.address))
    assert not list((tmp_path / "data").glob("*.sqlite"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install -r requirements-dask\.txt"):
        dask()


def test_a_worker_with_other_rules_is_told(
    good: Path, tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.engines.cluster.rules_hash", lambda: "other rules")
    with pytest.raises(EngineError, match="install the same version of Hengbi"):
        run(good, tmp_path / "data", dask(cluster.address))
    assert not list((tmp_path / "data").glob("*.sqlite"))
