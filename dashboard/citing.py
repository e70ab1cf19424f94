"""How to cite a report, one value of it, and a figure made of several: plain text, ready to copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard import names
from dashboard.asking import Data
from dashboard.words import Words


def source(report: dict[str, Any], data: Data, words: Words) -> str:
    """Name a report as a source: publisher, title, date."""
    area = data.area.get(report["adcode"])
    who = report["publisher"] or (area[words.lang] if area else report["adcode"])
    date = report["published"] or words("source.undated", year=report["year"])
    return words("source.cite_report", publisher=who, title=report["title"], date=date)


def report(row: dict[str, Any], data: Data, words: Words) -> str:
    """Write how to cite a whole report as it is read here."""
    return words("source.cite", report=source(row, data, words), version=data.version[:8])


def value(row: Any, data: Data, words: Words) -> str:
    """Write how to cite one value: what it is, where it stands, and which data set has it."""
    year = names.missing(row.get("year"))
    what = words(
        "source.what",
        name=names.short_name(data, row["adcode"], words),
        indicator=names.indicator_name(data, row["indicator"], words),
        value=names.value_text(row, words),
        year=words("source.no_year") if year else int(row["year"]),
    )
    return words(
        "source.cite_value",
        what=what,
        report=source(data.report[row["report_id"]], data, words),
        version=data.version[:8],
    )


def figure(title: str, reports: Iterable[str], data: Data, words: Words, most: int | None = None) -> str:
    """Write how to cite a figure or table: its title, every report in it, and the data set.

    Args:
        title: of the figure.
        reports: the reports in it, each as often as it likes.
        data: the data set.
        words: of the reader's language.
        most: how many reports are named; of the others there is the number. All where None.
    """
    listed = list(dict.fromkeys(reports))
    known = [data.report[name] for name in listed[:most] if name in data.report]
    told = words("alt.and").join(source(one, data, words) for one in known)
    rest = len(listed) - len(listed[:most])
    told += words("source.cite_rest", n=rest) if rest else ""
    return words("source.cite_figure", title=title, reports=told, version=data.version[:8])
