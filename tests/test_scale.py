"""The benchmark of size measures what it says: the set it makes is a data set, and all stores agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import opening, scale, stores, synthetic
from extract import open_dataset


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made")
    synthetic.write(made, 2500)
    return made


def test_so_many_observations_are_made_of_areas_and_years() -> None:
    assert synthetic.shape(500) == (5, 1)
    assert synthetic.shape(scale.FULL) == (2850, 20)
    assert len(synthetic.districts()) > 2800


def test_what_is_made_is_a_data_set_and_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    with open_dataset(folder) as data:
        rows = data.observations()
        assert len(rows) == 2500 and rows["observation_id"].is_unique
        for row in data.observations(adcodes=data.areas()["adcode"].iloc[0], nature="stated").to_dict(
            "records"
        ):
            text = data.text(row["report_id"])
            assert text[row["start"] : row["end"]] == row["exact"]
            assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        assert set(rows[rows["rate_of"].notna()]["nature"]) == {"derived"}
        assert synthetic.write(tmp_path, 2500)["sha256"] == data.manifest["sha256"]


def test_every_store_gives_the_same_rows_to_the_same_questions(folder: Path) -> None:
    installed = [name for name in stores.STORES if not stores.missing(name)]
    assert {"Hengbi (SQLite)", "pandas in memory"} <= set(installed)
    told = {name: stores.measure(name, folder, 1) for name in installed}
    counts = {name: [one[question][2] for question in stores.QUESTIONS] for name, one in told.items()}
    assert all(rows == [25, 500, 500, 50, 5, 25, 100] for rows in counts.values()), counts
    assert "differ" not in scale.table_of_answers(told)


def test_a_page_is_opened_at_both_sizes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HENGBI_DATA", "HENGBI_SEEDS"):
        monkeypatch.setenv(name, "")  # put back when the test ends
    synthetic.write(tmp_path, 500)
    found = opening.pages([tmp_path, folder], ["evidence"], 1)
    assert all(took > 0 for size in found["evidence"] for took in size)
    line = scale.table_of_pages({"compare": [(10.0, 4.0), (12.0, 5.0)]}).splitlines()[1]
    assert line.split() == ["compare", "10", "→", "12", "(1.20)", "4", "→", "5", "(1.25)"]
