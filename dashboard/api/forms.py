"""The forms of an answer: JSON or CSV, compressed or not, and the tag that tells one answer from another."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response

from dashboard.api.problems import RequestError
from extract import Column, guarded

JSON, CSV, TEXT = "application/json", "text/csv", "text/plain"
FORM = "1"  # raised when the same data are written in another way
SMALL = 1024  # bytes that are not worth compressing
Answer = tuple[bytes, str]  # a body, and the address of the next page or nothing


def accepted(headers: Headers, offered: tuple[str, ...]) -> str:
    """Choose the form that a client likes best among those offered; the first where it does not care.

    Raises:
        RequestError: it likes none.
    """
    liked = _weights(headers.get("accept") or "*/*")
    weight = {
        form: liked.get(form, liked.get(f"{form.partition('/')[0]}/*", liked.get("*/*", 0.0)))
        for form in offered
    }
    best = max(offered, key=lambda form: weight[form])
    if weight[best] <= 0:
        raise RequestError(406, "not_acceptable", offered=", ".join(offered))
    return best


def _weights(header: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((p[2:].strip() for p in parameters if p.startswith("q=")), "1")
        try:
            weights[name] = float(quality)
        except ValueError:
            weights[name] = 0.0
    return weights


def tag(version: str, form: str, headers: Headers) -> str:
    """Name the bytes that a path and query give: the data set's version, the form, and the compression."""
    kind = form.rpartition("/")[2].removeprefix("x-")
    return f'"{version}-{FORM}-{kind}{"-gzip" if _takes_gzip(headers) else ""}"'


def answer(make: Callable[[], Answer], form: str, etag: str, headers: Headers) -> Response:
    """Answer with what ``make`` gives, or with 304, unmade, where the client has it (If-None-Match)."""
    tags = {part.strip().removeprefix("W/") for part in headers.get("if-none-match", "").split(",")}
    kept = {"etag": etag, "cache-control": "no-cache", "vary": "accept, accept-encoding"}
    if etag in tags:
        return Response(status_code=304, headers=kept)
    body, following = make()
    if "*" in tags:  # any answer will do that there is
        return Response(status_code=304, headers=kept)
    if following:
        kept["link"] = f'<{following}>; rel="next"'
    if _takes_gzip(headers) and len(body) > SMALL:
        # Without a time in it: the same answer is the same bytes.
        body, kept["content-encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
    kept["content-type"] = form if form == JSON else f"{form}; charset=utf-8"
    return Response(body, headers=kept)


def to_json(value: Any) -> bytes:
    """Write JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def to_csv(columns: Iterable[Column], rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Write CSV (RFC 4180) in UTF-8 by the rule of cells that the exports keep; lists stay JSON text.

    Text that a spreadsheet would run as a formula has an apostrophe before it, and where a column can be
    null an empty text is a lone apostrophe; JSON has everything as it is.
    """
    told = list(columns)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.name for column in told)
    writer.writerows([_cell(*pair) for pair in zip(told, row, strict=True)] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(column: Column, value: Any) -> Any:
    if value == "" and column.empty == "null":
        return "'"
    return guarded(value) if isinstance(value, str) else value


def _takes_gzip(headers: Headers) -> bool:
    return _weights(headers.get("accept-encoding", "")).get("gzip", 0.0) > 0
