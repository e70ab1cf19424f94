"""Text in a cell runs nowhere, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cells import FORMULA, guarded, unguarded


@pytest.mark.parametrize("begins", FORMULA)
def test_what_begins_as_a_formula_is_made_text(begins: str) -> None:
    assert guarded(f"{begins}1+1") == f"'{begins}1+1"


@pytest.mark.parametrize("text", ["床位9张", "1-2", "", "3=3"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == text


@given(st.text() | st.tuples(st.sampled_from([*FORMULA, "'", "''="]), st.text()).map("".join))
def test_the_rule_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
