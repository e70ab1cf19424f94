"""Official figures beside what reports say: a table under a comparison, a line beside a chosen number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dashboard import names
from dashboard.asking import Data
from dashboard.markup import esc, link, url
from dashboard.words import Words

_FIGURES = """
SELECT figure_id, f.adcode, f.year, f.value, f.unit, f.sheet, f.cell, f.note, s.title, s.publisher,
       s.published, s.file, d.percent, d.beyond, o.report_id, o.start, o.value, o.value_max, o.unit,
       o.qualifier
FROM figures AS f JOIN statistics AS s USING (table_id)
LEFT JOIN differences AS d USING (figure_id) LEFT JOIN observations AS o USING (observation_id)
WHERE f.indicator = ? AND f.adcode IN (SELECT value FROM json_each(?))
ORDER BY f.adcode, f.year DESC, figure_id, d.rowid
"""
_COLUMNS = (
    "figure_id", "adcode", "year", "value", "unit", "sheet", "cell", "note", "title", "publisher",
    "published", "file", "percent", "beyond", "report_id", "start", "said", "said_max", "said_unit",
    "qualifier",
)  # fmt: skip
_OF_NUMBER = """
SELECT f.value, f.unit, f.year, f.sheet, f.cell, s.title, s.file, d.percent, d.beyond
FROM observations AS o JOIN differences AS d USING (report_id, observation_id)
JOIN figures AS f USING (figure_id) JOIN statistics AS s USING (table_id)
WHERE o.report_id = ? AND o.start = ? ORDER BY d.rowid
"""


def section(data: Data, indicator: str, districts: Sequence[str], words: Words) -> str:
    """Show the official figures of an indicator, each with its source and what the report says of the same.

    Empty where there are none.
    """
    if not data.sizes.get("figures"):
        return ""
    found = data.query(_FIGURES, indicator, json.dumps(list(districts)))
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        told = dict(zip(_COLUMNS, row, strict=True))
        groups.setdefault(str(told["figure_id"]), []).append(told)
    if not groups:
        return ""
    place = {adcode: at for at, adcode in enumerate(districts)}
    ordered = sorted(groups.values(), key=lambda group: place[group[0]["adcode"]])
    heads = "".join(
        f'<th scope="col">{esc(words(f"official.{key}"))}</th>'
        for key in ("district", "year", "value", "said", "source")
    )
    body = "".join(_row(group, data, words) for group in ordered)
    return (
        f'<section class="about"><h2>{esc(words("official.title"))}</h2><div class="scroll">'
        '<table class="official">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div></section>"
    )


def beside(data: Data, report: str, start: int, words: Words) -> str:
    """Say of a number of a report how it stands to official figures; empty where there are none."""
    if not data.sizes.get("differences"):
        return ""
    columns = ("value", "unit", "year", "sheet", "cell", "title", "file", "percent", "beyond")
    told = [dict(zip(columns, row, strict=True)) for row in data.query(_OF_NUMBER, report, start)]
    return "".join(
        f'<p class="official small">{esc(difference(row, words))}<br><span class="muted">'
        f"{esc(words('official.has', value=_value(row, words), year=row['year']))} {esc(_where(row, words))}"
        f"</span></p>"
        for row in told
    )


def difference(row: dict[str, Any], words: Words) -> str:
    """Say in plain words how a report's value stands to an official figure."""
    if row["percent"] is None:
        return words("official.equal" if not row["beyond"] else "official.unlike", title=row["title"])
    apart = abs(float(row["percent"]))
    if not apart:
        return words("official.equal", title=row["title"])
    percent = "<0.1" if apart < 0.05 else f"{apart:.1f}"
    return words(
        "official.apart" if row["beyond"] else "official.rounded", title=row["title"], percent=percent
    )


def _row(group: list[dict[str, Any]], data: Data, words: Words) -> str:
    first = group[0]
    said = "".join(_said(row, words) for row in group if row["report_id"])
    source = " ".join(str(first[key]) for key in ("publisher", "published") if first[key])
    told = f"{first['title']} {source}".strip()
    notes = f'<br><span class="muted small">{esc(first["note"])}</span>' if first["note"] else ""
    return (
        f'<tr><th scope="row">{esc(data.once(names.places, words.lang)[str(first["adcode"])])}</th>'
        f'<td class="num">{esc(first["year"])}</td><td class="num">{esc(_value(first, words))}</td>'
        f"<td>{said or esc(words('official.unsaid'))}</td>"
        f'<td>{esc(told)}<br><span class="muted small">{esc(_where(first, words))}</span>{notes}</td></tr>'
    )


def _said(row: dict[str, Any], words: Words) -> str:
    value = {"value": row["said"], "value_max": row["said_max"], "unit": row["said_unit"]}
    text = names.value_text(value | {"qualifier": row["qualifier"], "nature": "stated"}, words)
    href = url("evidence", words, report=row["report_id"], start=row["start"])
    mark = ' class="beyond"' if row["beyond"] else ""
    return f"<p>{link(href, esc(text), 'ev')} <span{mark}>{esc(difference(row, words))}</span></p>"


def _value(row: dict[str, Any], words: Words) -> str:
    return names.value_text(row | {"value_max": None, "qualifier": "exact", "nature": "stated"}, words)


def _where(row: dict[str, Any], words: Words) -> str:
    key = "official.sheet" if row["sheet"] else "official.cell"
    return words(key, file=row["file"], sheet=row["sheet"], cell=row["cell"])
