"""Reading on a Dask cluster.

Reports go to the workers with their tasks, and results come back the same
way: a worker needs Hengbi in the same version, and no folder in common. Each
worker has its reports read by processes of its own, within the same limits
as on one machine, so that a poisonous report costs the cluster no worker.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import EngineError
from extract.sources.cards import ReportCard
from extract.storage.fingerprint import rules_hash

from . import LIMITS, Engine, Job, Limits, Result
from .batches import Batch, batches, run
from .guard import Guards

if TYPE_CHECKING:
    from distributed import Client

_MOST = 64  # reports in a batch: of 16 a worker waited a fifth of its time for the next
_WAIT = 30  # seconds for the scheduler to answer, and again for its first worker
# Settings of Dask for workers that only wait for the processes that read: by its own they sample what
# they run a hundred times a second, and look after themselves fifty times, a tenth of a processor each.
SETTINGS = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "2s",
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
}
_INSTALL = "--engine dask needs the package distributed: pip install -r requirements-dask.txt"


def dask(scheduler: str | None = None, workers: int | None = None, limits: Limits = LIMITS) -> Engine:
    """An engine that runs on a Dask cluster.

    Args:
        scheduler: its address, as ``tcp://host:8786``; a cluster on this machine is started without one.
        workers: how many that has, by default as many as there are processors.
        limits: what the reading of one report may take.

    Raises:
        EngineError: distributed is not installed. When it runs: there is no such scheduler, it has no
            worker, the cluster was lost, or its workers have other rules.
    """
    try:
        import distributed
    except ImportError as error:
        raise EngineError(_INSTALL) from error

    def engine(job: Job, cards: Sequence[ReportCard]) -> Iterator[tuple[int, Result]]:
        if not cards:
            return
        with ExitStack() as stack:
            client = _connected(stack, scheduler, workers)
            executor = client.get_executor(pure=False)
            given = (pickle.dumps(job), limits, rules_hash())
            width = max(8, 3 * sum(client.nthreads().values()))
            try:
                yield from run(
                    lambda batch: executor.submit(read_there, *given, *_packed(batch)),
                    batches(cards, _MOST),
                    width,
                )
            except CancelledError as error:
                raise EngineError(f"{scheduler or 'local'}: lost the Dask cluster; build again") from error
            except distributed.KilledWorker as error:
                raise EngineError(f"the workers of the Dask cluster die: {error}") from error

    return engine


def read_there(
    job: bytes, limits: Limits, rules: str, cards: Sequence[ReportCard], files: Sequence[bytes | None]
) -> list[bytes]:
    """Read a batch on the machine of a worker, by processes beside it.

    Args:
        job: the pickled function that reads one report.
        limits: what the reading of one report may take.
        rules: the hash of the rules that this worker has to have.
        cards: the reports' cards.
        files: the reports' bytes, None for one that could not be read.

    Raises:
        EngineError: this worker has other rules.
    """
    if rules != rules_hash():
        raise EngineError(
            "the workers of the Dask cluster do not read by the rules of this machine; install the same "
            "version of Hengbi on all of them and start them again"
        )
    with tempfile.TemporaryDirectory(prefix="hengbi-") as folder:
        moved = [
            _unpacked(card, data, Path(folder, str(number)))
            for number, (card, data) in enumerate(zip(cards, files, strict=True))
        ]
        return _guards(job, limits).read(moved)


def _connected(stack: ExitStack, scheduler: str | None, workers: int | None) -> Client:
    from distributed import Client, LocalCluster

    try:
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                config=SETTINGS,
            )
            client = stack.enter_context(Client(stack.enter_context(cluster)))
        else:
            client = stack.enter_context(Client(scheduler, timeout=_WAIT))
    except (OSError, ValueError) as error:
        raise EngineError(f"{scheduler or 'a local cluster'}: no Dask scheduler answers ({error})") from error
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        raise EngineError(
            f"{scheduler}: the Dask scheduler has no workers; start some: dask worker {scheduler}"
        ) from error
    return client


def _packed(batch: Batch) -> tuple[Sequence[ReportCard], list[bytes | None]]:
    files: list[bytes | None] = []
    for card in batch.cards:
        try:
            files.append(card.path.read_bytes())
        except OSError:
            files.append(None)  # reading it there says that it is missing
    return batch.cards, files


def _unpacked(card: ReportCard, data: bytes | None, folder: Path) -> ReportCard:
    """The card with its report in another folder, whose last name is that of the first."""
    moved = replace(card, folder=str(folder / Path(card.folder).name))
    if data is not None:
        moved.path.parent.mkdir(parents=True)
        moved.path.write_bytes(data)
    return moved


@lru_cache(maxsize=1)
def _guards(job: bytes, limits: Limits) -> Guards:
    return Guards(job, limits)
