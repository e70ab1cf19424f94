"""The whole table of observations, the codebook and the word about the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import citing, names, search, views
from dashboard.asking import Data, Rows, records
from dashboard.markup import cite_button, defined, dot, esc, evidence_url, kind_marks, link, quoted, url
from dashboard.words import Words


def chosen(
    data: Data,
    districts: Sequence[str],
    q: str = "",
    domain: str = names.ALL,
    year: str = names.ALL,
    status: str = names.ALL,
    nature: str = names.ALL,
) -> Rows:
    """Choose observations: of the districts, and of whatever else is not ``all``.

    Args:
        data: the data set.
        districts: codes of the districts.
        q: a search over the indicators' names.
        domain: a domain.
        year: a year.
        status: ``actual`` or ``target``.
        nature: ``stated`` or ``derived``.
    """
    wanted = [
        record["indicator"]
        for record in records(data.indicators)
        if domain in (names.ALL, record["domain"])
        and (not q.strip() or search.score(q, record["zh"], record["en"], record["indicator"]))
    ]
    return Rows(
        indicator=None if domain == names.ALL and not q.strip() else tuple(wanted),
        adcodes=tuple(districts),
        years=None if year == names.ALL else (int(year),),
        status=None if status == names.ALL else status,
        nature=None if nature == names.ALL else nature,
    )


def table(frame: pd.DataFrame, data: Data, words: Words, dark: bool) -> str:
    """Make the table of observations, each with its sentence."""
    heads = "".join(
        f'<th scope="col">{esc(words("table." + key))}</th>'
        for key in ("indicator", "district", "year", "value", "sentence")
    )
    body = "".join(_line(row, data, words, dark) for row in records(frame))
    return (
        '<div class="scroll"><table class="cards data"><thead>'
        f"<tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _line(row: dict[str, Any], data: Data, words: Words, dark: bool) -> str:
    text, name = names.value_text(row, words), names.short_name(data, row["adcode"], words)
    marks = " ".join(kind_marks(row, words))
    label = words("evidence.open_of", name=name, value=text)
    said = (
        f"<q>{quoted(row)}</q>"
        if row["nature"] == "stated"
        else f'<span class="muted">{esc(names.explain(row, data, words))}</span>'
    )
    year = "—" if pd.isna(row["year"]) else int(row["year"])
    href = url("compare", words, indicator=row["indicator"])
    head = link(href, esc(names.indicator_name(data, row["indicator"], words)))
    return (
        f'<tr><th scope="row">{head}</th>'
        f'<td class="who">{dot(row["adcode"], dark)}{esc(name)}</td><td class="num">{year}</td>'
        f'<td class="c-value"><span class="num">{esc(text)}</span> {marks}</td>'
        f"<td>{said} {link(evidence_url(row, words), esc(words('evidence.open')), 'ev', label)} "
        f"{cite_button(citing.value(row, data, words), name, text, words)}</td></tr>"
    )


def codebook(data: Data, words: Words) -> str:
    """Show what every indicator means: definition, unit, measure, and how it is recognised."""
    have = views.offered(data).set_index("indicator")["districts"].to_dict()
    parts, domain = [], None
    for record in records(data.indicators[data.indicators["derived"] == 0]):
        if record["domain"] != domain:
            domain = record["domain"]
            parts.append(f"<h3>{esc(record[f'domain_{words.lang}'])}</h3>")
        parts.append(_entry(record, have.get(record["indicator"], 0), words))
    return f'<section class="codebook"><h2>{esc(words("codebook.all"))}</h2>{"".join(parts)}</section>'


def _entry(record: dict[str, Any], districts: int, words: Words) -> str:
    pairs = [
        ("id", record["indicator"]),
        ("definition", defined(record, words)),
        ("unit", words.unit(record["unit"])),
        ("measure", words.known(f"measure.{record['measure']}", record["measure"])),
        ("direction", words.known(f"direction.{record['direction']}", record["direction"])),
        ("wording", record["wording"]),
    ]
    items = "".join(
        f"<dt>{esc(words('codebook.' + key))}</dt><dd>{esc(value)}</dd>" for key, value in pairs if value
    )
    other = record["en" if words.lang == "zh" else "zh"]
    count = words("codebook.districts", n=districts)
    return (
        f'<details><summary>{esc(record[words.lang])} <span class="muted small">{esc(other)} '
        f"· {esc(count)}</span></summary><dl>{items}</dl></details>"
    )


def files(words: Words) -> str:
    """Say how to read the files without this dashboard."""
    code = (
        'import extract\n\ndata = extract.open_dataset("data")\n'
        'data.observations(indicator="childcare_places")  # pandas.DataFrame\n'
        'data.mentions(report_id="330113-2023")\ndata.text("330113-2023")'
    )
    return (
        f'<section class="about"><h2>{esc(words("data.files"))}</h2><p>{esc(words("data.files_note"))}'
        f'</p><pre tabindex="0"><code>{esc(code)}</code></pre></section>'
    )


def machines(words: Words) -> str:
    """Say how programs read the data set over HTTP, with links into the interface."""
    shown = ("api/v1/observations?indicator=childcare_places", "api/v1/observations.csv?year=2023")
    links = "".join(
        f'<li><a href="{esc(path)}" target="_blank"><code>/{esc(path)}</code></a></li>' for path in shown
    )
    described = f'<a href="api/v1/openapi.json" target="_blank">{esc(words("data.http_description"))}</a>'
    return (
        f'<section class="about"><h2>{esc(words("data.http"))}</h2><p>{esc(words("data.http_note"))}</p>'
        f"<ul>{links}<li>{described}</li></ul></section>"
    )
