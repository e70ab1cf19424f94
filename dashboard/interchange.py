"""Rows on show for other programs: a Frictionless Data Package, or SDMX, each a zip file.

Each holds the rows with what they need to be understood: their reports,
areas, indicators and populations. What writes them is imported when asked.
"""

from __future__ import annotations

import pandas as pd

from dashboard.asking import Data
from extract import of_frames, packed

KINDS = {"observations": ("package", "sdmx"), "programmes": ("package",)}


def content(kind: str, rows: pd.DataFrame, data: Data, what: str) -> bytes:
    """Write rows of the table ``what`` in one of its ``KINDS``."""
    return packed(of_frames(data.version, tables(rows, data, what)), kind)


def tables(rows: pd.DataFrame, data: Data, what: str) -> dict[str, pd.DataFrame]:
    """Give the tables of an archive: the rows, and of the others what these speak of."""
    reports = data.reports(report_id=sorted(set(rows["report_id"])))
    made = {"reports": reports, "areas": _only(data.areas, "adcode", reports)}
    if what == "observations":
        named = (
            pd.concat([rows["indicator"], rows["rate_of"].dropna()])
            if "rate_of" in rows
            else rows["indicator"]
        )
        made["indicators"] = data.indicators[data.indicators["indicator"].isin(set(named))]
        made["population"] = _only(data.population, "adcode", rows)
    return made | {what: rows}


def _only(frame: pd.DataFrame, key: str, rows: pd.DataFrame) -> pd.DataFrame:
    return frame[frame[key].isin(set(rows[key]))]
