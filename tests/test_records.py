"""Each record's examples state its indicator, and its counterexamples do not."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document
from extract.records.catalogue import load, marked

RECORDS = load()
EXAMPLES = [(name, text) for name, record in RECORDS.items() for text in record.examples]
COUNTEREXAMPLES = [(name, text) for name, record in RECORDS.items() for text in record.counterexamples]


def reading(example: str) -> tuple[str | None, str]:
    text, start, end = marked(example)
    for mention in read_mentions(Document("example.txt", text), area="330100", year=2023):
        if mention.start < end and start < mention.end:
            return mention.indicator, mention.reason
    return None, "no mention"


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example_states_its_indicator(name: str, example: str) -> None:
    indicator, reason = reading(example)
    assert indicator == name, f"{example}: read as {indicator} ({reason})"


@pytest.mark.parametrize(("name", "example"), COUNTEREXAMPLES)
def test_counterexample_does_not(name: str, example: str) -> None:
    indicator, _ = reading(example)
    assert indicator != name, example
