"""Programmes, platforms, services and honours: chosen rows, and their table with a column a district."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import names, search
from dashboard.asking import Data, records
from dashboard.markup import badge, dot, esc, link, marked, url
from dashboard.views import LATEST
from dashboard.words import Words
from extract import themes

KINDS = ("platform", "programme", "service", "honour")
_REPORTS = """
SELECT report_id, adcode, year FROM reports WHERE adcode IN (SELECT value FROM json_each(?)) ORDER BY rowid
"""
_MARKS = re.compile(r"[、·\s“”\"‘’'()（）+\-—]")
COLUMNS = (
    "name", "kind", "theme", "district", "adcode", "report_id", "source_title", "start", "end",
    "exact", "sentence",
)  # fmt: skip


def themes_of(data: Data) -> list[str]:
    """List the themes that something named has, in their order."""
    some = "SELECT 1 FROM programmes WHERE theme = ? LIMIT 1"
    return [theme for theme in themes() if data.query(some, theme)]


def several(data: Data) -> bool:
    """Say whether some district has more than one report, so that a year can be chosen."""
    return bool(data.query("SELECT 1 FROM reports GROUP BY adcode HAVING count(*) > 1 LIMIT 1"))


def years(data: Data, districts: Sequence[str]) -> list[str]:
    """List the years that the districts' reports are of, newest first, after ``latest`` and ``all``."""
    found = {str(year) for _, _, year in _reports(data, districts)}
    return [LATEST, names.ALL, *sorted(found, reverse=True)]


def _reports(data: Data, districts: Sequence[str]) -> list[tuple[str, str, int]]:
    return data.query(_REPORTS, json.dumps(sorted(set(districts))))


def _of_year(data: Data, districts: Sequence[str], year: str) -> list[str]:
    """Choose the districts' reports: each one's latest, those of a year, or all."""
    reports = _reports(data, districts)
    latest: dict[str, int] = {}
    for _, adcode, of in reports:
        latest[adcode] = max(latest.get(adcode, of), of)
    return [
        name
        for name, adcode, of in reports
        if year in (names.ALL, str(of)) or (year == LATEST and of == latest[adcode])
    ]


def rows(
    data: Data,
    districts: Sequence[str],
    words: Words,
    q: str = "",
    kind: str = names.ALL,
    theme: str = names.ALL,
    year: str = LATEST,
) -> list[dict[str, Any]]:
    """Choose what the reports name: of the districts, and of a year, a kind, a theme and a search.

    Returns:
        Rows of the table of programmes, each with ``shared``: the other districts that name the same.
    """
    found: dict[str, set[str]] = {}
    reports = _of_year(data, [*data.first_areas, *districts], year)
    named = records(data.programmes(reports))
    for row in named:
        found.setdefault(_key(row), set()).add(str(row["adcode"]))
    order = {adcode: place for place, adcode in enumerate(data.area)}
    chosen = []
    for row in named:
        if row["adcode"] not in districts or kind not in (names.ALL, row["kind"]):
            continue
        if theme not in (names.ALL, row["theme"]):
            continue
        told = [row["name"], words(f"theme.{row['theme']}"), words(f"named.{row['kind']}")]
        if q and not search.score(q, *told):
            continue
        others = sorted(found[_key(row)] - {row["adcode"]}, key=order.__getitem__)
        chosen.append({**row, "shared": others})
    return chosen


def _key(row: dict[str, Any]) -> str:
    return _MARKS.sub("", str(row["name"])).casefold()


def of_kinds(chosen: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Group rows by kind, in the order of the kinds; kinds without a row are left out."""
    groups = [(kind, [row for row in chosen if row["kind"] == kind]) for kind in KINDS]
    return [(kind, group) for kind, group in groups if group]


def summary(
    chosen: Sequence[dict[str, Any]], districts: Sequence[str], data: Data, words: Words, dark: bool
) -> str:
    """Say how many things each district's report names."""
    counts = {adcode: sum(row["adcode"] == adcode for row in chosen) for adcode in districts}
    items = "".join(
        f"<li>{dot(adcode, dark)}{esc(names.short_name(data, adcode, words))} "
        f'<span class="num">{n}</span></li>'
        for adcode, n in counts.items()
    )
    total = words("programmes.count", n=len(chosen))
    return f'<div class="summary" role="status"><strong>{esc(total)}</strong><ul>{items}</ul></div>'


def table(
    kind: str,
    chosen: Sequence[dict[str, Any]],
    districts: Sequence[str],
    data: Data,
    words: Words,
    dark: bool,
) -> str:
    """Make the table of one kind: a row a theme, a column a district, each name with its sentence."""
    title = f"<h2>{esc(words('named.' + kind))} <span class='muted num'>{len(chosen)}</span></h2>"
    note = f"<p class='muted small'>{esc(words('named.' + kind + '_note'))}</p>"
    heads = "".join(
        f'<th scope="col">{dot(adcode, dark)}{esc(names.short_name(data, adcode, words))}</th>'
        for adcode in districts
    )
    body = "".join(
        _theme_row(theme, [row for row in chosen if row["theme"] == theme], districts, data, words, dark)
        for theme in themes()
        if any(row["theme"] == theme for row in chosen)
    )
    head = f'<thead><tr><th scope="col">{esc(words("programmes.theme"))}</th>{heads}</tr></thead>'
    caption = f'<caption class="unseen">{esc(words("named." + kind))}</caption>'
    return (
        f'<section class="named">{title}{note}<div class="scroll">'
        f'<table class="cards named">{caption}{head}<tbody>{body}</tbody></table></div></section>'
    )


def _theme_row(
    theme: str, group: list[dict[str, Any]], districts: Sequence[str], data: Data, words: Words, dark: bool
) -> str:
    cells = []
    for adcode in districts:
        mine = [row for row in group if row["adcode"] == adcode]
        name = names.short_name(data, adcode, words)
        label = f'<span class="who" aria-hidden="true">{dot(adcode, dark)}{esc(name)}</span>'
        items = "".join(_entry(row, data, words) for row in mine)
        empty = f'<span class="muted" aria-label="{esc(words("programmes.not_named"))}" role="img">—</span>'
        cells.append(f'<td class="{"" if mine else "none"}">{label}{items or empty}</td>')
    return f'<tr><th scope="row">{esc(words("theme." + theme))}</th>{"".join(cells)}</tr>'


def _entry(row: dict[str, Any], data: Data, words: Words) -> str:
    """One name, which opens to its sentence, who else names it, and the way to the report."""
    others = ""
    if row["shared"]:
        who = words.join([names.short_name(data, adcode, words) for adcode in row["shared"]])
        others = badge(words("programmes.also", names=who), "quiet")
    href = url("evidence", words, report=row["report_id"], start=row["start"])
    label = words("evidence.open_of", name=names.short_name(data, row["adcode"], words), value=row["name"])
    return (
        f'<details class="entry"><summary>{esc(row["name"])}</summary>'
        f"<q>{sentence(row)}</q> {others} {link(href, esc(words('evidence.open')), 'ev', label)}</details>"
    )


def sentence(row: dict[str, Any]) -> str:
    """Show the sentence of a row with its name marked, escaped."""
    said, exact = str(row["sentence"]), str(row["exact"])
    return marked(said, said.find(exact), exact)


def download(chosen: Sequence[dict[str, Any]], data: Data, words: Words) -> pd.DataFrame:
    """Make the table of a download: a row a name, with where it stands."""
    made = [
        {
            **{key: row[key] for key in COLUMNS if key in row},
            "kind": words(f"named.{row['kind']}"),
            "theme": words(f"theme.{row['theme']}"),
            "district": names.short_name(data, row["adcode"], words),
            "source_title": data.report[row["report_id"]]["title"],
        }
        for row in chosen
    ]
    return pd.DataFrame(made, columns=list(COLUMNS), dtype=object)


def at(data: Data, report: str, start: str) -> dict[str, Any] | None:
    """Find what a report names at an offset of its text; None where it names nothing there."""
    for row in records(data.programmes(report)):
        if start.isdigit() and int(row["start"]) == int(start):
            return row
    return None


def card(row: dict[str, Any], data: Data, words: Words) -> str:
    """Show one name on the page of its report: what it is, and where to see it among others."""
    pairs = [("what", words(f"named.{row['kind']}")), ("theme", words(f"theme.{row['theme']}"))]
    items = "".join(
        f"<dt>{esc(words('programmes.' + key))}</dt><dd>{esc(value)}</dd>" for key, value in pairs
    )
    # Where the page does not show all districts and years unless it is told to.
    there = {"district": None if data.few else row["adcode"], "year": names.ALL if several(data) else None}
    back = link(url("programmes", words, q=row["name"], **there), esc(words("programmes.to")), "ev")
    place = words("evidence.offsets", start=row["start"], end=row["end"])
    return (
        f'<div class="picked"><p class="big">{esc(row["name"])}</p><dl>{items}</dl><p>{back}</p>'
        f'<p class="muted small">{esc(place)}</p></div>'
    )
