"""A figure shows the rows it is given, and nothing that is not in them."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest
from board import made, observation

from dashboard import charts, colours, plots, relations, trends, views, words

ZH = words.load("zh")
ALL = ["330113", "330110", "330112"]


def figure(
    observations: list[dict[str, Any]], line: tuple[float, str] | None = None, dark: bool = False
) -> Any:
    data = made(observations)
    rows = views.compare(data, views.select(data, "beds", ALL), ALL, ZH)
    links = [f"#{n}" for n in range(len(rows))]
    return charts.compare(rows, "床位数", "个 · 2023", "来源：报告", links, line, dark)


def test_bars_are_the_values_from_zero_with_their_text_at_the_end() -> None:
    made_figure = figure(
        [observation("beds", "330113", 5, qualifier="at_least"), observation("beds", "330110", 9)]
    )
    bar = made_figure["data"][0]
    assert bar["x"] == [9.0, 5.0, None]
    assert bar["text"][:2] == ["9 个", "≥ 5 个"]
    assert bar["textposition"] == "outside"
    assert made_figure["layout"]["xaxis"]["range"][0] == 0
    assert made_figure["layout"]["xaxis"]["range"][1] > 9


def test_the_year_stands_beside_every_district_that_has_a_value() -> None:
    ticks = figure([observation("beds", "330113", 5, year=2018, time_period="2018")])["layout"]["yaxis"][
        "ticktext"
    ]
    assert "2018" in ticks[0] and ticks[0].startswith("临平区")
    assert ticks[1] == "余杭区"


def test_a_missing_district_has_words_and_no_bar() -> None:
    made_figure = figure([observation("beds", "330113", 0)])
    assert made_figure["data"][0]["x"] == [0.0, None, None], "zero is a bar of no length, missing is no bar"
    notes = [n["text"] for n in made_figure["layout"]["annotations"]]
    assert notes.count("<i>报告未写明</i>") == 2


def test_targets_and_computed_values_look_different_from_actual_ones() -> None:
    rows = [
        observation("beds", "330113", 9),
        observation("beds", "330110", 8, status="target"),
        observation("beds", "330112", 7, nature="derived"),
    ]
    marker = figure(rows)["data"][0]["marker"]
    assert marker["pattern"]["shape"] == ["", "/", "."]
    assert marker["line"]["width"] == [0, 1.5, 1.5]


def test_the_reference_line_is_drawn_and_named() -> None:
    layout = figure([observation("beds", "330113", 9)], (4.5, "平均"))["layout"]
    assert layout["shapes"][0]["x0"] == 4.5
    assert any(n["text"] == "平均" for n in layout["annotations"])


def test_the_figure_carries_its_title_and_source() -> None:
    layout = figure([observation("beds", "330113", 9)])["layout"]
    assert "床位数" in layout["title"]["text"] and "2023" in layout["title"]["text"]
    assert any("来源" in n["text"] for n in layout["annotations"])


def test_a_district_has_one_colour_on_all_charts_whoever_else_is_there() -> None:
    one = figure([observation("beds", "330110", 9)])["data"][0]["marker"]["color"][0]
    many = figure([observation("beds", "330113", 10), observation("beds", "330110", 9)])["data"][0]["marker"][
        "color"
    ][1]
    assert one == many == colours.district("330110")
    assert colours.district("310112") == colours.district("310112")
    assert len({colours.district(code) for code in [*colours.FIXED, "310112", "440305", "350200"]}) == 8


def test_text_of_the_data_is_no_markup_of_the_chart() -> None:
    data = made([observation("beds", "330113", 9, unit="<a href=x>个</a>", sentence="<b>9</b>")])
    rows = views.compare(data, views.select(data, "beds", ALL), ALL, ZH)
    made_figure = charts.compare(rows, "<b>床位</b>", "", "", ["", "", ""])
    assert "<a href" not in str(made_figure["data"]) and "<b>9" not in str(made_figure["data"])
    assert "&lt;b&gt;床位" in made_figure["layout"]["title"]["text"]


@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_every_figure(dark: bool) -> None:
    rows = [
        observation("beds", a, n, year=y, start=n + y) for n, a in enumerate(ALL, 1) for y in (2021, 2023)
    ]
    data = made(rows)
    lines = trends.lines(trends.points(data, "beds", ALL), data, ZH)
    both = made([observation(i, a, n) for n, a in enumerate(ALL, 1) for i in ("x", "y")])
    pairs = relations.pairs(relations.values(both, ALL), "x", "y", ALL, both, ZH)
    go.Figure(figure(rows, (1.0, "平均"), dark))
    go.Figure(plots.trend(lines, "床位", "个", "来源", [("330113", 2022)], dark))
    go.Figure(plots.scatter(pairs, "y 与 x", ("x", "y"), "来源", dark))


def test_a_gap_in_the_years_is_a_gap_in_the_line() -> None:
    data = made([observation("beds", "330113", n, year=y, start=y) for n, y in ((1, 2021), (2, 2023))])
    trace = plots.trend(trends.lines(trends.points(data, "beds", ALL), data, ZH), "", "", "", [])["data"][0]
    assert trace["y"] == [1.0, None, 2.0] and trace["connectgaps"] is False


def test_a_long_title_is_broken_between_words() -> None:
    assert charts.wrapped("Growth stations opened in the period of it", 20).split("<br>") == [
        "Growth stations", "opened in the period", "of it",
    ]  # fmt: skip
    assert charts.wrapped("三岁以下婴幼儿托位", 8).split("<br>") == ["三岁以下", "婴幼儿托", "位"]
