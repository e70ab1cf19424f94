"""The data set as the pages ask it: each question once, its answer shared by all readers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pandas as pd

from extract import Dataset, DatasetError

MANY = 12  # so many areas can lie open side by side; of more, a page begins with a few
FEW = 5
WORKED_OUT = 1024  # what follows from the answers and is shown, at most; most are a few kB
ISSUES = 500  # of a report or an indicator; a page of more would help nobody
KEPT = 32  # answers; the largest, all that sixty areas newly state, is some 10 MB
P = ParamSpec("P")
R = TypeVar("R")
Some = str | Sequence[str] | None
Record = dict[str, Any]  # a row of a table; what is missing is None


@dataclass(frozen=True)
class Rows:
    """A choice of observations, as a page hands it on; None is all."""

    indicator: tuple[str, ...] | None = None
    adcodes: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None
    status: str | None = None
    nature: str | None = None

    def columns(self) -> dict[str, str | tuple[str, ...] | tuple[int, ...] | None]:
        """Name what is chosen by the columns of the table."""
        chosen = asdict(self)
        return chosen | {"adcode": chosen.pop("adcodes"), "year": chosen.pop("years")}


class Data:
    """One version of the data set; nobody changes an answer in place.

    Small tables are kept whole: indicators, areas, what there is of each.
    Of the others a page gets the rows that it asks for.
    """

    def __init__(self, source: Dataset) -> None:
        """Ask this data set."""
        self.source = source
        self.version = source.version
        self._answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def _kept(self) -> Callable[..., Any]:
        return lru_cache(maxsize=WORKED_OUT)(lambda function, *args, **more: function(self, *args, **more))

    def once(self, function: Callable[Concatenate[Data, P], R], *args: P.args, **more: P.kwargs) -> R:
        """Call a pure function of this data set, and keep what it gives for all readers who ask the same.

        Goes with the data set, and takes microseconds where ``st.cache_data`` takes up to a millisecond.
        Nobody changes in place what it gives.
        """
        return cast("R", self._kept(function, *args, **more))

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The table of indicators."""
        return self.source.indicators()

    @cached_property
    def areas(self) -> pd.DataFrame:
        """The table of areas that have reports."""
        return self.source.areas()

    @cached_property
    def population(self) -> pd.DataFrame:
        """The table of published populations."""
        return self.source.population()

    @cached_property
    def indicator(self) -> dict[str, dict[str, Any]]:
        """The indicators by id."""
        return {row["indicator"]: row for row in records(self.indicators)}

    @cached_property
    def area(self) -> Mapping[str, Record]:
        """The areas that have reports, by code; each looked up when it is wanted."""
        ids = "SELECT adcode FROM areas ORDER BY rowid"
        return _OneByOne(self.source, ids, lambda code: self.source.rows("areas", adcode=code)[0])

    @cached_property
    def coverage(self) -> dict[str, dict[str, Any]]:
        """What there is of each indicator that has observations, by id."""
        return {row["indicator"]: row for row in records(self.source.coverage())}

    @cached_property
    def report(self) -> Mapping[str, Record]:
        """The reports by id, without their text; each looked up when it is wanted."""
        ids = "SELECT report_id FROM reports ORDER BY rowid"
        return _OneByOne(self.source, ids, self.source.report)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many rows each table has."""
        tables: Any = self.source.manifest["tables"]
        return {name: int(table["rows"]) for name, table in tables.items()}

    @property
    def few(self) -> bool:
        """Whether all areas can lie open side by side."""
        return len(self.area) <= MANY

    @cached_property
    def first_areas(self) -> list[str]:
        """The areas that a page shows before the reader chooses: all where they are few."""
        return list(self.area)[: MANY if self.few else FEW]

    def near(self, adcode: str | None) -> list[str]:
        """Choose an area and those to set it beside: all where they are few, else the five nearest."""
        if self.few or adcode is None:
            return self.first_areas
        order = sorted(
            self.area,
            key=lambda other: (other != adcode, other[:4] != adcode[:4], other[:2] != adcode[:2], other),
        )
        return sorted(order[: FEW + 1])

    def observations(
        self,
        indicator: Some = None,
        adcodes: Some = None,
        report_id: Some = None,
        status: str | None = None,
        newest: bool = False,
    ) -> list[Record]:
        """Give observations; ``newest`` are each area's newest of each indicator, and those of no year."""
        return self._once(
            ("observations", indicator, adcodes, report_id, status, newest),
            lambda: self.source.records(
                adcodes, newest=newest, indicator=indicator, report_id=report_id, status=status
            ),
        )

    def rows(self, chosen: Rows, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
        """Give a choice of observations, or a page of it, as a table; not kept."""
        return self.source.observations(**asdict(chosen), limit=limit, offset=offset)

    def count(self, chosen: Rows) -> int:
        """Count the observations of a choice."""

        def ask() -> int:
            return self.source.count("observations", **chosen.columns())

        return self._once(("count", str(chosen)), ask)

    def reports_of(self, chosen: Rows) -> list[str]:
        """List the reports that a choice of observations is from."""

        def ask() -> list[str]:
            return self.source.different("observations", "report_id", **chosen.columns())

        return self._once(("reports_of", str(chosen)), ask)

    def mentions(self, report_id: Some = None) -> pd.DataFrame:
        """Give every number of reports."""
        return self._once(("mentions", report_id), lambda: self.source.mentions(report_id))

    def numbers(self, reports: Some, kind: str, status: str | None = None) -> list[Record]:
        """Give the numbers of reports that are of a kind, and of a status."""
        return self._once(
            ("numbers", reports, kind, status),
            lambda: self.source.rows("mentions", report_id=reports, kind=kind, status=status),
        )

    def issues(self, report_id: Some = None, adcodes: Some = None, indicator: Some = None) -> pd.DataFrame:
        """Give what cannot be right, of a report or an indicator; the first where they are very many."""
        asked = (report_id, adcodes, indicator)
        return self._once(("issues", *asked), lambda: self.source.issues(*asked, limit=ISSUES))

    def reports(self, adcodes: Some = None, report_id: Some = None) -> pd.DataFrame:
        """Give reports without their text."""
        return self._once(
            ("reports", adcodes, report_id), lambda: self.source.reports(adcodes, report_id=report_id)
        )

    def programmes(self, report_id: Some = None, adcodes: Some = None) -> pd.DataFrame:
        """Give what reports name."""
        asked = (report_id, adcodes)
        return self._once(("programmes", *asked), lambda: self.source.programmes(*asked))

    def query(self, sql: str, *arguments: object) -> list[tuple[Any, ...]]:
        """Give the rows of a question in SQL."""
        return self._once(("query", sql, str(arguments)), lambda: self.source.query(sql, arguments))

    def text(self, report_id: str) -> str:
        """Give the untouched text of a report."""
        return self.source.text(report_id)

    def _once(self, asked: tuple[Any, ...], ask: Callable[[], R]) -> R:
        """Answer from what is kept, or ask and keep; two who ask at once may both ask."""
        key = tuple(one if isinstance(one, str | bool | None) else tuple(sorted(set(one))) for one in asked)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                kept: R = self._answers[key]
                return kept
        found = ask()
        with self._lock:
            self._answers[key] = found
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return found


class _OneByOne(Mapping[str, Record]):
    """The rows of a table by id, looked up one by one: of thousands a page shows a few."""

    def __init__(self, source: Dataset, ids: str, find: Callable[[str], Record]) -> None:
        self._source, self._sql, self._find = source, ids, find
        self._found: dict[str, Record] = {}

    @cached_property
    def _ids(self) -> dict[str, None]:
        return dict.fromkeys(name for (name,) in self._source.query(self._sql))

    def __getitem__(self, name: str) -> Record:
        if name not in self._found:
            try:
                row = self._find(name)
            except (DatasetError, IndexError):
                raise KeyError(name) from None
            if len(self._found) > 1000:
                self._found = {}
            self._found[name] = row
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def records(frame: pd.DataFrame) -> list[Record]:
    """Give a table's rows as dictionaries."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
