"""What can be asked for: the resources, their columns, and the filters that each takes.

The one place that says so: requests are checked by these schemas, the SQL is
made from these columns, and the OpenAPI description is written from both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract import Column, columns

Schema = Mapping[str, Any]
MANY = 100  # values of one filter in one request
LONGEST = 200  # characters of an id


@dataclass(frozen=True, slots=True)
class Filter:
    """A query parameter that selects rows; given several times, rows of any of its values.

    Attributes:
        name: of the parameter; its words are ``api.filter_<name>``.
        schema: JSON Schema of one value.
        condition: SQL with ``{marks}`` where the values go.
    """

    name: str
    schema: Schema
    condition: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A table, or a view of some, that is asked for by its name.

    Attributes:
        name: in the path; its words are ``api.of_<name>``.
        table: whose rows it gives, in the table's own order.
        columns: what a row holds, by name.
        filters: by name of their parameters.
        key: the column that one row is asked for by; empty where none is.
        source: SQL after ``FROM``.
    """

    name: str
    table: str
    columns: Mapping[str, Column]
    filters: Mapping[str, Filter]
    key: str
    source: str


def _word(table: str, name: str) -> Filter:
    allowed = next(column.values for column in columns(table) if column.name == name)
    return Filter(name, {"type": "string", "enum": list(allowed)}, f"{name} IN ({{marks}})")


def _name(name: str, example: str, condition: str = "") -> Filter:
    schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": LONGEST, "examples": [example]}
    return Filter(name, schema, condition or f"{name} IN ({{marks}})")


_OF_DOMAIN = "indicator IN (SELECT indicator FROM indicators WHERE domain IN ({marks}))"
_INDICATOR = _name("indicator", "childcare_places")
_DOMAIN = _name("domain", "childcare", _OF_DOMAIN)
_AREA = Filter(
    "area",
    {"type": "string", "pattern": "^[0-9]{6}$", "maxLength": 6, "examples": ["330113"]},
    "adcode IN ({marks})",
)
_YEAR = Filter(
    "year",
    {"type": "integer", "minimum": 1900, "maximum": 2200, "examples": [2023]},
    "year IN ({marks})",
)
_REPORT = Filter(
    "report",
    {"type": "string", "minLength": 1, "maxLength": LONGEST, "examples": ["330113-2023"]},
    "report_id IN ({marks})",
)
_STATUS = _word("observations", "status")
_NATURE = _word("observations", "nature")
_BASIS = _word("observations", "basis")
_QUALIFIER = _word("observations", "qualifier")
_OBSERVED = (_INDICATOR, _DOMAIN, _AREA, _YEAR, _STATUS, _NATURE, _BASIS, _QUALIFIER, _REPORT)
_EVIDENCE = (
    "observation_id", "report_id", "start", "end", "exact", "sentence", "sentence_start", "sentence_end",
    "place", "formula", "parents", "title", "publisher", "published", "file", "sha256",
)  # fmt: skip
_FIGURES = (
    "figure_id", "indicator", "adcode", "year", "value", "value_text", "unit", "sheet", "row", "cell",
    "exact", "note", "title", "publisher", "published", "file", "sha256",
)  # fmt: skip
_WITH_STATISTICS = (
    "figures LEFT JOIN (SELECT table_id AS of_table, title, publisher, published, file, sha256"
    " FROM statistics) ON of_table = table_id"
)
# Of the report only what it alone has, so that a column's name is never in doubt.
_WITH_REPORT = (
    "observations LEFT JOIN (SELECT report_id AS of_report, title, publisher, published, file, sha256"
    " FROM reports) ON of_report = report_id"
)


def _resource(
    name: str,
    filters: tuple[Filter, ...],
    key: str = "",
    *,
    table: str = "",
    shown: Sequence[str] = (),
    source: str = "",
) -> Resource:
    table = table or name
    known = {column.name: column for part in ("reports", table) for column in columns(part)}
    names = shown or [column.name for column in columns(table)]
    # A report's text is long; it has a path of its own.
    given = {column: known[column] for column in names if (name, column) != ("reports", "text")}
    return Resource(name, table, given, {f.name: f for f in filters}, key, source or table)


RESOURCES: Mapping[str, Resource] = {
    resource.name: resource
    for resource in (
        _resource("observations", _OBSERVED, key="observation_id"),
        _resource(
            "evidence",
            _OBSERVED,
            key="observation_id",
            table="observations",
            shown=_EVIDENCE,
            source=_WITH_REPORT,
        ),
        _resource(
            "indicators",
            (
                _name("domain", "childcare"),
                _word("indicators", "measure"),
                _word("indicators", "direction"),
            ),
            key="indicator",
        ),
        _resource("areas", (), key="adcode"),
        _resource("reports", (_AREA, _YEAR), key="report_id"),
        _resource(
            "issues",
            (
                _name("kind", "contradiction"),
                _word("issues", "severity"),
                _INDICATOR,
                _AREA,
                _REPORT,
            ),
        ),
        _resource("population", (_AREA,)),
        _resource("figures", (_INDICATOR, _DOMAIN, _AREA, _YEAR), shown=_FIGURES, source=_WITH_STATISTICS),
        _resource("differences", (_REPORT,)),
        _resource(
            "mentions",
            (
                _word("mentions", "kind"),
                _INDICATOR,
                _STATUS,
                _REPORT,
            ),
        ),
        _resource(
            "programmes",
            (
                _name("kind", "platform"),
                _name("theme", "digital"),
                _AREA,
                _REPORT,
            ),
        ),
    )
}
