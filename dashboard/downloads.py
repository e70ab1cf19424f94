"""Files to take away: CSV, XLSX, JSON, Parquet and an archive of the very rows that are shown.

The rows are ``observations``, or ``programmes``: what the reports name.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pandas as pd

from dashboard import citing, named
from dashboard.asking import Data, Rows, records
from dashboard.words import Words
from extract import guarded

COLUMNS = (
    "indicator", "indicator_name", "district", "adcode", "year", "time_period", "value", "value_max", "unit",
    "qualifier", "status", "nature", "basis", "group", "corrected", "source_title", "report_id", "start",
    "end", "number", "sentence", "formula", "observation_id",
)  # fmt: skip
ALL = Rows()
OBSERVATIONS, PROGRAMMES = "observations", "programmes"
COLUMNS_TOLD = ("qualifier", "status", "nature", "corrected", "evidence")
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}


def of_choice(data: Data, chosen: Rows = ALL, what: str = OBSERVATIONS) -> pd.DataFrame:
    """Give the rows of a choice, each with its ``key``; of programmes, those of its districts."""
    frame = data.rows(chosen) if what == OBSERVATIONS else data.programmes(adcodes=chosen.adcodes)
    return frame.assign(key=keys(frame))


def keys(frame: pd.DataFrame) -> list[str]:
    """Name each row by what it keeps in every selection: its id, or its place in its report."""
    if "observation_id" in frame:
        return list(frame["observation_id"])
    places = zip(frame["report_id"], frame["start"], frame["end"], strict=True)
    return [f"{report}:{start}-{end}" for report, start, end in places]


def table(rows: pd.DataFrame, data: Data, words: Words, what: str = OBSERVATIONS) -> pd.DataFrame:
    """Make the table of a download: a row an observation or a name, with where it comes from.

    Numbers stay numbers; text stays as it is (each format makes it harmless on its own).
    """
    if what != OBSERVATIONS:
        return named.download(records(rows), data, words)
    made = [_record(row, data, words) for row in records(rows)]
    return pd.DataFrame(made, columns=list(COLUMNS), dtype=object)


def _record(row: Any, data: Data, words: Words) -> dict[str, Any]:
    record = data.indicator.get(row["indicator"], {})
    area = data.area.get(row["adcode"], {})
    keep = (
        "indicator",
        "adcode",
        "time_period",
        "unit",
        "qualifier",
        "status",
        "nature",
        "basis",
        "report_id",
        "formula",
        "observation_id",
    )
    made = {key: row.get(key) for key in keep}
    made |= {
        "indicator_name": record.get(words.lang, row["indicator"]),
        "district": area.get(words.lang, row["adcode"]),
    }
    made |= {key: row.get(key) for key in ("value", "value_max", "year", "start", "end", "sentence")}
    made |= {"corrected": int(row.get("corrected") or 0), "group": row.get("group_note")}
    made |= {"source_title": data.report[row["report_id"]]["title"], "number": row.get("exact")}
    return {key: _plain(value) for key, value in made.items()}


def _plain(value: Any) -> Any:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, str):
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


def harmless(value: Any) -> Any:
    """Keep a spreadsheet from reading text as a formula, by the rule of ``extract.guarded``."""
    return guarded(value) if isinstance(value, str) else value


def to_csv(frame: pd.DataFrame) -> bytes:
    """Write CSV as Excel opens it right in Chinese: UTF-8 with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(frame.columns)
    writer.writerows([harmless(value) for value in row] for row in frame.itertuples(index=False))
    return out.getvalue().encode("utf-8-sig")


def to_json(frame: pd.DataFrame, notes: list[tuple[str, str]], what: str = OBSERVATIONS) -> bytes:
    """Write JSON: the notes, then the rows; what is missing is null."""
    body = {"about": dict(notes), what: records(frame)}
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8")


def to_xlsx(frame: pd.DataFrame, reports: pd.DataFrame, notes: list[tuple[str, str]]) -> bytes:
    """Write a workbook: a sheet of data, one of sources, one of notes."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheets = {
        "data": [list(frame.columns), *frame.values.tolist()],
        "sources": [list(reports.columns), *reports.astype(object).values.tolist()],
        "notes": [["key", "value"], *[list(pair) for pair in notes]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, _cell(value))
                if isinstance(value, str):
                    cell.data_type = "s"  # never a formula, whatever it begins with
                if number == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    book.remove(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: Any) -> Any:
    plain = _plain(value)
    if not isinstance(plain, str):
        return plain
    # Excel refuses control characters, and reads no more than 32 767 characters in a cell.
    return guarded("".join(c for c in plain if c >= " " or c in "\n\t"))[:32767]


def notes(data: Data, words: Words, count: int, what: str = OBSERVATIONS) -> list[tuple[str, str]]:
    """Say what a download is: its data set, its rows, and how to read them."""
    about = [("title", words(f"download.about_{what}")), ("version", data.version), ("rows", str(count))]
    told = COLUMNS_TOLD if what == OBSERVATIONS else ("named",)
    return [*about, *((key, words(f"download.about_{key}")) for key in told)]


def reports_of(frame: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Give the source cards of the reports that rows come from."""
    keep = ["report_id", "adcode", "year", "title", "publisher", "published", "file", "sha256"]
    return data.reports(report_id=sorted(set(frame["report_id"])))[keep]


def content(kind: str, frame: pd.DataFrame, data: Data, words: Words, what: str = OBSERVATIONS) -> bytes:
    """Write a table in one of the formats ``csv``, ``xlsx``, ``json``, ``parquet``."""
    if kind == "csv":
        return to_csv(frame)
    if kind == "parquet":
        return to_parquet(frame)
    about = notes(data, words, len(frame), what)
    return to_xlsx(frame, reports_of(frame, data), about) if kind == "xlsx" else to_json(frame, about, what)


def codebook(data: Data, only: set[str] | None = None) -> pd.DataFrame:
    """Give the indicators as a table to take along: all, or only those named."""
    frame = data.indicators if only is None else data.indicators[data.indicators["indicator"].isin(only)]
    return frame[[c for c in frame.columns if c != "derived"]].astype(object)


def readme(frame: pd.DataFrame, data: Data, words: Words, title: str, what: str = OBSERVATIONS) -> str:
    """Write the word that goes with an archive: what is in it, how to read it, how to cite it."""
    about = dict(notes(data, words, len(frame), what))
    cite = citing.figure(title or about["title"], frame["report_id"], data, words)
    lines = [about["title"], title, "", words("download.readme_rows", n=len(frame), version=data.version)]
    lines += ["", words("download.readme_files"), ""]
    own = ["codebook.csv", "population.csv"] if what == OBSERVATIONS else []
    for name in (f"{what}.*", *own, "sources.csv", "filters.json", "citation.txt"):
        told = words(f"download.readme_{name.partition('.')[0]}")
        lines.append(f"- {name}: {told}")
    lines += ["", words(f"download.columns_{what}"), ""]
    lines += [f"- {key}: {told}" for key, told in about.items() if key not in ("title", "version", "rows")]
    return "\n".join([*lines, "", cite, ""])


def to_zip(
    data: Data,
    words: Words,
    rows: pd.DataFrame | None = None,
    filters: dict[str, list[str]] | None = None,
    title: str = "",
    what: str = OBSERVATIONS,
) -> bytes:
    """Pack rows with what they need: codebook, sources, filters, citation, and a word on reading them.

    Args:
        data: the data set.
        words: of the reader's language.
        rows: those to pack; all where None.
        filters: what was chosen to arrive at these rows.
        title: what the rows show.
        what: ``observations`` or ``programmes``.
    """
    frame = table(of_choice(data, what=what) if rows is None else rows, data, words, what)
    about, sources = notes(data, words, len(frame), what), reports_of(frame, data)
    chosen = {"version": data.version, "rows": len(frame), "filters": filters or {}}
    cite = citing.figure(title or dict(about)["title"], frame["report_id"], data, words)
    files = {
        "README.txt": readme(frame, data, words, title, what).encode("utf-8-sig"),
        "filters.json": json.dumps(chosen, ensure_ascii=False, indent=1).encode("utf-8"),
        "citation.txt": cite.encode("utf-8-sig"),
        f"{what}.csv": to_csv(frame),
        f"{what}.json": to_json(frame, about, what),
        f"{what}.xlsx": to_xlsx(frame, sources, about),
        f"{what}.parquet": to_parquet(frame),
        "sources.csv": to_csv(sources.astype(object)),
    }
    if what == OBSERVATIONS:
        files["codebook.csv"] = to_csv(codebook(data, set(frame["indicator"])))
        files["population.csv"] = to_csv(data.population.astype(object))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, written in files.items():
            # A fixed date: the same data set gives the same file.
            packed.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), written, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Write Parquet with one type a column."""
    out = io.BytesIO()
    kinds = {"value": "Float64", "value_max": "Float64", "year": "Int64", "start": "Int64", "end": "Int64"}
    numbers = {name: kind for name, kind in (kinds | {"corrected": "Int64"}).items() if name in frame}
    texts = {name: "string" for name in frame.columns if name not in numbers}
    frame.astype(numbers | texts).to_parquet(out, index=False)
    return out.getvalue()
