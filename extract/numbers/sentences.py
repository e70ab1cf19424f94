"""A reading cut into sentences."""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import Pattern

from .found import Found

SENTENCE = Pattern(r"[。！？!?\n][。！？!?\n]*[”’\")]*")
"""What ends a sentence: a mark or a line break, with those that follow it."""


def sentences(text: str, found: list[Found]) -> Iterator[tuple[int, int, list[Found]]]:
    """The sentences of a reading with the numbers in each; empty ones too, for what they say of time."""
    start = index = 0
    for stop in [match.end() for match in SENTENCE.finditer(text)] + [len(text)]:
        group = []
        while index < len(found) and found[index].start < stop:
            group.append(found[index])
            index += 1
        if stop > start:
            yield start, stop, group
        start = stop
