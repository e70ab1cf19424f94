"""The data set and its peers, each answering the same questions with a table of pandas.

Run as ``python -m benchmarks.stores NAME FOLDER`` it answers all questions in a
process of its own and prints times and memory as JSON: what another store keeps
in memory then counts for it alone.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from extract import open_dataset

PARQUET = "observations.parquet"
ROWS = 100_000  # of one part of the Parquet file
QUESTIONS = {
    "one indicator, five areas": "Compare, Trend",
    "the newest of five areas": "Matrix, Profile, Start",
    "one area": "",
    "fifty rows of five areas": "Data",
    "one indicator and year": "",
    "one indicator, all years": "",
    "mean of every indicator": "",
}
FEW_COLUMNS = ["adcode", "year", "value", "unit", "status", "nature"]
Answers = Mapping[str, Callable[[], pd.DataFrame]]


def parquet(folder: Path) -> Path:
    """Write the observations of a data set as Parquet, sorted by indicator, unless they are there."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / PARQUET
    if path.exists():
        return path
    draft = path.with_suffix(".draft")
    with open_dataset(folder) as data:
        schema = pa.Schema.from_pandas(data.observations(limit=1000), preserve_index=False)
        schema = pa.schema(
            [pa.field(f.name, pa.string() if pa.types.is_null(f.type) else f.type) for f in schema]
        )
        with pq.ParquetWriter(draft, schema, compression="zstd") as writer:
            for (name,) in data.query("SELECT indicator FROM coverage ORDER BY indicator"):
                rows = data.observations(indicator=name)
                writer.write_table(pa.Table.from_pandas(rows, schema, preserve_index=False), ROWS)
    draft.rename(path)
    return path


def ours(folder: Path, few: list[str], one: str) -> Answers:
    """Our data set: one SQLite file, asked as the dashboard asks it."""
    data = open_dataset(folder)
    means = "SELECT indicator, avg(value) FROM observations GROUP BY indicator"
    return {
        "one indicator, five areas": lambda: data.observations(one, few),
        "the newest of five areas": lambda: data.observations(adcodes=few, newest=True),
        "one area": lambda: data.observations(adcodes=few[0]),
        "fifty rows of five areas": lambda: data.observations(adcodes=few, limit=50, offset=100),
        "one indicator and year": lambda: data.observations(one, years=2024),
        "one indicator, all years": lambda: data.observations(one, columns=FEW_COLUMNS),
        "mean of every indicator": lambda: pd.DataFrame(data.query(means)),
    }


def duckdb(folder: Path, few: list[str], one: str) -> Answers:
    """DuckDB over Parquet."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    table, areas = f"'{parquet(folder)}'", ", ".join(f"'{code}'" for code in few)
    both = f"indicator = '{one}' AND adcode IN ({areas})"
    newest = "QUALIFY year IS NULL OR year = max(year) OVER (PARTITION BY adcode, indicator)"
    asked = {
        "one indicator, five areas": f"SELECT * FROM {table} WHERE {both}",
        "the newest of five areas": f"SELECT * FROM {table} WHERE adcode IN ({areas}) {newest}",
        "one area": f"SELECT * FROM {table} WHERE adcode = '{few[0]}'",
        "fifty rows of five areas": f"SELECT * FROM {table} WHERE adcode IN ({areas}) LIMIT 50 OFFSET 100",
        "one indicator and year": f"SELECT * FROM {table} WHERE indicator = '{one}' AND year = 2024",
        "one indicator, all years": f"SELECT {', '.join(FEW_COLUMNS)} FROM {table} WHERE indicator = '{one}'",
        "mean of every indicator": f"SELECT indicator, avg(value) FROM {table} GROUP BY indicator",
    }
    return {name: lambda sql=sql: connection.sql(sql).df() for name, sql in asked.items()}  # type: ignore[misc]


def polars(folder: Path, few: list[str], one: str) -> Answers:
    """Polars over Parquet, lazily."""
    import polars as pl

    table = pl.scan_parquet(parquet(folder))
    mine, areas = pl.col("indicator") == one, pl.col("adcode").is_in(few)
    newest = pl.col("year").is_null() | (pl.col("year") == pl.col("year").max().over("adcode", "indicator"))
    asked = {
        "one indicator, five areas": table.filter(mine & areas),
        "the newest of five areas": table.filter(areas).filter(newest),
        "one area": table.filter(pl.col("adcode") == few[0]),
        "fifty rows of five areas": table.filter(areas).slice(100, 50),
        "one indicator and year": table.filter(mine & (pl.col("year") == 2024)),
        "one indicator, all years": table.filter(mine).select(FEW_COLUMNS),
        "mean of every indicator": table.group_by("indicator").agg(pl.col("value").mean()),
    }
    return {name: lambda plan=plan: plan.collect().to_pandas() for name, plan in asked.items()}  # type: ignore[misc]


def pandas(folder: Path, few: list[str], one: str) -> Answers:
    """All of it as one table in memory, as the dashboard held it at first."""
    table = pd.read_parquet(parquet(folder))

    def newest() -> pd.DataFrame:
        rows = table[table["adcode"].isin(few)]
        last = rows.groupby(["adcode", "indicator"])["year"].transform("max")
        return rows[rows["year"].isna() | (rows["year"] == last)]

    return {
        "one indicator, five areas": lambda: table[(table["indicator"] == one) & table["adcode"].isin(few)],
        "the newest of five areas": newest,
        "one area": lambda: table[table["adcode"] == few[0]],
        "fifty rows of five areas": lambda: table[table["adcode"].isin(few)].iloc[100:150],
        "one indicator and year": lambda: table[(table["indicator"] == one) & (table["year"] == 2024)],
        "one indicator, all years": lambda: table[table["indicator"] == one][FEW_COLUMNS],
        "mean of every indicator": lambda: table.groupby("indicator")["value"].mean().to_frame(),
    }


STORES: dict[str, tuple[Callable[[Path, list[str], str], Answers], str]] = {
    "Hengbi (SQLite)": (ours, "pandas"),
    "DuckDB on Parquet": (duckdb, "duckdb"),
    "polars on Parquet": (polars, "polars"),
    "pandas in memory": (pandas, "pandas"),
}


def missing(name: str) -> bool:
    """Say whether what a store needs is not installed."""
    return find_spec(STORES[name][1]) is None


def measure(name: str, folder: Path, rounds: int) -> dict[str, Any]:
    """Put all questions to a store: milliseconds of the first answer and the median, rows, memory."""
    with open_dataset(folder) as data:
        few = [str(code) for (code,) in data.query("SELECT adcode FROM areas ORDER BY adcode LIMIT 5")]
        one = str(
            data.query("SELECT indicator FROM coverage ORDER BY observations DESC, indicator LIMIT 1")[0][0]
        )
    began = time.perf_counter()
    answers = STORES[name][0](folder, few, one)
    told: dict[str, Any] = {"opened": (time.perf_counter() - began) * 1000}
    for question in QUESTIONS:
        times = []
        for _ in range(rounds + 1):
            began = time.perf_counter()
            rows = len(answers[question]())
            times.append((time.perf_counter() - began) * 1000)
        told[question] = (times[0], median(times[1:]), rows)
    return told | {"memory": peak()}


def peak() -> float:
    """The most memory that this process held so far, in MB, without what it inherited."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
