"""Questions to a table of the data set, as SQL with its arguments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.model import DatasetError

from .tables import names

Choice = str | int | Iterable[str | int] | None


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows of a table are wanted.

    Attributes:
        table: its name.
        chosen: column → the values wanted; None is all.
        domain: of observations, the domains of their indicators.
        newest: of observations, only each area's newest of each indicator, and those of no year.
    """

    table: str
    chosen: Mapping[str, Choice] = field(default_factory=dict)
    domain: Choice = None
    newest: bool = False

    def rows(
        self, columns: Sequence[str], limit: int | None = None, offset: int = 0
    ) -> tuple[str, list[str]]:
        """Ask for columns of the rows, in the order of the reports; ``limit`` rows from ``offset`` on.

        Raises:
            DatasetError: a wanted column, or one to choose by, is none of the table's.
        """
        self._check(columns)
        # With its table before it: a quoted name alone that is no column SQLite takes for a text.
        quoted = ", ".join(f'{self.table}."{name}"' for name in columns)
        where, arguments = self._where()
        if limit is not None:
            # Which rows these are is found in the indexes; only they are then read.
            inner = f"SELECT rowid FROM {self.table} WHERE {where} ORDER BY rowid"
            where = f"rowid IN ({inner} LIMIT {int(limit)} OFFSET {int(offset)})"
        return f"SELECT {quoted} FROM {self.table} WHERE {where} ORDER BY rowid", arguments

    def counts(self, *columns: str) -> tuple[str, list[str]]:
        """Ask how many rows there are, and how many different values of some columns.

        Raises:
            DatasetError: a column to choose by is none of the table's.
        """
        where, arguments = self._where()
        counted = ", ".join(["count(*)", *(f'count(DISTINCT "{name}")' for name in columns)])
        return f"SELECT {counted} FROM {self.table} WHERE {where}", arguments

    def different(self, column: str) -> tuple[str, list[str]]:
        """Ask for the different values of a column, in their order.

        Raises:
            DatasetError: the column, or one to choose by, is none of the table's.
        """
        self._check([column])
        where, arguments = self._where()
        wanted = f'{self.table}."{column}"'
        return f"SELECT DISTINCT {wanted} FROM {self.table} WHERE {where} ORDER BY {wanted}", arguments

    def _check(self, columns: Iterable[str]) -> None:
        known = names(self.table)
        unknown = sorted(set(columns) - set(known))
        if unknown:
            raise DatasetError(f"no column {', '.join(unknown)} in {self.table}; it has {', '.join(known)}")

    def _where(self) -> tuple[str, list[str]]:
        self._check(self.chosen)
        wanted = {name: choice for name, choice in self.chosen.items() if choice is not None}
        said = [_among(name) for name in wanted]
        arguments = [_list(choice) for choice in wanted.values()]
        if self.domain is not None:
            inner = f"SELECT indicator FROM indicators WHERE {_among('domain')}"
            said.append(f"indicator IN ({inner})")
            arguments.append(_list(self.domain))
        if self.newest:
            # Of what else is chosen, years say, nothing changes what is the newest.
            alike = ["adcode", "indicator", *({"status"} & set(wanted))]
            bounds = [name for name in alike if name in wanted]
            key, within = ", ".join(alike), " AND ".join(map(_among, bounds)) or "1"
            newest = f"SELECT {key}, max(year) AS newest FROM observations WHERE {within} GROUP BY {key}"
            same = " AND ".join(f"o.{name} = n.{name}" for name in alike)
            of_then = f"{same} AND (o.year = n.newest OR o.year IS NULL)"
            said.append(f"rowid IN (SELECT o.rowid FROM ({newest}) AS n JOIN observations AS o ON {of_then})")
            arguments += [_list(wanted[name]) for name in bounds]
        return " AND ".join(said) or "1", arguments


def _among(name: str) -> str:
    return f"{name} IN (SELECT value FROM json_each(?))"


def _list(choice: Choice) -> str:
    values = [choice] if isinstance(choice, str | int) else list(() if choice is None else choice)
    return json.dumps([value if isinstance(value, str) else int(value) for value in values])
