"""Questions to the data set give what the whole table, filtered by hand, gives."""

from __future__ import annotations

from pathlib import Path

import made
import pytest

from extract.building import Options, build
from extract.dataset import Dataset
from extract.model import DatasetError
from extract.opening import open_dataset
from extract.questions import Question

OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)


@pytest.fixture
def data(tmp_path: Path) -> Dataset:
    seeds = made.seeds(tmp_path / "seeds")
    made.years(seeds, "330112", {y: f"全区有救护车{y - 2000}辆。" for y in (2018, 2019, 2020)})
    build(seeds, tmp_path / "data", options=OPTIONS)
    return open_dataset(tmp_path / "data")


def test_the_newest_of_each_area_and_indicator(data: Dataset) -> None:
    everything = data.observations()
    newest = everything.groupby(["indicator", "adcode"])["year"].transform("max")
    expected = everything[everything["year"].isna() | (everything["year"] == newest)]
    found = data.observations(newest=True)
    assert list(found["observation_id"]) == list(expected["observation_id"]) and len(found) < len(everything)
    assert set(data.observations(adcodes="330112", newest=True)["year"]) == {2020}
    assert data.observations(adcodes="330112", years=2018, newest=True).empty
    assert set(data.observations(adcodes="330112", status="actual", newest=True)["year"]) == {2020}


def test_pages_of_rows_join_to_the_whole(data: Dataset) -> None:
    whole = list(data.observations(adcodes="330112")["observation_id"])
    pages = [data.observations(adcodes="330112", limit=2, offset=at) for at in range(0, len(whole) + 2, 2)]
    assert [name for page in pages for name in page["observation_id"]] == whole
    assert pages[-1].empty and str(pages[-1]["value"].dtype) == "float64"


def test_counts_are_those_of_the_rows(data: Dataset) -> None:
    for chosen in ({}, {"adcodes": "330112"}, {"indicator": "ambulances", "years": [2019, 2020]}):
        rows = data.observations(**chosen)
        assert data.counts(**chosen) == {
            "observations": len(rows), "indicators": rows["indicator"].nunique(),
            "areas": rows["adcode"].nunique(), "reports": rows["report_id"].nunique(),
        }  # fmt: skip


def test_the_newest_are_found_by_the_index_alone(data: Dataset) -> None:
    sql, arguments = Question("observations", {"adcode": "330112"}, newest=True).rows(["value"])
    plan = str(data.query(f"EXPLAIN QUERY PLAN {sql}", arguments))
    assert "SEARCH other USING COVERING INDEX observations_by_area" in plan


def test_an_unknown_column_is_told() -> None:
    with pytest.raises(DatasetError, match="no column colour in observations"):
        Question("observations", {"colour": None}).counts("adcode")
    with pytest.raises(DatasetError, match="no column colour in areas"):
        Question("areas").rows(["zh", "colour"])
