"""Mentions as lines of text: JSON a line, CSV, or a table to look at."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from extract.patterns import Pattern

from .cells import guarded
from .model import Mention, mention_row

COLUMNS = (*mention_row(Mention("", 0, 0, "", "other")),)
_SHOWN = (
    "start",
    "text",
    "kind",
    "value",
    "value_max",
    "unit",
    "qualifier",
    "status",
    "indicator",
    "period",
    "area",
    "label",
)
_WIDEST = 32
# What a terminal obeys rather than shows, and what turns the order of characters round.
_UNSEEN = Pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
Printer = Callable[[Iterable[Mention]], None]


def printer(format: str, out: TextIO) -> Printer:
    """What prints one document's mentions after another's.

    Args:
        format: ``jsonl``, ``csv`` or ``table``.
        out: where to.
    """
    if format == "csv":
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        return lambda mentions: writer.writerows(map(_guarded, mentions))
    if format == "table":
        return lambda mentions: _table(list(mentions), out)
    return lambda mentions: _jsonl(mentions, out)


def _jsonl(mentions: Iterable[Mention], out: TextIO) -> None:
    for mention in mentions:
        out.write(json.dumps(mention_row(mention), ensure_ascii=False) + "\n")


def _guarded(mention: Mention) -> dict[str, object]:
    row = mention_row(mention)
    return {key: guarded(value) if isinstance(value, str) else value for key, value in row.items()}


def _table(mentions: list[Mention], out: TextIO) -> None:
    if not mentions:
        return
    rows = [[_cell(row, name) for name in _SHOWN] for row in map(mention_row, mentions)]
    sizes = [max(map(width, column)) for column in zip(_SHOWN, *rows, strict=True)]
    out.write(f"{seen(mentions[0].doc)}\n")
    for row in ([*_SHOWN], *rows):
        out.write(
            "  ".join(padded(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip() + "\n"
        )
    out.write("\n")


def _cell(row: Mapping[str, object], name: str) -> str:
    value = row[name]
    shown = "" if value is None else seen(" ".join(str(value).split()))
    return shown if len(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


def seen(words: str) -> str:
    """Words for a terminal: characters that would command it stand as their escapes."""
    return _UNSEEN.sub(lambda match: ascii(match[0])[1:-1], words)


def width(words: str) -> int:
    """The columns that words take in a terminal: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def padded(words: str, size: int) -> str:
    """Words with spaces after them, up to ``size`` columns."""
    return words + " " * (size - width(words))
