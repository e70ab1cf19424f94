"""From the tables of the data set to the table a page shows: pure functions of their arguments."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.load import Data
from dashboard.words import Words

MODES = ("stated", "per_1000", "share")
LATEST, ALL = "latest", "all"
SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ ", "exact": ""}
SAME = ["adcode", "year", "value", "value_max", "unit", "qualifier", "status", "nature", "basis", "group_note"]


def number(value: float, digits: int | None = None) -> str:
    """Write a number with separators: whole where it is whole, else as exact as it was stated."""
    if digits is not None:
        return f"{value:,.{digits}f}"
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def amount(value: float, words: Words) -> str:
    """Write a number for reading: very large ones in 亿, or in millions."""
    if abs(value) < 100_000_000:
        return number(value)
    if words.lang == "zh":
        return f"{number(round(value / 100_000_000, 4))}亿"
    return f"{number(round(value / 1_000_000, 2))} million"


def value_text(row: Any, words: Words) -> str:
    """Write a value as the report means it: ``≥ 1,500–2,000 people``."""
    value, upper = float(row["value"]), row.get("value_max")
    digits = _digits(value) if row.get("nature") == "derived" else None
    text = amount(value, words) if digits is None else number(value, digits)
    if upper is not None and not pd.isna(upper):
        text += "–" + (amount(float(upper), words) if digits is None else number(float(upper), digits))
    unit = words.unit(row["unit"])
    gap = "" if unit in ("%", "‰") else " "
    return f"{SIGNS.get(row['qualifier'], '')}{text}{gap}{unit}".rstrip()


def _digits(value: float) -> int:
    # A computed figure is no more exact than what it came from: three significant digits below 100.
    size = abs(value)
    return 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4


def offered(data: Data, domain: str | None = None, everything: bool = False) -> pd.DataFrame:
    """List the indicators worth offering, with how many districts have a value.

    Rates that are only ever computed are no entries of their own: Compare
    shows them as another reading of the count they come from.

    Returns:
        The indicators' table with ``districts``; in the order of the records.
    """
    own = data.observations[data.observations["rate_of"].isna()]
    stated = data.observations[data.observations["nature"] == "stated"]
    counted = pd.concat([own, stated]).groupby("indicator")["adcode"].nunique()
    frame = data.indicators.assign(districts=data.indicators["indicator"].map(counted).fillna(0).astype(int))
    if domain and domain != ALL:
        frame = frame[frame["domain"] == domain]
    rates_only = (frame["derived"] == 1) & (frame["districts"] == 0)
    return frame[~rates_only] if everything else frame[frame["districts"] > 0]


def years(data: Data, indicator: str | None = None) -> list[int]:
    """List the years that observations speak of, newest first."""
    frame = data.observations
    if indicator:
        frame = frame[(frame["indicator"] == indicator) | (frame["rate_of"] == indicator)]
    return sorted((int(y) for y in frame["year"].dropna().unique()), reverse=True)


def modes(data: Data, indicator: str) -> list[str]:
    """Say which readings of an indicator make sense: stated, per 1000 residents, share of the largest."""
    has_rate = bool((data.observations["rate_of"] == indicator).any())
    return ["stated", "per_1000", "share"] if has_rate else ["stated", "share"]


def select(
    data: Data, indicator: str, districts: Sequence[str], year: str = LATEST, status: str = ALL, mode: str = "stated"
) -> pd.DataFrame:
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
    frame = data.observations[data.observations["adcode"].isin(districts)]
    if mode == "per_1000":
        frame = frame[frame["rate_of"] == indicator]
    else:
        frame = _stated_first(frame[frame["indicator"] == indicator])
    if status != ALL:
        frame = frame[frame["status"] == status]
    if year == LATEST:
        frame = frame[frame["year"].isna() | (frame["year"] == frame.groupby("adcode")["year"].transform("max"))]
    else:
        frame = frame[frame["year"] == int(year)]
    return _distinct(frame)


def _stated_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out a computed value where the district states one of the same year itself."""
    stated = frame[frame["nature"] == "stated"]
    said = set(zip(stated["adcode"], stated["year"], strict=True))
    keep = [
        nature == "stated" or (adcode, year) not in said
        for nature, adcode, year in zip(frame["nature"], frame["adcode"], frame["year"], strict=True)
    ]
    return frame[keep]


def _distinct(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return frame.assign(times=pd.Series(dtype=int))
    times = frame.groupby(SAME, dropna=False)["observation_id"].transform("size")
    return frame.assign(times=times).drop_duplicates(SAME).reset_index(drop=True)


def compare(data: Data, chosen: pd.DataFrame, districts: Sequence[str], words: Words, mode: str = "stated") -> pd.DataFrame:
    """Make the rows of a comparison: sorted by value, ties by name, districts without a value last.

    Returns:
        ``chosen`` with ``name``, ``bar`` (what is drawn), ``text`` (what is written at
        the bar's end), ``several`` (the district has more than one value), ``missing``.
    """
    rows = chosen.to_dict("records")
    top = max((float(r["value"]) for r in rows), default=0.0)
    counts = chosen.groupby(["adcode", "status", "unit"])["value"].nunique().to_dict() if rows else {}
    for row in rows:
        row["name"] = short_name(data, row["adcode"], words)
        row["text"] = value_text(row, words)
        row["bar"] = float(row["value"])
        row["several"] = counts[(row["adcode"], row["status"], row["unit"])] > 1
        row["missing"] = False
        row["formula_text"] = explain(row, data, words)
        if mode == "share":
            row["bar"] = float(row["value"]) / top * 100 if top else 0.0
            row["text"] = f"{number(round(row['bar'], 1))}%"
    have = {row["adcode"] for row in rows}
    rows.sort(key=lambda row: (-row["bar"], row["name"], row["status"]))
    for adcode in districts:
        if adcode not in have:
            name = short_name(data, adcode, words)
            rows.append({"adcode": adcode, "name": name, "missing": True, "several": False, "text": words("missing.not_stated"), "formula_text": ""})
    return pd.DataFrame(rows, columns=[*chosen.columns, "name", "bar", "text", "several", "missing", "formula_text"])


def explain(row: Any, data: Data, words: Words) -> str:
    """Write how a value was computed, with the indicators' names in place of their ids."""
    formula = row.get("formula")
    if not isinstance(formula, str) or not formula:
        return ""
    named = re.sub(r"[a-z][a-z0-9_]+", lambda m: _name_of(m.group(), data, words), formula)
    return words("nature.formula", formula=named)


def _name_of(token: str, data: Data, words: Words) -> str:
    return str(data.indicator[token][words.lang]) if token in data.indicator else token


def short_name(data: Data, adcode: str, words: Words) -> str:
    """Name a district in the reader's language, or by its code where it is unknown."""
    area = data.area.get(adcode)
    return str(area[words.lang]) if area else adcode


def reference(rows: pd.DataFrame, kind: str, words: Words) -> tuple[float, str] | None:
    """Find the line to draw beside the bars.

    Args:
        rows: of ``compare``.
        kind: ``none``, ``mean`` (of the chosen districts' actual values, each district once,
            and only where all are in one unit) or ``target`` (the first target stated).
        words: of the reader's language.

    Returns:
        The value and its name, or None.
    """
    present = rows[~rows["missing"].astype(bool)] if len(rows) else rows
    if kind == "mean":
        actual = present[present["status"] == "actual"]
        if actual["adcode"].nunique() < 2 or actual["unit"].nunique() != 1:
            return None
        means = actual.groupby("adcode")["bar"].mean()
        return float(means.mean()), words("compare.mean_of", n=len(means))
    if kind == "target":
        targets = present[present["status"] == "target"]
        if len(targets):
            first = targets.iloc[0]
            return float(first["bar"]), words("compare.target_of", name=first["name"])
    return None


def indicator_name(data: Data, indicator: str, words: Words) -> str:
    """Name an indicator in the reader's language, or by its id where it is unknown."""
    record = data.indicator.get(indicator)
    return str(record[words.lang]) if record else indicator


def domain_name(data: Data, domain: str, words: Words) -> str:
    """Name a domain in the reader's language; ``all`` is every domain."""
    if domain == ALL:
        return words("filter.all_domains")
    rows = data.indicators[data.indicators["domain"] == domain]
    return str(rows.iloc[0][f"domain_{words.lang}"]) if len(rows) else domain


def title(data: Data, indicator: str, rows: pd.DataFrame, mode: str, words: Words) -> tuple[str, str]:
    """Name a comparison: indicator on one line; reading, unit and years on the next."""
    units = [words.unit(u) for u in dict.fromkeys(rows["unit"].dropna())]
    stated = sorted({int(y) for y in rows["year"].dropna()})
    span = "" if not stated else str(stated[0]) if len(stated) == 1 else f"{stated[0]}–{stated[-1]}"
    parts = [words(f"mode.{mode}_title") if mode != "stated" else "", "%" if mode == "share" else " / ".join(units), span]
    return indicator_name(data, indicator, words), " · ".join(part for part in parts if part)


def source_line(data: Data, words: Words) -> str:
    """Say whose figures these are and which version of the data set they are from."""
    return words("source.line", version=data.version[:8])


def alt(name: tuple[str, str], rows: pd.DataFrame, words: Words) -> str:
    """Say the point of a comparison in words, for who cannot see the chart."""
    said = [
        words("alt.row", name=row["name"], year="" if pd.isna(row["year"]) else int(row["year"]), value=row["text"])
        for row in rows.to_dict("records")
        if not row["missing"]
    ]
    missing = [row["name"] for row in rows.to_dict("records") if row["missing"]]
    text = words("alt.compare", title=name[0], what=name[1], rows=words("alt.and").join(said))
    return text + (words("alt.missing", names=words.join(missing)) if missing else "")


def rates(data: Data, rows: pd.DataFrame, words: Words) -> dict[str, str]:
    """Give the rate per 1000 residents that was computed from each row's value, as text.

    Returns:
        Observation id → text; a fact stated twice has one rate, found by its value.
    """
    made = data.observations[data.observations["rate_of"].notna()]
    texts: dict[tuple[str, str, float], str] = {}
    parents = data.observations.set_index("observation_id")["value"].to_dict()
    for row in made.to_dict("records"):
        parent = next((p for p in json.loads(row["parents"]) if p in parents), "")
        texts[row["report_id"], row["rate_of"], parents.get(parent, 0.0)] = value_text(row, words)
    found = {}
    for row in rows.to_dict("records"):
        key = (row["report_id"], row["indicator"], row["value"])
        if not row["missing"] and row["status"] == "actual" and key in texts:
            found[row["observation_id"]] = texts[key]
    return found


def issues(data: Data, indicator: str, districts: Sequence[str]) -> pd.DataFrame:
    """List what a reader should know of an indicator's values in the chosen districts."""
    return data.issues[(data.issues["indicator"] == indicator) & data.issues["adcode"].isin(districts)]


def headline(data: Data, grades: dict[str, str], limit: int = 6, everything: bool = False) -> list[str]:
    """Choose the comparisons to show first: the comparable before the rest, then by districts.

    Args:
        data: the data set.
        grades: indicator id → grade of comparability.
        limit: how many at most.
        everything: whether those that do not compare may fill the end of the list.
    """
    order = {"comparable": 0, "with_care": 1, "not_comparable": 2}
    stated = data.observations[data.observations["nature"] == "stated"].groupby("indicator")["adcode"].nunique()
    frame = data.indicators.assign(districts=data.indicators["indicator"].map(stated).fillna(0).astype(int))
    frame = frame[(frame["districts"] >= 2) & frame["indicator"].isin(grades)]
    ranked = sorted(frame.to_dict("records"), key=lambda r: (order.get(grades[r["indicator"]], 3), -r["districts"]))
    ranked = [row for row in ranked if everything or grades[row["indicator"]] in ("comparable", "with_care")]
    return [row["indicator"] for row in ranked][:limit]


def sources(rows: pd.DataFrame, data: Data) -> pd.DataFrame:
    """List the reports that rows came from, once each."""
    used = [r for r in dict.fromkeys(rows["report_id"].dropna()) if r in data.report] if len(rows) else []
    return data.reports[data.reports["report_id"].isin(used)]


def matrix(data: Data, districts: Sequence[str], domain: str = ALL, status: str = ALL) -> pd.DataFrame:
    """Choose the observations of the matrix: each district's newest, computed ones only where none is stated.

    Rates that are only computed from a count are left out; the count is there.
    """
    frame = data.observations[data.observations["adcode"].isin(districts)]
    frame = frame[frame["indicator"].isin(set(offered(data, domain)["indicator"]))]
    if status != ALL:
        frame = frame[frame["status"] == status]
    parts = [_stated_first(part) for _, part in frame.groupby("indicator", sort=False)]
    frame = pd.concat(parts) if parts else frame
    newest = frame.groupby(["indicator", "adcode"])["year"].transform("max")
    return frame[frame["year"].isna() | (frame["year"] == newest)].drop_duplicates(["indicator", *SAME])


def matrix_lines(
    data: Data, cells: pd.DataFrame, grades: dict[str, tuple[str | None, list[str]]], search: str, least: int, sort: str, words: Words
) -> list[dict[str, Any]]:
    """List the rows of the matrix: indicator, domain, how many districts, grade.

    Args:
        data: the data set.
        cells: of ``matrix``.
        grades: indicator → grade and reasons, of those that can be compared.
        search: words that the name, the other name or the definition must contain.
        least: how many districts must have a value.
        sort: ``domain``, ``districts``, ``grade`` or ``name``.
        words: of the reader's language.
    """
    counted = cells.groupby("indicator")["adcode"].nunique().to_dict()
    lines = []
    for record in data.indicators.to_dict("records"):
        name = record["indicator"]
        if counted.get(name, 0) >= max(least, 1) and matches(record, search):
            grade, reasons = grades.get(name, (None, [])) if counted[name] > 1 else (None, [])
            label = {"name": record[words.lang], "domain_name": record[f"domain_{words.lang}"]}
            lines.append({**label, "indicator": name, "domain": record["domain"], "districts": counted[name], "grade": grade, "reasons": reasons})
    order = {"comparable": 0, "with_care": 1, "not_comparable": 2, None: 3}
    keys = {"districts": lambda r: -r["districts"], "grade": lambda r: (order[r["grade"]], -r["districts"]), "name": lambda r: r["name"]}
    return sorted(lines, key=keys[sort]) if sort in keys else lines


def matches(record: dict[str, Any], search: str) -> bool:
    """Say whether an indicator has every word of a search in its names, definition or domain."""
    hay = " ".join(str(record[key]) for key in ("indicator", "zh", "en", "definition", "domain_zh", "domain_en")).casefold()
    return all(word in hay for word in search.casefold().split())


def spread(lines: list[dict[str, Any]]) -> dict[int, int]:
    """Count the indicators that at least two, three, four … districts state."""
    most = max((line["districts"] for line in lines), default=0)
    return {n: sum(line["districts"] >= n for line in lines) for n in range(2, most + 1)}
