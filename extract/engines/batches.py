"""Batches of reports, each read by one task of an executor; never many more tasks than it can work on."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice

from extract.sources.cards import ReportCard

from . import Result

_HEAVY = 8 << 20  # bytes of reports in a batch, from which it is large enough


@dataclass(frozen=True, slots=True)
class Batch:
    """Cards that follow each other; ``first`` is the number of the first of them."""

    first: int
    cards: Sequence[ReportCard]


Submit = Callable[[Batch], "Future[list[bytes]]"]


def batches(cards: Sequence[ReportCard], most: int) -> Iterator[Batch]:
    """Cut the cards into batches of so many at most, of fewer where the reports are large."""
    first = weight = 0
    for number, card in enumerate(cards):
        if number - first == most or weight > _HEAVY:
            yield Batch(first, cards[first:number])
            first, weight = number, 0
        weight += card.path.stat().st_size if card.path.exists() else 0
    if cards:
        yield Batch(first, cards[first:])


def run(submit: Submit, todo: Iterator[Batch], width: int) -> Iterator[tuple[int, Result]]:
    """Have batches read, ``width`` of them at a time, and yield each report's result with its number.

    Raises:
        Exception: what a task raised; the others are given up.
    """
    pending: dict[Future[list[bytes]], Batch] = {}
    try:
        while True:
            for batch in islice(todo, width - len(pending)):
                pending[submit(batch)] = batch
            if not pending:
                return
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                batch = pending.pop(future)
                for number, result in enumerate(future.result(), batch.first):
                    yield number, pickle.loads(result)
    finally:
        for future in pending:
            future.cancel()
