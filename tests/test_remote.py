"""A data set at an address: published whole, fetched once, and never taken for right when it is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import fsspec
import made
import pytest
from localbucket import S3Handler

from dashboard import load
from extract.building import Options, Summary, build
from extract.model import DatasetError
from extract.storage import remote
from extract.storage.opening import open_dataset
from extract.storage.store import MANIFEST

OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return made.seeds(tmp_path / "seeds")


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A store that speaks S3, on loopback: its endpoint, and the folder in which its one bucket lies."""
    root = tmp_path_factory.mktemp("store")
    (root / "health").mkdir()

    class Handler(S3Handler):  # type: ignore[misc]  # it has no types
        data_root = root

        def do_PUT(self) -> None:  # noqa: N802
            # Arrow notes a folder as an empty object named with a slash at its end. S3 takes it;
            # where every object is a file it cannot be kept, and nobody asks for it.
            if not self.path.endswith("/"):
                super().do_PUT()
                return
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", root / "health"
        server.shutdown()


@pytest.fixture
def store(bucket: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The bucket ``health``, empty, to which the environment leads."""
    endpoint, folder = bucket
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "anyone")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "anything")
    yield folder
    for entry in folder.iterdir():
        shutil.rmtree(entry)


@pytest.fixture(params=["memory", "file", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("HENGBI_CACHE", str(tmp_path / "cache"))
    if request.param == "s3":
        request.getfixturevalue("store")
        yield "s3://health/hengbi/data"
        return
    yield "memory://hengbi/data" if request.param == "memory" else (tmp_path / "shared").as_uri()
    fsspec.filesystem("memory").store.clear()


def files(address: str) -> dict[str, bytes]:
    system, place = remote.system_of(address)
    return {Path(path).name: system.cat_file(path) for path in system.ls(place, detail=False)}


def made_anew(seeds: Path, address: str) -> Summary:
    return build(seeds, address, options=OPTIONS)


def test_what_is_published_is_what_a_build_writes_into_a_folder(
    seeds: Path, address: str, tmp_path: Path
) -> None:
    made_anew(seeds, address)
    build(seeds, tmp_path / "data", options=OPTIONS)
    written = (tmp_path / "data").iterdir()
    assert files(address) == {path.name: path.read_bytes() for path in written if path.name != ".lock"}
    with open_dataset(address) as data, open_dataset(tmp_path / "data") as other:
        assert data.observations().equals(other.observations())


def test_a_build_reads_only_what_changed_also_where_the_copy_is_gone(
    seeds: Path, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made_anew(seeds, address)
    monkeypatch.setenv("HENGBI_CACHE", str(tmp_path / "another"))
    made.district(seeds, "330113", "全区有托位5000个。")
    outcomes = made_anew(seeds, address).outcomes
    assert [outcome.report_id for outcome in outcomes if not outcome.kept] == ["330113-2023"]
    assert len(files(address)) == 2, "the old file is gone"
    assert open_dataset(address).observations("childcare_places", "330113")["value"].tolist() == [5000.0]


def test_the_file_comes_before_the_manifest(
    seeds: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_anew(seeds, address)
    before = files(address)
    made.district(seeds, "330113", "全区有托位5000个。")
    system, place = remote.system_of(address)
    opened = type(system).open

    def dies(self: object, path: str, mode: str = "rb", *args: object, **more: object) -> object:
        if "w" in mode and path.endswith(MANIFEST):
            raise ConnectionError("the line is cut")
        return opened(self, path, mode, *args, **more)

    with monkeypatch.context() as cut:
        cut.setattr(type(system), "open", dies)
        with pytest.raises(DatasetError, match="the line is cut"):
            made_anew(seeds, address)
    after = files(address)
    assert after[MANIFEST] == before[MANIFEST] and set(before) < set(after)
    assert system.exists(f"{place}/{json.loads(before[MANIFEST])['file']}")


def test_the_file_is_fetched_once(seeds: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made_anew(seeds, address)
    first = open_dataset(address)
    system, _ = remote.system_of(address)
    monkeypatch.setattr(type(system), "get_file", None)
    assert open_dataset(address).path == first.path and first.path.is_relative_to(remote.copy_of(address))


def test_a_file_that_is_not_what_the_manifest_names_is_refused_and_a_full_build_mends_it(
    seeds: Path, address: str
) -> None:
    made_anew(seeds, address)
    system, place = remote.system_of(address)
    name = json.loads(system.cat_file(f"{place}/{MANIFEST}"))["file"]
    system.pipe_file(f"{place}/{name}", b"rubbish")
    with pytest.raises(DatasetError, match="not the bytes that"):
        open_dataset(address)
    system.pipe_file(f"{place}/{MANIFEST}", b"{")
    with pytest.raises(DatasetError, match="damaged"):
        open_dataset(address)
    made_anew(seeds, address)
    open_dataset(address).verify()


def test_what_is_missing_or_cannot_be_reached_is_told(address: str) -> None:
    with pytest.raises(DatasetError, match="no data set here"):
        open_dataset(address)
    with pytest.raises(DatasetError, match=r"cannot be reached|pip install"):
        open_dataset("nosuch://place")


def test_the_dashboard_shows_what_it_fetched_last_and_picks_up_the_new(
    seeds: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HENGBI_DATA", address)
    monkeypatch.setenv("HENGBI_SEEDS", str(seeds))
    monkeypatch.setattr(load, "NOW_AND_THEN", 0)
    made_anew(seeds, address)
    first = load.tables(load.folders()[1]).version
    made.district(seeds, "330113", "全区有托位5000个。")
    made_anew(seeds, address)
    second = load.tables(load.folders()[1]).version
    assert second != first
    system, place = remote.system_of(address)
    system.rm_file(f"{place}/{MANIFEST}")
    assert load.tables(load.folders()[1]).version == second


@pytest.mark.usefixtures("store")
def test_the_command_builds_into_a_bucket_what_it_builds_into_a_folder(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    district = next(path for path in sorted((root / "seeds").iterdir()) if path.is_dir())
    shutil.copytree(district, tmp_path / "seeds" / district.name)
    said = {}
    for out in ("s3://health/data", str(tmp_path / "data")):
        command = [sys.executable, "-m", "extract", "build", "--seeds", str(tmp_path / "seeds"), "--out", out]
        done = subprocess.run(
            command, cwd=root, env=os.environ | {"HENGBI_CACHE": str(tmp_path / "cache")}, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        system, place = remote.system_of(out)
        said[out] = system.cat_file(f"{place}/{MANIFEST}")
    assert len(set(said.values())) == 1


def test_while_one_reader_looks_for_a_new_data_set_the_others_are_shown_the_old(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = (tmp_path / "shared").as_uri()
    monkeypatch.setenv("HENGBI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HENGBI_DATA", address)
    monkeypatch.setattr(load, "NOW_AND_THEN", 0)
    made_anew(seeds, address)
    version = load.tables(load.folders()[1]).version
    looks, may_go_on = threading.Event(), threading.Event()

    def slow(address: str) -> Path:
        looks.set()
        assert may_go_on.wait(30)
        return remote.fetch(address)

    monkeypatch.setattr(load, "fetch", slow)
    reader = threading.Thread(target=load.folders)
    reader.start()
    assert looks.wait(30)
    assert load.tables(load.folders()[1]).version == version
    assert reader.is_alive()
    may_go_on.set()
    reader.join()


def test_an_address_that_does_not_answer_is_asked_the_more_seldom_the_longer_it_took(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = (tmp_path / "shared").as_uri()
    monkeypatch.setenv("HENGBI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HENGBI_DATA", address)
    made_anew(seeds, address)
    folder = load.folders()[1]
    clock, asked = [1e9], []
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def fails(address: str) -> Path:
        asked.append(clock[0])
        clock[0] += 6
        raise DatasetError("nobody there")

    monkeypatch.setattr(load, "fetch", fails)
    for _ in range(600):
        assert load.folders()[1] == folder
        clock[0] += 1
    assert len(asked) == 5, "every 126 seconds"
    assert load.tables(folder).version
