"""Questions to the data set give what the whole table, filtered by hand, gives."""

from __future__ import annotations

from pathlib import Path

import made
import pytest

from extract.building import Options, build
from extract.model import DatasetError
from extract.storage.dataset import Dataset
from extract.storage.opening import open_dataset
from extract.storage.questions import Question

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


@pytest.mark.parametrize("more", [{}, {"status": "actual"}])
def test_what_is_newest_is_found_by_the_index_alone(data: Dataset, more: dict[str, str]) -> None:
    sql, arguments = Question("observations", {"adcode": "330112"} | more, newest=True).rows(["value"])
    plan = str(data.query(f"EXPLAIN QUERY PLAN {sql}", arguments))
    assert "SEARCH observations USING COVERING INDEX observations_by_area (adcode=?" in plan
    assert "CORRELATED" not in plan and "SCAN observations" not in plan


def test_the_newest_of_each_status_stand_side_by_side(data: Dataset) -> None:
    found = data.observations(status=["actual", "target"], newest=True)
    alike = data.observations().groupby(["indicator", "adcode", "status"])["year"].max()
    assert len(found) and all(
        row["year"] == alike[row["indicator"], row["adcode"], row["status"]]
        for row in found.to_dict("records")
    )


def test_reports_of_a_choice_are_found_by_the_index_alone(data: Dataset) -> None:
    rows = data.observations(adcodes=["330112", "330113"], status="actual")
    chosen = {"adcode": ["330112", "330113"], "status": "actual"}
    assert data.different("observations", "report_id", **chosen) == sorted(set(rows["report_id"]))
    assert data.count("observations", **chosen) == len(rows)
    sql, arguments = Question("observations", {"adcode": "330112"}).different("report_id")
    assert "COVERING INDEX observations_by_area" in str(data.query(f"EXPLAIN QUERY PLAN {sql}", arguments))


def test_rows_of_a_table_are_its_frame(data: Dataset) -> None:
    assert [row["adcode"] for row in data.rows("areas")] == list(data.areas()["adcode"])
    (row,) = data.rows("areas", adcode="330112")
    assert row["zh"] == data.areas("330112")["zh"].item()


def test_an_unknown_column_is_told() -> None:
    with pytest.raises(DatasetError, match="no column colour in observations"):
        Question("observations", {"colour": None}).counts("adcode")
    with pytest.raises(DatasetError, match="no column colour in areas"):
        Question("areas").rows(["zh", "colour"])
