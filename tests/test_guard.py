"""The headers of trust: on every answer, and as strict as the pages can bear."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from asgi import ask
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dashboard import guard, scripts, server, words

HEAD = "<html><head><script>var theirs = 1</script></head><body></body></html>"


def asked(path: str, **own: str) -> dict[str, str]:
    """The headers of an answer, as the server's middleware sends it."""

    def page(request: object) -> Response:
        return HTMLResponse(HEAD)

    def data(request: object) -> Response:
        return JSONResponse({"a": 1}, headers=own)

    app = Starlette(
        routes=[Route("/page", page), Route("/data", data)],
        middleware=[Middleware(guard.Guard), Middleware(server.Whole)],
    )
    sent = ask(app, path)
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def directives(policy: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy.split("; ")}


@pytest.mark.parametrize("path", ["/page", "/data", "/nothing-here"])
def test_every_answer_carries_the_headers(path: str) -> None:
    headers = asked(path)
    for name in guard.HEADERS:
        assert headers[name], name
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert "camera=()" in headers["permissions-policy"]


def test_a_page_runs_files_of_the_server_and_named_scripts_and_nothing_else() -> None:
    rules = directives(asked("/page")["content-security-policy"])
    assert rules["default-src"] == ["'none'"] and rules["frame-ancestors"] == ["'none'"]
    assert "object-src" not in rules and "worker-src" not in rules, "what is not named, default-src forbids"
    hashes = [source for source in rules["script-src"] if source != "'self'"]
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", source) for source in hashes)
    inline = ["var theirs = 1", server.WORD.decode()[8:-9].replace("__BASE__", ""), *scripts.every()]
    wanted = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    assert sorted(hashes) == sorted(f"'sha256-{one}'" for one in wanted)
    everything = " ".join(source for sources in rules.values() for source in sources)
    assert "*" not in everything and "http" not in everything and "eval" not in everything
    assert [name for name, sources in rules.items() if "'unsafe-inline'" in sources] == ["style-src"]


def test_what_is_no_page_may_do_nothing() -> None:
    assert asked("/data")["content-security-policy"] == guard.NOTHING


def test_an_answer_may_be_stricter_or_other_by_itself() -> None:
    headers = asked("/data", **{"cross-origin-resource-policy": "cross-origin"})
    assert headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_scripts_are_filled_with_words_and_nothing_of_the_data(lang: str) -> None:
    w = words.load(lang)
    for script, key in ((scripts.frame(lang), "share.copied"), (scripts.uploader(lang), "add.browse")):
        assert "__" not in script.replace("window.__", "") and "</script" not in script
        assert w(key).encode("ascii", "backslashreplace").decode() in script or w(key) in script


def test_the_server_sets_them_first() -> None:
    first: object = server.middleware()[0].cls
    assert first is guard.Guard
