"""Pages over more districts and reports than lie open side by side; and a page that shows nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from board import open_page, text

from benchmarks import opening, synthetic
from dashboard import words
from extract import open_dataset

ZH = words.load("zh")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    patch = pytest.MonkeyPatch()
    patch.setattr(synthetic, "YEARS", 4)  # eighty reports of twenty districts
    synthetic.write(made, 8000)
    patch.undo()
    return made


@pytest.fixture(autouse=True)
def shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(folder))
    monkeypatch.setenv("HENGBI_SEEDS", str(folder / "none"))


@pytest.mark.parametrize("name", opening.PAGES)
def test_every_page_opens_over_many_districts(folder: Path, name: str) -> None:
    assert opening.once(folder, name, False) > 0


def test_of_many_districts_a_page_begins_with_five_and_a_link_names_others(folder: Path) -> None:
    with open_dataset(folder) as data:
        codes = list(data.areas()["adcode"])
    app = open_page("compare")
    assert list(app.multiselect(key="district").value) == codes[:5]
    chosen = open_page("compare", district=codes[10:12]).multiselect(key="district")
    assert list(chosen.value) == codes[10:12] and len(chosen.options) == 20
    assert all(" · " in option for option in chosen.options), "a name alone may be that of several"


def test_of_many_reports_the_district_is_chosen_first(folder: Path) -> None:
    with open_dataset(folder) as data:
        code = data.areas()["adcode"].iloc[7]
    app = open_page("evidence", report=f"{code}-2022")
    assert app.selectbox(key="_report_area").value == code
    assert (
        app.selectbox(key="report").value == f"{code}-2022" and len(app.selectbox(key="report").options) == 4
    )
    assert ZH("gone.report").split("{")[0] not in text(app)
    app.selectbox(key="_report_area").set_value("110101").run()
    assert app.selectbox(key="report").value == "110101-2024"
    assert ZH("gone.report").split("{")[0] not in text(app)


def test_the_table_of_many_rows_comes_in_pages(folder: Path) -> None:
    first, second = open_page("data"), open_page("data", part="2")
    assert ZH("filter.part", n="2,000").partition("2,000")[0] in str(first.selectbox(key="part").label)
    assert len(first.selectbox(key="part").options) == 40
    assert text(first).count("<q>") <= 50 and text(first) != text(second)


def test_a_page_that_shows_nothing_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(SystemExit, match="nothing is shown"):
        opening.once(tmp_path, "data", True)
