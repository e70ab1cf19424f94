"""A data set at an address: published whole, fetched once, and never taken for right when it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import made
import pytest

from dashboard import load
from extract import remote
from extract.building import Options, Summary, build
from extract.model import DatasetError
from extract.opening import open_dataset
from extract.store import MANIFEST

OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return made.seeds(tmp_path / "seeds")


@pytest.fixture(params=["memory", "file"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("HENGBI_CACHE", str(tmp_path / "cache"))
    yield "memory://hengbi/data" if request.param == "memory" else (tmp_path / "shared").as_uri()
    fsspec.filesystem("memory").store.clear()


def files(address: str) -> dict[str, bytes]:
    system, place = fsspec.core.url_to_fs(address)
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
    system, place = fsspec.core.url_to_fs(address)
    opened = type(system).open

    def dies(self: object, path: str, mode: str = "rb", *args: object, **more: object) -> object:
        if "w" in mode and path.endswith(MANIFEST):
            raise ConnectionError("the line is cut")
        return opened(self, path, mode, *args, **more)

    monkeypatch.setattr(type(system), "open", dies)
    with pytest.raises(DatasetError, match="the line is cut"):
        made_anew(seeds, address)
    monkeypatch.undo()
    after = files(address)
    assert after[MANIFEST] == before[MANIFEST] and set(before) < set(after)
    assert system.exists(f"{place}/{json.loads(before[MANIFEST])['file']}")


def test_the_file_is_fetched_once(seeds: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made_anew(seeds, address)
    first = open_dataset(address)
    system, _ = fsspec.core.url_to_fs(address)
    monkeypatch.setattr(type(system), "get_file", None)
    assert open_dataset(address).path == first.path and first.path.is_relative_to(remote.copy_of(address))


def test_a_file_that_is_not_what_the_manifest_names_is_refused_and_a_full_build_mends_it(
    seeds: Path, address: str
) -> None:
    made_anew(seeds, address)
    system, place = fsspec.core.url_to_fs(address)
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
    system, place = fsspec.core.url_to_fs(address)
    system.rm(place, recursive=True)
    assert load.tables(load.folders()[1]).version == second
