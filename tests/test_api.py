"""The data set over HTTP: the very rows of the tables, in pages, in the form that is asked for."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from board import ROOT, with_figures
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

import extract
from dashboard import words
from dashboard.api import describing, lookup
from dashboard.api.beside import Beside
from dashboard.api.resources import RESOURCES
from dashboard.api.serving import VERSION

V1 = "/api/v1"
PAGE = PlainTextResponse("a page of the dashboard")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("HENGBI_DATA", str(with_figures() / "data"))
    # A client that asks for no compression unless a test says so.
    return TestClient(Beside(PAGE), headers={"accept-encoding": "identity"})


@pytest.fixture(scope="module")
def data() -> Iterator[extract.Dataset]:
    with extract.open_dataset(with_figures() / "data") as opened:
        yield opened


def everything(client: TestClient, address: str) -> list[dict[str, Any]]:
    """All rows of all pages, as a client that follows ``next`` gets them."""
    rows, following = [], address
    while following:
        page = client.get(following).json()
        rows += page["items"]
        following = page["next"]
    return rows


@pytest.mark.parametrize("name", RESOURCES)
def test_the_pages_together_are_the_table(name: str, client: TestClient, data: extract.Dataset) -> None:
    resource = RESOURCES[name]
    got = everything(client, f"{V1}/{name}?limit=7" if name != "mentions" else f"{V1}/{name}?limit=100")
    order = f"ORDER BY {resource.table}.rowid"
    table = data.query(f"SELECT * FROM {resource.table} {order}")
    columns = [column.name for column in extract.columns(resource.table)]
    lists = {column.name for column in extract.columns(resource.table) if column.type == "list"}
    assert len(got) == len(table) > 0
    for row, cells in zip(got, table, strict=True):
        kept = dict(zip(columns, cells, strict=True))
        for column in set(kept) & set(row):
            told = json.dumps(row[column], ensure_ascii=False, separators=(",", ":"))
            assert row[column] == kept[column] or (column in lists and told == kept[column])


def test_evidence_is_the_words_of_the_report(client: TestClient) -> None:
    rows = everything(client, f"{V1}/evidence?nature=stated&limit=50")
    texts = {row["report_id"]: client.get(f"{V1}/reports/{row['report_id']}/text").text for row in rows}
    assert len(texts) == 5
    for row in rows:
        text = texts[row["report_id"]]
        assert text[row["start"] : row["end"]] == row["exact"]
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        assert row["title"] and len(row["sha256"]) == 64


def test_derived_evidence_leads_to_that_of_its_parents(client: TestClient) -> None:
    row = everything(client, f"{V1}/evidence?nature=derived")[0]
    assert row["formula"] and row["exact"] is None
    parent = next(parent for parent in row["parents"] if not parent.startswith("population:"))
    assert client.get(f"{V1}/evidence/{parent}").json()["observation_id"] == parent


def test_filters_choose_and_go_together(client: TestClient) -> None:
    rows = everything(client, f"{V1}/observations?area=330113&area=330110&status=actual&basis=level")
    assert {row["adcode"] for row in rows} == {"330113", "330110"}
    assert {(row["status"], row["basis"]) for row in rows} == {("actual", "level")}
    known = {row["indicator"] for row in everything(client, f"{V1}/indicators?domain=childcare")}
    chosen = everything(client, f"{V1}/observations?domain=childcare")
    assert chosen and {row["indicator"] for row in chosen} <= known
    assert everything(client, f"{V1}/observations?year=1999") == []
    assert {row["kind"] for row in everything(client, f"{V1}/issues?severity=error")} == {"contradiction"}


def test_only_the_page_that_is_asked_for_is_read(
    client: TestClient, data: extract.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []
    query = extract.Dataset.query

    def counted(self: extract.Dataset, sql: str, arguments: Any = ()) -> list[tuple[Any, ...]]:
        rows = query(self, sql, arguments)
        asked.append((sql, len(rows)))
        return rows

    monkeypatch.setattr(extract.Dataset, "query", counted)
    client.get(f"{V1}/mentions?limit=3&report=330113-2023")
    assert [count for _, count in asked] == [4]  # one more, to know whether there is a next page
    assert "330113" not in asked[0][0], "values go beside the SQL, never into it"


@pytest.mark.parametrize("name", [name for name, resource in RESOURCES.items() if resource.key])
def test_one_row_by_its_key(name: str, client: TestClient) -> None:
    key = RESOURCES[name].key
    row = client.get(f"{V1}/{name}").json()["items"][0]
    assert client.get(f"{V1}/{name}/{row[key]}").json() == row


@pytest.mark.parametrize("name", RESOURCES)
def test_csv_has_the_rows_of_json(name: str, client: TestClient) -> None:
    by_suffix = client.get(f"{V1}/{name}.csv?limit=40")
    by_accept = client.get(f"{V1}/{name}?limit=40", headers={"accept": "text/csv, application/json;q=0.5"})
    assert by_suffix.headers["content-type"] == by_accept.headers["content-type"] == "text/csv; charset=utf-8"
    assert by_suffix.content == by_accept.content
    page = client.get(f"{V1}/{name}?limit=40")
    assert by_suffix.headers.get("link", "") == page.headers.get("link", "").replace(
        f"/{name}?", f"/{name}.csv?"
    )
    rows = list(csv.DictReader(io.StringIO(by_suffix.text, newline="")))
    assert [*rows[0]] == list(RESOURCES[name].columns)
    for cells, row in zip(rows, page.json()["items"], strict=True):
        for column, value in row.items():
            if isinstance(value, list):
                assert json.loads(extract.unguarded(cells[column])) == value
            elif isinstance(value, str):
                assert extract.unguarded(cells[column]) == value
            else:
                assert (float(cells[column]) if cells[column] else None) == value


def test_the_tag_saves_the_answer(client: TestClient, data: extract.Dataset) -> None:
    first = client.get(f"{V1}/observations")
    tag = first.headers["etag"]
    assert tag.startswith(f'"{data.version}') and not tag.startswith("W/")
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(f"{V1}/observations", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{V1}/observations", headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get(f"{V1}/areas/999999", headers={"if-none-match": "*"}).status_code == 404


def test_other_bytes_have_another_tag(client: TestClient) -> None:
    plain = client.get(f"{V1}/observations")
    squeezed = client.get(f"{V1}/observations", headers={"accept-encoding": "gzip"})
    assert squeezed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert squeezed.json() == plain.json()
    assert int(squeezed.headers["content-length"]) < len(plain.content) / 2
    tags = {
        plain.headers["etag"],
        squeezed.headers["etag"],
        client.get(f"{V1}/observations.csv").headers["etag"],
    }
    assert len(tags) == 3
    assert {part.strip() for part in plain.headers["vary"].lower().split(",")} >= {
        "accept",
        "accept-encoding",
    }


def test_head_is_get_without_its_body(client: TestClient) -> None:
    for path in ("", "/observations", "/reports/330113-2023/text", "/openapi.json", "/areas/999999"):
        got, head = client.get(f"{V1}{path}"), client.head(f"{V1}{path}")
        assert head.status_code == got.status_code
        assert head.headers == got.headers


def test_a_page_of_a_set_that_was_replaced_is_refused(client: TestClient) -> None:
    following = client.get(f"{V1}/observations?limit=2").json()["next"]
    assert client.get(following).status_code == 200
    older = following.rpartition("cursor=")[0] + "cursor=0123456789abcdef-2"
    assert client.get(older).status_code == 409


def test_a_new_data_set_is_seen_at_once(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, out = tmp_path / "seeds", tmp_path / "data"
    shutil.copytree(ROOT / "seeds" / "330113-linping", seeds / "330113-linping")
    extract.build(seeds, out)
    monkeypatch.setenv("HENGBI_DATA", str(out))
    before = client.get(f"{V1}/reports")
    shutil.copytree(ROOT / "seeds" / "330110-yuhang", seeds / "330110-yuhang")
    extract.build(seeds, out)
    after = client.get(f"{V1}/reports")
    assert (len(before.json()["items"]), len(after.json()["items"])) == (1, 2)
    assert before.headers["etag"] != after.headers["etag"]


WRONG = [
    ("/nothing", 404, "no_path"),
    ("/observations/", 404, "no_row"),
    ("/observations/330113-2023:no_such:1", 404, "no_row"),
    ("/indicators/no_such", 404, "no_row"),
    ("/reports/..%2F..%2Fetc", 404, "no_row"),
    ("/reports/no/text", 404, "no_row"),
    ("/areas/330113?year=2023", 400, "no_parameters"),
    ("/observations?colour=red", 400, "unknown_parameter"),
    ("/observations?year=abc", 400, "bad_value"),
    ("/observations?year=٢٠٢٣", 400, "bad_value"),
    ("/observations?year=", 400, "bad_value"),
    ("/observations?area=33011", 400, "bad_value"),
    ("/observations?area=330113%0A", 400, "bad_value"),
    ("/observations?status=maybe", 400, "bad_value"),
    ("/observations?indicator=x'%20OR%201=1--", 400, "bad_value"),
    ("/observations?limit=0", 400, "bad_value"),
    ("/observations?limit=10001", 400, "bad_value"),
    ("/observations?limit=5&limit=6", 400, "too_many_values"),
    ("/observations?cursor=12", 400, "bad_value"),
    ("/observations?" + "&".join(["year=2023"] * 101), 400, "too_many_values"),
]


@pytest.mark.parametrize(("path", "status", "code"), WRONG, ids=lambda value: str(value)[:40])
def test_a_problem_says_what_and_what_to_do_in_both_languages(
    path: str, status: int, code: str, client: TestClient
) -> None:
    answer = client.get(f"{V1}{path}")
    said = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (said["status"], said["type"]) == (status, f"urn:hengbi:problem:{code}")
    assert said["title"] == words.load("en")(f"api.{code}") and said["title_zh"] == words.load("zh")(
        f"api.{code}"
    )
    assert said["detail"] != said["detail_zh"] and "{" not in said["detail"] + said["detail_zh"]
    assert "etag" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(method: str, client: TestClient) -> None:
    answer = client.request(method, f"{V1}/observations")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["detail_zh"]


@pytest.mark.parametrize(
    ("accept", "status"),
    [("*/*", 200), ("application/*", 200), ("text/html, */*;q=0.1", 200), ("image/png", 406),
     ("application/json;q=0, image/*", 406), ("application/json;q=x", 406), ("", 200)],
)  # fmt: skip
def test_a_form_is_one_that_the_client_takes(accept: str, status: int, client: TestClient) -> None:
    answer = client.get(f"{V1}/areas", headers={"accept": accept})
    assert answer.status_code == status
    assert answer.headers["content-type"] == (
        "application/json" if status == 200 else "application/problem+json"
    )


def test_pages_of_others_may_read_and_no_more(client: TestClient) -> None:
    there = {"origin": "https://example.org"}
    answer = client.get(f"{V1}/areas", headers=there)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]
    asked = client.options(f"{V1}/areas", headers=there | {"access-control-request-method": "DELETE"})
    assert asked.status_code == 400
    asked = client.options(f"{V1}/areas", headers=there | {"access-control-request-method": "GET"})
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD"


def test_without_a_data_set_it_says_what_to_do(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path))
    answer = client.get(f"{V1}/observations")
    assert answer.status_code == 503 and answer.headers["retry-after"]
    assert "python -m extract build" in answer.json()["detail"]
    assert client.get(f"{V1}/openapi.json").status_code == 200


def test_a_fault_of_ours_shows_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(lookup, "rows", broken)
    answer = TestClient(Beside(PAGE), raise_server_exceptions=False).get(f"{V1}/observations")
    assert answer.status_code == 500 and "secret" not in answer.text
    assert answer.json()["title_zh"] and "secret" in caplog.text


def test_everything_else_is_the_dashboards(client: TestClient) -> None:
    for path in ("/", "/api", "/apiary", "/compare"):
        assert client.get(path).text == "a page of the dashboard"
    below = TestClient(Beside(PAGE, base="/health/"))
    assert below.get(f"/health{V1}/areas?limit=1").json()["next"].startswith(f"/health{V1}/areas?")
    assert below.get(f"/health{V1}/openapi.json").json()["servers"] == [{"url": f"/health{V1}"}]
    assert below.get(f"{V1}/areas").text == "a page of the dashboard"


def test_every_address_that_is_described_is_there_and_the_index_names_all(client: TestClient) -> None:
    described = client.get(f"{V1}/openapi.json").json()
    assert described["openapi"].startswith("3.1") and described == describing.document(f"/api{VERSION}")
    for path in described["paths"]:
        if "{" not in path:
            assert client.get(V1 + path).status_code == 200, path
    index = client.get(V1).json()
    assert set(index["resources"]) == set(RESOURCES)
    for name, about in index["resources"].items():
        assert about["rows"] == len(everything(client, about["href"])), name
