"""All indicators by all districts: the view and its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard import citing, views
from dashboard.asking import Data, Record, records
from dashboard.markup import cite_button, dot, esc, evidence_url, link, url
from dashboard.names import ALL, value_text
from dashboard.words import Words

GRADES = ("comparable", "with_care", "not_comparable")


def graded(lines: list[dict[str, Any]], grade: str) -> list[dict[str, Any]]:
    """Keep the rows of a grade; ``none`` are those that only one district has, ``all`` keeps every row."""
    return [line for line in lines if grade in (ALL, line["grade"] or "none")]


def cells_of(data: Data, districts: Sequence[str], domain: str = ALL, status: str = ALL) -> list[Record]:
    """Choose the observations of the matrix: each district's newest, computed ones only where none is stated.

    Rates that are only computed from a count are left out; the count is there.
    """
    rows = data.observations(adcodes=districts, status=None if status == ALL else status, newest=True)
    offered = set(views.offered(data, domain)["indicator"])
    return views.of_time(views.stated_first([row for row in rows if row["indicator"] in offered]))


def lines(
    data: Data,
    cells: list[Record],
    grades: dict[str, tuple[str | None, list[str]]],
    search: str,
    least: int,
    sort: str,
    words: Words,
) -> list[dict[str, Any]]:
    """List the rows of the matrix: indicator, domain, how many districts, grade.

    Args:
        data: the data set.
        cells: of ``matrix``.
        grades: indicator → grade and reasons, of those that can be compared.
        search: words that the name, the other name or the definition must contain.
        least: how many districts must have a value.
        sort: ``domain``, ``districts``, ``grade`` or ``name``.
        words: of the reader's language.
    """
    counted = Counter(name for name, _ in {(row["indicator"], row["adcode"]) for row in cells})
    lines = []
    for record in records(data.indicators):
        name = record["indicator"]
        if counted[name] >= max(least, 1) and matches(record, search):
            grade, reasons = grades.get(name, (None, [])) if counted[name] > 1 else (None, [])
            label = {"name": record[words.lang], "domain_name": record[f"domain_{words.lang}"]}
            lines.append(
                {
                    **label,
                    "indicator": name,
                    "domain": record["domain"],
                    "districts": counted[name],
                    "grade": grade,
                    "reasons": reasons,
                }
            )
    order = {grade: place for place, grade in enumerate((*GRADES, None))}
    keys = {
        "districts": lambda r: -r["districts"],
        "grade": lambda r: (order[r["grade"]], -r["districts"]),
        "name": lambda r: r["name"],
    }
    return sorted(lines, key=keys[sort]) if sort in keys else lines


def matches(record: dict[str, Any], search: str) -> bool:
    """Say whether an indicator has every word of a search in its names, definition or domain."""
    hay = " ".join(
        str(record.get(key) or "")
        for key in ("indicator", "zh", "en", "definition", "definition_zh", "domain_zh", "domain_en")
    ).casefold()
    return all(word in hay for word in search.casefold().split())


def spread(lines: list[dict[str, Any]]) -> dict[int, int]:
    """Count the indicators that at least two, three, four … districts state."""
    most = max((line["districts"] for line in lines), default=0)
    return {n: sum(line["districts"] >= n for line in lines) for n in range(2, most + 1)}


def key(words: Words, count: int, spread: dict[int, int]) -> str:
    """Say how many indicators the matrix shows, how many districts state them, and what its cells mean."""
    told = "".join(
        f"<li>{esc(words('matrix.at_least', n=n, count=found))}</li>" for n, found in spread.items()
    )
    keys = "".join(
        f'<span class="key"><i class="cell {kind}" aria-hidden="true">'
        f"</i>{esc(words('matrix.' + kind))}</span>"
        for kind in ("stated", "target", "derived", "absent")
    )
    keys += "".join(
        f'<span class="key"><i class="cell stated {grade}" aria-hidden="true"></i>'
        f"{esc(words(f'grade.{grade}'))}</span>"
        for grade in GRADES
    )
    return (
        f'<div class="summary"><ul><li>{esc(words("matrix.count", n=count))}'
        f'</li>{told}</ul><div class="keys">{keys}</div></div>'
    )


def table(
    lines: list[dict[str, Any]],
    cells: list[Record],
    districts: list[str],
    data: Data,
    words: Words,
    dark: bool,
    grouped: bool,
) -> str:
    """Make the matrix: a row an indicator, a column a district, each value a link to its sentence."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in cells:
        found.setdefault((row["indicator"], row["adcode"]), []).append(row)
    names = "".join(f'<th scope="col">{dot(a, dark)}{esc(data.area[a][words.lang])}</th>' for a in districts)
    cite = f'<th scope="col">{esc(words("table.cite"))}</th>'
    head = f'<tr><th scope="col" class="name">{esc(words("table.indicator"))}</th>{names}{cite}</tr>'
    body, domain = [], None
    for line in lines:
        if grouped and line["domain"] != domain:
            domain = line["domain"]
            body.append(
                '<tr class="group"><th scope="colgroup" '
                f'colspan="{len(districts) + 2}">{esc(line["domain_name"])}</th></tr>'
            )
        across = [found.get((line["indicator"], a), []) for a in districts]
        inside = "".join(
            _matrix_cell(rows, data.area[a][words.lang], line, words)
            for a, rows in zip(districts, across, strict=True)
        )
        inside += f'<td class="c-cite">{_cite(line, across, data, words)}</td>'
        name = link(url("compare", words, indicator=line["indicator"]), esc(line["name"]))
        grade = _grade_word(line, words)
        body.append(f'<tr><th scope="row" class="name">{name}{grade}</th>{inside}</tr>')
    caption = f'<caption class="unseen">{esc(words("matrix.caption"))}</caption>'
    return (
        '<div class="scroll wide" tabindex="0" role="region" '
        f'aria-label="{esc(words("matrix.caption"))}">'
        f'<table class="matrix">{caption}<thead>{head}</thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cite(line: dict[str, Any], across: list[list[Any]], data: Data, words: Words) -> str:
    reports = [row["report_id"] for rows in across for row in rows]
    text = citing.figure(line["name"], reports, data, words)
    return cite_button(text, line["name"], words("filter.least_option", n=line["districts"]), words)


def _grade_word(line: dict[str, Any], words: Words) -> str:
    if line["grade"] is None:
        return ""
    return (
        f'<span class="badge grade-{esc(line["grade"])}" '
        f'title="{esc(" ".join(line["reasons"]))}">{esc(words("grade." + line["grade"]))}'
        "</span>"
    )


def _matrix_cell(rows: list[Any], area: str, line: dict[str, Any], words: Words) -> str:
    if not rows:
        return f'<td class="absent"><span aria-label="{esc(words("missing.not_stated"))}">–</span></td>'
    inner = []
    for row in rows[:3]:
        kind = (
            "derived" if row["nature"] == "derived" else "target" if row["status"] == "target" else "stated"
        )
        text = value_text(row, words)
        year = f"<small>{row['year']}</small>" if row["year"] else ""
        if row.get("corrected") == 1:
            year += f"<small>{esc(words('nature.corrected'))}</small>"
        unseen = f'<span class="unseen">{esc(words("evidence.open"))} {esc(area)} {esc(line["name"])} </span>'
        inner.append(
            link(
                evidence_url(row, words),
                f"{unseen}{esc(text)}{year}",
                f"v {kind} {line['grade'] or ''}".strip(),
            )
        )
    more = (
        f'<small class="muted">{esc(words("matrix.more", n=len(rows) - 3))}</small>' if len(rows) > 3 else ""
    )
    return f'<td class="has">{"".join(inner)}{more}</td>'
