"""The rows of the tables: each says what kind of value it has, and how to cite it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from board import made, observation

from dashboard import markup, matrices, names, profiles, tablet, views, words
from dashboard.asking import Data, Rows

ZH, EN = words.load("zh"), words.load("en")
DISTRICTS = ["330113", "330110"]


def data() -> Data:
    return made(
        [observation("beds", "330113", 9, corrected=1), observation("beds", "330110", 8, corrected=0)]
    )


def compare(data: Data) -> str:
    rows = views.compare(data, views.select(data, "beds", DISTRICTS), DISTRICTS, ZH)
    return markup.compare_table(rows, ZH, False)


def matrix(data: Data) -> str:
    cells = matrices.cells_of(data, DISTRICTS)
    lines = matrices.lines(data, cells, {}, "", 1, "domain", ZH)
    return matrices.table(lines, cells, DISTRICTS, data, ZH, False, True)


def profile(data: Data) -> str:
    return profiles.table(profiles.lines(data, "330113", {}), "330113", data, ZH, False)


def everything(data: Data) -> str:
    return tablet.table(data.rows(Rows()), data, ZH, False)


@pytest.mark.parametrize("table", [compare, matrix, profile, everything])
def test_a_corrected_reading_is_marked_and_no_other(table: Callable[[Data], str]) -> None:
    assert table(data()).count(f">{ZH('nature.corrected')}<") == 1


@pytest.mark.parametrize(("table", "rows"), [(compare, 2), (matrix, 1), (profile, 1), (everything, 2)])
def test_every_row_has_its_citation(table: Callable[[Data], str], rows: int) -> None:
    shown = table(data())
    assert shown.count('data-copy="') == rows
    assert "临平区报告" in shown and data().version[:8] in shown


def test_a_button_says_to_a_screen_reader_what_it_cites() -> None:
    button = markup.cite_button("text", "Linping", "9", EN)
    assert 'aria-label="Cite Linping, 9"' in button


@pytest.mark.parametrize(
    ("text", "line"),
    [("配备\n救护车", "配备救护车"), ("达69\n辆", "达69辆"), ("AED \n CPR", "AED CPR"), ("a b\n", "a b\n")],
)
def test_a_sentence_on_one_line_has_no_gap_where_the_report_breaks(text: str, line: str) -> None:
    assert names.one_line(text) == line


@pytest.mark.parametrize(
    ("sentence", "exact", "shown"),
    [
        ("全区有床位\n9张。", "9张", "全区有床位<mark>9张</mark>。"),
        ("建成“健康\n大脑”平台", "健康\n大脑", "建成“<mark>健康大脑</mark>”平台"),
        ("the 5G\nplatform <b>", "platform", "the 5G <mark>platform</mark> &lt;b&gt;"),
        ("9张", "8", "9张"),
    ],
)
def test_a_piece_of_a_sentence_is_marked_on_one_line(sentence: str, exact: str, shown: str) -> None:
    assert markup.marked(sentence, sentence.find(exact), exact) == shown
