"""All official figures that cards declare, and what could not be read of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import CardError
from extract.records.catalogue import Indicator
from extract.sources.cards import Failure, ReportCard
from extract.sources.declared import Figure, TableCard
from extract.sources.files import read_source
from extract.storage.tables import Row

from . import sheets
from .differing import Difference
from .layout import figures_of

_MOST = 20  # faults of one table that are listed


@dataclass(frozen=True, slots=True)
class Official:
    """What the statistics tables hold, in the order of their ids."""

    tables: tuple[TableCard, ...] = ()
    figures: tuple[Figure, ...] = ()
    failures: tuple[Failure, ...] = ()

    def given(self, card: ReportCard) -> ReportCard:
        """A report's card with the figures of its area; their change makes the report be read anew."""
        own = tuple(figure for figure in self.figures if figure.adcode == card.area.adcode)
        if not own:
            return card
        key = hashlib.sha256(f"{card.key}{own!r}".encode()).hexdigest()
        return replace(card, figures=own, key=key)

    def rows(self) -> dict[str, list[Row]]:
        """The rows of the tables ``statistics`` and ``figures``."""
        counts = {card.id: 0 for card in self.tables}
        for figure in self.figures:
            counts[figure.table] += 1
        return {
            "statistics": [
                (c.id, c.adcode, c.title, c.publisher, c.published, c.file, c.sha256, counts[c.id])
                for c in self.tables
            ],
            "figures": [
                (
                    f.id, f.table, f.indicator, f.adcode, f.year, float(f.value),
                    format(f.value.normalize(), "f"), f.unit, f.sheet, f.row, f.cell, f.exact, f.note,
                )
                for f in self.figures
            ],
        }  # fmt: skip


def gather(tables: Sequence[TableCard], records: Mapping[str, Indicator]) -> Official:
    """Read every table; one that cannot be read, or a row of it, is a failure with its reason."""
    read: list[TableCard] = []
    figures: list[Figure] = []
    failures: list[Failure] = []
    for card in sorted(tables, key=lambda card: card.id):
        try:
            found = figures_of(card, sheets.read(read_source(card), card.path.name, card.where), records)
        except CardError as error:
            failures.append(Failure(card.where, str(error), card.adcode))
            continue
        except Exception as error:  # a table must never take the reports down with it
            what = f"{card.where}: reading failed ({type(error).__name__}: {error})"
            failures.append(Failure(card.where, f"{what}; this is a defect, please report it", card.adcode))
            continue
        read.append(card)
        figures += found.figures
        faults = list(found.faults[:_MOST])
        if len(found.faults) > _MOST:
            faults.append(
                f"{card.where}: {len(found.faults) - _MOST} more rows cannot be used; mend the first ones"
            )
        failures += [Failure(card.where, fault, card.adcode) for fault in faults]
    return Official(tuple(read), tuple(figures), tuple(failures))


def difference_rows(report_id: str, found: Sequence[Difference]) -> list[Row]:
    """The rows of a report's table ``differences``."""
    return [
        (
            report_id, one.observation.id, one.figure.id,
            None if one.percent is None else float(one.percent), int(one.beyond),
        )
        for one in found
    ]  # fmt: skip
