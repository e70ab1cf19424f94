"""Every case of other readers: our value is theirs, or the case is named as read otherwise on purpose."""

from __future__ import annotations

from collections.abc import Callable

import peers
import pytest
from peers import Case

COMPARE: dict[str, Callable[[Case], str]] = {
    "Number": peers.number,
    "Percent": peers.percent,
    "Dimension": peers.dimension,
}
CASES = [case for model in COMPARE for case in peers.cases(model)]
DIFFERS = peers.differs()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.model}: {case.input[:40]}")
def test_case(case: Case) -> None:
    found = COMPARE[case.model](case)
    why = DIFFERS[case.model].get(case.input)
    if why is None:
        assert not found, f"{case.input}: {found}"
    else:
        assert found, f"{case.input}: agrees now; take it off differs.toml"


def test_all_cases_are_there() -> None:
    assert {model: len(peers.cases(model)) for model in COMPARE} == {
        "Number": 365,
        "Percent": 152,
        "Dimension": 36,
    }


def test_every_difference_names_a_case() -> None:
    for model, named in DIFFERS.items():
        assert set(named) <= {case.input for case in peers.cases(model)}
