"""How many reports are read: one after the other, in processes, or on a Dask cluster.

An engine is one function: it is given the job, which reads one report, and
the cards, and yields each result with the number of its card as it comes, in
any order. ``in_order`` puts them back, so that the data set is the same,
byte for byte, whoever read it.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.sources.cards import Failure, ReportCard
from extract.storage.store import ReportRows

Result = ReportRows | Failure
Job = Callable[[ReportCard], Result]
Engine = Callable[[Job, Sequence[ReportCard]], Iterator[tuple[int, Result]]]
HELD = 256  # results that wait in memory for an earlier one; more wait on disk


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one report may take before the report is set aside.

    Attributes:
        seconds: by the clock.
        megabytes: of address space of the process that reads, where the system can hold it to that.
    """

    seconds: float = 120.0
    megabytes: int = 2048


LIMITS = Limits()


def serial(job: Job, cards: Sequence[ReportCard]) -> Iterator[tuple[int, Result]]:
    """Read one report after the other in this process, without limits."""
    return enumerate(map(job, cards))


def in_order(results: Iterable[tuple[int, Result]], held: int = HELD) -> Iterator[Result]:
    """Give numbered results in the order of their numbers, from 0 and without gaps.

    Of those that came too early at most ``held`` wait in memory, the others
    in a file without a name, which the system takes back however this ends.
    """
    with tempfile.TemporaryFile(prefix="hengbi-") as parts:
        early: dict[int, Result] = {}
        places: dict[int, int] = {}
        wanted = 0
        for number, result in results:
            if number == wanted or len(early) < held:
                early[number] = result
            else:
                places[number] = parts.seek(0, 2)
                pickle.dump(result, parts, pickle.HIGHEST_PROTOCOL)
            while wanted in early or wanted in places:
                if wanted in places:
                    parts.seek(places.pop(wanted))
                    yield pickle.load(parts)
                else:
                    yield early.pop(wanted)
                wanted += 1
