"""Questions to a table of the data set, as SQL with its arguments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.model import DatasetError
from extract.tables import names

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

    def _check(self, columns: Iterable[str]) -> None:
        known = names(self.table)
        unknown = sorted(set(columns) - set(known))
        if unknown:
            raise DatasetError(f"no column {', '.join(unknown)} in {self.table}; it has {', '.join(known)}")

    def _where(self) -> tuple[str, list[str]]:
        self._check(self.chosen)
        wanted = {name: choice for name, choice in self.chosen.items() if choice is not None}
        said = [f"{name} IN (SELECT value FROM json_each(?))" for name in wanted]
        arguments = [_list(choice) for choice in wanted.values()]
        if self.domain is not None:
            inner = "SELECT indicator FROM indicators WHERE domain IN (SELECT value FROM json_each(?))"
            said.append(f"indicator IN ({inner})")
            arguments.append(_list(self.domain))
        if self.newest:
            same = "other.adcode = observations.adcode AND other.indicator = observations.indicator"
            if "status" in wanted:
                same += " AND other.status = observations.status"
            newest = f"SELECT max(other.year) FROM observations AS other WHERE {same}"
            said.append(f"(year IS NULL OR year = ({newest}))")
        return " AND ".join(said) or "1", arguments


def _list(choice: Choice) -> str:
    values = [choice] if isinstance(choice, str | int) else list(() if choice is None else choice)
    return json.dumps([value if isinstance(value, str) else int(value) for value in values])
