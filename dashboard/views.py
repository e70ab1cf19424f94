"""From the tables of the data set to the table a page shows: pure functions of their arguments."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from dashboard import citing
from dashboard.asking import Data, records
from dashboard.names import ALL, explain, indicator_name, number, short_name, value_text
from dashboard.words import Words

MODES = ("stated", "per_1000", "share")
LATEST = "latest"
SAME = [
    "adcode",
    "year",
    "value",
    "value_max",
    "unit",
    "qualifier",
    "status",
    "nature",
    "basis",
    "group_note",
]


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
    frame = data.observations(family(data, indicator), districts)
    if mode == "per_1000":
        frame = frame[frame["rate_of"] == indicator]
    else:
        frame = stated_first(frame[frame["indicator"] == indicator])
    return of_time(frame, year, status)


def of_time(frame: pd.DataFrame, year: str = LATEST, status: str = ALL) -> pd.DataFrame:
    """Keep the observations of a year or each district's newest, and of a status, each value once."""
    if status != ALL:
        frame = frame[frame["status"] == status]
    if year == LATEST:
        frame = frame[
            frame["year"].isna() | (frame["year"] == frame.groupby("adcode")["year"].transform("max"))
        ]
    else:
        frame = frame[frame["year"] == int(year)]
    return distinct(frame)


def stated_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out a computed value where the district states one of the same year itself."""
    same = ["indicator", "adcode", "year"]
    stated = frame["nature"] == "stated"
    said = set(frame.loc[stated, same].itertuples(index=False, name=None))
    keep = [
        own or row not in said
        for own, row in zip(stated, frame[same].itertuples(index=False, name=None), strict=True)
    ]
    return frame[pd.Series(keep, index=frame.index, dtype=bool)]


def distinct(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep each distinct value once; ``times`` says how often the report states it."""
    if frame.empty:
        return frame.assign(times=pd.Series(dtype=int))
    times = frame.groupby(SAME, dropna=False)["observation_id"].transform("size")
    return frame.assign(times=times).drop_duplicates(SAME).reset_index(drop=True)


def compare(
    data: Data, chosen: pd.DataFrame, districts: Sequence[str], words: Words, mode: str = "stated"
) -> pd.DataFrame:
    """Make the rows of a comparison: sorted by value, ties by name, districts without a value last.

    Returns:
        ``chosen`` with ``name``, ``bar`` (what is drawn), ``text`` (what is written at
        the bar's end), ``several`` (the district has more than one value), ``missing``.
    """
    rows = records(chosen)
    top = max((float(r["value"]) for r in rows), default=0.0)
    counts = chosen.groupby(["adcode", "status", "unit"])["value"].nunique().to_dict() if rows else {}
    for row in rows:
        row["name"] = short_name(data, row["adcode"], words)
        row["text"] = value_text(row, words)
        row["bar"] = float(row["value"])
        row["several"] = counts[(row["adcode"], row["status"], row["unit"])] > 1
        row["missing"] = False
        row["formula_text"] = explain(row, data, words)
        row["cite"] = citing.value(row, data, words)
        if mode == "share":
            row["bar"] = float(row["value"]) / top * 100 if top else 0.0
            row["text"] = f"{number(round(row['bar'], 1))}%"
    have = {row["adcode"] for row in rows}
    rows.sort(key=lambda row: (-row["bar"], row["name"], row["status"]))
    for adcode in districts:
        if adcode not in have:
            name = short_name(data, adcode, words)
            rows.append(
                {
                    "adcode": adcode,
                    "name": name,
                    "missing": True,
                    "several": False,
                    "text": words("missing.not_stated"),
                    "formula_text": "",
                }
            )
    return pd.DataFrame(
        rows, columns=[*chosen.columns, "name", "bar", "text", "several", "missing", "formula_text", "cite"]
    )


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


def title(data: Data, indicator: str, rows: pd.DataFrame, mode: str, words: Words) -> tuple[str, str]:
    """Name a comparison: indicator on one line; reading, unit and years on the next."""
    units = [words.unit(u) for u in dict.fromkeys(rows["unit"].dropna())]
    stated = sorted({int(y) for y in rows["year"].dropna()})
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


def alt(name: tuple[str, str], rows: pd.DataFrame, words: Words) -> str:
    """Say the point of a comparison in words, for who cannot see the chart."""
    said = [
        words(
            "alt.row",
            name=row["name"],
            year="" if pd.isna(row["year"]) else int(row["year"]),
            value=row["text"],
        )
        for row in records(rows)
        if not row["missing"]
    ]
    missing = [row["name"] for row in records(rows) if row["missing"]]
    text = words("alt.compare", title=name[0], what=name[1], rows=words("alt.and").join(said))
    return text + (words("alt.missing", names=words.join(missing)) if missing else "")


def rates(data: Data, rows: pd.DataFrame, words: Words) -> dict[str, str]:
    """Give the rate per 1000 residents that was computed from each row's value, as text.

    Returns:
        Observation id → text; a fact stated twice has one rate, found by its value.
    """
    around = data.observations(
        [name for indicator in rows["indicator"].dropna().unique() for name in family(data, indicator)],
        list(rows["adcode"].unique()),
    )
    texts: dict[tuple[str, str, float], str] = {}
    parents = around.set_index("observation_id")["value"].to_dict()
    for row in records(around[around["rate_of"].notna()]):
        parent = next((p for p in json.loads(row["parents"]) if p in parents), "")
        texts[row["report_id"], row["rate_of"], parents.get(parent, 0.0)] = value_text(row, words)
    found = {}
    for row in records(rows):
        key = (row["report_id"], row["indicator"], row["value"])
        if not row["missing"] and row["status"] == "actual" and key in texts:
            found[row["observation_id"]] = texts[key]
    return found


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
