"""The scores of the extractor against annotated reports, as the scorer beside them counts.

The gold, the scorer and the list of its documents lie in ``tests/data/gold``;
the scorer is run as it is, in a process of its own.
"""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .model import Document, HengbiError, mention_row

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "data" / "gold"
SETS = ("seeds", "more")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the scorer says of one set.

    Attributes:
        name: the set.
        printed: its report, as printed.
        values: the same as numbers: ``rate`` of each count, ``f1`` of links and facts.
        errors: its list of what was missed or linked in error, one a line.
    """

    name: str
    printed: str
    values: dict[str, dict[str, Any]]
    errors: str = ""


def evaluate(name: str, errors: int = 0, gold: Path = GOLD) -> Scores:
    """Read the documents of a set and score what was found.

    Args:
        name: ``seeds`` or ``more``.
        errors: how many faults to list.
        gold: the folder of the gold.

    Raises:
        HengbiError: the gold is not there, or a document is not the one that was annotated.
    """
    from .linking.observe import read_mentions
    from .readers import read_bytes

    documents = _documents(name, gold)
    with tempfile.TemporaryDirectory() as folder:
        texts, predicted = Path(folder) / "texts", Path(folder) / "predicted.jsonl"
        texts.mkdir()
        with predicted.open("w", encoding="utf-8") as file:
            for doc, data in documents.items():
                (texts / doc).write_bytes(data)
                document: Document = read_bytes(data, doc)
                for mention in read_mentions(document):
                    file.write(json.dumps(mention_row(mention), ensure_ascii=False) + "\n")
        told = [str(gold / f"{name}.jsonl"), str(predicted), "--text", str(texts)]
        printed = _score(gold, [*told, "--errors", str(errors)])
        values = json.loads(_score(gold, [*told, "--json"]).stdout)
    return Scores(name, printed.stdout, values, printed.stderr)


def _documents(name: str, gold: Path) -> dict[str, bytes]:
    """The bytes of a set's documents by their name in the gold, each held against its hash."""
    listed = gold / "documents.csv"
    if not listed.is_file():
        raise HengbiError(
            f"{listed}: there is no such file; run this from a checkout, which has the annotated reports"
        )
    found: dict[str, bytes] = {}
    with listed.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["set"] != name:
                continue
            path = gold.parent.parent.parent / row["path"]
            try:
                data = path.read_bytes()
            except OSError as error:
                raise HengbiError(f"{path}: {error.strerror or error}; {listed.name} names it") from error
            if hashlib.sha256(data).hexdigest() != row["sha256"]:
                raise HengbiError(
                    f"{path}: not the bytes that were annotated; take the file that {listed.name} names"
                )
            found[row["doc"]] = data
    return found


def _score(gold: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(gold / "score.py"), *arguments],
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
