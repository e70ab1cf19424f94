"""The OpenAPI description, written from the resources that requests are checked by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import words
from dashboard.api import forms, problems
from dashboard.api.parameters import CURSOR, LIMIT
from dashboard.api.resources import LONGEST, MANY, RESOURCES, Resource
from extract import Column

Json = dict[str, Any]
KEY: Mapping[str, Any] = {"type": "string", "pattern": "^[^/]+$", "minLength": 1, "maxLength": LONGEST}


# What the lists hold that hold more than ids.
_ITEMS: Mapping[str, Json] = {
    "spans": {
        "type": "object",
        "required": ["start", "end", "exact"],
        "properties": {
            "start": {"type": "integer"},
            "end": {"type": "integer"},
            "exact": {"type": "string"},
        },
    },
    "candidates": {
        "type": "array",
        "prefixItems": [{"type": "string"}, {"type": "number"}, {"type": "string"}],
    },
}


def _said(key: str) -> str:
    return f"{words.load('en')(key)} · {words.load('zh')(key)}"


def document(base: str) -> Json:
    """Write the description; ``base`` is the path that all others begin with."""
    paths: Json = {"/": _get("index", "of_index", {forms.JSON: {"type": "object"}}, ["400", "406"])}
    for resource in RESOURCES.values():
        paths |= _paths(resource)
    paths["/reports/{report_id}/text"] = _get(
        "reports_text",
        "of_text",
        {forms.TEXT: {"type": "string"}},
        ["400", "404", "406"],
        [_key_parameter("report_id")],
    )
    paths["/openapi.json"] = _get("openapi", "of_openapi", {forms.JSON: {"type": "object"}}, ["400", "406"])
    schemas = {resource.name: _row(resource) for resource in RESOURCES.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{words.load('zh')('app.name')} Hengbi",
            "version": "1",
            "description": _said("api.about"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {
            "schemas": schemas | {"problem": _problem()},
            "responses": {status: _failure(status) for status in _FAILURES},
            "headers": {"ETag": {"description": _said("api.etag"), "schema": {"type": "string"}}},
        },
    }


_FAILURES = {
    "400": ("bad_value", "unknown_parameter"),
    "404": ("no_row",),
    "405": ("method",),
    "406": ("not_acceptable",),
    "409": ("replaced",),
    "503": ("no_data",),
}


def _failure(status: str) -> Json:
    said = "; ".join(_said(f"api.{code}") for code in _FAILURES[status])
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    return {"description": said, "content": content}


def _problem() -> Json:
    text = {"type": "string"}
    names = ("type", "title", "detail", "title_zh", "detail_zh")
    return {
        "type": "object",
        "required": [*names, "status"],
        "properties": dict.fromkeys(names, text) | {"status": {"type": "integer"}},
    }


def _row(resource: Resource) -> Json:
    return {
        "type": "object",
        "description": _said(f"api.of_{resource.name}"),
        "required": list(resource.columns),
        "additionalProperties": False,
        "properties": {column.name: _value(column) for column in resource.columns.values()},
    }


def _value(column: Column) -> Json:
    said = f"{column.en} · {column.zh}" + (f" ({column.unit})" if column.unit else "")
    if column.type == "list":
        return {"description": said, "type": "array", "items": _ITEMS.get(column.name, {"type": "string"})}
    kind: Json = {"type": [column.type, "null"] if column.empty == "null" else column.type}
    if column.values:
        kind["enum"] = [*column.values, None] if column.empty == "null" else list(column.values)
    return {"description": said, **kind}


def _paths(resource: Resource) -> Json:
    name, row = resource.name, {"$ref": f"#/components/schemas/{resource.name}"}
    page = {
        "type": "object",
        "required": ["version", "items", "next"],
        "additionalProperties": False,
        "properties": {
            "version": {"type": "string", "description": _said("api.version")},
            "items": {"type": "array", "items": row},
            "next": {"type": ["string", "null"], "description": _said("api.next")},
        },
    }
    parameters = [_filter_parameter(resource, filter_) for filter_ in resource.filters]
    parameters += [_parameter("limit", LIMIT), _parameter("cursor", CURSOR)]
    failures, about = ["400", "406", "409"], f"of_{name}"
    table: Json = {forms.CSV: {"type": "string"}}
    paths = {
        f"/{name}": _get(name, about, {forms.JSON: page} | table, failures, parameters),
        f"/{name}.csv": _get(f"{name}_csv", about, table, failures, parameters),
    }
    if resource.key:
        one = f"/{name}/{{{resource.key}}}"
        asked = [_key_parameter(resource.key)]
        paths[one] = _get(f"{name}_one", about, {forms.JSON: row}, ["400", "404", "406"], asked)
    return paths


def _filter_parameter(resource: Resource, name: str) -> Json:
    values = {"type": "array", "minItems": 1, "maxItems": MANY, "items": dict(resource.filters[name].schema)}
    return _parameter(name, values) | {"style": "form", "explode": True}


def _parameter(name: str, schema: Mapping[str, Any]) -> Json:
    said = _said(f"api.filter_{name}")
    return {"name": name, "in": "query", "required": False, "description": said, "schema": dict(schema)}


def _key_parameter(name: str) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": _said("api.key"),
        "schema": dict(KEY),
    }


def _get(
    name: str, about: str, content: Json, failures: list[str], parameters: list[Json] | None = None
) -> Json:
    etag = {"ETag": {"$ref": "#/components/headers/ETag"}}
    responses: Json = {
        "200": {
            "description": _said(f"api.{about}"),
            "headers": etag,
            "content": {form: {"schema": schema} for form, schema in content.items()},
        },
        "304": {"description": _said("api.not_modified"), "headers": etag},
    }
    for status in (*failures, "405", "503"):
        responses[status] = {"$ref": f"#/components/responses/{status}"}
    operation = {"operationId": name, "summary": _said(f"api.{about}"), "parameters": parameters or []}
    return {"get": operation | {"responses": responses}}
