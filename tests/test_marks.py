"""Every mark of every chart, and every link to a report, leads to words that stand in the report."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from board import ROOT, built
from streamlit.testing.v1 import AppTest

from dashboard import charts, load, markup, plots, trends, views, words
from dashboard.app import PAGES
from dashboard.asking import Data, Rows, records

ZH = words.load("zh")
LINK = re.compile(r'href="(evidence\?[^"]*)"')


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(built()))
    monkeypatch.setenv("HENGBI_SEEDS", str(ROOT / "seeds"))


@cache
def data() -> Data:
    return load.tables(built())


@cache
def rows() -> dict[str, dict[str, Any]]:
    return {row["observation_id"]: row for row in records(data().rows(Rows()))}


@cache
def text_of(report: str) -> str:
    return data().text(report)


@cache
def behind(href: str) -> list[dict[str, Any]]:
    """The observations that a link to a report is the evidence of."""
    return [row for row in rows().values() if markup.evidence_url(row, ZH) == href]


def resolved(row: dict[str, Any]) -> int:
    """Follow an observation to the report's own words; gives how many stand behind it."""
    if row["nature"] == "stated":
        assert text_of(row["report_id"])[row["start"] : row["end"]] == row["exact"] != ""
        return 1
    parents = json.loads(row["parents"])
    stated = [parent for parent in parents if not parent.startswith("population:")]
    assert stated and row["formula"], row["observation_id"]
    return sum(resolved(rows()[parent]) for parent in stated)


def led(href: str) -> None:
    """See that a link shows a number or a name of the report, and that its words stand there."""
    query = parse_qs(urlparse(href).query)
    (report,) = query["report"]
    assert report in data().report
    if "start" in query:
        start = int(query["start"][0])
        at = [row for row in records(data().mentions(report)) if row["start"] == start]
        named = [row for row in records(data().programmes(report)) if row["start"] == start]
        assert at or named, href
        exact = at[0]["text"] if at else named[0]["exact"]
        assert text_of(report)[start : start + len(exact)] == exact


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    if page != "start":
        app.switch_page(f"screens/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def links(app: AppTest) -> set[str]:
    body = "\n".join(str(block.proto.body) for block in app.get("html"))
    return {html.unescape(found) for found in LINK.findall(body)}


def figures(app: AppTest) -> list[dict[str, Any]]:
    charts: Any = app.get("plotly_chart")
    return [json.loads(chart.proto.spec or chart.proto.figure.spec) for chart in charts]


def test_every_observation_leads_to_words_of_its_report() -> None:
    assert sum(resolved(row) for row in rows().values()) >= len(rows()) > 100


def check_figure(figure: dict[str, Any], axis: str) -> int:
    """Hold every mark of a figure against the observation its link names; gives how many."""
    marks = 0
    for trace in figure["data"]:
        assert len(trace[axis]) == len(trace["customdata"])
        for value, href in zip(trace[axis], trace["customdata"], strict=True):
            if value is None:
                assert not href
                continue
            found = [row for row in behind(href) if float(row["value"]) == value]
            assert found, f"{value} is not what {href} is the evidence of"
            assert all(resolved(row) for row in found)
            marks += 1
    return marks


def test_every_bar_of_every_comparison_leads_to_its_sentence() -> None:
    areas, bars = list(data().area), 0
    indicators = list(views.offered(data())["indicator"])
    for name in indicators:
        compared = views.compare(data(), views.select(data(), name, areas), areas, ZH)
        hrefs = ["" if row["missing"] else markup.evidence_url(row, ZH) for row in compared]
        found = check_figure(charts.compare(compared, "", "", "", hrefs, None, False), "x")
        assert found, name
        bars += found
    assert bars >= len(indicators) > 50


def test_every_point_of_every_trend_leads_to_its_sentence() -> None:
    points = 0
    for name in views.offered(data())["indicator"]:
        values = trends.points(data(), name, list(data().area))
        if values:
            points += check_figure(plots.trend(trends.lines(values, data(), ZH), "", "", "", []), "y")
    assert points > 50


@pytest.mark.parametrize(("page", "axis"), [("compare", "x"), ("trend", "y")])
def test_a_page_draws_marks_with_these_links(page: str, axis: str) -> None:
    app = opened(page, indicator="childcare_places")
    (figure,) = figures(app)
    assert check_figure(figure, axis)


def test_every_dot_of_relations_stands_in_the_table_with_both_its_sentences() -> None:
    app = opened("relations")
    (figure,) = figures(app)
    offered = links(app)
    (trace,) = figure["data"]
    for axis in ("x", "y"):
        for value in trace[axis]:
            found = [href for href in offered if any(float(row["value"]) == value for row in behind(href))]
            assert found, f"no link of the table is the evidence of {value}"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_report_shows_something_of_it(page: str) -> None:
    app = opened(page, **({"report": "330113-2023"} if page == "evidence" else {}))
    found = links(app)
    assert found or page in ("add", "trend", "relations", "start")
    for href in found:
        led(href)


def test_the_sentence_that_a_row_quotes_stands_in_the_report() -> None:
    for row in rows().values():
        if row["nature"] == "stated":
            said = text_of(row["report_id"])[int(row["sentence_start"]) : int(row["sentence_end"])]
            assert said == row["sentence"] and row["exact"] in said


def test_what_is_listed_as_missing_has_no_value() -> None:
    for name in list(data().coverage)[::7]:
        chosen = views.select(data(), name, list(data().area))
        compared = views.compare(data(), chosen, list(data().area), ZH)
        for row in compared:
            if not row["missing"]:
                continue
            assert row["bar"] is None
            none = data().rows(Rows(indicator=(name,), adcodes=(row["adcode"],)))
            assert none.empty or not set(none["basis"]) & {"level"}
