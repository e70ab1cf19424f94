"""Reading in processes of this machine."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from extract.sources.cards import ReportCard

from . import LIMITS, Engine, Job, Limits, Result
from .batches import batches, run
from .guard import Guards

_MOST = 8  # reports in a batch
_FEW = 8  # reports for which a further process is not worth its start


def processes(workers: int | None = None, limits: Limits = LIMITS) -> Engine:
    """An engine of so many processes, by default as many as there are processors.

    Args:
        workers: how many; fewer are started where there are few reports.
        limits: what the reading of one report may take.
    """

    def engine(job: Job, cards: Sequence[ReportCard]) -> Iterator[tuple[int, Result]]:
        wanted = min(workers or os.cpu_count() or 1, -(-len(cards) // _FEW))
        if not wanted:
            return
        size = min(_MOST, -(-len(cards) // wanted))
        guards = Guards(pickle.dumps(job), limits)
        # The threads only wait for their processes.
        with ThreadPoolExecutor(wanted) as threads:
            try:
                yield from run(
                    lambda batch: threads.submit(guards.read, batch.cards), batches(cards, size), 4 * wanted
                )
            finally:
                guards.close()

    return engine
