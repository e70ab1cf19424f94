"""Official figures on the screen: beside what reports say, with their source, in plain words.

All tables and figures here are made up.
"""

from __future__ import annotations

import pytest
from board import built, open_page, text, with_figures

from dashboard import load, official, words
from dashboard.asking import Data

ZH, EN = words.load("zh"), words.load("en")
BOTH = "observations JOIN differences USING (report_id, observation_id)"


@pytest.fixture(scope="module")
def data() -> Data:
    return load.tables(with_figures() / "data")


def indicators(data: Data) -> list[str]:
    """An indicator of which the report says the same, one nearly the same, and one half as much."""
    asked = f"SELECT indicator FROM {BOTH} WHERE round(percent, 1) = ?"
    return [data.query(asked, percent)[0][0] for percent in (0, -9.1, -50)]


def test_a_comparison_shows_figure_difference_and_cell(data: Data) -> None:
    same, near, far = (official.section(data, name, ["330113"], ZH) for name in indicators(data))
    assert "与《某&lt;b&gt;年鉴》一致" in same and "y.csv，单元格 C" in same
    assert "报告没有可对照的数值" in same and "&lt;script&gt;" in same and "<script" not in same
    assert "与《某&lt;b&gt;年鉴》相差 9.1%" in near and 'class="beyond"' in near
    assert "相差 50.0%" in far and "evidence?report=330113-2023" in far


def test_other_districts_and_indicators_have_none(data: Data) -> None:
    assert official.section(data, indicators(data)[0], ["330110"], ZH) == ""
    assert official.section(data, "no_such_indicator", ["330113"], ZH) == ""


def test_a_chosen_number_says_how_it_stands(data: Data) -> None:
    ((report, start), *_) = data.query(f"SELECT report_id, start FROM {BOTH} WHERE beyond ORDER BY percent")
    said = official.beside(data, report, start, EN)
    assert "50.0% apart from 某&lt;b&gt;年鉴" in said and "y.csv, cell C" in said
    assert official.beside(data, report, start + 1, EN) == ""


@pytest.mark.parametrize(
    ("percent", "beyond", "said"),
    [
        (0.0, 0, "与《年鉴》一致"), (-3.2064, 1, "与《年鉴》相差 3.2%"), (0.01, 1, "与《年鉴》相差 <0.1%"),
        (0.5, 0, "与《年鉴》相差 0.5%，四舍五入或“余、约”可以解释"),
        (None, 1, "与《年鉴》对不上"), (None, 0, "与《年鉴》一致"),
    ],
)  # fmt: skip
def test_a_difference_in_plain_words(percent: float | None, beyond: int, said: str) -> None:
    assert official.difference({"percent": percent, "beyond": beyond, "title": "年鉴"}, ZH) == said


def test_the_pages_show_them(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(with_figures() / "data"))
    monkeypatch.setenv("HENGBI_SEEDS", str(with_figures() / "seeds"))
    name = indicators(data)[1]
    shown = text(open_page("compare", indicator=name, district=["330113", "330110"]))
    assert ZH("official.title") in shown and "相差 9.1%" in shown
    ((start,),) = data.query(f"SELECT start FROM {BOTH} WHERE indicator = ?", name)
    assert "相差 9.1%" in text(open_page("evidence", report="330113-2023", start=str(start)))


def test_without_official_figures_nothing_is_said(data: Data) -> None:
    plain = load.tables(built())
    assert official.section(plain, indicators(data)[0], ["330113"], ZH) == ""
    assert official.beside(plain, "330113-2023", 1, ZH) == ""
