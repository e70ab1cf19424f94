"""How far values may be compared, asked of ``extract`` and put in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import views
from dashboard.asking import Data, Record
from dashboard.words import Words
from extract import comparability

Grade = tuple[str | None, list[str]]


def grade(rows: list[Record], data: Data, words: Words, indicator: str = "") -> Grade:
    """Grade a choice of observations; None where fewer than two districts have a value.

    Where two districts have actual values these are graded, and targets beside them only named.
    """
    if len(views.districts_of(rows)) < 2:
        return None, []
    actual = [row for row in rows if row["status"] == "actual"]
    apart: list[str] = []
    if len(views.districts_of(actual)) >= 2 and len(actual) < len(rows):
        rows, apart = actual, [words("grade.targets_apart")]
    areas = [data.area[adcode] for adcode in views.districts_of(rows) if adcode in data.area]
    result = comparability(rows, areas, data.indicator.get(indicator))
    return result.grade, [str(getattr(reason, words.lang)) for reason in result.reasons] + apart


def of_all(data: Data, words: Words, districts: Sequence[str]) -> dict[str, Grade]:
    """Grade every indicator that at least two of the districts have a value of, by their newest."""
    rows = views.stated_first(data.observations(adcodes=districts, newest=True))
    parts: dict[str, list[Record]] = {}
    for row in rows:
        parts.setdefault(row["indicator"], []).append(row)
    return {
        name: grade(views.of_time(parts[name]), data, words, name)
        for name in data.indicator
        if len(views.districts_of([row for row in parts.get(name, []) if not row["rate_of"]])) >= 2
    }
