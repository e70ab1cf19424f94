"""What there is of each indicator and area is what a count of the observations gives."""

from __future__ import annotations

from pathlib import Path

import made
import pytest

from extract.building import Options, build
from extract.storage.dataset import Dataset
from extract.storage.opening import open_dataset

OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)


@pytest.fixture
def data(tmp_path: Path) -> Dataset:
    seeds = made.seeds(tmp_path / "seeds")
    made.years(seeds, "330112", {2019: "全区有救护车30辆。", 2020: "全区有救护车31辆。"})
    build(seeds, tmp_path / "data", options=OPTIONS)
    return open_dataset(tmp_path / "data")


def test_coverage_counts_what_the_observations_hold(data: Dataset) -> None:
    observations = data.observations()
    own = observations[observations["rate_of"].isna()]
    stated = observations[observations["nature"] == "stated"]
    coverage = data.coverage().set_index("indicator")
    assert set(coverage.index) == set(observations["indicator"])
    for name, row in coverage.iterrows():
        mine = observations[observations["indicator"] == name]
        actual = own[(own["indicator"] == name) & (own["status"] == "actual")]
        assert row["observations"] == len(mine)
        assert row["areas"] == own[own["indicator"] == name]["adcode"].nunique()
        assert row["areas_stated"] == stated[stated["indicator"] == name]["adcode"].nunique()
        assert row["areas_over_time"] == (actual.groupby("adcode")["year"].nunique() > 1).sum()
        assert row["years"] == sorted({int(y) for y in mine["year"].dropna()}, reverse=True)
        rates = observations[observations["rate_of"] == name]["indicator"]
        assert row["rates"] == sorted(set(rates))
    assert coverage["areas_over_time"].max() == 1 and "ambulances_per_1000" in coverage.index


def test_coverage_of_areas_counts_what_they_state(data: Dataset) -> None:
    observations = data.observations()
    for row in data.area_coverage().to_dict("records"):
        mine = observations[observations["adcode"] == row["adcode"]]
        assert row["observations"] == len(mine)
        assert row["indicators_stated"] == mine[mine["nature"] == "stated"]["indicator"].nunique()
    assert len(data.area_coverage("330113")) == 1


def test_a_computed_rate_names_its_count(data: Dataset) -> None:
    rates = data.observations(indicator="ambulances_per_1000")
    assert set(rates["rate_of"]) == {"ambulances"} and set(rates["nature"]) == {"derived"}
    assert data.observations(nature="stated")["rate_of"].isna().all()
