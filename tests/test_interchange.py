"""What a reader takes for other programs holds the rows on show, and is valid there."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from board import ROOT, built
from pysdmx.io import get_datasets

from dashboard import interchange, load
from dashboard.asking import Data, Rows
from extract import read_package


@pytest.fixture(scope="module")
def data() -> Data:
    return load.tables(built())


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def test_the_package_holds_the_rows_and_what_they_need(data: Data, tmp_path: Path) -> None:
    rows = data.rows(Rows(indicator=("childcare_places", "hospital_beds"))).iloc[::-1]
    folder = unpacked(interchange.content("package", rows, data, "observations"), tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    back = read_package(folder)
    assert list(back.tables["observations"]["observation_id"]) == list(rows["observation_id"])
    assert set(back.tables["reports"]["report_id"]) == set(rows["report_id"])
    assert back.version == data.version and "mentions" not in back.tables
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert len(told["sources"]) == rows["report_id"].nunique()


def test_names_go_into_a_package_too(data: Data, tmp_path: Path) -> None:
    rows = data.programmes().iloc[:5]
    folder = unpacked(interchange.content("package", rows, data, "programmes"), tmp_path)
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    assert list(read_package(folder).tables["programmes"]["name"]) == list(rows["name"])


def test_sdmx_holds_the_rows_with_their_structure(data: Data, tmp_path: Path) -> None:
    rows = data.rows(Rows(nature="derived"))
    folder = unpacked(interchange.content("sdmx", rows, data, "observations"), tmp_path)
    (dataset,) = get_datasets(folder / "data.csv", folder / "structure.json")
    assert dataset.data["OBS_VALUE"].tolist() == rows["value"].tolist()
    assert not isinstance(dataset.structure, str)
    listed = next(c.enumeration for c in dataset.structure.components if c.id == "INDICATOR")
    codes = {code.id for code in listed or ()}
    assert codes == set(pd.concat([rows["indicator"], rows["rate_of"].dropna()]))


def test_what_writes_them_is_not_imported_before_it_is_asked_for() -> None:
    heavy = ("pysdmx", "httpx", "pyarrow.parquet", "extract.exports.sdmx")
    code = f"import sys, dashboard.taking; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
