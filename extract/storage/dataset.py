"""A data set that is asked for tables.

The reader holds one immutable file open, so a build that goes on beside it,
and one that replaces it, changes nothing of what it answers.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from extract.model import DatasetError

from .fingerprint import rules_hash, seeds_hash
from .questions import Choice, Question
from .store import BUILD, MANIFEST, Manifest, connect, file_hash
from .tables import names

if TYPE_CHECKING:
    import pandas

_OF_REPORTS = [name for name in names("reports") if name != "text"]
# Whatever rows are asked for, a column has one type; what is missing is NaN or NA.
KINDS = {
    **dict.fromkeys(("year", "start", "end", "sentence_start", "sentence_end"), "Int64"),
    **dict.fromkeys(("value", "value_max"), "float64"),
}


class Dataset:
    """The tables of a data set, each as a pandas DataFrame of what was asked for.

    Every argument that filters takes one value, several, or None for all.
    Rows come in the order of the reports. Safe to share between threads.

    Examples:
        >>> data = extract.open_dataset("data")
        >>> data.reports()["report_id"].tolist()
        ['330109-2023', '330110-2023', '330112-2018', '330113-2023', '330213-2024']
        >>> row = data.observations(nature="stated").iloc[0]
        >>> data.text(row["report_id"])[row["start"] : row["end"]] == row["exact"]
        True
        >>> data.query("SELECT count(*) FROM reports WHERE year = ?", [2023])
        [(3,)]
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Open the file that ``manifest`` names; see ``opening.open_dataset``."""
        self.path = path
        self.manifest = manifest
        self._lock = threading.Lock()
        self._connection = connect(path, manifest)

    def __repr__(self) -> str:
        """The file, and which version of the data it holds."""
        return f"<Dataset {self.version} in {self.path}>"

    def __enter__(self) -> Self:
        """Use the data set in a ``with`` block, which closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @property
    def version(self) -> str:
        """A short hash of the content of all tables."""
        return str(self.manifest["version"])

    def stale(self, seeds: Path | str) -> tuple[str, ...]:
        """Say what changed since the build: ``rules``, ``seeds``, both or neither."""
        changed = {
            "rules": rules_hash() != self.manifest["rules"],
            "seeds": seeds_hash(seeds) != self.manifest["seeds"],
        }
        return tuple(word for word, differs in changed.items() if differs)

    def verify(self) -> None:
        """Read the whole file and hold it against the manifest, whatever its size.

        Raises:
            DatasetError: a byte of it differs.
        """
        if file_hash(self.path) != self.manifest["sha256"]:
            raise DatasetError(f"{self.path}: damaged (its sha256 is not that of {MANIFEST}); {BUILD}")

    def observations(
        self,
        indicator: Choice = None,
        adcodes: Choice = None,
        years: Choice = None,
        domain: Choice = None,
        status: Choice = None,
        nature: Choice = None,
        report_id: Choice = None,
        columns: Sequence[str] | None = None,
        newest: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> pandas.DataFrame:
        """Observations of the chosen indicators, areas, years, domains, status, nature, reports.

        Args:
            indicator: ids.
            adcodes: codes of areas.
            years: the years that the values are of.
            domain: domains of indicators.
            status: ``actual``, ``target``.
            nature: ``stated``, ``derived``.
            report_id: ids.
            columns: those wanted, all by default; fewer are quicker where rows are many.
            newest: only each area's newest of each indicator, and those of no year.
            limit: how many rows at most.
            offset: how many rows to leave out first.

        Raises:
            DatasetError: a wanted column is none of the table's.
        """
        chosen = {"indicator": indicator, "adcode": adcodes, "year": years, "status": status}
        chosen |= {"nature": nature, "report_id": report_id}
        return self._ask(Question("observations", chosen, domain, newest), columns, limit, offset)

    def records(
        self, adcodes: Choice = None, years: Choice = None, newest: bool = False, **chosen: Choice
    ) -> list[dict[str, Any]]:
        """Observations as dictionaries, without pandas: of few rows fifty times as quick.

        Args:
            adcodes: codes of areas.
            years: the years that the values are of.
            newest: only each area's newest of each indicator, and those of no year.
            chosen: further columns, as ``indicator``, ``status`` and ``report_id``.

        Returns:
            Column → cell; what is missing is None.

        Raises:
            DatasetError: one of the columns is none of the table's.
        """
        wanted = {"adcode": adcodes, "year": years, **chosen}
        return self._records(Question("observations", wanted, None, newest))

    def rows(self, table: str, **chosen: Choice) -> list[dict[str, Any]]:
        """Rows of a table as ``records`` gives observations; ``chosen`` are columns of it.

        Raises:
            DatasetError: one of the columns is none of the table's.
        """
        return self._records(Question(table, chosen))

    def count(self, table: str, **chosen: Choice) -> int:
        """How many rows of a table there are; chosen as in ``rows``."""
        return int(self.query(*Question(table, chosen).counts())[0][0])

    def different(self, table: str, column: str, **chosen: Choice) -> list[Any]:
        """The different values of a table's column, in their order; chosen as in ``rows``."""
        return [value for (value,) in self.query(*Question(table, chosen).different(column))]

    def counts(
        self, adcodes: Choice = None, years: Choice = None, domain: Choice = None, **chosen: Choice
    ) -> dict[str, int]:
        """How many observations, indicators, areas and reports a choice of observations has.

        Args:
            adcodes: codes of areas.
            years: the years that the values are of.
            domain: domains of indicators.
            chosen: further columns, as ``indicator``, ``status`` and ``nature``.

        Raises:
            DatasetError: one of these is no column.
        """
        asked = Question("observations", {"adcode": adcodes, "year": years, **chosen}, domain)
        (row,) = self.query(*asked.counts("indicator", "adcode", "report_id"))
        return dict(zip(("observations", "indicators", "areas", "reports"), row, strict=True))

    def mentions(self, report_id: Choice = None) -> pandas.DataFrame:
        """Every number of the chosen reports, in the order of the text."""
        return self._table("mentions", {"report_id": report_id})

    def issues(
        self,
        report_id: Choice = None,
        adcodes: Choice = None,
        indicator: Choice = None,
        kind: Choice = None,
        severity: Choice = None,
        limit: int | None = None,
    ) -> pandas.DataFrame:
        """What cannot be right, or what a reader should know; ``report_id`` is None for unreadable cards."""
        chosen = {"report_id": report_id, "adcode": adcodes, "indicator": indicator}
        return self._ask(Question("issues", chosen | {"kind": kind, "severity": severity}), None, limit)

    def reports(
        self, adcodes: Choice = None, years: Choice = None, report_id: Choice = None
    ) -> pandas.DataFrame:
        """The reports, without their text."""
        chosen = {"adcode": adcodes, "year": years, "report_id": report_id}
        return self._table("reports", chosen, columns=_OF_REPORTS)

    def report(self, report_id: str) -> dict[str, Any]:
        """One report, without its text.

        Raises:
            DatasetError: no such report.
        """
        return dict(zip(_OF_REPORTS, self._one(report_id, _OF_REPORTS), strict=True))

    def indicators(self, domain: Choice = None) -> pandas.DataFrame:
        """The indicators, those that are only ever derived last."""
        return self._table("indicators", {"domain": domain})

    def areas(self, adcodes: Choice = None) -> pandas.DataFrame:
        """The areas that have reports."""
        return self._table("areas", {"adcode": adcodes})

    def population(self, adcodes: Choice = None) -> pandas.DataFrame:
        """Resident populations with date and source, as published."""
        return self._table("population", {"adcode": adcodes})

    def programmes(self, report_id: Choice = None, adcodes: Choice = None) -> pandas.DataFrame:
        """Named programmes, platforms and honours of the reports."""
        return self._table("programmes", {"report_id": report_id, "adcode": adcodes})

    def official(self, table: str, **chosen: Choice) -> pandas.DataFrame:
        """Official figures: the table ``statistics``, ``figures`` or ``differences``, filtered by columns."""
        return self._table(table, chosen)

    def readings(self) -> pandas.DataFrame:
        """Which report was read from which bytes, card and rules."""
        return self._table("readings", {})

    def coverage(self) -> pandas.DataFrame:
        """What there is of each indicator that has observations; ``years`` and ``rates`` as lists."""
        frame = self._table("coverage", {})
        return frame.assign(
            **{name: [json.loads(cell) for cell in frame[name]] for name in ("years", "rates")}
        )

    def area_coverage(self, adcodes: Choice = None) -> pandas.DataFrame:
        """What there is of each area that has observations."""
        return self._table("area_coverage", {"adcode": adcodes})

    def text(self, report_id: str) -> str:
        """The untouched text of a report.

        Raises:
            DatasetError: no such report.
        """
        return str(self._one(report_id, ["text"])[0])

    def query(self, sql: str, arguments: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one reading SQL statement and fetch all its rows."""
        try:
            with self._lock, contextlib.closing(self._connection.execute(sql, tuple(arguments))) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            raise DatasetError(f"{self.path}: cannot be read ({error}); if it is damaged, {BUILD}") from error

    def _one(self, report_id: str, columns: Sequence[str]) -> tuple[Any, ...]:
        rows = self.query(*Question("reports", {"report_id": report_id}).rows(columns))
        if not rows:
            raise DatasetError(f"no report {report_id!r} in the data set; reports() lists them")
        return rows[0]

    def _records(self, asked: Question) -> list[dict[str, Any]]:
        shown = names(asked.table)
        return [dict(zip(shown, row, strict=True)) for row in self.query(*asked.rows(shown))]

    def _table(
        self, table: str, chosen: dict[str, Choice], columns: Sequence[str] | None = None
    ) -> pandas.DataFrame:
        return self._ask(Question(table, chosen), columns)

    def _ask(
        self, asked: Question, columns: Sequence[str] | None, limit: int | None = None, offset: int = 0
    ) -> pandas.DataFrame:
        import pandas

        shown = list(columns or names(asked.table))
        frame = pandas.DataFrame(self.query(*asked.rows(shown, limit, offset)), columns=shown)
        return frame.astype({name: kind for name, kind in KINDS.items() if name in shown})
