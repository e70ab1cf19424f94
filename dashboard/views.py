"""From the tables of the data set to the table a page shows: pure functions of their arguments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import itemgetter
from statistics import fmean
from typing import Any

import pandas as pd

from dashboard import citing
from dashboard.asking import Data, Record, records
from dashboard.names import ALL, explain, indicator_name, number, short_name, value_text
from dashboard.words import Words

MODES = ("stated", "per_1000", "share")
LATEST = "latest"
_same = itemgetter(
    "indicator", "adcode", "year", "value", "value_max", "unit", "qualifier", "status", "nature", "basis",
    "group_note",
)  # fmt: skip


def offered(data: Data, domain: str | None = None, everything: bool = False) -> pd.DataFrame:
    """List the indicators worth offering, with how many districts have a value.

    Rates that are only ever computed are no entries of their own: Compare
    shows them as another reading of the count they come from.

    Returns:
        The indicators' table with ``districts``; in the order of the records.
    """
    frame = counted(data, "areas")
    if domain and domain != ALL:
        frame = frame[frame["domain"] == domain]
    rates_only = (frame["derived"] == 1) & (frame["districts"] == 0)
    return frame[~rates_only] if everything else frame[frame["districts"] > 0]


def counted(data: Data, what: str) -> pd.DataFrame:
    """Give the indicators' table with ``districts``: so many as ``what``, a column of coverage, says."""
    counts = {name: row[what] for name, row in data.coverage.items()}
    districts = data.indicators["indicator"].map(counts).fillna(0).astype(int)
    return data.indicators.assign(districts=districts)


def family(data: Data, indicator: str) -> list[str]:
    """List an indicator and those that are its rates per 1000 residents."""
    return [indicator, *data.coverage.get(indicator, {}).get("rates", [])]


def years(data: Data, indicator: str | None = None) -> list[int]:
    """List the years that observations speak of, newest first."""
    names = family(data, indicator) if indicator else data.coverage
    return sorted({y for name in names if name in data.coverage for y in data.coverage[name]["years"]})[::-1]


def modes(data: Data, indicator: str) -> list[str]:
    """Say which readings of an indicator make sense: stated, per 1000 residents, share of the largest."""
    return ["stated", "per_1000", "share"] if family(data, indicator)[1:] else ["stated", "share"]


def select(
    data: Data,
    indicator: str,
    districts: Sequence[str],
    year: str = LATEST,
    status: str = ALL,
    mode: str = "stated",
) -> list[Record]:
    """Choose the observations that a comparison shows.

    Args:
        data: the data set.
        indicator: an indicator's id.
        districts: codes of the districts.
        year: a year, or ``latest`` for each district's newest.
        status: ``actual``, ``target`` or ``all``.
        mode: one of ``MODES``.

    Returns:
        Observations, one row a distinct value; ``times`` says how often the report states it.
    """
    rows = data.observations(family(data, indicator), districts)
    if mode == "per_1000":
        rows = [row for row in rows if row["rate_of"] == indicator]
    else:
        rows = stated_first([row for row in rows if row["indicator"] == indicator])
    return of_time(rows, year, status)


def of_time(rows: list[Record], year: str = LATEST, status: str = ALL) -> list[Record]:
    """Keep the observations of a year or each district's newest, and of a status, each value once."""
    rows = [row for row in rows if status in (ALL, row["status"])]
    if year == LATEST:
        newest: dict[tuple[str, str], int] = {}
        for row in rows:
            key = row["indicator"], row["adcode"]
            newest[key] = max(newest.get(key, 0), row["year"] or 0)
        rows = [row for row in rows if row["year"] in (None, newest[row["indicator"], row["adcode"]])]
    else:
        rows = [row for row in rows if row["year"] == int(year)]
    return distinct(rows)


def stated_first(rows: list[Record]) -> list[Record]:
    """Leave out a computed value where the district states one of the same year itself."""

    def told(row: Record) -> tuple[str, str, int | None]:
        return row["indicator"], row["adcode"], row["year"]

    stated = {told(row) for row in rows if row["nature"] == "stated"}
    return [row for row in rows if row["nature"] == "stated" or told(row) not in stated]


def distinct(rows: list[Record]) -> list[Record]:
    """Keep each distinct value once; ``times`` says how often the report states it."""
    alike: dict[tuple[Any, ...], list[Record]] = {}
    for row in rows:
        alike.setdefault(_same(row), []).append(row)
    return [{**same[0], "times": len(same)} for same in alike.values()]


def districts_of(rows: list[Record]) -> list[str]:
    """List the districts that observations are of, in their order."""
    return list(dict.fromkeys(row["adcode"] for row in rows))


def compare(
    data: Data, chosen: list[Record], districts: Sequence[str], words: Words, mode: str = "stated"
) -> list[Record]:
    """Make the rows of a comparison: sorted by value, ties by name, districts without a value last.

    Returns:
        ``chosen`` with ``name``, ``bar`` (what is drawn), ``text`` (what is written at
        the bar's end), ``several`` (the district has more than one value), ``missing``;
        of a missing value there is no more than these and the district.
    """
    top = max((row["value"] for row in chosen), default=0.0)
    values: dict[tuple[str, ...], set[float]] = {}
    for row in chosen:
        values.setdefault((row["adcode"], row["status"], row["unit"]), set()).add(row["value"])
    rows = []
    for row in chosen:
        bar, text = row["value"], value_text(row, words)
        if mode == "share":
            bar = bar / top * 100 if top else 0.0
            text = f"{number(round(bar, 1))}%"
        made = {
            "name": short_name(data, row["adcode"], words),
            "bar": bar,
            "text": text,
            "several": len(values[row["adcode"], row["status"], row["unit"]]) > 1,
            "missing": False,
            "formula_text": explain(row, data, words),
            "cite": citing.value(row, data, words),
        }
        rows.append(row | made)
    rows.sort(key=lambda row: (-row["bar"], row["name"], row["status"]))
    have, said = set(districts_of(chosen)), words("missing.not_stated")
    missing = {"bar": None, "text": said, "several": False, "missing": True}
    return rows + [
        {"adcode": adcode, "name": short_name(data, adcode, words), **missing}
        for adcode in districts
        if adcode not in have
    ]


def reference(rows: list[Record], kind: str, words: Words) -> tuple[float, str] | None:
    """Find the line to draw beside the bars.

    Args:
        rows: of ``compare``.
        kind: ``none``, ``mean`` (of the chosen districts' actual values, each district once,
            and only where all are in one unit) or ``target`` (the first target stated).
        words: of the reader's language.

    Returns:
        The value and its name, or None.
    """
    present = [row for row in rows if not row["missing"]]
    if kind == "mean":
        bars: dict[str, list[float]] = {}
        units = set()
        for row in present:
            if row["status"] == "actual":
                bars.setdefault(row["adcode"], []).append(row["bar"])
                units.add(row["unit"])
        if len(bars) > 1 and len(units) == 1:
            return fmean(map(fmean, bars.values())), words("compare.mean_of", n=len(bars))
    if kind == "target":
        for row in present:
            if row["status"] == "target":
                return row["bar"], words("compare.target_of", name=row["name"])
    return None


def title(data: Data, indicator: str, rows: list[Record], mode: str, words: Words) -> tuple[str, str]:
    """Name a comparison: indicator on one line; reading, unit and years on the next."""
    present = [row for row in rows if not row["missing"]]
    units = [words.unit(unit) for unit in dict.fromkeys(row["unit"] for row in present) if unit]
    stated = sorted({row["year"] for row in present if row["year"]})
    span = "" if not stated else str(stated[0]) if len(stated) == 1 else f"{stated[0]}–{stated[-1]}"
    parts = [
        words(f"mode.{mode}_title") if mode != "stated" else "",
        "%" if mode == "share" else " / ".join(units),
        span,
    ]
    return indicator_name(data, indicator, words), " · ".join(part for part in parts if part)


def source_line(data: Data, words: Words) -> str:
    """Say whose figures these are and which version of the data set they are from."""
    return words("source.line", version=data.version[:8])


def alt(name: tuple[str, str], rows: list[Record], words: Words) -> str:
    """Say the point of a comparison in words, for who cannot see the chart."""
    said = [
        words(
            "alt.row",
            name=row["name"],
            year=row["year"] or "",
            value=row["text"],
        )
        for row in rows
        if not row["missing"]
    ]
    missing = [row["name"] for row in rows if row["missing"]]
    text = words("alt.compare", title=name[0], what=name[1], rows=words("alt.and").join(said))
    return text + (words("alt.missing", names=words.join(missing)) if missing else "")


def rates(data: Data, rows: list[Record], words: Words) -> dict[str, str]:
    """Give the rate per 1000 residents that was computed from each row's value, as text.

    Returns:
        Observation id → text; a fact stated twice has one rate, found by its value.
    """
    actual = [row for row in rows if not row["missing"] and row["status"] == "actual"]
    indicators = dict.fromkeys(row["indicator"] for row in actual)
    around = data.observations(
        [name for indicator in indicators for name in family(data, indicator)], districts_of(actual)
    )
    texts: dict[tuple[str, str, float], str] = {}
    parents = {row["observation_id"]: row["value"] for row in around}
    for row in around:
        if row["rate_of"]:
            parent = next((p for p in json.loads(row["parents"]) if p in parents), "")
            texts[row["report_id"], row["rate_of"], parents.get(parent, 0.0)] = value_text(row, words)
    keys = {row["observation_id"]: (row["report_id"], row["indicator"], row["value"]) for row in actual}
    return {name: texts[key] for name, key in keys.items() if key in texts}


def issues(data: Data, indicator: str, districts: Sequence[str]) -> pd.DataFrame:
    """List what a reader should know of an indicator's values in the chosen districts."""
    return data.issues(indicator=indicator, adcodes=districts)


def headline(data: Data, grades: dict[str, str], limit: int = 6, everything: bool = False) -> list[str]:
    """Choose the comparisons to show first: the comparable before the rest, then by districts.

    Args:
        data: the data set.
        grades: indicator id → grade of comparability.
        limit: how many at most.
        everything: whether those that do not compare may fill the end of the list.
    """
    order = {"comparable": 0, "with_care": 1, "not_comparable": 2}
    frame = counted(data, "areas_stated")
    frame = frame[(frame["districts"] >= 2) & frame["indicator"].isin(grades)]
    ranked = sorted(records(frame), key=lambda r: (order.get(grades[r["indicator"]], 3), -r["districts"]))
    ranked = [row for row in ranked if everything or grades[row["indicator"]] in ("comparable", "with_care")]
    return [row["indicator"] for row in ranked][:limit]
