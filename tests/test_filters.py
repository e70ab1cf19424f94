"""Filters of the dashboard give the same rows in whatever order they are applied."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
from board import built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import load
from dashboard.asking import Data, Rows

COLUMN = {
    "indicator": "indicator", "adcodes": "adcode", "years": "year", "status": "status", "nature": "nature",
}  # fmt: skip


@cache
def data() -> Data:
    return load.tables(built())


@cache
def everything() -> pd.DataFrame:
    return data().rows(Rows())


@st.composite
def choices(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Some filters with values that occur, in some order."""
    wanted = draw(st.lists(st.sampled_from(sorted(COLUMN)), unique=True))
    chosen: list[tuple[str, Any]] = []
    for name in wanted:
        values = sorted(everything()[COLUMN[name]].dropna().unique())
        if name in ("status", "nature"):
            chosen.append((name, draw(st.sampled_from(values))))
        else:
            some = draw(st.lists(st.sampled_from(values), min_size=1, max_size=4, unique=True))
            chosen.append((name, tuple(int(one) if name == "years" else one for one in some)))
    return chosen


def one_by_one(chosen: list[tuple[str, Any]]) -> list[str]:
    """The rows left when the whole table is filtered by one after the other."""
    frame = everything()
    for name, value in chosen:
        frame = frame[frame[COLUMN[name]].isin(value if isinstance(value, tuple) else (value,))]
    return list(frame["observation_id"])


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(choices(), st.randoms(use_true_random=False))
def test_the_order_of_filters_changes_nothing(chosen: list[tuple[str, Any]], rng: Any) -> None:
    asked = data().rows(Rows(**dict(chosen)))
    found = list(asked["observation_id"])
    assert found == one_by_one(chosen)
    shuffled = list(chosen)
    rng.shuffle(shuffled)
    assert found == one_by_one(shuffled)
    assert data().count(Rows(**dict(shuffled))) == len(found)
    turned: dict[str, Any] = {name: one[::-1] if isinstance(one, tuple) else one for name, one in shuffled}
    assert found == list(data().rows(Rows(**turned))["observation_id"])
    parts = [data().rows(Rows(**dict(chosen)), limit=7, offset=at) for at in range(0, len(found), 7)]
    assert found == [one for part in parts for one in part["observation_id"]], "nor does reading it by pages"
