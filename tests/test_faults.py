"""A data set that is missing, broken or of another version: the dashboard mends it, or says what to do."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from board import ROOT, built
from streamlit.testing.v1 import AppTest

from dashboard import words
from extract import DatasetError, open_dataset
from extract.storage.store import file_hash

ZH = words.load("zh")


def manifest(data: Path, **more: object) -> None:
    path = data / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | more), encoding="utf-8")


def file_of(data: Path) -> Path:
    return data / str(json.loads((data / "manifest.json").read_text(encoding="utf-8"))["file"])


def changed(data: Path, *statements: str) -> None:
    """Carry out SQL on a data set as another version, or a hand, might have; the manifest fits again."""
    path = file_of(data)
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    manifest(data, sha256=file_hash(path), bytes=path.stat().st_size)


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


FAULTS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda data: shutil.rmtree(data),
    "no-manifest": lambda data: (data / "manifest.json").unlink(),
    "half-a-manifest": lambda data: cut(data / "manifest.json"),
    "empty-manifest": lambda data: (data / "manifest.json").write_bytes(b""),
    "manifest-of-something-else": lambda data: (data / "manifest.json").write_text("[1]", encoding="utf-8"),
    "no-file": lambda data: file_of(data).unlink(),
    "half-copied": lambda data: cut(file_of(data)),
    "other-bytes": lambda data: file_of(data).write_bytes(b"x" * file_of(data).stat().st_size),
    "older": lambda data: manifest(data, format=0),
    "newer": lambda data: manifest(data, format=99),
    "way-out": lambda data: manifest(data, file="../../etc/passwd"),
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data set of its own, which no test shares."""
    folder = tmp_path / "data"
    shutil.copytree(built(), folder)
    monkeypatch.setenv("HENGBI_DATA", str(folder))
    monkeypatch.setenv("HENGBI_SEEDS", str(ROOT / "seeds"))
    return folder


def opened(page: str = "start") -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=120).run()
    if page != "start":
        app.switch_page(f"screens/{page}.py").run()
    return app


def text(app: AppTest) -> str:
    html: Any = app.get("html")
    return "\n".join([*(str(block.proto.body) for block in html), *(one.value for one in app.error)])


@pytest.mark.parametrize("fault", FAULTS)
def test_where_nobody_may_build_the_page_says_what_is_the_matter(
    fault: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FAULTS[fault](data)
    monkeypatch.setenv("HENGBI_BUILD", "0")
    app = opened()
    assert not app.exception
    assert ZH("build.missing") in text(app)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_error_says_what_to_do(fault: str, data: Path) -> None:
    FAULTS[fault](data)
    with pytest.raises(DatasetError, match=r"build it again: python -m extract build"):
        open_dataset(data)


@pytest.mark.parametrize("fault", ["half-copied", "newer"])
def test_where_the_reports_are_there_it_is_built_anew(fault: str, data: Path) -> None:
    FAULTS[fault](data)
    app = opened()
    assert not app.exception
    assert ZH("start.title") in text(app)
    with open_dataset(data) as found:
        assert len(found.reports()) == 5


def test_a_column_that_is_gone_is_said_with_the_remedy(data: Path) -> None:
    changed(data, 'ALTER TABLE observations RENAME COLUMN "label" TO "named"')
    with open_dataset(data) as found, pytest.raises(DatasetError, match="python -m extract build"):
        found.observations(indicator="childcare_places")


@pytest.mark.parametrize("page", ["compare", "evidence"])
def test_very_many_issues_are_no_trouble(page: str, data: Path) -> None:
    spans = '[{"start": 0, "end": 1, "exact": "1"}]'
    changed(
        data,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        "INSERT INTO issues SELECT 'x' || i, 'arithmetic', 'note', '330109-2023', '330109', "
        f"'no_such_indicator', '一个问题', 'an issue', '{spans}' FROM n",
    )
    app = opened(page)
    assert not app.exception
    assert ZH(f"{page}.title") in text(app)
    assert (ZH("issue.more", n=500) in text(app)) == (page == "evidence")
