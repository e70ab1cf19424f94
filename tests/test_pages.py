"""Every page in every state a reader can bring it into, run without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from board import ROOT, built, open_page, text
from streamlit.testing.v1 import AppTest

from dashboard import grading, load, words
from dashboard.app import PAGES

EN, ZH = words.load("en"), words.load("zh")
LANGS = ("zh", "en")


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(built()))
    monkeypatch.setenv("HENGBI_SEEDS", str(ROOT / "seeds"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages(page: str, lang: str) -> None:
    app = open_page(page, lang=lang)
    shown = text(app)
    assert words.load(lang)(f"{page}.title") in shown
    assert "\ufffd" not in shown
    for other in set(LANGS) - {lang}:
        assert words.load(other)(f"{page}.lede") not in shown


@pytest.mark.parametrize("page", ["compare", "matrix", "trend", "relations", "data"])
def test_no_district_chosen_is_a_designed_state(page: str) -> None:
    shown = text(open_page(page, district="none"))
    assert 'class="empty"' in shown


@pytest.mark.parametrize("page", ["compare", "matrix", "trend", "relations", "data"])
def test_one_district(page: str) -> None:
    shown = text(open_page(page, district="330113"))
    assert ZH(f"{page}.title") in shown


def test_one_district_has_nothing_to_compare_and_the_page_says_so() -> None:
    assert ZH("grade.none") in text(open_page("compare", indicator="childcare_places", district="330113"))


def test_a_district_without_data_is_listed_as_missing() -> None:
    shown = text(open_page("compare", indicator="childcare_places"))
    assert 'class="missing"' in shown and ZH("missing.not_stated") in shown


def test_districts_of_which_none_has_data_are_a_designed_state() -> None:
    shown = text(open_page("compare", indicator="childcare_places", district="330112"))
    assert ZH("empty.no_values") in shown
    assert "临平区" in shown, "it says who does state it"


@pytest.mark.parametrize(
    ("page", "query", "key"),
    [
        ("compare", {"indicator": "no_such"}, "gone.indicator"),
        ("compare", {"district": "000000"}, "gone.district"),
        ("profile", {"area": "000000"}, "gone.area"),
        ("evidence", {"report": "no_such"}, "gone.report"),
        ("evidence", {"report": "330113-2023", "start": "1"}, "gone.number"),
        ("trend", {"indicator": "no_such"}, "gone.indicator"),
    ],
)
def test_a_broken_link_says_so_and_shows_the_nearest(page: str, query: dict[str, str], key: str) -> None:
    shown = text(open_page(page, **query))
    assert ZH(key).split("{")[0] in shown


def test_a_broken_link_offers_the_nearest_with_the_rest_of_its_state() -> None:
    shown = text(open_page("compare", indicator="childcare_place", year="2023"))
    assert ZH("gone.nearest") in shown
    assert "indicator=childcare_places&amp;year=2023" in shown


def test_a_trend_of_one_year_offers_what_can_be_compared() -> None:
    shown = text(open_page("trend", indicator="childcare_places"))
    assert ZH("trend.one_year") in shown and ZH("trend.compares") in shown
    assert 'href="compare?indicator=childcare_places"' in shown


def test_the_matrix_keeps_the_rows_of_one_grade() -> None:
    shown = text(open_page("matrix", grade="with_care"))
    assert 'class="v stated with_care"' in shown and 'class="v stated comparable"' not in shown


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "-1", "99999999999999999999", "%00", "1e9"])
def test_a_hostile_link_is_shown_as_text(value: str) -> None:
    shown = text(open_page("evidence", report="330113-2023", start=value))
    assert "<script>alert" not in shown


def test_the_chosen_number_is_highlighted_with_its_account() -> None:
    data = load.tables(built())
    row = data.mentions("330113-2023").dropna(subset="indicator").iloc[0]
    shown = text(open_page("evidence", report=row["report_id"], start=str(row["start"])))
    assert f'id="m{row["start"]}"' in shown and 'aria-current="true"' in shown
    assert ZH("reason.linked") in shown


@pytest.mark.parametrize(
    "report", ["330113-2023", "330110-2023", "330112-2018", "330109-2023", "330213-2024"]
)
def test_every_number_of_every_report_is_accounted_for(report: str) -> None:
    data = load.tables(built())
    count = len(data.mentions(report))
    assert ZH("ledger.all_accounted", n=count) in text(open_page("evidence", report=report))


def test_changing_a_filter_changes_the_page_and_its_address() -> None:
    app = open_page("compare", indicator="childcare_places")
    app.button_group(key="mode").set_value("share").run()
    assert not app.exception
    assert app.query_params["mode"] in ("share", ["share"])
    assert "100%" in text(app)


def test_what_is_not_comparable_says_so_above_the_chart() -> None:
    data = load.tables(built())
    grades = grading.of_all(data, ZH, list(data.area))
    name = next(name for name, (grade, _) in grades.items() if grade == "not_comparable")
    app = open_page("compare", indicator=name)
    order = [element.type if element.type != "html" else str(element.proto.body) for element in app.main]
    grade = next(n for n, body in enumerate(order) if 'class="grade not_comparable"' in body)
    assert grade < order.index("plotly_chart")


def test_search_finds_and_says_when_it_does_not() -> None:
    assert "indicator=" in text(open_page("start", q="托位"))
    assert ZH("empty.no_find", query="xyzzy") in text(open_page("start", q="xyzzy"))


def test_a_missing_data_set_is_built_in_sight_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path / "new"))
    assert ZH("start.title") in text(open_page("start"))
    assert (tmp_path / "new" / "manifest.json").exists()


def test_seeds_that_are_missing_are_said_not_thrown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path / "new"))
    monkeypatch.setenv("HENGBI_SEEDS", str(tmp_path / "nothing"))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert 'class="notice bad"' in text(app) and "nothing" in text(app)


@pytest.mark.parametrize(("lang", "said"), [("zh", "2021年由原余杭区东部设立。"), ("en", "Made in 2021")])
def test_what_changed_in_a_districts_bounds_is_said_in_the_readers_language(lang: str, said: str) -> None:
    shown = text(open_page("profile", area="330113", lang=lang))
    assert said in shown


def test_a_server_that_does_not_build_says_that_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HENGBI_BUILD", "0")
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path / "none"))
    app = open_page("start")
    assert [error.value for error in app.error] == [ZH("build.missing")]
    assert not (tmp_path / "none").exists()


def test_a_server_that_does_not_build_shows_what_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HENGBI_BUILD", "0")
    monkeypatch.setenv("HENGBI_SEEDS", str(tmp_path))  # of which it is not made
    assert not open_page("start").error
