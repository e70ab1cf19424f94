"""Published resident populations: the denominators, each with date and source."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("population.csv")


@dataclass(frozen=True, slots=True)
class Population:
    """Usual residents of an area at a date, as published.

    Attributes:
        date: ``YYYY-MM-DD``.
        precision: the figure is published to this many people.
    """

    adcode: str
    date: str
    residents: int
    precision: int
    source: str

    @property
    def id(self) -> str:
        """What a derived observation names as its parent."""
        return f"population:{self.adcode}:{self.date}"


@cache
def load_populations() -> tuple[Population, ...]:
    """Read the package's table of populations, in its order."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Population(
                row["adcode"],
                row["date"],
                int(row["resident_population"]),
                int(row["precision"]),
                row["source"],
            )
            for row in csv.DictReader(stream)
        )


def common_base(populations: Sequence[Population]) -> str | None:
    """The latest date for which the most areas have a figure: the base that they share.

    With the package's table that is the census of 2020-11-01.
    """
    counts = Counter(figure.date for figure in populations)
    return max(counts, key=lambda date: (counts[date], date), default=None)


def at_base(populations: Sequence[Population], adcode: str) -> Population | None:
    """The figure of an area at the base that all areas share."""
    date = common_base(populations)
    return next((p for p in populations if p.adcode == adcode and p.date == date), None)


def nearest(populations: Sequence[Population], adcode: str, year: int) -> Population | None:
    """The figure of an area nearest to the end of a year, the earlier of two equally near."""

    def distance(figure: Population) -> tuple[float, str]:
        month = int(figure.date[5:7]) / 12
        return (abs(int(figure.date[:4]) + month - (year + 1)), figure.date)

    return min((p for p in populations if p.adcode == adcode), key=distance, default=None)
