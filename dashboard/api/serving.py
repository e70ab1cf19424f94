"""The application that answers below ``/api``: paths to questions, questions to answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.api import describing, forms, lookup, parameters, problems
from dashboard.api.problems import RequestError
from dashboard.api.resources import RESOURCES, Resource
from extract import Dataset, HengbiError

T = TypeVar("T")
Endpoint = Callable[[Request], Response]
Make = Callable[[Request, Dataset, str, T], forms.Answer]
VERSION = "/v1"


def application(base: str) -> Starlette:
    """Make the application.

    Args:
        base: the path at which it is served, such as ``/api``, as links and the description name it.
    """
    source = lookup.Source()
    root = base + VERSION
    index = _endpoint(source, (forms.JSON,), _nothing, _index(root))
    routes = [
        Route(VERSION, index),
        Route(f"{VERSION}/", index),
        Route(f"{VERSION}/openapi.json", _description(root)),
        Route(f"{VERSION}/reports/{{key:path}}/text", _endpoint(source, (forms.TEXT,), _nothing, _text)),
    ]
    for resource in RESOURCES.values():
        routes += _routes(source, resource)
    app = Starlette(
        routes=routes,
        exception_handlers={
            RequestError: problems.of_request,
            HTTPException: problems.of_routing,
            HengbiError: problems.of_data,
            Exception: problems.of_fault,
        },
        # Anyone's page may read what anyone may read.
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                expose_headers=["ETag", "Link"],
            )
        ],
    )
    app.router.redirect_slashes = False
    return app


def _routes(source: lookup.Source, resource: Resource) -> list[Route]:
    path = f"{VERSION}/{resource.name}"

    def check(request: Request) -> parameters.Question:
        return parameters.read(resource, request.query_params.multi_items())

    routes = [
        Route(path, _endpoint(source, (forms.JSON, forms.CSV), check, _rows)),
        Route(f"{path}.csv", _endpoint(source, (forms.CSV,), check, _rows)),
    ]
    if resource.key:
        routes.append(
            Route(f"{path}/{{key:path}}", _endpoint(source, (forms.JSON,), _nothing, _row(resource)))
        )
    return routes


def _endpoint(
    source: lookup.Source, offered: tuple[str, ...], check: Callable[[Request], T], make: Make[T]
) -> Endpoint:
    """Answer in this order: is the question right, in which form, of which data, does the client have it."""

    def answer(request: Request) -> Response:
        asked = check(request)
        form = forms.accepted(request.headers, offered)
        data = source()
        etag = forms.tag(data.version, form, request.headers)
        return forms.answer(lambda: make(request, data, form, asked), form, etag, request.headers)

    return answer


def _nothing(request: Request) -> None:
    parameters.read_none(request.query_params.multi_items())


def _rows(request: Request, data: Dataset, form: str, question: parameters.Question) -> forms.Answer:
    page = lookup.rows(data, question)
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != "cursor"]
    following = f"{request.url.path}?{urlencode([*kept, ('cursor', page.cursor)])}" if page.cursor else ""
    if form == forms.CSV:
        return forms.to_csv(question.resource.columns.values(), page.rows), following
    items = [lookup.record(question.resource, row) for row in page.rows]
    return forms.to_json({"version": data.version, "items": items, "next": following or None}), following


def _row(resource: Resource) -> Make[None]:
    def make(request: Request, data: Dataset, form: str, asked: None) -> forms.Answer:
        row = lookup.row(data, resource, request.path_params["key"])
        return forms.to_json(lookup.record(resource, row)), ""

    return make


def _text(request: Request, data: Dataset, form: str, asked: None) -> forms.Answer:
    return lookup.text(data, request.path_params["key"]).encode("utf-8", "replace"), ""


def _index(root: str) -> Make[None]:
    def make(request: Request, data: Dataset, form: str, asked: None) -> forms.Answer:
        tables: Any = data.manifest["tables"]
        resources = {
            name: {"rows": tables[resource.table]["rows"], "href": f"{root}/{name}"}
            for name, resource in RESOURCES.items()
        }
        about = {"version": data.version, "resources": resources, "description": f"{root}/openapi.json"}
        return forms.to_json(about), ""

    return make


def _description(root: str) -> Endpoint:
    described = forms.to_json(describing.document(root))
    version = hashlib.sha256(described).hexdigest()[:16]

    def answer(request: Request) -> Response:
        _nothing(request)
        form = forms.accepted(request.headers, (forms.JSON,))
        etag = forms.tag(version, form, request.headers)
        return forms.answer(lambda: (described, ""), form, etag, request.headers)

    return answer
