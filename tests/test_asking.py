"""The pages get what they ask for, each question put to the data set once."""

from __future__ import annotations

import pandas as pd
import pytest
from board import indicator, made, mention, observation

from dashboard import asking, names
from dashboard.asking import Data, Rows

ALL = ("330113", "330110", "330112")


@pytest.fixture
def data() -> Data:
    rows = [observation(i, a, n, start=10 * n) for n, a in enumerate(ALL, 1) for i in ("beds", "doctors")]
    old = observation("beds", "330113", 7, year=2018, start=99, observation_id="330113-2018:beds:99")
    return made([*rows, old], [indicator("beds"), indicator("doctors")])


def test_a_question_is_put_once(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    first = data.observations("beds", ALL)
    monkeypatch.setattr(data.source, "records", None)
    assert data.observations("beds", list(reversed(ALL))) is first
    with pytest.raises(TypeError):
        data.observations("doctors", ALL)


def test_answers_are_kept_up_to_a_number(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "KEPT", 2)
    first = data.observations("beds")
    data.observations("doctors")
    data.observations(adcodes=ALL)
    assert data.observations("beds") is not first


def test_observations_are_the_rows_of_the_table(data: Data) -> None:
    (row,) = data.observations("beds", ["330110"])
    (same,) = asking.records(data.rows(Rows(indicator=("beds",), adcodes=("330110",))))
    assert {key: None if names.missing(cell) else cell for key, cell in same.items()} == row


def test_the_newest_are_those_of_each_area_and_indicator(data: Data) -> None:
    assert [row["year"] for row in data.observations("beds", newest=True)] == [2023, 2023, 2023]


def test_a_choice_of_rows_counts_and_pages_as_it_reads(data: Data) -> None:
    chosen = Rows(indicator=("beds",), adcodes=("330113", "330110"))
    whole = data.rows(chosen)
    assert data.count(chosen) == 3
    pages = pd.concat([data.rows(chosen, 2), data.rows(chosen, 2, 2)])
    assert list(pages["observation_id"]) == list(whole["observation_id"]) and len(whole) == 3
    assert data.reports_of(chosen) == ["330110-2023", "330113-2023"]
    assert data.count(Rows(adcodes=())) == 0


def test_reports_are_looked_up_one_by_one(data: Data) -> None:
    assert data.report["330113-2023"]["title"] == "临平区报告" and "text" not in data.report["330113-2023"]
    assert "330113-1999" not in data.report and len(list(data.report)) == len(data.report) == 3


def test_areas_are_those_of_the_table_in_its_order(data: Data) -> None:
    assert dict(data.area) == {row["adcode"]: row for row in data.source.rows("areas")}
    assert data.area.get("000000") is None and len(data.area) == 3


def test_numbers_are_chosen_by_kind_and_status() -> None:
    data = made(
        [],
        mentions=[
            mention("330113-2023", 0, "1", "rank"),
            mention("330113-2023", 5, "2", status="target"),
            mention("330110-2023", 9, "3", "rank"),
        ],
    )
    assert [row["text"] for row in data.numbers(["330113-2023"], "rank")] == ["1"]
    assert [row["text"] for row in data.numbers(["330113-2023"], "quantity", "target")] == ["2"]
    assert data.numbers(["330113-2023"], "quantity", "actual") == []


def test_few_areas_lie_open_and_of_many_those_near_are_set_beside_one(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data.few and data.near("330113") == data.first_areas == list(data.area)
    monkeypatch.setattr(asking, "MANY", 2)
    monkeypatch.setattr(asking, "FEW", 1)
    many = Data(data.source)
    more = {code: {**many.area["330113"], "adcode": code} for code in ("110101", "330213")}
    many.area = {**many.area, **more}
    assert not many.few and len(many.first_areas) == 1
    assert many.near("330213") == ["330110", "330213"] and many.near("110101")[0] == "110101"
    assert set(many.near("330112")) == {"330110", "330112"}
