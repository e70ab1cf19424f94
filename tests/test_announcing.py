"""Every wording that announces plans or results fits its own example, and no other place's by chance."""

from __future__ import annotations

import re

import pytest

from extract.context.announcing import WORDINGS, any_of, expand

EXAMPLES = [(place, says, like) for place, wordings in WORDINGS.items() for says, like in wordings]


def _read(like: str) -> str:
    return like.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(("place", "says", "like"), EXAMPLES)
def test_a_wording_fits_its_example(place: str, says: str, like: str) -> None:
    assert re.search(expand(says), _read(like))
    assert any_of(place).search(_read(like))


def test_lists_are_not_reports() -> None:
    reported = any_of("title_reported")
    assert not [like for _, like in WORDINGS["title_ahead"] if reported.search(_read(like))]


def test_headings_of_plans_are_not_of_what_was_done() -> None:
    done = any_of("heading_done")
    assert not [like for _, like in WORDINGS["heading_ahead"] if done.search(_read(like))]


def test_a_building_in_use_is_not_under_way() -> None:
    built = any_of("title_built")
    assert not [like for _, like in WORDINGS["title_building"] if built.search(_read(like))]


def test_classes_are_written_out() -> None:
    assert "<" not in expand("<out>") and "出炉" in expand("清单<out>")
