"""Values over the years: gaps stay gaps, and a reorganised district gets a break in its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import names, views
from dashboard.asking import Data, Record
from dashboard.markup import esc, evidence_url, link, url
from dashboard.words import Words


def able(data: Data) -> list[str]:
    """List the indicators of which some district has actual values in two years or more."""
    return [name for name in data.indicator if data.coverage.get(name, {}).get("areas_over_time")]


def points(data: Data, indicator: str, districts: Sequence[str]) -> list[Record]:
    """Choose an indicator's actual values of all years, each distinct value once."""
    rows = data.observations(indicator, districts, status="actual")
    return views.distinct(views.stated_first([row for row in rows if row["year"]]))


def in_time(row: Record) -> tuple[str, int]:
    """Sort values by district, and by year within it."""
    return row["adcode"], row["year"]


def _of_each(points: list[Record]) -> dict[str, list[Record]]:
    """Take the values of each district, in the order of their years."""
    each: dict[str, list[Record]] = {adcode: [] for adcode in views.districts_of(points)}
    for row in sorted(points, key=in_time):
        each[row["adcode"]].append(row)
    return each


def breaks(points: list[Record], data: Data) -> list[tuple[str, int]]:
    """List the districts whose bounds changed between two of these values, with the year of the change."""
    found = []
    for adcode, part in _of_each(points).items():
        since = str(data.area[adcode]["valid_from"] or "")[:4]
        if since.isdigit() and part[0]["year"] < int(since) <= part[-1]["year"]:
            found.append((adcode, int(since)))
    return found


def instead(indicator: str, several: Sequence[str], picked: Sequence[str], data: Data, words: Words) -> str:
    """Offer what can be seen where an indicator has one year only.

    Args:
        indicator: the one asked for.
        several: those of which some district has several years.
        picked: the comparisons that compare best.
        data: the data set.
        words: of the reader's language.
    """
    ways: list[tuple[str, str, Sequence[str]]] = [("trend.compare_instead", "compare", [indicator])]
    ways += [("trend.several", "trend", several), ("trend.compares", "compare", picked)]
    items = "".join(
        f"<li>{esc(words(say))}{words.join([_way(page, one, data, words) for one in offered[:6]])}</li>"
        for say, page, offered in ways
        if offered
    )
    return f'<ul class="claims instead">{items}</ul>'


def _way(page: str, indicator: str, data: Data, words: Words) -> str:
    href = url(page, words, indicator=indicator)
    return link(href, esc(names.indicator_name(data, indicator, words)))


def lines(points: list[Record], data: Data, words: Words) -> list[dict[str, Any]]:
    """Make a line a district: years without a value, and years of a change of bounds, leave a gap.

    Returns:
        ``adcode``, ``name``, ``years`` and ``values`` (None is a gap), ``texts``, ``links`` to the sentences.
    """
    made = []
    for adcode, part in _of_each(points).items():
        since = str(data.area[adcode]["valid_from"] or "")[:4]
        line: dict[str, Any] = {
            "adcode": adcode,
            "name": names.short_name(data, adcode, words),
            "years": [],
            "values": [],
            "texts": [],
            "links": [],
        }
        before: int | None = None
        for row in part:
            year = row["year"]
            crossed = before is not None and since.isdigit() and before < int(since) <= year
            if before is not None and (year > before + 1 or crossed):
                for key, value in (
                    ("years", before + 0.5), ("values", None), ("texts", ""), ("links", ""),
                ):  # fmt: skip
                    line[key].append(value)
            for key, value in (
                ("years", year),
                ("values", row["value"]),
                ("texts", names.value_text(row, words)),
                ("links", evidence_url(row, words)),
            ):
                line[key].append(value)
            before = year
        made.append(line)
    return made


def alt(points: list[Record], name: str, data: Data, words: Words) -> str:
    """Say the values over the years in words."""
    said = [
        words(
            "alt.row",
            name=names.short_name(data, r["adcode"], words),
            year=r["year"],
            value=names.value_text(r, words),
        )
        for r in sorted(points, key=in_time)
    ]
    return words("alt.trend", title=name, rows=words("alt.and").join(said))
