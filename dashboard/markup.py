"""Pieces of HTML for the pages; whatever comes from a report or the data goes through ``esc``."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard import citing, colours, names
from dashboard.asking import ISSUES, MANY, Data, Record, records
from dashboard.words import Words

_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")


def esc(text: object) -> str:
    """Escape text for HTML, inside and outside of attributes."""
    return html.escape("" if text is None else str(text), quote=True)


def literal(text: object) -> str:
    """Write text for a label of Streamlit's, which it reads as Markdown: every sign stands for itself."""
    return _SIGNS.sub(r"\\\g<0>", str(text))


def url(page: str, words: Words, **params: Any) -> str:
    """Address a page with its state; ``lang`` goes along unless it is the default."""
    pairs = [("lang", words.lang)] if words.lang != "zh" else []
    for key, value in params.items():
        if value is None or value == "":
            continue
        pairs += [(key, str(v)) for v in value] if isinstance(value, (list, tuple)) else [(key, str(value))]
    return f"{page}?{urlencode(pairs)}" if pairs else page


def link(href: str, inner: str, kind: str = "", label: str = "") -> str:
    """Make a link within the dashboard; ``inner`` is HTML."""
    named = f' aria-label="{esc(label)}"' if label else ""
    return f'<a class="{esc(kind)}" data-go="1" href="{esc(href)}"{named}>{inner}</a>'


def badge(text: str, kind: str) -> str:
    """Make a word in a frame."""
    return f'<span class="badge {esc(kind)}">{esc(text)}</span>'


def dot(adcode: str, dark: bool) -> str:
    """Make the small disc in the district's colour."""
    return f'<span class="dot" style="background:{colours.district(adcode, dark)}" aria-hidden="true"></span>'


def evidence_url(row: Any, words: Words) -> str:
    """Address the sentence that a row comes from; a computed one leads to what it was computed from."""
    start = row["start"]
    if start is None or pd.isna(start):
        start = _parent_start(row.get("parents"))
    # A column with gaps makes its whole numbers floats.
    return url("evidence", words, report=row["report_id"], start=None if start is None else int(start))


def _parent_start(parents: object) -> str | None:
    for parent in json.loads(parents) if isinstance(parents, str) and parents else []:
        last = str(parent).rsplit(":", 1)[-1]
        if not str(parent).startswith("population:") and last.isdigit():
            return last
    return None


def quoted(row: Any) -> str:
    """Show the sentence of a row with its number marked, escaped."""
    sentence, exact = row.get("sentence"), row.get("exact")
    if not isinstance(sentence, str) or not sentence:
        return ""
    at = -1
    if isinstance(exact, str) and exact and not pd.isna(row["start"]):
        at = int(row["start"]) - int(row["sentence_start"])
        if sentence[at : at + len(exact)] != exact:
            at = sentence.find(exact)
    return marked(sentence, at, str(exact))


def marked(sentence: str, at: int, exact: str) -> str:
    """Show a sentence on one line, escaped, with what stands at an offset marked; below 0 nothing is."""
    # Line breaks inside a sentence are the report's columns; in a table they are noise.
    if at < 0:
        return esc(names.one_line(sentence))
    # What a break is depends on both sides of it.
    before = names.one_line(sentence[:at] + exact[0])[:-1]
    after = names.one_line(exact[-1] + sentence[at + len(exact) :])[1:]
    return f"{esc(before)}<mark>{esc(names.one_line(exact))}</mark>{esc(after)}"


def grade_strip(grade: str | None, reasons: list[str], words: Words) -> str:
    """Say first how far the values may be compared, and why."""
    if grade is None:
        return f'<div class="grade none" role="note"><strong>{esc(words("grade.none"))}</strong></div>'
    items = "".join(f"<li>{esc(reason)}</li>" for reason in reasons)
    listed = f"<ul>{items}</ul>" if items else ""
    head = (
        f"<strong>{esc(words('grade.' + grade))}</strong>"
        f"<span>{esc(words('grade.' + grade + '_means'))}</span>"
    )
    return f'<div class="grade {esc(grade)}" role="note"><div class="head">{head}</div>{listed}</div>'


def kind_marks(row: Any, words: Words) -> list[str]:
    """Show as badges what kind of value it is: a target, computed, of a corrected reading."""
    marks = []
    if row["status"] == "target":
        marks.append(badge(words("status.target"), "target"))
    if row["nature"] == "derived":
        marks.append(badge(words("nature.derived"), "derived"))
    if row.get("corrected") == 1:
        means = esc(words("nature.corrected_means"))
        marks.append(f'<span class="badge warn" title="{means}">{esc(words("nature.corrected"))}</span>')
    return marks


def marks_of(row: Any, words: Words) -> str:
    """Show as badges what sets a value apart: its kind, addition, group, place."""
    marks = kind_marks(row, words)
    if row["basis"] in ("addition", "change"):
        marks.append(badge(words(f"basis.{row['basis']}"), "quiet"))
    notes = [row.get(key) for key in ("group_note", "area_note")]
    marks += [badge(note, "quiet") for note in notes if isinstance(note, str) and note]
    if row["several"]:
        marks.append(badge(words("compare.several"), "warn"))
    return " ".join(marks)


def compare_table(rows: list[Record], words: Words, dark: bool, rates: dict[str, str] | None = None) -> str:
    """Make the table under a comparison: value, bar and sentence of every district in one row.

    Args:
        rows: of ``views.compare``.
        words: of the reader's language.
        dark: whether the ground is dark.
        rates: observation id → the value per 1000 residents as text, where it makes sense.
    """
    top = max((row["bar"] for row in rows if not row["missing"]), default=0.0)
    heads = ["district", "year", "value"] + (["rate"] if rates else []) + ["sentence"]
    head = "".join(f'<th scope="col" class="c-{h}">{esc(words("table." + h))}</th>' for h in heads)
    body = "".join(_compare_row(row, words, dark, rates, top) for row in rows)
    caption = f"<caption>{esc(words('compare.table_caption'))}</caption>"
    return (
        f'<div class="scroll"><table class="cards compare">{caption}<thead><tr>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def _cell(key: str, inner: str, words: Words) -> str:
    return f'<td class="c-{key}" data-label="{esc(words("table." + key))}">{inner}</td>'


def _compare_row(row: Any, words: Words, dark: bool, rates: dict[str, str] | None, top: float) -> str:
    name = f'<th scope="row" class="c-district">{dot(row["adcode"], dark)}{esc(row["name"])}</th>'
    if row["missing"]:
        span = 4 if rates else 3
        return (
            f'<tr class="missing">{name}<td colspan="{span}" class="c-missing">{esc(row["text"])}</td></tr>'
        )
    year = str(row["year"] or "—")
    share = row["bar"] / top * 100 if top else 0
    colour = colours.district(row["adcode"], dark)
    kind = "target" if row["status"] == "target" else row["nature"]
    bar = f'<span class="bar {esc(kind)}" style="width:{share:.1f}%;--c:{colour}" aria-hidden="true"></span>'
    value = (
        f'<span class="num">{esc(row["text"])}</span><span class="track">{bar}</span>{marks_of(row, words)}'
    )
    cells = _cell("year", f'<span class="num">{esc(year)}</span>', words) + _cell("value", value, words)
    if rates:
        cells += _cell(
            "rate", f'<span class="num">{esc(rates.get(row["observation_id"], "—"))}</span>', words
        )
    lead = words("evidence.from") if row["nature"] == "derived" else words("evidence.open")
    label = words("evidence.open_of", name=row["name"], value=row["text"])
    times = (
        f' <span class="muted">{esc(words("compare.times", n=row["times"]))}</span>'
        if row["times"] > 1
        else ""
    )
    said = quoted(row)
    quote = f"<q>{said}</q> " if said else ""
    why = f'<span class="muted">{esc(row["formula_text"])}</span> ' if row["formula_text"] else ""
    open_it = link(evidence_url(row, words), esc(lead), "ev", label)
    said = f"{quote}{why}{open_it} {cite_button(row['cite'], row['name'], row['text'], words)}{times}"
    return f"<tr>{name}{cells}{_cell('sentence', said, words)}</tr>"


def chart_buttons(words: Words, plot: int = 0) -> str:
    """Make the buttons that save the chart as a picture in the browser."""
    buttons = "".join(
        f'<button type="button" class="small" data-save="{kind}" '
        f'data-plot="{plot}">{esc(words("download." + kind))}</button>'
        for kind in ("png", "svg")
    )
    return f'<div class="tools">{buttons}</div>'


def copy_button(label: str, words: Words, text: str = "", query: str | None = None, named: str = "") -> str:
    """Make a button that copies a text, or a link to this page with the state of ``query``.

    ``named`` is what a screen reader says in place of the label, where many have the same.
    """
    what = f'data-copy="{esc(text)}"' if query is None else f'data-share="{esc(query)}"'
    told = f' aria-label="{esc(named)}"' if named else ""
    return f'<button type="button" class="small" {what}{told}>{esc(label)}</button>'


def cite_button(text: str, name: str, value: str, words: Words) -> str:
    """Make the small button of a row that copies how to cite its value."""
    named = words("share.cite_of", name=name, value=value)
    button = copy_button(words("share.cite_short"), words, text, named=named)
    return f'<span class="tools inline">{button}</span>'


def issues(rows: pd.DataFrame, data: Data, words: Words) -> str:
    """List issues, each with links to the places of the text that it speaks of."""
    items = "".join(f"<li>{_issue(row, data, words)}</li>" for row in records(rows))
    if len(rows) >= ISSUES:
        items += f"<li>{esc(words('issue.more', n=len(rows)))}</li>"
    return (
        f'<section class="issues"><h2>{esc(words("issue.title"))}</h2><ul>{items}</ul></section>'
        if items
        else "<span></span>"
    )


def _issue(row: Any, data: Data, words: Words) -> str:
    area = data.area.get(row["adcode"])
    who = f"<strong>{esc(area[words.lang])}</strong> " if area else ""
    spans = json.loads(row["spans"] or "[]")
    links = " ".join(
        link(url("evidence", words, report=row["report_id"], start=s["start"]), esc(s["exact"]), "ev")
        for s in spans
    )
    return f"{who}{esc(row[words.lang])} {links}"


def defined(record: dict[str, Any], words: Words) -> str:
    """Give an indicator's definition in the reader's language, in English where there is no other."""
    return str((words.lang == "zh" and record.get("definition_zh")) or record["definition"])


def definition(record: dict[str, Any], words: Words) -> str:
    """Show what an indicator means: its definition, unit and measure."""
    pairs = [
        ("definition", defined(record, words)),
        ("unit", words.unit(record["unit"])),
        ("measure", words.known(f"measure.{record['measure']}", record["measure"])),
    ]
    items = "".join(
        f"<dt>{esc(words('codebook.' + key))}</dt><dd>{esc(value)}</dd>" for key, value in pairs if value
    )
    return f'<section class="about"><h2>{esc(words("codebook.title"))}</h2><dl>{items}</dl></section>'


def stated_by(data: Data, indicator: str, words: Words) -> str:
    """Say which districts do have a value of an indicator, where the chosen have none."""
    sql = "SELECT DISTINCT adcode FROM observations WHERE indicator = ? ORDER BY adcode"
    known = [adcode for (adcode,) in data.query(sql, indicator) if adcode in data.area]
    names = [str(data.area[adcode][words.lang]) for adcode in known[:MANY]]
    if len(known) > MANY:
        names.append(words("empty.and_more", n=len(known) - MANY))
    return (
        f'<p class="muted">{esc(words("empty.stated_by", names=words.join(names)))}</p>'
        if names
        else "<span></span>"
    )


def report_name(report: dict[str, Any], data: Data, words: Words) -> str:
    """Name a report: district, year, title."""
    area = data.area.get(report["adcode"])
    return f"{area[words.lang] if area else report['adcode']} {report['year']} · {report['title']}"


def report_card(report: dict[str, Any], data: Data, words: Words) -> str:
    """Show a report's source card: who published it, which file, which hash, how to cite it."""
    pairs = [
        (key, report[key] or words("source.not_said"))
        for key in ("title", "publisher", "published", "file", "sha256")
    ]
    pairs.append(("citation", citing.report(report, data, words)))
    items = "".join(f"<dt>{esc(words('source.' + key))}</dt><dd>{esc(value)}</dd>" for key, value in pairs)
    copy = copy_button(words("share.cite"), words, citing.report(report, data, words))
    return (
        f'<section class="about"><h2>{esc(words("source.title_card"))}</h2><dl>{items}</dl>'
        f'<div class="tools">{copy}</div></section>'
    )
