"""A question becomes SQL, and its answer rows: only those of the page that is asked for are read."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import load
from dashboard.api.parameters import Question
from dashboard.api.problems import RequestError
from dashboard.api.resources import Resource
from extract import Dataset, DatasetError, open_dataset


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a resource, in the order of its columns, and where the next page begins; empty at the end."""

    rows: list[tuple[Any, ...]]
    cursor: str


class Source:
    """The data set as it now is on disk, opened once for each state of its folder."""

    def __init__(self) -> None:
        """Nothing is open until asked for."""
        self._lock = threading.Lock()
        self._state: object = None
        self._data: Dataset | None = None

    def __call__(self) -> Dataset:
        """Give the data set.

        Raises:
            DatasetError: there is none, or it cannot be read.
        """
        folder = load.folders()[1]
        with self._lock:
            try:
                state = (folder, load.stamp(folder))
            except FileNotFoundError:  # a build replaced a file between its listing and its look
                state = None
            if self._data is None or state is None or state != self._state:
                # The one before is closed when the last request that reads it has ended.
                self._data, self._state = open_dataset(folder), state
            return self._data


def rows(data: Dataset, question: Question) -> Page:
    """Read a page of rows, from the one after ``question.after`` on.

    Raises:
        RequestError: the page was asked of a data set that has been replaced since.
    """
    resource = question.resource
    if question.version and question.version != data.version:
        raise RequestError(409, "replaced", version=question.version, now=data.version)
    conditions, arguments = [f"{resource.table}.rowid > ?"], [question.after]
    values: list[Any] = list(arguments)
    for name, chosen in question.chosen.items():
        conditions.append(resource.filters[name].condition.format(marks=", ".join("?" * len(chosen))))
        values += chosen
    found = data.query(
        f"SELECT {resource.table}.rowid, {_columns(resource)} FROM {resource.source}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {resource.table}.rowid LIMIT ?",
        [*values, question.limit + 1],
    )
    more = len(found) > question.limit
    page = found[: question.limit]
    return Page([row[1:] for row in page], f"{data.version}-{page[-1][0]}" if more else "")


def row(data: Dataset, resource: Resource, key: str) -> tuple[Any, ...]:
    """Read the one row of a key.

    Raises:
        RequestError: there is none.
    """
    where, values = f'"{resource.key}" = ?', [key]
    if resource.key == "observation_id":
        # It begins with the id of its report, and by the report there is an index.
        where, values = f"{where} AND report_id = ?", [key, key.partition(":")[0]]
    found = data.query(f"SELECT {_columns(resource)} FROM {resource.source} WHERE {where} LIMIT 1", values)
    if not found:
        raise RequestError(404, "no_row", key=key[:80], resource=resource.name)
    return found[0]


def text(data: Dataset, report_id: str) -> str:
    """Read the untouched text of a report.

    Raises:
        RequestError: there is no such report.
    """
    try:
        return data.text(report_id)
    except DatasetError:
        if data.query("SELECT 1 FROM reports WHERE report_id = ?", [report_id]):
            raise
        raise RequestError(404, "no_row", key=report_id[:80], resource="reports") from None


def record(resource: Resource, cells: tuple[Any, ...]) -> Mapping[str, Any]:
    """Give a row by name of its columns, with lists where its cells are JSON text."""
    return {
        column.name: json.loads(cell or "[]") if column.type == "list" else cell
        for column, cell in zip(resource.columns.values(), cells, strict=True)
    }


def _columns(resource: Resource) -> str:
    return ", ".join(f'"{name}"' for name in resource.columns)
