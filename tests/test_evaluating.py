"""Scoring: the right documents, and a fault that is seen."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from extract.evaluating import GOLD, ROOT, evaluate
from extract.model import HengbiError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with the gold and the reports, to be damaged."""
    gold = tmp_path / "tests" / "data" / "gold"
    shutil.copytree(GOLD, gold)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return gold


def test_every_document_of_the_gold_is_listed() -> None:
    with (GOLD / "documents.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["set"], row["doc"]) for row in csv.DictReader(file)}
    for name in ("seeds", "more"):
        lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert {(name, json.loads(line)["doc"]) for line in lines} <= listed


def test_a_fault_lowers_the_score(copy: Path) -> None:
    before = evaluate("more", gold=copy).values["fact"]["f1"]
    lines = (copy / "more.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for row in rows:
        if row.get("indicator") and row["value"]:
            row["value"] += 1
    (copy / "more.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    scores = evaluate("more", errors=3, gold=copy)
    assert scores.values["fact"]["f1"] < before / 2
    assert len(scores.errors.splitlines()) == 3


def test_another_document_is_refused(copy: Path) -> None:
    with (copy / "more" / "R06_minhang2024.txt").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(HengbiError, match="not the bytes that were annotated"):
        evaluate("more", gold=copy)


def test_a_missing_document_is_named(copy: Path) -> None:
    (copy / "more" / "R06_minhang2024.txt").unlink()
    with pytest.raises(HengbiError, match=r"R06_minhang2024\.txt: No such file"):
        evaluate("more", gold=copy)


def test_no_gold(tmp_path: Path) -> None:
    with pytest.raises(HengbiError, match="run this from a checkout"):
        evaluate("more", gold=tmp_path)
