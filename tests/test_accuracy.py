"""The accuracy that is promised, on the annotated reports, as their own scorer counts it."""

from __future__ import annotations

import pytest

from extract.evaluating import GOLD, SETS, Scores, evaluate

SEEDS = {
    "digits": 1.0,
    "found": 0.99,
    "kind": 0.97,
    "value": 0.99,
    "unit": 0.97,
    "qualifier": 0.98,
    "status": 0.98,
    "period": 0.95,
    "fact": 0.98,
}
MORE = {"digits": 1.0, "found": 0.99, "fact": 0.95}


@pytest.fixture(scope="module", params=SETS)
def scores(request: pytest.FixtureRequest) -> Scores:
    found = evaluate(request.param, errors=20)
    print(f"\n== {found.name}\n{found.printed}{found.errors}")
    return found


def test_figures(scores: Scores) -> None:
    promised = {"seeds": SEEDS, "more": MORE}[scores.name]
    reached = {name: float(v.get("rate", v.get("f1", 0))) for name, v in scores.values.items()}
    missed = {name: reached[name] for name, least in promised.items() if reached[name] < least}
    assert not missed, f"{scores.name}: below what is promised: {missed}\n{scores.printed}{scores.errors}"


def test_every_fact_read_is_one(scores: Scores) -> None:
    """A wrong figure on a chart costs more than a missing one."""
    assert scores.values["linked"]["precision"] >= 0.97


def test_the_gold_is_whole() -> None:
    lines = {name: len((GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) for name in SETS}
    assert lines == {"seeds": 333, "more": 265}
