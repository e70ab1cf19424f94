"""A made-up data set of any size, as a build would write it: real areas and indicators, invented figures.

A hundred observations a report: eighty stated, two to a sentence, and twenty
rates computed from them. The same size gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract import areas, indicators
from extract.checking.derive import derived_indicators
from extract.storage.store import Manifest, ReportRows, Stamp, lock, write_files
from extract.storage.tables import Row, indicator_row, names

STATED, RATES, YEARS, LAST = 80, 20, 20, 2024
A_REPORT = STATED + RATES
PROGRAMMES = 5
_SAME = ("adcode", "time_period", "year", "qualifier", "status", "basis", "label", "report_id")


def districts() -> list[areas.Area]:
    """The county-level areas that exist, in the order of their codes."""
    found = [a for a in areas.registry().values() if a.level == "county" and not a.ended]
    return sorted(found, key=lambda area: area.adcode)


def shape(observations: int) -> tuple[int, int]:
    """How many areas and years give so many observations: twenty years where that leaves five areas."""
    reports = max(observations // A_REPORT, 1)
    years = max(1, min(YEARS, reports // 5))
    return max(reports // years, 1), years


def write(folder: Path, observations: int) -> Manifest:
    """Write a data set of so many observations into a folder: whole reports of areas that there are."""
    count, years = shape(observations)
    chosen = districts()[:count]
    with lock(folder):
        return write_files(folder, _reports(chosen, years), lambda: _shared(chosen), Stamp("", "", "made up"))


def _records() -> tuple[dict[str, Any], dict[str, Any]]:
    own = dict(indicators())
    return own, dict(derived_indicators(own))


def _stated() -> tuple[list[tuple[str, Any]], list[tuple[str, str]]]:
    """The eighty indicators that are stated, and the twenty of them that have a rate."""
    own, derived = _records()
    rated = [name for name in own if f"{name}_per_1000" in derived][:RATES]
    others = [name for name in own if name not in set(rated)]
    listed = [*rated, *others][:STATED]
    return [(name, own[name]) for name in listed], [(name, f"{name}_per_1000") for name in rated]


def _reports(chosen: list[areas.Area], years: int) -> Iterator[ReportRows]:
    stated, rated = _stated()
    for area in chosen:
        for year in range(LAST - years + 1, LAST + 1):
            yield _report(area, year, stated, rated)


def _report(
    area: areas.Area, year: int, stated: list[tuple[str, Any]], rated: list[tuple[str, str]]
) -> ReportRows:
    report_id, chance = f"{area.adcode}-{year}", random.Random(f"{area.adcode}{year}")
    text = f"{area.zh}{year}年卫生健康工作情况\n"
    observations: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    for pair in zip(stated[::2], stated[1::2], strict=True):
        begin, spans = len(text), []
        text += f"{year}年，{area.zh}坚持以人民健康为中心，持续完善服务体系，"
        for name, record in pair:
            value = chance.randint(10, 90) if record.unit == "%" else chance.randint(1, 90_000)
            text += f"{record.zh}达到"
            spans.append((name, record, value, len(text)))
            text += f"{value}{record.unit}，"
        text = text[:-1] + "，群众获得感不断增强。"
        sentence = (text[begin:], begin, len(text))
        for name, record, value, start in spans:
            observations.append(
                _observation(report_id, area.adcode, year, name, record, value, start, sentence)
            )
            mentions.append(_mention(report_id, len(mentions), name, record, value, start, sentence))
    by_name = {row["indicator"]: row for row in observations}
    observations += [_rate(by_name[name], rate) for name, rate in rated]
    report = {
        "report_id": report_id, "adcode": area.adcode, "year": year, "title": f"{area.zh}{year}年工作情况",
        "publisher": "", "published": f"{year + 1}-01-31", "file": f"{year}.txt", "sha256": "0" * 64,
        "format": "txt", "chars": len(text), "text": text, "mentions": len(mentions),
        "observations": len(observations), "issues": 0,
    }  # fmt: skip
    rows = {
        "reports": [report], "observations": observations, "mentions": mentions,
        "programmes": _programmes(report_id, area.adcode, chance),
        "readings": [{"report_id": report_id, "sha256": "0" * 64, "card": "", "rules": ""}],
    }  # fmt: skip
    return ReportRows(report_id, {table: _rows(table, found) for table, found in rows.items()})


def _observation(
    report_id: str, adcode: str, year: int, name: str, record: Any, value: int, start: int, sentence: Any
) -> dict[str, Any]:
    said = str(value)
    return {
        "observation_id": f"{report_id}:{name}:{start}", "indicator": name, "adcode": adcode,
        "time_period": str(year), "year": year, "value": float(value), "value_text": said,
        "unit": record.unit, "qualifier": "exact", "status": "actual", "nature": "stated", "basis": "level",
        "label": record.zh, "corrected": 0, "report_id": report_id, "start": start,
        "end": start + len(said), "exact": said, "sentence": sentence[0], "sentence_start": sentence[1],
        "sentence_end": sentence[2], "parents": "[]",
    }  # fmt: skip


def _rate(count: dict[str, Any], rate: str) -> dict[str, Any]:
    value = round(count["value"] / 400, 4)
    return {
        "observation_id": f"{count['report_id']}:{rate}:per_1000_at_2020-11-01", "indicator": rate,
        "value": value, "value_text": str(value), "unit": f"{count['unit']}/千人", "nature": "derived",
        "corrected": 0, "parents": f'["{count["observation_id"]}","population:{count["adcode"]}:2020-11-01"]',
        "rate_of": count["indicator"],
        "formula": f"{count['indicator']} {count['value_text']} ÷ resident_population 400000 "
        "(2020-11-01, 第七次全国人口普查公报) × 1000",
        **{key: count[key] for key in _SAME},
    }  # fmt: skip


def _mention(
    report_id: str, n: int, name: str, record: Any, value: int, start: int, sentence: Any
) -> dict[str, Any]:
    return {
        "report_id": report_id, "n": n, "start": start, "end": start + len(str(value)), "text": str(value),
        "kind": "quantity", "value": float(value), "unit": record.unit, "qualifier": "exact",
        "status": "actual", "indicator": name, "label": record.zh, "aspect": "level", "reason": "linked",
        "sentence_start": sentence[1], "sentence_end": sentence[2], "candidates": f'[["{name}",1.0,"made"]]',
    }  # fmt: skip


def _programmes(report_id: str, adcode: str, chance: random.Random) -> list[dict[str, Any]]:
    named = (f"健康服务{chance.randint(1, 9999)}号平台" for _ in range(PROGRAMMES))
    return [
        {"report_id": report_id, "adcode": adcode, "name": name, "kind": "platform", "theme": "digital",
         "start": 0, "end": len(name), "exact": name, "sentence": f"建成{name}。"}
        for name in named
    ]  # fmt: skip


def _shared(chosen: list[areas.Area]) -> Mapping[str, list[Row]]:
    own, derived = _records()
    made = []
    for area in chosen:
        above = next(iter(areas.parents(area)), area)
        made.append(
            {"adcode": area.adcode, "zh": area.zh, "en": area.en or area.zh, "parent_zh": above.zh,
             "parent_en": above.en or above.zh, "valid_from": "", "valid_to": ""}
        )  # fmt: skip
    people = [
        {"adcode": a["adcode"], "date": "2020-11-01", "resident_population": 400_000, "precision": 1}
        for a in made
    ]
    return {
        "areas": _rows("areas", made),
        "population": _rows("population", people),
        "indicators": [indicator_row(name, record) for name, record in own.items()]
        + [indicator_row(name, record, derived=True) for name, record in derived.items()],
    }


def _rows(table: str, rows: list[dict[str, Any]]) -> list[Row]:
    columns = names(table)
    return [tuple(map(row.get, columns)) for row in rows]
