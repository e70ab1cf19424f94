"""What is wrong with a request, as ``application/problem+json`` (RFC 9457) in Chinese and English."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dashboard import words
from extract import HengbiError

MEDIA_TYPE = "application/problem+json"


class RequestError(Exception):
    """A request that cannot be answered.

    Attributes:
        status: the HTTP status.
        code: which problem; its words are ``api.<code>`` and, with what to do, ``api.<code>_do``.
        values: what the words have blanks for.
    """

    def __init__(self, status: int, code: str, **values: object) -> None:
        """Name the problem and what its words need."""
        super().__init__(code)
        self.status, self.code, self.values = status, code, values


def body(problem: RequestError) -> dict[str, object]:
    """Say a problem in both languages: in English under RFC 9457's own names, in Chinese beside them."""
    said: dict[str, object] = {"type": f"urn:hengbi:problem:{problem.code}", "status": problem.status}
    for lang, suffix in (("en", ""), ("zh", "_zh")):
        w = words.load(lang)
        said[f"title{suffix}"] = w(f"api.{problem.code}")
        said[f"detail{suffix}"] = w(f"api.{problem.code}_do", **problem.values)
    return said


def response(problem: RequestError, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a problem."""
    written = json.dumps(body(problem), ensure_ascii=False).encode()
    kept = {"cache-control": "no-store", **(headers or {})}
    if problem.status == 503:
        kept["retry-after"] = "30"
    return Response(written, problem.status, kept, media_type=MEDIA_TYPE)


def of_request(request: Request, error: Exception) -> Response:
    """Answer a request whose question is wrong."""
    assert isinstance(error, RequestError)
    return response(error)


def of_routing(request: Request, error: Exception) -> Response:
    """Answer a request for a path that is none, or by a method that a path does not take."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return response(RequestError(405, "method"), {"allow": "GET, HEAD"})
    return response(RequestError(404, "no_path", path=request.url.path))


def of_data(request: Request, error: Exception) -> Response:
    """Answer while there is no data set that can be read."""
    assert isinstance(error, HengbiError)
    return response(RequestError(503, "no_data", error=error))


def of_fault(request: Request, error: Exception) -> Response:
    """Answer after a fault of ours; the log has the traceback."""
    logging.getLogger("hengbi").error("%s failed", request.url.path, exc_info=error)
    return response(RequestError(500, "fault"))
