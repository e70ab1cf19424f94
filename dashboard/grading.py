"""How far values may be compared, asked of ``extract`` and put in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import views
from dashboard.asking import Data, records
from dashboard.words import Words
from extract import comparability

Grade = tuple[str | None, list[str]]


def grade(rows: pd.DataFrame, data: Data, words: Words, indicator: str = "") -> Grade:
    """Grade a choice of observations; None where fewer than two districts have a value.

    Where two districts have actual values these are graded, and targets beside them only named.
    """
    if rows.empty or rows["adcode"].nunique() < 2:
        return None, []
    actual = rows[rows["status"] == "actual"]
    apart: list[str] = []
    if actual["adcode"].nunique() >= 2 and len(actual) < len(rows):
        rows, apart = actual, [words("grade.targets_apart")]
    areas = [data.area[adcode] for adcode in rows["adcode"].unique() if adcode in data.area]
    result = comparability(records(rows), areas, data.indicator.get(indicator))
    return result.grade, [str(getattr(reason, words.lang)) for reason in result.reasons] + apart


def of_all(data: Data, words: Words, districts: Sequence[str]) -> dict[str, Grade]:
    """Grade every indicator that at least two of the districts have a value of, by their newest."""
    frame = data.observations(adcodes=districts, newest=True)
    parts = dict(list(views.stated_first(frame).groupby("indicator")))
    own = frame[frame["rate_of"].isna()].groupby("indicator")["adcode"].nunique()
    return {
        name: grade(views.of_time(parts[name]), data, words, name)
        for name in data.indicator
        if own.get(name, 0) >= 2
    }
