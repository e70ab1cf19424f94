"""What was found in a report that has just been added, beside the districts of the data set, as HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard import names, views
from dashboard.asking import Data
from dashboard.markup import badge, dot, esc, link, quoted, url
from dashboard.reading import KINDS
from dashboard.words import Words
from extract import Preview, areas, comparability

_SAME = ("value", "value_max", "unit", "status", "basis", "group_note", "time_period")


def area_name(adcode: str | None, words: Words, parents: bool = False) -> str:
    """Name an area of the registry in the reader's language, if wanted with what it lies in."""
    area = areas.get(adcode) if adcode else None
    if area is None:
        return words("add.area_unknown")
    zh = words.lang == "zh"
    own = area.zh if zh else (area.en or area.zh)
    if not parents:
        return own
    others = [one for one in areas.parents(area) if one.level != "country"]
    above = "".join(one.zh for one in reversed(others)) if zh else ", ".join(o.en or o.zh for o in others)
    known = own if zh or own == area.zh else f"{own} {area.zh}"
    return " · ".join(part for part in (known, above, area.adcode) if part)


def choices(first: Sequence[str]) -> list[str]:
    """List the codes of all areas that exist, those of the data set first."""
    existing = [
        area.adcode for area in areas.registry().values() if not area.ended and area.level != "country"
    ]
    known = set(existing)
    return [
        *(code for code in first if code in known),
        *(code for code in existing if code not in set(first)),
    ]


def entries(data: Data, found: Preview) -> list[dict[str, Any]]:
    """List what a report states, by indicator and status, beside what the districts' reports state.

    Returns:
        One entry an indicator and status: its ``record``, ``own`` rows, ``others`` (rows of the
        data set, the same report left out), ``grade`` (None where nobody else states it), ``reasons``.
    """
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in found.rows("observations"):
        if row["nature"] == "stated":
            groups.setdefault((str(row["indicator"]), str(row["status"])), []).append({**row})
    made = [_entry(data, found, name, status, rows) for (name, status), rows in groups.items()]
    order = {name: place for place, name in enumerate(data.indicator)}
    return sorted((e for e in made if e), key=lambda e: (order[e["record"]["indicator"]], e["status"]))


def _entry(
    data: Data, found: Preview, indicator: str, status: str, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    record = data.indicator.get(indicator)
    if record is None:  # a record newer than the data set, which is built anew as soon as a page is opened
        return {}
    own = list({tuple(row[key] for key in _SAME): row for row in reversed(rows)}.values())[::-1]
    others = [
        row
        for row in views.select(data, indicator, data.near(found.adcode), status=status)
        if row["report_id"] != found.report_id
    ]
    verdict = comparability([*own, *others], _areas(data, found), record) if others else None
    return {
        "record": record, "status": status, "own": own, "others": others,
        "grade": verdict.grade if verdict else None, "reasons": verdict.reasons if verdict else (),
    }  # fmt: skip


def _areas(data: Data, found: Preview) -> list[dict[str, Any]]:
    known = [data.area[adcode] for adcode in data.near(found.adcode)]
    area = areas.get(found.adcode or "")
    if area and area.adcode not in data.area:
        own = {"adcode": area.adcode, "zh": area.zh, "en": area.en or area.zh}
        known.append(own | {"valid_from": area.valid_from, "note": area.note, "note_zh": area.note_zh})
    return known


def citation(found: Preview, title: str, data: Data, words: Words) -> str:
    """Write how to cite what was read from an added report, which no data set holds."""
    return words(
        "add.cite",
        title=title,
        area=area_name(found.adcode, words) if found.adcode else words("add.area_unknown"),
        year=found.year or words("source.no_year"),
        version=data.version[:8],
    )


def summary(found: Preview, compared: Sequence[dict[str, Any]], words: Words) -> str:
    """Say at a glance what was found: numbers by kind, indicators, names, issues."""
    counts = Counter(mention.kind for mention in found.mentions)
    kinds = "".join(
        f'<li><span class="m {kind}">{esc(words("kind." + kind))}</span> '
        f'<span class="num">{counts[kind]}</span></li>'
        for kind in KINDS
        if counts[kind]
    )
    indicators = len({e["record"]["indicator"] for e in compared})
    able = sum(e["grade"] in ("comparable", "with_care") for e in compared)
    facts = {
        "numbers": len(found.mentions), "indicators": indicators, "able": able,
        "names": len(found.programmes), "issues": len(found.issues),
    }  # fmt: skip
    tiles = "".join(
        f'<div class="tile"><span class="num">{n}</span><span>{esc(words(f"add.tile_{key}"))}</span></div>'
        for key, n in facts.items()
    )
    return f'<div class="tiles" role="status">{tiles}</div><div class="summary"><ul>{kinds}</ul></div>'


def table(compared: Sequence[dict[str, Any]], data: Data, words: Words, dark: bool) -> str:
    """Make the table: what this report states, what the others state, and whether that compares."""
    heads = "".join(
        f'<th scope="col">{esc(words(f"add.col_{key}"))}</th>'
        for key in ("indicator", "own", "others", "grade")
    )
    body, domain = [], None
    for entry in compared:
        if entry["record"]["domain"] != domain:
            domain = entry["record"]["domain"]
            name = esc(entry["record"][f"domain_{words.lang}"])
            body.append(f'<tr class="group"><th colspan="4" scope="rowgroup">{name}</th></tr>')
        body.append(_row(entry, data, words, dark))
    caption = f'<caption class="unseen">{esc(words("add.compared"))}</caption>'
    return (
        f'<div class="scroll"><table class="cards added">{caption}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _row(entry: dict[str, Any], data: Data, words: Words, dark: bool) -> str:
    record = entry["record"]
    target = " " + badge(words("status.target"), "target") if entry["status"] == "target" else ""
    own = "".join(_own(row, words) for row in entry["own"])
    others = "".join(_chip(row, data, words, dark) for row in entry["others"])
    if others:
        beside = f'<td><ul class="chips">{others}</ul></td><td>{_grade(entry, words)}</td>'
    else:
        beside = f'<td colspan="2"><span class="muted">{esc(words("add.alone"))}</span></td>'
    name = esc(record[words.lang])
    if entry["others"]:
        name = link(url("compare", words, indicator=record["indicator"]), name)
    return f'<tr><th scope="row">{name}{target}</th><td>{own}</td>{beside}</tr>'


def _own(row: dict[str, Any], words: Words) -> str:
    marks = " ".join(badge(str(row[key]), "quiet") for key in ("group_note", "area_note") if row[key])
    if row["basis"] in ("addition", "change"):
        marks += " " + badge(words(f"basis.{row['basis']}"), "quiet")
    period = f' <small class="muted">{esc(when(row["time_period"], words))}</small>'
    return (
        f'<details class="entry own"><summary><span class="num">{esc(names.value_text(row, words))}</span>'
        f"{period} "
        f"{marks}</summary><q>{quoted(row)}</q></details>"
    )


def when(period: str | None, words: Words) -> str:
    """Write a period for reading: a year, a day, a stretch, or since when."""
    if not period:
        return words("add.no_period")
    begin, _, end = period.partition("/")
    if "/" not in period:
        return period
    return f"{begin} – {end}" if end else words("add.since", date=begin.removesuffix("-01-01"))


def _chip(row: dict[str, Any], data: Data, words: Words, dark: bool) -> str:
    name, value = names.short_name(data, row["adcode"], words), names.value_text(row, words)
    when = "" if row["year"] is None or row["year"] != row["year"] else f" <small>{int(row['year'])}</small>"
    href = url("evidence", words, report=row["report_id"], start=_start(row))
    inner = f"{dot(row['adcode'], dark)}{esc(name)} <b>{esc(value)}</b>"
    return f"<li>{link(href, inner, 'chip', words('evidence.open_of', name=name, value=value))}{when}</li>"


def _start(row: dict[str, Any]) -> str:
    # A computed value leads to the report it comes from; views.select gives floats where some rows have none.
    start = row["start"]
    return "" if start is None or start != start else str(int(start))


def _grade(entry: dict[str, Any], words: Words) -> str:
    word = f'<span class="badge grade-{esc(entry["grade"])}">{esc(words("grade." + entry["grade"]))}</span>'
    reasons = "".join(f"<li>{esc(getattr(reason, words.lang))}</li>" for reason in entry["reasons"])
    why = (
        f"<details class='entry'><summary>{esc(words('add.why'))}</summary><ul>{reasons}</ul></details>"
        if reasons
        else ""
    )
    return word + why


def issues(found: Preview, words: Words) -> str:
    """List what does not fit in the report, with the figures it speaks of."""
    items = "".join(
        f"<li>{esc(getattr(issue, words.lang))} "
        + " ".join(f"<mark>{esc(span.exact)}</mark>" for span in issue.spans)
        + "</li>"
        for issue in found.issues
    )
    return (
        f'<section class="issues"><h2>{esc(words("issue.title"))}</h2><ul>{items}</ul></section>'
        if items
        else ""
    )


def programmes(found: Preview, words: Words) -> str:
    """List what the report names, by kind."""
    parts = []
    for kind in ("platform", "programme", "service", "honour"):
        items = "".join(
            f'<details class="entry"><summary>{esc(p.name)}</summary><q>{_line(p.sentence)}</q></details>'
            for p in found.programmes
            if p.kind == kind
        )
        if items:
            parts.append(f"<dt>{esc(words('named.' + kind))}</dt><dd class='names'>{items}</dd>")
    if not parts:
        return ""
    return f'<section class="about"><h2>{esc(words("add.named"))}</h2><dl>{"".join(parts)}</dl></section>'


def _line(text: str) -> str:
    return esc("".join(text.split("\n")))


def marked(found: Preview, words: Words) -> str:
    """Write the whole text with its numbers marked by kind; every character goes through ``esc``."""
    text, pieces, at = found.document.text, [], 0
    for mention in found.mentions:
        if mention.start < at:
            continue
        used = " used" if mention.indicator else ""
        title = esc(words(f"kind.{mention.kind}"))
        pieces.append(esc(text[at : mention.start]))
        pieces.append(f'<span class="m {mention.kind}{used}" title="{title}">{esc(mention.text)}</span>')
        at = mention.end
    pieces.append(esc(text[at:]))
    body = re.sub(r"\n{3,}", "\n\n", "".join(pieces).strip())
    return (
        f'<details class="whole"><summary>{esc(words("add.whole"))}</summary>'
        f'<div class="reader one"><article lang="zh-CN">{body}</article></div></details>'
    )
