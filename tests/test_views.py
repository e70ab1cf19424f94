"""What the pages show follows from the tables, and from nothing else."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from board import indicator, made, mention, observation

from dashboard import (
    matrices,
    names,
    onepage,
    profiles,
    reading,
    relations,
    search,
    tablet,
    trends,
    views,
    words,
)
from dashboard.asking import Record

ZH, EN = words.load("zh"), words.load("en")
ALL = ["330113", "330110", "330112"]


def compared(data: object, **more: str) -> list[Record]:
    chosen = views.select(data, "beds", ALL, **more)  # type: ignore[arg-type]
    return views.compare(data, chosen, ALL, ZH, more.get("mode", "stated"))  # type: ignore[arg-type]


def each(rows: list[Record], key: str) -> list[Any]:
    return [row[key] for row in rows if row[key] is not None]


def test_rows_are_sorted_by_value_ties_by_name_missing_last() -> None:
    data = made([observation("beds", "330113", 5), observation("beds", "330110", 5)])
    rows = compared(data)
    assert each(rows, "name") == ["临平区", "余杭区", "临安区"]
    assert each(rows, "missing") == [False, False, True]
    assert rows[2]["text"] == "报告未写明"
    assert rows[2]["bar"] is None, "a district without a value has no bar, not one of length zero"


def test_a_true_zero_is_a_value() -> None:
    rows = compared(made([observation("beds", "330113", 0), observation("beds", "330110", 3)]))
    assert each(rows, "bar") == [3.0, 0.0]
    assert each(rows, "text")[:2] == ["3 个", "0 个"]


def test_contradicting_values_of_one_district_are_both_shown_and_said_so() -> None:
    data = made([observation("beds", "330113", 25), observation("beds", "330113", 24, start=90)])
    rows = compared(data)
    assert each(rows, "bar") == [25.0, 24.0]
    assert each(rows, "several") == [True, True, False, False]


def test_a_fact_stated_twice_is_one_row() -> None:
    rows = compared(made([observation("beds", "330113", 25), observation("beds", "330113", 25, start=90)]))
    assert each(rows, "missing") == [False, True, True]
    assert rows[0]["times"] == 2
    assert not rows[0]["several"]


def test_a_target_and_its_actual_do_not_contradict() -> None:
    data = made(
        [observation("beds", "330113", 25), observation("beds", "330113", 30, start=90, status="target")]
    )
    assert not any(each(compared(data), "several"))
    assert each(compared(data, status="actual"), "bar") == [25.0]


def test_the_newest_year_of_each_district_is_shown_unless_a_year_is_chosen() -> None:
    old = observation("beds", "330113", 7, year=2018, time_period="2018", start=40)
    data = made(
        [observation("beds", "330113", 9), old, observation("beds", "330112", 4, year=2018, start=50)]
    )
    assert sorted(each(compared(data), "bar")) == [4.0, 9.0]
    assert sorted(each(compared(data, year="2018"), "bar")) == [4.0, 7.0]


def test_a_computed_value_stands_in_only_where_none_is_stated() -> None:
    derived = {"nature": "derived", "start": None, "end": None, "exact": None, "sentence": None}
    data = made(
        [
            observation("beds", "330113", 9),
            observation("beds", "330113", 8, observation_id="330113-2023:beds:implied", **derived),
            observation("beds", "330110", 6, observation_id="330110-2023:beds:implied", **derived),
        ]
    )
    assert each(compared(data), "bar") == [9.0, 6.0]


def rated() -> list[dict[str, object]]:
    return [
        observation("beds", "330113", 50),
        observation(
            "beds_per_1000",
            "330113",
            0.5,
            nature="derived",
            unit="个/千人",
            start=None,
            end=None,
            observation_id="330113-2023:beds_per_1000:per_1000_at_2020-11-01",
            formula="beds 50 ÷ resident_population 100000 (2020-11-01, census) × 1000",
            parents='["330113-2023:beds:10", "population:330113:2020-11-01"]',
            rate_of="beds",
        ),
    ]


def test_rates_are_another_reading_of_their_count_and_no_entry_of_their_own() -> None:
    data = made(rated(), [indicator("beds"), indicator("beds_per_1000", derived=1, unit="个/千人")])
    assert list(views.offered(data)["indicator"]) == ["beds"]
    assert views.modes(data, "beds") == ["stated", "per_1000", "share"]
    rows = compared(data, mode="per_1000")
    assert rows[0]["text"] == "0.500 个/千人"
    assert "beds数 50 ÷" in rows[0]["formula_text"]
    assert views.rates(data, compared(data), ZH) == {"330113-2023:beds:10": "0.500 个/千人"}


def test_the_share_of_the_largest() -> None:
    data = made([observation("beds", "330113", 8), observation("beds", "330110", 2)])
    assert each(compared(data, mode="share"), "text")[:2] == ["100%", "25%"]


def test_only_indicators_with_data_are_offered_unless_asked() -> None:
    data = made([observation("beds", "330113", 8)], [indicator("beds"), indicator("doctors")])
    assert list(views.offered(data)["indicator"]) == ["beds"]
    assert list(views.offered(data, everything=True)["indicator"]) == ["beds", "doctors"]
    assert views.offered(data, "emergency").empty


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ({"value": 66800.0, "unit": "人", "qualifier": "at_least"}, "≥ 66,800 人", "≥ 66,800 people"),
        ({"value": 81.43, "unit": "%", "qualifier": "exact"}, "81.43%", "81.43%"),
        (
            {"value": 1500.0, "value_max": 2000.0, "unit": "张", "qualifier": "approx"},
            "≈ 1,500–2,000 张",
            "≈ 1,500–2,000 beds",
        ),
        ({"value": 1780000000.0, "unit": "元", "qualifier": "exact"}, "17.8亿 元", "1,780 million yuan"),
        ({"value": 6.2, "unit": "1/10万", "qualifier": "at_most"}, "≤ 6.2 /10万", "≤ 6.2 per 100 000"),
        (
            {"value": 0.012427, "unit": "家/千人", "qualifier": "exact", "nature": "derived"},
            "0.0124 家/千人",
            "0.0124 per 1000",
        ),
        ({"value": 12.0, "unit": "艘", "qualifier": "exact"}, "12 艘", "12 艘"),
    ],
)
def test_a_value_is_written_as_the_report_means_it(row: dict[str, object], zh: str, en: str) -> None:
    assert names.value_text(row, ZH) == zh
    assert names.value_text(row, EN) == en


def test_a_mean_needs_two_districts_and_one_unit_and_counts_each_district_once() -> None:
    data = made(
        [
            observation("beds", "330113", 10),
            observation("beds", "330113", 20, start=90),
            observation("beds", "330110", 5),
        ]
    )
    line = views.reference(compared(data), "mean", ZH)
    assert line is not None and line[0] == 10.0
    one = made([observation("beds", "330113", 10)])
    assert views.reference(compared(one), "mean", ZH) is None
    mixed = made([observation("beds", "330113", 10), observation("beds", "330110", 5, unit="人次")])
    assert views.reference(compared(mixed), "mean", ZH) is None
    assert views.reference(compared(one), "target", ZH) is None


def test_the_alt_text_says_values_years_and_who_is_missing() -> None:
    data = made([observation("beds", "330113", 10)])
    rows = compared(data)
    text = views.alt(views.title(data, "beds", rows, "stated", ZH), rows, ZH)
    assert "临平区 2023年 10 个" in text
    assert "未写明：余杭区、临安区" in text


def test_headlines_are_chosen_by_comparability_then_by_districts() -> None:
    rows = [observation(i, a, 1) for i in ("a", "b", "c") for a in ("330113", "330110")]
    data = made([*rows, observation("c", "330112", 1)])
    grades = {"a": "not_comparable", "b": "comparable", "c": "with_care"}
    assert views.headline(data, grades) == ["b", "c"]
    assert views.headline(data, grades, everything=True) == ["b", "c", "a"]


def test_the_matrix_counts_districts_and_filters() -> None:
    data = made([observation("a", "330113", 1), observation("a", "330110", 1), observation("b", "330113", 1)])
    cells = matrices.cells_of(data, ALL)
    found = matrices.lines(data, cells, {}, "", 2, "domain", ZH)
    assert [line["indicator"] for line in found] == ["a"]
    assert matrices.lines(data, cells, {}, "nothing like it", 1, "name", ZH) == []
    assert matrices.spread(matrices.lines(data, cells, {}, "", 1, "name", ZH)) == {2: 1}


def test_every_run_of_digits_is_accounted_for_or_said_to_be_left_over() -> None:
    text = "有12家，又有３家。"
    mentions = pd.DataFrame([mention("r", 1, "12")])
    assert reading.unaccounted(text, mentions) == [text.index("３")]
    assert reading.unaccounted(text, pd.DataFrame([mention("r", 1, "12"), mention("r", 7, "３")])) == []


def test_the_ledger_counts_every_mention_once() -> None:
    mentions = pd.DataFrame(
        [
            mention("r", 0, "1", indicator="beds", reason="linked"),
            mention("r", 5, "2"),
            mention("r", 9, "2023", "date", reason="date"),
        ]
    )
    account = reading.ledger(mentions)
    assert int(account["count"].sum()) == 3
    assert int(account["used"].sum()) == 1
    assert list(account["kind"]) == ["quantity", "quantity", "date"]


HOSTILE = '<script>alert(1)</script> 有5家 <img src=x onerror=alert(2)> & "引号"'


def test_a_report_is_never_trusted() -> None:
    at = HOSTILE.index("5")
    mentions = pd.DataFrame([mention("r", at, "5", label="<b>x</b>", candidates='[["<i>", 1.0, "<u>#"]]')])
    issue = {
        "zh": '"><script>',
        "en": '"><script>',
        "spans": f'[{{"start": {at}, "end": {at + 1}, "exact": "5"}}]',
    }
    for chosen in (None, at):
        html = reading.marked(
            HOSTILE, mentions, pd.DataFrame([issue]), '"><script>', ["quantity"], chosen, ZH
        )
        assert "<script" not in html and "<img" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    card = reading.card(dict(mentions.iloc[0]), made([observation("beds", "330113", 1)]), ZH)
    assert "<b>x" not in card and "<i>" not in card and "<u>" not in card


def test_the_marked_text_is_the_text() -> None:
    import html
    import re

    text = "  全区\n有12家 & 3个。\n\n"
    mentions = pd.DataFrame([mention("r", 6, "12"), mention("r", 12, "3")])
    made_html = reading.marked(text, mentions, pd.DataFrame(columns=["spans"]), "r", ["quantity"], 6, ZH)
    assert html.unescape(re.sub(r"<[^>]+>", "", made_html)) == text.strip()


def test_kinds_that_are_not_chosen_are_not_marked_except_the_chosen_number() -> None:
    mentions = pd.DataFrame([mention("r", 0, "1"), mention("r", 2, "2023", "date")])
    none = pd.DataFrame(columns=["spans"])
    assert 'id="m2"' not in reading.marked("1 2023", mentions, none, "r", ["quantity"], None, ZH)
    assert 'id="m2"' in reading.marked("1 2023", mentions, none, "r", ["quantity"], 2, ZH)


def test_a_code_of_reason_is_put_in_words_and_an_unknown_one_shown() -> None:
    assert reading.why("no_wording", EN) == "fits the wording of no indicator"
    assert "新增#" in reading.why("never: 新增#", ZH)
    assert reading.why("some_new_code", ZH) == "some new code"


def test_a_line_breaks_at_a_gap_and_at_a_change_of_bounds() -> None:
    rows = [
        observation("beds", "330113", v, year=y, time_period=str(y), start=y)
        for v, y in ((1, 2017), (2, 2020), (3, 2021), (4, 2022))
    ]
    data = made(rows)
    lines = trends.lines(trends.points(data, "beds", ALL), data, ZH)
    assert lines[0]["values"] == [1.0, None, 2.0, None, 3.0, 4.0]
    assert trends.breaks(trends.points(data, "beds", ALL), data) == [("330113", 2021)]
    assert trends.able(data) == ["beds"]


def test_relations_need_two_districts_and_leave_out_who_contradicts_itself() -> None:
    rows = [observation(i, a, n) for n, a in enumerate(("330113", "330110"), 1) for i in ("x", "y")]
    data = made(
        [
            *rows,
            observation("x", "330112", 4),
            observation("y", "330112", 5),
            observation("y", "330112", 6, start=99),
        ]
    )
    values = relations.values(data, ALL)
    assert relations.partners(values, "x") == ["y"]
    assert [p["name"] for p in relations.pairs(values, "x", "y", ALL, data, ZH)] == ["临平区", "余杭区"]


def test_search_finds_by_chinese_english_and_initials_of_pinyin() -> None:
    data = made(
        [observation("beds", "330113", 1)], [indicator("beds", zh="家庭医生签约率", en="Signing rate")]
    )
    for query in ("签约", "signing", "jtys", "家庭 率"):
        assert [one[3] for one in search.find(data, query, ZH)] == ["家庭医生签约率"], query
    assert [one[0] for one in search.find(data, "linping", EN)] == ["district"]
    assert search.find(data, "没有这个", ZH) == []


def test_the_whole_table_filters_by_everything() -> None:
    data = made([observation("a", "330113", 1), observation("b", "330110", 1, status="target", year=2018)])

    def shown(districts: list[str] = ALL, **filters: str) -> pd.DataFrame:
        return data.rows(tablet.chosen(data, districts, **filters))

    assert len(shown()) == 2
    assert list(shown(status="target")["indicator"]) == ["b"]
    assert list(shown(year="2023")["indicator"]) == ["a"]
    assert shown([]).empty
    assert list(shown(q="b数")["indicator"]) == ["b"]


def test_the_printed_page_is_one_file_and_escapes_what_it_shows() -> None:
    data = made([observation("beds", "330113", 1, sentence="<script>1")], [indicator("beds", zh="<b>床位")])
    page = onepage.write(profiles.lines(data, "330113", {}), "330113", data, ZH)
    assert "<script" not in page and "<b>床位" not in page
    assert "http" not in page, "the page asks for nothing"
