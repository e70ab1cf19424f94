"""What the start page shows, as HTML; the page asks for ``front`` through ``Data.once``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from dashboard import answers, colours, names, views
from dashboard.asking import Data, Record, records
from dashboard.markup import dot, esc, link, url
from dashboard.words import Words
from dashboard.words import load as words_of


@dataclass(frozen=True)
class Front:
    """The start page below its search: HTML, and the observations of its comparisons, which may be none."""

    html: str
    rows: list[Record]


def front(data: Data, lang: str, dark: bool) -> Front:
    """Write the start page: the comparisons that really compare, the first districts, about the data."""
    words, first = words_of(lang), data.first_areas
    grades = data.once(answers.grades, lang, tuple(first))
    picked = views.headline(data, {name: grade[0] or "" for name, grade in grades.items()})
    chosen = {name: views.select(data, name, first) for name in picked}
    parts = []
    if picked:
        shown = [
            headline(name, views.compare(data, rows, [], words), grades[name][0], data, words, dark)
            for name, rows in chosen.items()
        ]
        parts += [f"<h2>{esc(words('start.headline'))}</h2>"]
        parts += [f"<p class='muted'>{esc(words('start.headline_note'))}</p>", _grid(shown)]
    parts += [f"<h2>{esc(words('start.districts', n=len(data.area)))}</h2>"]
    if not data.few:
        parts += [f"<p class='muted'>{esc(words('start.some', n=len(first)))}</p>"]
    parts += [_grid([district(data, adcode, words, dark) for adcode in first]), about(data, words)]
    return Front("".join(parts), list(chain.from_iterable(chosen.values())))


def _grid(cards: list[str]) -> str:
    return f'<div class="grid">{"".join(cards)}</div>'


def results(found: list[tuple[str, str, dict[str, object], str]], query: str, words: Words) -> str:
    """List what a search found, each a link to where it is shown."""
    if not found:
        return f'<div class="notice" role="status">{esc(words("empty.no_find", query=query))}</div>'
    items = "".join(
        f"<li>{link(url(page, words, **params), esc(name))} "
        f'<span class="muted small">{esc(words("find." + kind))}</span></li>'
        for kind, page, params, name in found
    )
    return f'<ul class="found" role="status">{items}</ul>'


def headline(
    indicator: str, rows: list[Record], grade: str | None, data: Data, words: Words, dark: bool
) -> str:
    """Show one comparison small: its bars, its values, and how far it compares."""
    top = max((row["bar"] for row in rows), default=0.0)
    bars = "".join(_bar(row, top, dark) for row in rows)
    name = link(url("compare", words, indicator=indicator), esc(names.indicator_name(data, indicator, words)))
    word = f'<span class="badge grade-{esc(grade)}">{esc(words(f"grade.{grade}"))}</span>' if grade else ""
    return f'<section class="card"><h3>{name}</h3>{word}<div class="mini">{bars}</div></section>'


def _bar(row: Record, top: float, dark: bool) -> str:
    year = f"<small>{row['year']}</small>" if row["year"] else ""
    width = row["bar"] / top * 100 if top else 0
    kind = "target" if row["status"] == "target" else row["nature"]
    bar = (
        f'<span class="bar {esc(kind)}" '
        f'style="width:{width:.1f}%;--c:{colours.district(row["adcode"], dark)}"></span>'
    )
    return (
        f'<div class="line"><span class="who">{esc(row["name"])} {year}</span>'
        f'<span class="track" aria-hidden="true">{bar}</span>'
        f'<span class="num">{esc(row["text"])}</span></div>'
    )


def district(data: Data, adcode: str, words: Words, dark: bool) -> str:
    """Show a district: its city, its reports, how much was read from them."""
    area = data.area[adcode]
    mine = data.reports(adcode).sort_values("year", ascending=False)
    items = "".join(
        f"<li>{link(url('evidence', words, report=r['report_id']), esc(r['title']))} "
        f'<span class="muted num">{r["year"]}</span></li>'
        for r in records(mine)
    )
    stated = data.query("SELECT indicators_stated FROM area_coverage WHERE adcode = ?", adcode)
    told = words(
        "start.told", numbers=int(mine["mentions"].sum()), indicators=sum(count for (count,) in stated)
    )
    name = link(url("profile", words, area=adcode), esc(area[words.lang]))
    city = esc(area[f"parent_{words.lang}"] or "")
    return (
        f'<section class="card"><h3>{dot(adcode, dark)}{name} <span class="muted small">{city}</span></h3>'
        f'<ul class="plain">{items}</ul><p class="muted small">{esc(told)}</p></section>'
    )


def about(data: Data, words: Words) -> str:
    """Say how to read a figure, and which data set this is."""
    keys = ("read_value", "read_sign", "read_grade", "read_source")
    items = "".join(f"<li>{esc(words('start.' + key))}</li>" for key in keys)
    ((newest,),) = data.query("SELECT max(year) FROM reports")
    told = words(
        "start.version",
        version=data.version[:8],
        reports=data.sizes["reports"],
        newest=newest or 0,
        numbers=data.sizes["mentions"],
    )
    return (
        f'<section class="about"><h2>{esc(words("start.how"))}</h2><ul>{items}</ul>'
        f'<p class="muted small">{esc(told)}</p></section>'
    )
