"""A district's figures as one self-contained HTML page that prints well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboard import citing, names, profiles
from dashboard.asking import Data, records
from dashboard.markup import esc, quoted
from dashboard.words import HTML_LANG, Words

STYLE = Path(__file__).with_name("onepage.css")


def write(entries: list[dict[str, Any]], adcode: str, data: Data, words: Words) -> str:
    """Write the page: figures with their standing, ranks, plans, then every sentence by its number.

    Args:
        entries: of ``profiles.lines``.
        adcode: the district.
        data: the data set.
        words: of the reader's language.
    """
    area = data.area[adcode]
    notes: dict[str, int] = {}
    table = _table(entries, adcode, data, words, notes)
    title = words("profile.page_title", name=area[words.lang])
    reports = records(data.reports(adcode))
    cites = "".join(f"<li>{esc(citing.report(row, data, words))}</li>" for row in reports)
    said = "".join(f"<li>{sentence}</li>" for sentence in notes)
    claims = "".join(_claims(data, adcode, kind, words) for kind in ("rank", "target"))
    return (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG[words.lang]}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{esc(title)}</title>'
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head><body><main>"
        f'<h1>{esc(title)}</h1><ul class="cites">{cites}</ul>{table}{claims}'
        f'<h2>{esc(words("profile.sentences"))}</h2><ol class="said" lang="zh-CN">{said}</ol>'
        f"<footer>{esc(words('source.line', version=data.version[:8]))}</footer></main></body></html>\n"
    )


def _table(
    entries: list[dict[str, Any]], adcode: str, data: Data, words: Words, notes: dict[str, int]
) -> str:
    """Make the table of figures; a sentence that several figures share is noted once."""
    rows, domain = [], None
    for entry in entries:
        record = entry["record"]
        if record["domain"] != domain:
            domain = record["domain"]
            name = esc(record[f"domain_{words.lang}"])
            rows.append(f'<tr class="g"><th colspan="4" scope="colgroup">{name}</th></tr>')
        rows.append(_line(entry, adcode, data, words, notes))
    heads = "".join(
        f'<th scope="col">{esc(words(key))}</th>'
        for key in ("table.indicator", "table.value", "profile.others", "profile.note")
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _line(entry: dict[str, Any], adcode: str, data: Data, words: Words, notes: dict[str, int]) -> str:
    row = entry["row"]
    marks = [words("status.target")] * (row["status"] == "target")
    marks += [words("nature.derived")] * (row["nature"] == "derived")
    year = str(row["year"] or "")
    beside = words("alt.and").join(
        f"{names.short_name(data, other['adcode'], words)} {names.value_text(other, words)}"
        for other in profiles.beside(entry, adcode)
    )
    grade = f" <small>{esc(words('grade.' + entry['grade']))}</small>" if entry["grade"] and beside else ""
    sentence = quoted({**row, "exact": None}) or esc(names.explain(row, data, words))
    number = notes.setdefault(sentence, len(notes) + 1)
    return (
        f'<tr><th scope="row">{esc(entry["record"][words.lang])}</th>'
        f'<td class="n"><b>{esc(names.value_text(row, words))}</b> '
        f"<small>{esc(' '.join([year, *marks]))}</small></td><td>{esc(beside)}{grade}</td>"
        f'<td class="n">[{number}]</td></tr>'
    )


def _claims(data: Data, adcode: str, kind: str, words: Words) -> str:
    """List the sentences of ranks or plans, as text."""
    seen: dict[tuple[str, int, int], str] = {}
    for row in profiles.claims(data, adcode, kind):
        at, end = int(row["sentence_start"]), int(row["sentence_end"])
        text = names.one_line(data.text(row["report_id"])[at:end].strip())
        scope = f"<small>[{esc(row['scope'])}]</small> " if isinstance(row["scope"], str) else ""
        seen.setdefault((row["report_id"], at, end), f"<li>{scope}{esc(text)}</li>")
    if not seen:
        return ""
    return f'<h2>{esc(words("profile." + kind))}</h2><ul lang="zh-CN">{"".join(seen.values())}</ul>'
