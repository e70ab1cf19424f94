"""The HTTP interface of a dashboard that was started as anyone starts it."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest
from conftest import Reader

import extract

pytestmark = pytest.mark.browser


def test_the_data_page_leads_to_the_interface_and_it_answers(
    reader: Reader, address: str, data_folder: Path
) -> None:
    page = reader.open("data")  # a first page builds the data set
    links = page.locator('a[href^="api/v1/"]')
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert len(found) == 3
    for link in found:
        with urllib.request.urlopen(link) as answer:
            assert answer.status == 200 and answer.headers["ETag"]
            body = answer.read()
        if link.endswith("openapi.json"):
            assert json.loads(body)["openapi"] == "3.1.0"
    with urllib.request.urlopen(f"{address}/api/v1/observations?indicator=childcare_places") as answer:
        items = json.loads(answer.read())["items"]
    with extract.open_dataset(data_folder) as data:
        told = data.observations(indicator="childcare_places")
    assert [item["value_text"] for item in items] == told["value_text"].tolist() != []
