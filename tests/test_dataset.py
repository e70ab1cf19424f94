"""The data set: whole or untouched whatever happens, told apart from a damaged one, quick to ask."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import made
import pytest

from extract.building import Options, build
from extract.model import DatasetError
from extract.storage.opening import open_dataset
from extract.storage.store import MANIFEST, Kept, ReportRows, Stamp, lock, write_files
from extract.storage.tables import COLUMNS, definition, names

HERE = Path(__file__).parent
OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)
CHILD = f"""
import sys
sys.path[:0] = [{str(HERE.parent)!r}, {str(HERE)!r}]
import made
import extract.building, extract.readers
from extract.building import Options, build
extract.building.rules_hash = lambda: "the rules"  # files of the package may be edited while tests run
print("ready", flush=True)
build(sys.argv[1], sys.argv[2], options=Options(full=True, reader=made.reader, indicators=made.RECORDS,
      known=made.NAMES.get))
print("built", flush=True)
"""


def child(seeds: Path, out: Path, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(seeds), str(out)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(autouse=True)
def steady_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the package may be edited while tests run; that is another test's matter."""
    monkeypatch.setattr("extract.building.rules_hash", lambda: "the rules")
    monkeypatch.setattr("extract.storage.dataset.rules_hash", lambda: "the rules")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return made.seeds(tmp_path / "seeds")


@pytest.fixture
def out(seeds: Path, tmp_path: Path) -> Path:
    build(seeds, tmp_path / "data", options=OPTIONS)
    return tmp_path / "data"


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != ".lock"}


def test_every_table_comes_back(out: Path) -> None:
    with open_dataset(out) as data:
        frames = {
            "reports": data.reports(), "areas": data.areas(), "population": data.population(),
            "indicators": data.indicators(), "observations": data.observations(), "mentions": data.mentions(),
            "issues": data.issues(), "programmes": data.programmes(), "readings": data.readings(),
            "statistics": data.official("statistics"), "figures": data.official("figures"),
            "differences": data.official("differences"), "coverage": data.coverage(),
            "area_coverage": data.area_coverage(),
        }  # fmt: skip
        assert set(frames) == set(COLUMNS)
        for table, frame in frames.items():
            assert list(frame.columns) == [
                name for name in names(table) if (table, name) != ("reports", "text")
            ]
            assert len(frame) == data.manifest["tables"][table]["rows"]  # type: ignore[index]
        assert len(frames["reports"]) == 5 and len(frames["mentions"]) > 20
        assert data.text("330113-2023") == made.TEXT
        with pytest.raises(DatasetError, match="no report"):
            data.text("330113-1999")


def test_evidence_is_where_it_says(out: Path) -> None:
    data = open_dataset(out)
    stated = data.observations(nature="stated")
    assert len(stated)
    for row in stated.to_dict("records"):
        text = data.text(row["report_id"])
        assert text[row["start"] : row["end"]] == row["exact"]
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
    for row in data.mentions().to_dict("records"):
        assert data.text(row["report_id"])[row["start"] : row["end"]] == row["text"]
    derived = data.observations(nature="derived")
    known = set(stated["observation_id"])
    for parents in derived["parents"]:
        assert all(p in known or p.startswith("population:") for p in json.loads(parents))


def test_every_filter_filters(out: Path) -> None:
    data = open_dataset(out)
    everything = data.observations()
    assert everything["observation_id"].is_unique
    assert set(data.observations(indicator="ambulances")["indicator"]) == {"ambulances"}
    two = data.observations(indicator=["ambulances", "childcare_places"], adcodes=("330113", "330110"))
    assert set(two["adcode"]) == {"330113", "330110"} and len(two) == 4
    assert len(data.observations(years=2023)) == len(everything) and data.observations(years=[1999]).empty
    assert len(data.observations(domain="childcare")) == len(everything)
    assert data.observations(domain="emergency").empty and data.observations(adcodes=[]).empty
    assert set(data.observations(status="actual", nature="derived")["nature"]) == {"derived"}
    assert set(data.mentions("330113-2023")["report_id"]) == {"330113-2023"}
    assert set(data.issues(kind="contradiction", adcodes="330113")["report_id"]) == {"330113-2023"}
    assert list(data.observations(columns=["value", "end"]).columns) == ["value", "end"]
    with pytest.raises(DatasetError, match="no column colour in observations"):
        data.observations(columns=["colour"])
    assert data.observations(indicator="'; DROP TABLE reports; --").empty and len(data.reports()) == 5


def test_both_ways_of_asking_use_an_index(out: Path) -> None:
    data = open_dataset(out)
    for condition in (
        "indicator IN (?)",
        "indicator IN (?) AND year IN (?)",
        "adcode IN (?)",
        "report_id IN (?)",
    ):
        plan = str(
            data.query(
                f"EXPLAIN QUERY PLAN SELECT * FROM observations WHERE {condition}",
                ["1"] * condition.count("?"),
            )
        )
        assert "SEARCH observations USING INDEX" in plan, plan


def test_the_same_reports_give_the_same_bytes(seeds: Path, out: Path, tmp_path: Path) -> None:
    build(seeds, tmp_path / "again", options=OPTIONS)
    assert content(out) == content(tmp_path / "again")
    build(seeds, out, options=OPTIONS)
    assert content(out) == content(tmp_path / "again")


@pytest.mark.parametrize("where", [0, 100, 5000, -1])
def test_a_damaged_file_is_told(out: Path, where: int) -> None:
    path = out / str(json.loads((out / MANIFEST).read_text())["file"])
    data = bytearray(path.read_bytes())
    data[where] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(DatasetError, match=r"damaged .*python -m extract build"):
        open_dataset(out)


def test_a_cut_or_missing_file_is_told(out: Path) -> None:
    path = out / str(json.loads((out / MANIFEST).read_text())["file"])
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(DatasetError, match="damaged"):
        open_dataset(out)
    path.unlink()
    with pytest.raises(DatasetError, match=r"missing, though manifest\.json names it"):
        open_dataset(out)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "damaged"), ("{", "damaged"), ("[]", "no manifest"), ('{"format": 3}', "damaged"),
        ('{"format": 0}', "format 0"), ('{"format": 99}', "format 99"),
        ('{"format": 3, "file": "../x", "package": "", "rules": "", "seeds": "", "sha256": ""}', "damaged"),
    ],
)  # fmt: skip
def test_another_manifest_is_told(out: Path, text: str, words: str) -> None:
    (out / MANIFEST).write_text(text)
    with pytest.raises(DatasetError, match=words):
        open_dataset(out)


def test_no_data_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no data set here"):
        open_dataset(tmp_path)
    with pytest.raises(DatasetError, match="no data set here"):
        open_dataset(tmp_path / "nowhere")


def test_a_build_over_a_damaged_set_mends_it(seeds: Path, out: Path) -> None:
    good = content(out)
    (out / str(json.loads(good[MANIFEST])["file"])).write_bytes(b"rubbish")
    build(seeds, out, options=OPTIONS)
    assert content(out) == good
    (out / MANIFEST).write_text("{")
    build(seeds, out, options=OPTIONS)
    assert content(out) == good


def test_what_changed_since_the_build_is_said(
    seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = open_dataset(out)
    assert data.stale(seeds) == ()
    made.district(seeds, "330113", "另有托位5000个。")
    assert data.stale(seeds) == ("seeds",)
    monkeypatch.setattr("extract.storage.dataset.rules_hash", lambda: "other")
    assert data.stale(seeds) == ("rules", "seeds")


def test_a_reader_keeps_its_set_while_a_new_one_takes_its_place(seeds: Path, out: Path) -> None:
    before = open_dataset(out)
    made.district(seeds, "330113", "全区有托位5000个。")
    build(seeds, out, options=OPTIONS)
    assert before.observations(indicator="childcare_places", adcodes="330113")["value"].tolist() == [4830.0]
    after = open_dataset(out)
    assert after.observations(indicator="childcare_places", adcodes="330113")["value"].tolist() == [5000.0]
    assert before.version != after.version
    assert len(list(out.glob("*.sqlite"))) == 1


def test_threads_share_one_reader(out: Path) -> None:
    data = open_dataset(out)
    expected = len(data.observations())
    failures: list[object] = []

    def ask() -> None:
        failures.extend(1 for _ in range(20) if len(data.observations()) != expected)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_killed_at_any_moment_it_leaves_the_old_set_or_the_new(
    seeds: Path, out: Path, tmp_path: Path
) -> None:
    old = open_dataset(out).version
    made.district(seeds, "330113", "全区有托位5000个。")
    build(seeds, tmp_path / "new", options=OPTIONS)
    new = open_dataset(tmp_path / "new").version
    shutil.copytree(out, tmp_path / "kept")
    chance, seen = random.Random(5), set()
    for _ in range(30):
        shutil.rmtree(out)
        shutil.copytree(tmp_path / "kept", out)
        process = child(seeds, out)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.random() * 0.12)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with open_dataset(out) as data:
            data.verify()
            assert data.version in (old, new)
            assert len(data.observations()) and len(data.reports()) == 5
            seen.add(data.version)
    build(seeds, out, options=OPTIONS)
    assert content(out) == content(tmp_path / "new") and not list(out.glob(".building-*"))
    assert new == open_dataset(out).version


def test_killed_between_any_two_steps(seeds: Path, out: Path, tmp_path: Path) -> None:
    """Die before each system call that changes a name or forces bytes to disk, one after the other."""
    old = open_dataset(out).version
    made.district(seeds, "330113", "全区有托位5000个。")
    shutil.copytree(out, tmp_path / "kept")
    versions = []
    for step in range(20):
        shutil.rmtree(out)
        shutil.copytree(tmp_path / "kept", out)
        die = f"""
import os, pathlib
left = [{step}]
def counted(call):
    def step(*arguments, **named):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), 9)
        return call(*arguments, **named)
    return step
os.replace, os.fsync, os.unlink = counted(os.replace), counted(os.fsync), counted(os.unlink)
pathlib.Path.unlink = counted(pathlib.Path.unlink)
"""
        done = subprocess.run(
            [sys.executable, "-c", die + CHILD, str(seeds), str(out)],
            capture_output=True,
            timeout=60,
            check=False,
        )
        with open_dataset(out) as data:
            data.verify()
            versions.append(data.version)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.returncode == 0
    assert versions[0] == old and versions[-1] != old and set(versions) == {old, versions[-1]}
    assert versions == sorted(versions, key=lambda version: version != old), "once new, it stays new"


def test_two_builds_at_once_do_each_other_no_harm(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    processes = [child(seeds, out) for _ in range(4)]
    for process in processes:
        said, errors = process.communicate(timeout=120)
        assert process.returncode == 0 and "built" in said, errors
    build(seeds, tmp_path / "alone", options=OPTIONS)
    assert content(out) == content(tmp_path / "alone")


def interrupt() -> None:
    raise InterruptedError("another build")


def test_a_second_build_waits_for_the_first(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    with lock(out):
        process = child(seeds, out)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        assert not (out / MANIFEST).exists()
        with pytest.raises(InterruptedError, match="another build"), lock(out, interrupt):
            pass
    assert process.wait(60) == 0 and (out / MANIFEST).exists()
    process.communicate()


def test_readers_during_builds_always_find_a_whole_set(seeds: Path, out: Path) -> None:
    stop, failures, opened = threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            try:
                with open_dataset(out) as data:
                    opened.append(len(data.observations()))
            except Exception as error:  # whatever it is, it is the finding
                failures.append(repr(error))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for number in range(25):
            made.district(seeds, "330113", f"全区有托位{5000 + number}个。")
            build(seeds, out, options=OPTIONS)
    finally:
        stop.set()
        thread.join()
    assert not failures and len(opened) > 25


def test_a_full_disk_leaves_the_old_set(seeds: Path, out: Path) -> None:
    before = content(out)
    made.district(seeds, "330113", "全区有托位5000个。")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))\n"
    command = [sys.executable, "-c", limit + CHILD, str(seeds), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "DatasetError" in done.stderr and "cannot be written" in done.stderr, done.stderr
    assert content(out) == before and not list(out.glob(".building-*"))
    assert open_dataset(out).version


@pytest.mark.skipif(os.name == "nt", reason="modes of folders are those of POSIX")
def test_a_read_only_folder_is_told(seeds: Path, out: Path) -> None:
    before = content(out)
    for path in [*out.parents][:3]:
        path.chmod(0o755)
    out.chmod(0o555)
    (out / ".lock").chmod(0o444)
    # Root may write anywhere: it becomes nobody, once everything is imported.
    nobody = "import os\nif os.geteuid() == 0:\n    os.setgroups([]); os.setuid(65534)\n"
    script = CHILD.replace('print("ready", flush=True)\n', nobody)
    try:
        command = [sys.executable, "-c", script, str(seeds), str(out)]
        errors = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stderr
    finally:
        out.chmod(0o755)
    assert "DatasetError" in errors and "cannot be written" in errors, errors
    assert content(out) == before


def test_a_file_where_the_folder_should_be_is_told(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(DatasetError, match=r"data: the data set cannot be written"):
        build(seeds, tmp_path / "data", options=OPTIONS)


def test_a_failing_source_of_rows_leaves_the_old_set(out: Path) -> None:
    before = content(out)

    def rows() -> object:
        yield ReportRows("x", {})
        raise RuntimeError("half way")

    with lock(out), pytest.raises(RuntimeError):
        write_files(out, rows(), dict, Stamp("", "", ""))  # type: ignore[arg-type]
    assert content(out) == before and not list(out.glob(".building-*"))


def test_taking_over_from_a_file_that_is_none_is_told(out: Path, tmp_path: Path) -> None:
    (tmp_path / "old.sqlite").write_bytes(b"rubbish" * 1000)
    with lock(out), pytest.raises(DatasetError):
        write_files(out, [Kept("330113-2023")], dict, Stamp("", "", ""), tmp_path / "old.sqlite")


def test_the_tables_can_be_made_and_hold_what_they_say(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.sqlite")
    for table in COLUMNS:
        connection.execute(definition(table))
        assert [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] == names(table)
    connection.close()
