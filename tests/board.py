"""A data set for the tests of the dashboard: the five reports, built once, and a small made-up one."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import extract
from dashboard import load
from dashboard.asking import Data, Rows
from extract.storage.store import ReportRows, Stamp, write_files
from extract.storage.tables import Row, names

ROOT = Path(__file__).resolve().parent.parent
AREAS = {
    "330113": ("临平区", "Linping", "2021-04"),
    "330110": ("余杭区", "Yuhang", "2021-04"),
    "330112": ("临安区", "Lin'an", "2017-08"),
}


@cache
def built() -> Path:
    """A folder with a data set of the five reports, made once for all tests of a run."""
    folder = Path(tempfile.mkdtemp(prefix="hengbi-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    extract.build(ROOT / "seeds", folder)
    return folder


@cache
def with_figures() -> Path:
    """A folder with ``seeds`` and their ``data``: the five reports, and a made-up yearbook beside one.

    Of what the report says of 2023 the yearbook has the same, a tenth more, or twice as much, in turn;
    of 2019 it has figures that the report does not speak of. Its words try to run as HTML.
    """
    home = Path(tempfile.mkdtemp(prefix="hengbi-figures-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    shutil.copytree(ROOT / "seeds", home / "seeds")
    rows = load.tables(built()).rows(Rows(adcodes=("330113",), status="actual"))
    plain = (rows["nature"] == "stated") & (rows["basis"] == "level") & (rows["qualifier"] == "exact")
    plain &= (rows["time_period"] == "2023") & rows["group_note"].isna() & rows["area_note"].isna()
    stated = rows[plain].drop_duplicates("indicator").to_dict("records")
    lines = ["指标,年份,数值,单位,地区,备注"]
    for row, factor in zip(stated, cycle((1, 1.1, 2)), strict=False):
        lines.append(f"{row['indicator']},2023,{row['value'] * factor:.4f},{row['unit']},,")
        lines.append(f"{row['indicator']},2019,7,{row['unit']},临平区,<script>alert(1)</script>")
    data = "\n".join(lines).encode()
    (home / "seeds" / "330113-linping" / "y.csv").write_bytes(data)
    card = home / "seeds" / "330113-linping" / "district.toml"
    said = f'title = "某<b>年鉴"\npublisher = "某局"\nfile = "y.csv"\nsha256 = "{sha256(data).hexdigest()}"\n'
    card.write_text(f"{card.read_text(encoding='utf-8')}\n[[table]]\n{said}", encoding="utf-8")
    assert not extract.build(home / "seeds", home / "data").failures
    return home


def open_page(page: str, **query: str | list[str]) -> AppTest:
    """Open a page of the dashboard without a browser, as a link with this query does."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=120)
    if page == "start":
        app.query_params.update(query)
    app.run()
    if page != "start":
        app.switch_page(f"screens/{page}.py")
        app.query_params.update(query)
        app.run()
    assert not app.exception, app.exception
    return app


def text(app: AppTest) -> str:
    """All that a page shows as HTML."""
    return "\n".join(str(block.proto.body) for block in app.get("html"))


def observation(indicator: str, adcode: str, value: float, **more: Any) -> dict[str, Any]:
    """One row of the observations' table; what is not said is an ordinary stated actual value of 2023."""
    start = more.get("start") or 10
    row: dict[str, Any] = {
        "observation_id": f"{adcode}-2023:{indicator}:{start}", "indicator": indicator, "adcode": adcode,
        "time_period": "2023", "year": 2023, "value": value, "value_max": None, "value_text": str(value),
        "unit": "个", "qualifier": "exact", "status": "actual", "nature": "stated", "basis": "level",
        "group_note": None, "area_note": None, "label": None, "corrected": 0,
        "report_id": f"{adcode}-2023", "start": start, "end": start + len(str(value)),
        "exact": str(value), "sentence": f"全区有{value}个。",
        "sentence_start": start - 3, "sentence_end": start + len(str(value)) + 2, "place": None,
        "formula": None, "parents": "[]",
    }  # fmt: skip
    return row | more


def indicator(name: str, **more: Any) -> dict[str, Any]:
    """One row of the indicators' table."""
    row: dict[str, Any] = {
        "indicator": name, "domain": "childcare", "domain_zh": "托育服务", "domain_en": "Childcare",
        "measure": "stock", "unit": "个", "zh": f"{name}数", "en": name, "definition": f"All {name}",
        "direction": "none", "per_resident": 1, "wording": "托位#", "derived": 0,
    }  # fmt: skip
    return row | more


def mention(report: str, start: int, text: str, kind: str = "quantity", **more: Any) -> dict[str, Any]:
    """One row of the mentions' table."""
    row: dict[str, Any] = {
        "report_id": report, "n": start, "start": start, "end": start + len(text), "text": text, "kind": kind,
        "value": 1.0, "value_max": None, "unit": "个", "qualifier": "exact", "status": "actual",
        "indicator": None, "label": None, "area": None, "period": "2023", "scope": None, "aspect": "level",
        "reason": "no_wording", "sentence_start": 0, "sentence_end": start + len(text), "candidates": "[]",
    }  # fmt: skip
    return row | more


def made(
    observations: list[dict[str, Any]],
    indicators: list[dict[str, Any]] | None = None,
    mentions: list[dict[str, Any]] | None = None,
    issues: list[dict[str, Any]] | None = None,
    texts: dict[str, str] | None = None,
    report: dict[str, Any] | None = None,
    programmes: list[dict[str, Any]] | None = None,
) -> Data:
    """A made-up data set of three districts with a report each; ``report`` is what their cards say."""
    reports = [
        {"report_id": f"{adcode}-2023", "adcode": adcode, "year": 2023, "title": f"{zh}报告", "publisher": "",
         "published": "", "file": "2023.txt", "sha256": "0" * 64, "format": "txt", "chars": 9, "mentions": 1,
         "observations": 1, "issues": 0, "text": (texts or {}).get(f"{adcode}-2023", "1"), **(report or {})}
        for adcode, (zh, _, _) in AREAS.items()
    ]  # fmt: skip
    areas = [
        {"adcode": adcode, "zh": zh, "en": en, "parent_zh": "杭州市", "parent_en": "Hangzhou",
         "valid_from": since, "valid_to": "", "note": "bounds", "note_zh": "边界"}
        for adcode, (zh, en, since) in AREAS.items()
    ]  # fmt: skip
    known = indicators or [indicator(name) for name in sorted({row["indicator"] for row in observations})]
    people = [{"adcode": "330113", "date": "2020-11-01", "resident_population": 100}]
    of_reports = {
        "reports": reports, "observations": observations, "issues": issues or [],
        "mentions": mentions or [mention("330113-2023", 0, "1")], "programmes": programmes or [],
    }  # fmt: skip
    shared = {"areas": areas, "indicators": known, "population": people}
    folder = Path(tempfile.mkdtemp(prefix="hengbi-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    written = ReportRows("", {table: _rows(table, rows) for table, rows in of_reports.items()})
    write_files(
        folder, [written], lambda: {t: _rows(t, rows) for t, rows in shared.items()}, Stamp("", "", "")
    )
    return load.tables(folder)


def _rows(table: str, rows: list[dict[str, Any]]) -> list[Row]:
    return [tuple(row.get(name) for name in names(table)) for row in rows]
