"""What Compare offers and shows, and that it is worked out once for all who ask the same."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
from board import indicator, made, observation

from dashboard import answers, names
from dashboard.asking import Data

ALL = ("330113", "330110", "330112")
ASKED = answers.Question("beds", ALL, "latest", "all", "stated", "none", "zh", False)


def data() -> Data:
    beds = [observation("beds", adcode, value) for adcode, value in zip(ALL, (25, 0, 31), strict=True)]
    return made(
        [*beds, observation("nurses", "330113", 7, status="target")],
        [indicator("beds"), indicator("nurses", domain="staff", domain_zh="人员"), indicator("unknown")],
    )


def test_only_what_has_data_is_offered_unless_all_is_asked_for() -> None:
    offer = answers.offer(data(), "zh", names.ALL, False)
    assert list(offer.indicators) == ["beds", "nurses"]
    assert "3" in offer.indicators["beds"]
    assert list(offer.domains) == [names.ALL, "childcare", "staff"]
    assert list(answers.offer(data(), "zh", "staff", False).indicators) == ["nurses"]
    assert "unknown" in answers.offer(data(), "zh", names.ALL, True).indicators


def test_the_first_is_one_that_compares() -> None:
    assert answers.offer(data(), "zh", names.ALL, False).first == "beds"
    assert answers.offer(data(), "zh", "staff", False).first == "nurses"
    assert answers.offer(data(), "zh", "no such domain", False).first == ""


def test_an_answer_has_all_that_the_page_draws() -> None:
    answer = answers.answer(data(), ASKED)
    assert list(answer.figure.data[0].x) == [31, 25, 0]
    assert "beds" in answer.title
    assert "临平区" in answer.alt
    below = answers.below(data(), ASKED)
    assert "临平区" in below and "<dl>" in below
    assert not answer.lineless
    assert "Linping" in answers.answer(data(), replace(ASKED, lang="en")).alt


def test_a_line_that_there_is_not_is_told() -> None:
    assert answers.answer(data(), replace(ASKED, line="target")).lineless
    assert not answers.answer(data(), replace(ASKED, line="mean")).lineless


def test_where_nothing_fits_it_says_who_states_it() -> None:
    answer = answers.answer(data(), replace(ASKED, indicator="nurses", districts=("330110",)))
    assert not answer.chosen
    assert "临平区" in answer.head


def test_what_was_asked_before_is_not_worked_out_again() -> None:
    one, other = data(), data()
    assert one.once(answers.answer, ASKED) is one.once(answers.answer, replace(ASKED))
    assert one.once(answers.answer, ASKED) is not one.once(answers.answer, replace(ASKED, dark=True))
    assert one.once(answers.answer, ASKED) is not other.once(answers.answer, ASKED)


def test_the_dictionary_of_a_figure_is_made_once_and_is_plotlys_own() -> None:
    figure = answers.answer(data(), ASKED).figure
    assert figure.to_dict() is figure.to_dict()
    assert figure.to_dict() == go.Figure(figure).to_dict()
