"""Two indicators against each other: which can be set so, and the pairs of values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import names, views
from dashboard.asking import Data, Record
from dashboard.markup import dot, esc, evidence_url, link
from dashboard.words import Words


def values(data: Data, districts: Sequence[str]) -> dict[str, dict[str, Record]]:
    """Give each indicator's newest actual value of each of the districts that has just one.

    A district that contradicts itself has no one place on a chart of dots and is left out.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in views.stated_first(data.observations(adcodes=districts, status="actual", newest=True)):
        groups.setdefault((row["indicator"], row["adcode"]), []).append(row)
    made: dict[str, dict[str, Record]] = {}
    for (indicator, adcode), rows in groups.items():
        if len({(row["value"], row["unit"]) for row in rows}) == 1:
            made.setdefault(indicator, {})[adcode] = rows[0]
    return {name: found for name, found in made.items() if len(found) > 1}


def partners(all_values: dict[str, dict[str, Record]], indicator: str) -> list[str]:
    """List the indicators that share at least two districts with one, those that share most first."""
    mine = set(all_values.get(indicator, {}))
    shared = {name: len(mine & set(found)) for name, found in all_values.items() if name != indicator}
    return sorted((name for name, count in shared.items() if count > 1), key=lambda name: -shared[name])


def pairs(
    all_values: dict[str, dict[str, Record]],
    x: str,
    y: str,
    districts: Sequence[str],
    data: Data,
    words: Words,
) -> list[dict[str, Any]]:
    """List the districts that have both values, with both rows, as the chart and its table need them."""
    return [
        {
            "adcode": a,
            "name": names.short_name(data, a, words),
            "x": all_values[x][a],
            "y": all_values[y][a],
            "x_text": names.value_text(all_values[x][a], words),
            "y_text": names.value_text(all_values[y][a], words),
        }
        for a in districts
        if a in all_values.get(x, {}) and a in all_values.get(y, {})
    ]


def rows_of(found: list[dict[str, Any]]) -> list[Record]:
    """Give the observations behind the dots, for the downloads."""
    return [pair[axis] for pair in found for axis in ("x", "y")]


def pairs_table(found: list[dict[str, Any]], titles: list[str], words: Words, dark: bool) -> str:
    """Make the table under a chart of dots: both values of each district, each a link to its sentence."""
    body = []
    for pair in found:
        cells = "".join(
            f"<td>{link(evidence_url(pair[axis], words), esc(pair[axis + '_text']), 'num')} "
            '<span class="muted '
            f'num">{pair[axis]["year"] or ""}</span></td>'
            for axis in ("x", "y")
        )
        body.append(f'<tr><th scope="row">{dot(pair["adcode"], dark)}{esc(pair["name"])}</th>{cells}</tr>')
    head = "".join(f'<th scope="col">{esc(name)}</th>' for name in (words("table.district"), *titles))
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr>'
        f"</thead><tbody>{''.join(body)}</tbody></table></div>"
    )
