"""The pages of programmes and of added reports, in the states a reader can bring them into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from board import ROOT, built, made, observation, open_page, text
from streamlit.testing.v1 import AppTest

import extract
from benchmarks import synthetic
from dashboard import correcting, load, named, previews, visit, words
from dashboard.asking import records

EN, ZH = words.load("en"), words.load("zh")
SEED = ROOT / "seeds" / "330213-fenghua" / "2024.txt"
HOSTILE = (
    "# <script>alert(1)</script> **b** [a](javascript:alert(2)) 海宁市2023年卫生健康工作\n"
    "2023年，海宁市依托“健康$x^2$一点通”小程序，全市共有托位3200个。</details></table><style>*{display:none}</style>"
    "<img src=x onerror=alert(3)>全市拥有救护车25辆。\n"
)


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(built()))
    monkeypatch.setenv("HENGBI_SEEDS", str(ROOT / "seeds"))
    monkeypatch.delenv("HENGBI_ALLOW_SAVE", raising=False)


def give(app: AppTest, content: bytes, name: str = "report.txt", kind: str = "text/plain") -> str:
    app.file_uploader[0].upload(name, content, kind).run()
    assert not app.exception, app.exception
    return text(app)


# Programmes


@pytest.mark.parametrize(("lang", "w"), [("zh", ZH), ("en", EN)])
def test_every_kind_and_every_district_stands_on_the_page(lang: str, w: words.Words) -> None:
    shown = text(open_page("programmes", lang=lang))
    for kind in named.KINDS:
        assert f"<h2>{w('named.' + kind)}" in shown
    assert "数智好孕" in shown and "浙里护理" in shown and "<mark>“数智好孕”系统</mark>" in shown


def test_filters_come_from_the_link() -> None:
    shown = text(open_page("programmes", what="platform", theme="emergency", district=["330113"]))
    assert "医疗优先分级调派系统" in shown
    assert ZH("named.honour_note") not in shown and "浙里护理" not in shown


def test_a_search_finds_by_name_theme_and_pinyin() -> None:
    for query in ("数智好孕", "szhy", "平台与系统 妇幼"):
        shown = text(open_page("programmes", q=query))
        assert "数智好孕" in shown and "浙里护理" not in shown, query


@pytest.mark.parametrize(
    ("query", "says"),
    [({"q": "xyzzy"}, "programmes.no_match"), ({"district": "none"}, "empty.no_district")],
)
def test_nothing_to_show_is_a_designed_state(query: dict[str, str], says: str) -> None:
    shown = text(open_page("programmes", **query))
    assert 'class="empty"' in shown and ZH(says) in shown


def test_unknown_filters_of_a_link_fall_back() -> None:
    assert "数智好孕" in text(open_page("programmes", what="<b>", theme="gone", district="330113"))


def test_a_name_leads_to_its_place_in_the_report() -> None:
    data = load.tables(built())
    row = next(r for r in records(data.programmes()) if r["name"] == "数智好孕")
    shown = text(open_page("evidence", report=row["report_id"], start=str(row["start"])))
    assert '<p class="big">数智好孕</p>' in shown and f'id="n{row["start"]}"' in shown
    assert ZH("gone.number", start=row["start"]) not in shown


def test_the_download_has_every_row_with_its_place() -> None:
    data = load.tables(built())
    chosen = named.rows(data, list(data.area), EN)
    frame = named.download(chosen, data, EN)
    assert len(frame) == len(data.programmes()) and list(frame.columns) == list(named.COLUMNS)
    for row in records(frame):
        assert data.text(row["report_id"])[row["start"] : row["end"]] == row["exact"]


def test_of_several_reports_of_a_district_the_latest_is_shown_unless_a_year_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synthetic.write(tmp_path, 1500)
    data = load.tables(tmp_path)
    assert named.years(data, data.first_areas) == ["latest", "all", "2024", "2023", "2022"]
    own = {year: named.rows(data, data.first_areas, ZH, year=year) for year in ("latest", "all", "2022")}
    assert {row["report_id"][-4:] for row in own["latest"]} == {"2024"}
    assert {row["report_id"][-4:] for row in own["2022"]} == {"2022"}
    assert len(own["all"]) == len(data.programmes()) == 3 * len(own["latest"])
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path))
    monkeypatch.setenv("HENGBI_SEEDS", str(tmp_path / "none"))
    row = own["2022"][0]
    # A name of an older report is found by the way that its own page offers.
    assert "year=all" in named.card(row, data, ZH)
    assert row["name"] not in text(open_page("programmes", q=row["name"]))
    assert f"<summary>{row['name']}</summary>" in text(open_page("programmes", q=row["name"], year="all"))


def test_a_year_is_no_choice_where_no_district_has_two_reports() -> None:
    assert not named.several(load.tables(built()))
    assert ZH("filter.year") not in [box.label for box in open_page("programmes").selectbox]


def test_a_data_set_without_programmes_is_no_error() -> None:
    data = made([observation("places", "330113", 5)])
    assert named.rows(data, list(data.area), ZH) == [] and named.themes_of(data) == []


# Add a report


@pytest.mark.parametrize(("lang", "w"), [("zh", ZH), ("en", EN)])
def test_no_report_yet_is_a_designed_state(lang: str, w: words.Words) -> None:
    assert w("add.none") in text(open_page("add", lang=lang))


@pytest.mark.parametrize(("lang", "w"), [("zh", ZH), ("en", EN)])
def test_a_report_shows_what_it_states_and_how_that_compares(lang: str, w: words.Words) -> None:
    app = open_page("add", lang=lang)
    shown = give(app, SEED.read_bytes(), "2024.txt")
    assert w("add.proposed") in shown and w("add.compared") in shown
    assert w("grade.with_care") in shown and 'class="chip"' in shown
    assert "浙里护理" in shown and "m quantity used" in shown
    assert app.selectbox[0].value == "330213" and app.number_input[0].value == 2024
    assert any('file = "2024.txt"' in block.value for block in app.code)


def test_area_and_year_can_be_changed() -> None:
    app = open_page("add")
    give(app, SEED.read_bytes())
    app.selectbox[0].set_value("330113")
    app.number_input[0].set_value(2020).run()
    assert not app.exception and ZH("add.proposed") not in text(app)


def test_pasted_text_is_read_and_survives_a_turn_to_another_page() -> None:
    app = open_page("add")
    app.text_area[0].set_value("海宁市2023年卫生健康工作\n2023年，全市拥有救护车25辆。").run()
    app.button(key="add_read").click().run()
    assert not app.exception and "25 辆" in text(app)
    app.switch_page("screens/data.py").run()
    app.switch_page("screens/add.py").run()
    assert "25 辆" in text(app)
    app.button(key="add_clear").click().run()
    assert ZH("add.none") in text(app)


def test_nothing_pasted_is_told() -> None:
    app = open_page("add")
    app.button(key="add_read").click().run()
    assert not app.exception and ZH("add.refused_empty") in text(app)


def test_a_hostile_text_is_shown_as_text() -> None:
    app = open_page("add")
    shown = give(app, HOSTILE.encode(), "<img src=x onerror=alert(1)>.txt")
    for piece in ("<script>alert", "<img src=x", "</details></table><style>*", "[a](javascript"):
        assert piece not in shown.replace("[a](javascript", "", 2) or piece == "[a](javascript"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown and "&lt;img src=x onerror=alert(3)&gt;" in shown
    assert not app.markdown or all("alert" not in block.value for block in app.markdown)


def scan() -> bytes:
    """A PDF of one page without any text."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 4\n0000000000 65535 f \n" + table + end


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (scan(), "scan.pdf", "add.refused_scan"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.txt", "add.refused_not_text"),
        (b" \n", "a.txt", "add.refused_empty"),
        (b"%PDF-1.4 broken", "a.pdf", "add.refused_damaged"),
    ],
)
@pytest.mark.parametrize(("lang", "w"), [("zh", ZH), ("en", EN)])
def test_what_cannot_be_read_is_told_in_plain_words(
    content: bytes, name: str, says: str, lang: str, w: words.Words
) -> None:
    shown = give(open_page("add", lang=lang), content, name)
    assert w(says) in shown and "Traceback" not in shown and w("add.none") in shown


def test_a_file_that_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "LIMIT", 100)
    shown = give(open_page("add"), b"x" * 101)
    assert ZH("add.refused_too_large", limit=visit.MEGABYTES) in shown
    monkeypatch.setattr(visit, "LIMIT", 10**6)
    monkeypatch.setattr(visit, "CHARACTERS", 100)
    assert ZH("add.refused_too_large", limit=visit.MEGABYTES) in give(open_page("add"), b"x" * 101)


def test_a_text_without_area_year_or_indicator_says_so() -> None:
    shown = give(open_page("add"), "今天天气很好，走了3公里。".encode())
    assert ZH("add.incomplete") in shown and ZH("add.no_indicator") in shown
    assert ZH("add.save_incomplete") in shown


def test_only_so_many_reports_are_kept_in_a_visit() -> None:
    app = open_page("add")
    for number in range(visit.MOST + 2):
        give(app, f"海宁市2023年卫生健康工作\n全市拥有救护车{number + 10}辆。".encode())
    assert len(app.session_state[visit.KEY]) == visit.MOST


def writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reports and of their data set on a server that allows saving."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(built(), tmp_path / "data")
    monkeypatch.setenv("HENGBI_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HENGBI_ALLOW_SAVE", "1")
    return tmp_path / "seeds"


def test_a_report_is_saved_only_where_the_server_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("add")
    give(app, HOSTILE.encode())
    assert not [button for button in app.button if button.label == ZH("add.save_now")]
    seeds = writable(tmp_path, monkeypatch)
    app = open_page("add")
    give(app, HOSTILE.encode())
    next(button for button in app.button if button.label == ZH("add.save_now")).click().run()
    assert not app.exception
    assert (seeds / "330481-haining" / "2023.txt").read_bytes() == HOSTILE.encode()
    assert ZH("add.saved", where="330481-haining/2023.txt", name="海宁市") in text(app)
    assert "330481" in set(extract.open_dataset(tmp_path / "data").reports()["adcode"])


def test_a_report_that_is_there_already_is_not_saved_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writable(tmp_path, monkeypatch)
    app = open_page("add")
    give(app, SEED.read_bytes())
    next(button for button in app.button if button.label == ZH("add.save_now")).click().run()
    assert not app.exception and "330213-2024" in text(app)
    assert ZH("add.is_saved", where="330213-fenghua/2024.txt") not in text(app)


def test_entries_leave_out_the_same_report_and_grade_by_status() -> None:
    data = load.tables(built())
    found = extract.preview(extract.read(SEED))
    entries = previews.entries(data, found)
    assert entries and all(row["report_id"] != found.report_id for e in entries for row in e["others"])
    assert all({row["status"] for row in e["own"] + e["others"]} == {e["status"]} for e in entries)
    assert all((e["grade"] is None) == (not e["others"]) for e in entries)


@pytest.mark.parametrize(
    ("period", "zh"),
    [
        ("2023", "2023"),
        ("2024-01-01/", "自 2024 起"),
        ("2023-09-10/2023-12-31", "2023-09-10 – 2023-12-31"),
        (None, "时间未定"),
    ],
)
def test_periods_are_written_for_reading(period: str | None, zh: str) -> None:
    assert previews.when(period, ZH) == zh


# Corrections


def number() -> tuple[str, str]:
    rows = load.tables(built()).mentions()
    row = rows[(rows["report_id"] == "330113-2023") & rows["indicator"].notna()].iloc[0]
    return str(row["report_id"]), str(row["start"])


def correct(app: AppTest, reason: str) -> AppTest:
    at = "_".join(number())
    app.selectbox(key=f"correct_field_{at}").set_value("value").run()
    app.text_input(key=f"correct_to_value_{at}").set_value("77")
    app.text_input(key=f"correct_reason_{at}").set_value(reason)
    words_of = (ZH("correct.save"), ZH("correct.show"))
    next(button for button in app.button if button.label in words_of).click().run()
    assert not app.exception, app.exception
    return app


def test_a_correction_is_given_as_lines_to_copy_where_nothing_is_saved() -> None:
    report, start = number()
    app = correct(open_page("evidence", report=report, start=start), "数错了")
    assert any(
        block.value.startswith("[[correction]]") and f"start = {start}" in block.value for block in app.code
    )
    assert correct(open_page("evidence", report=report, start=start), " ").error[0].value == ZH(
        "correct.no_reason"
    )


def test_a_correction_is_stored_and_shown_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = writable(tmp_path, monkeypatch)
    report, start = number()
    app = correct(open_page("evidence", report=report, start=start), "数错了")
    assert app.success[0].value == ZH("correct.saved") and ZH("reason.corrected") in text(app)
    assert 'reason = "数错了"' in (seeds / "330113-linping" / "district.toml").read_text(encoding="utf-8")


def test_every_field_of_a_correction_has_words_in_both_languages() -> None:
    for field in correcting.FIELDS:
        assert ZH(f"correct.field_{field}") and EN(f"correct.field_{field}")
