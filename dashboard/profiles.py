"""One district over all its indicators: what it states and where it stands."""

from __future__ import annotations

from typing import Any

from dashboard import citing, colours, matrices, names, views
from dashboard.asking import Data, Record
from dashboard.markup import badge, cite_button, esc, evidence_url, kind_marks, link, url
from dashboard.words import Words


def lines(data: Data, adcode: str, grades: dict[str, tuple[str | None, list[str]]]) -> list[dict[str, Any]]:
    """List a district's values, newest of each indicator, with those of the districts near it beside them.

    Returns:
        One entry an observation: the row, its indicator's record, ``others`` (rows of these
        districts in the same unit and status) and ``grade``.
    """
    cells = matrices.cells_of(data, data.near(adcode))
    alike: dict[tuple[str, ...], list[Record]] = {}
    for row in cells:
        alike.setdefault((row["indicator"], row["unit"], row["status"]), []).append(row)
    entries = []
    for row in cells:
        if row["adcode"] == adcode:
            name, same = row["indicator"], alike[row["indicator"], row["unit"], row["status"]]
            grade = grades.get(name, (None, []))[0] if len(views.districts_of(same)) > 1 else None
            entries.append({"row": row, "record": data.indicator[name], "others": same, "grade": grade})
    order = {name: place for place, name in enumerate(data.indicator)}
    return sorted(entries, key=lambda e: order[e["row"]["indicator"]])


def beside(entry: dict[str, Any], adcode: str) -> list[dict[str, Any]]:
    """List the other districts' values of an entry, the largest first."""
    others = [row for row in entry["others"] if row["adcode"] != adcode]
    return sorted(others, key=lambda row: (-row["value"], row["adcode"]))


def strip(entry: dict[str, Any], adcode: str, data: Data, words: Words, dark: bool) -> str:
    """Draw every district's value as a dot on one line from zero; the district's own is the large one."""
    others = entry["others"]
    top = max(row["value"] for row in others)
    if len(views.districts_of(others)) < 2 or top <= 0:
        return f'<span class="muted small">{esc(words("profile.alone"))}</span>'
    dots, said = [], []
    for row in others:
        mine = row["adcode"] == adcode
        name = f"{names.short_name(data, row['adcode'], words)} {names.value_text(row, words)}"
        left = max(0.0, row["value"]) / top * 100
        style = f"left:{left:.1f}%;--c:{colours.district(row['adcode'], dark)}"
        dot = f'<span class="pip{" mine" if mine else ""}" style="{style}" title="{esc(name)}"></span>'
        dots.append((mine, dot))
        said.append(name)
    # The district's own is drawn last, over the others.
    drawn = "".join(dot for _, dot in sorted(dots, key=lambda one: one[0]))
    return f'<span class="strip" role="img" aria-label="{esc(words.join(said))}">{drawn}</span>'


def table(entries: list[dict[str, Any]], adcode: str, data: Data, words: Words, dark: bool) -> str:
    """Make the table of a district's values, by domain."""
    body, domain = [], None
    for entry in entries:
        record = entry["record"]
        if record["domain"] != domain:
            domain = record["domain"]
            body.append(
                '<tr class="group"><th scope="colgroup" '
                f'colspan="4">{esc(record[f"domain_{words.lang}"])}</th></tr>'
            )
        body.append(_line(entry, adcode, data, words, dark))
    head = "".join(
        f'<th scope="col">{esc(words("table." + key))}</th>'
        for key in ("indicator", "value", "standing", "evidence")
    )
    return (
        f'<div class="scroll"><table class="cards profile"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _line(entry: dict[str, Any], adcode: str, data: Data, words: Words, dark: bool) -> str:
    row, record = entry["row"], entry["record"]
    name = link(url("compare", words, indicator=row["indicator"]), esc(record[words.lang]))
    year = f' <span class="muted num">{row["year"]}</span>' if row["year"] else ""
    marks = " ".join(kind_marks(row, words))
    word = (
        f' <span class="badge grade-{esc(entry["grade"])}">{esc(words("grade." + entry["grade"]))}</span>'
        if entry["grade"]
        else ""
    )
    text = names.value_text(row, words)
    label = words("evidence.open_of", name=record[words.lang], value=text)
    open_it = link(evidence_url(row, words), esc(words("evidence.open")), "ev", label)
    cite = cite_button(citing.value(row, data, words), record[words.lang], text, words)
    return (
        f'<tr><th scope="row">{name}</th><td class="c-value">'
        f'<span class="num">{esc(text)}</span>{year} {marks}</td>'
        f"<td>{strip(entry, adcode, data, words, dark)}{word}</td>"
        f'<td class="c-evidence">{open_it} {cite}</td></tr>'
    )


def claims(data: Data, adcode: str, kind: str) -> list[Record]:
    """List what a district's reports claim: ``rank`` (its places in an order) or ``target`` (its plans)."""
    reports = list(data.reports(adcode)["report_id"])
    return data.numbers(reports, "rank") if kind == "rank" else data.numbers(reports, "quantity", "target")


def claims_list(found: list[Record], data: Data, words: Words) -> str:
    """Show claims, each with its sentence."""
    sentences: dict[tuple[str, int, int], list[dict[str, Any]]] = {}
    for row in found:
        key = row["report_id"], row["sentence_start"], row["sentence_end"]
        sentences.setdefault(key, []).append(row)
    items = "".join(_claim(data.text(key[0]), key, rows, words) for key, rows in sentences.items())
    return (
        f'<ul class="claims">{items}</ul>'
        if items
        else f'<p class="muted">{esc(words("profile.no_claims"))}</p>'
    )


def _claim(text: str, key: tuple[str, int, int], rows: list[dict[str, Any]], words: Words) -> str:
    """Show one sentence with each of its claims a link to its place."""
    report, at, end = key
    parts = []
    for row in sorted(rows, key=lambda r: r["start"]):
        start = int(row["start"])
        label = words(
            "evidence.open_of", name=row["label"] if isinstance(row["label"], str) else "", value=row["text"]
        )
        parts.append(esc(names.one_line(text[at:start])))
        parts.append(
            link(
                url("evidence", words, report=report, start=start),
                f"<mark>{esc(row['text'])}</mark>",
                "",
                label,
            )
        )
        at = int(row["end"])
    parts.append(esc(names.one_line(text[at:end])))
    scopes = words.join(list(dict.fromkeys(str(r["scope"]) for r in rows if isinstance(r["scope"], str))))
    return f"<li>{badge(scopes, 'quiet') + ' ' if scopes else ''}<q>{''.join(parts)}</q></li>"
