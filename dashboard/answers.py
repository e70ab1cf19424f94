"""What the Compare page offers and shows, ready to be drawn: pure functions of the data set and the choices.

The page asks for them through ``Data.once``, so that each is worked out once
for all readers who choose the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import charts, grading, markup, names, official, views
from dashboard.asking import Data, Record
from dashboard.words import load as words_of


@dataclass(frozen=True)
class Offer:
    """What there is to choose from.

    Attributes:
        domains: id → name, all of them first.
        indicators: id → name with the number of districts.
        first: the indicator of a page on which nothing is chosen; empty where there is none.
    """

    domains: dict[str, str]
    indicators: dict[str, str]
    first: str


@dataclass(frozen=True)
class Question:
    """All that decides what a comparison shows."""

    indicator: str
    districts: tuple[str, ...]
    year: str
    status: str
    mode: str
    line: str
    lang: str
    dark: bool


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure whose dictionary is made once, for Streamlit asks for it at every rerun and only reads it."""

    def to_dict(self) -> dict[str, Any]:
        """Give the dictionary, which is not to be changed."""
        if "made" not in self.__dict__:
            self.__dict__["made"] = super().to_dict()
        made: dict[str, Any] = self.__dict__["made"]
        return made


@dataclass(frozen=True)
class Answer:
    """A comparison.

    Attributes:
        chosen: the observations that it shows; none where nothing fits the question.
        rows: of ``views.compare``.
        head: HTML of how far they compare, and why; where there is nothing, of who states it.
        figure: not checked by Plotly again, which takes five times as long as all else of making it.
        alt: the figure in words.
        title: of the figure, in one line.
        lineless: whether a reference line is asked for and there is none.
    """

    chosen: list[Record]
    rows: list[Record]
    head: str
    figure: go.Figure
    alt: str
    title: str
    lineless: bool


def grades(data: Data, lang: str, districts: tuple[str, ...]) -> dict[str, grading.Grade]:
    """Grade every indicator that two of the districts or more state."""
    return grading.of_all(data, words_of(lang), districts)


def offer(data: Data, lang: str, domain: str, everything: bool) -> Offer:
    """List the domains and the indicators of one; only what has data, unless everything is asked for."""
    words = words_of(lang)
    domains = [names.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    frame = views.offered(data, domain, everything)
    counts = dict(zip(frame["indicator"], frame["districts"], strict=True))
    graded = {
        name: grade[0] or "" for name, grade in data.once(grades, lang, tuple(data.first_areas)).items()
    }
    best = (name for name in views.headline(data, graded, 99, True) if name in counts)
    return Offer(
        domains={name: names.domain_name(data, name, words) for name in domains},
        indicators={
            name: words("filter.indicator_option", name=names.indicator_name(data, name, words), n=count)
            for name, count in counts.items()
        },
        first=next(best, next(iter(counts), "")),
    )


def answer(data: Data, asked: Question) -> Answer:
    """Work out a comparison."""
    words = words_of(asked.lang)
    districts = list(asked.districts)
    chosen = views.select(data, asked.indicator, districts, asked.year, asked.status, asked.mode)
    if not chosen:
        head = markup.stated_by(data, asked.indicator, words)
        head += official.section(data, asked.indicator, districts, words)
        return Answer(chosen, chosen, head, go.Figure(), "", "", False)
    rows = views.compare(data, chosen, districts, words, asked.mode)
    line = views.reference(rows, asked.line, words)
    title = views.title(data, asked.indicator, rows, asked.mode, words)
    links = ["" if row["missing"] else markup.evidence_url(row, words) for row in rows]
    source = views.source_line(data, words)
    figure = charts.compare(rows, title[0], title[1], source, links, line, asked.dark)
    return Answer(
        chosen=chosen,
        rows=rows,
        head=markup.grade_strip(*grading.grade(chosen, data, words, asked.indicator), words),
        figure=Drawn(figure, _validate=False),
        alt=views.alt(title, rows, words),
        title=" · ".join(filter(None, title)),
        lineless=asked.line != "none" and line is None,
    )


def below(data: Data, asked: Question) -> str:
    """Write what stands below the chart of a comparison: table, official figures, issues, definition."""
    words, rows = words_of(asked.lang), data.once(answer, asked).rows
    rates = views.rates(data, rows, words) if asked.mode == "stated" else {}
    table = markup.chart_buttons(words) + markup.compare_table(rows, words, asked.dark, rates)
    issues = markup.issues(views.issues(data, asked.indicator, list(asked.districts)), data, words)
    figures = official.section(data, asked.indicator, asked.districts, words)
    return table + figures + issues + markup.definition(data.indicator[asked.indicator], words)
