"""A query string becomes a question that the data set can be asked, or the problem with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jsonschema import Draft202012Validator

from dashboard.api.problems import RequestError
from dashboard.api.resources import MANY, Resource, Schema

LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 100}
CURSOR: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{16}-[0-9]{1,15}$",
    "maxLength": 32,
    "examples": ["0123456789abcdef-100"],
}
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows of a resource are asked for.

    Attributes:
        resource: what is asked for.
        chosen: the values of each filter that is set.
        limit: how many rows at most.
        version: of the data set that ``after`` counts in; empty at the beginning.
        after: the number of the table's row that the last page ended with.
    """

    resource: Resource
    chosen: Mapping[str, tuple[str | int, ...]] = field(default_factory=dict)
    limit: int = 100
    version: str = ""
    after: int = 0


def read(resource: Resource, pairs: Iterable[tuple[str, str]]) -> Question:
    """Read the parameters of a request for rows.

    Raises:
        RequestError: a parameter is unknown or given too often, or its schema does not allow its value.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    known = (*resource.filters, "limit", "cursor")
    for name, values in given.items():
        if name not in known:
            raise RequestError(400, "unknown_parameter", name=name[:80], known=", ".join(known))
        most = MANY if name in resource.filters else 1
        if len(values) > most:
            raise RequestError(400, "too_many_values", name=name, n=len(values), most=most)
    chosen = {
        name: tuple(_checked(name, value, filter_.schema) for value in given[name])
        for name, filter_ in resource.filters.items()
        if name in given
    }
    limit = int(_checked("limit", given["limit"][0], LIMIT)) if "limit" in given else LIMIT["default"]
    version, after = "", "0"
    if "cursor" in given:
        version, after = str(_checked("cursor", given["cursor"][0], CURSOR)).split("-")
    return Question(resource, chosen, limit, version, int(after))


def read_none(pairs: Iterable[tuple[str, str]]) -> None:
    """See to it that a request for one thing has no parameters.

    Raises:
        RequestError: it has.
    """
    for name, _ in pairs:
        raise RequestError(400, "no_parameters", name=name[:80])


def _checked(name: str, value: str, schema: Schema) -> str | int:
    whole = schema["type"] == "integer" and _WHOLE_NUMBER.fullmatch(value)
    read: str | int = int(value) if whole else value
    if not Draft202012Validator(schema).is_valid(read):
        raise RequestError(400, "bad_value", name=name, value=value[:80], expected=_expected(schema))
    return read


def _expected(schema: Schema) -> str:
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if schema["type"] == "integer":
        return f"{schema['minimum']} … {schema['maximum']}"
    return str(schema["examples"][0])
