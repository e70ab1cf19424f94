"""CSV on the Web: every table as CSV beside ``csv-metadata.json``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import csvtables
from .package import LICENCE, sources
from .schema import KEYS, LINKS, TITLES, Column
from .source import Source

METADATA = "csv-metadata.json"  # the name by which CSV on the Web finds it beside the tables


def write(source: Source, folder: Path) -> None:
    """Write the tables and their metadata into a folder."""
    csvtables.write(source, folder)
    body = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "横比 Hengbi: comparable indicators from Chinese district health reports",
        "dc:description": csvtables.RULE,
        "dc:license": {"@id": LICENCE["path"]},
        "dc:rights": LICENCE["title"],
        "dc:hasVersion": f"{source.package}+{source.version}",
        "dc:source": [one["title"] for one in sources(source)],
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "tables": [_table(table, source) for table in source.tables],
    }
    csvtables.to_json(folder / METADATA, body)


def _table(table: str, source: Source) -> dict[str, Any]:
    zh, en = TITLES[table]
    schema: dict[str, Any] = {"columns": [_column(column) for column in csvtables.shown(table)]}
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    never = {column.name for column in csvtables.shown(table) if column.empty == "never"}
    # CSV on the Web knows no reference that may be null: mentions without an indicator stay without theirs.
    links = [
        {"columnReference": name, "reference": {"resource": f"{other}.csv", "columnReference": name}}
        for name, other in LINKS.get(table, {}).items()
        if other in source.tables and name in never
    ]
    if links:
        schema["foreignKeys"] = links
    return {"url": f"{table}.csv", "dc:title": f"{zh} · {table}", "dc:description": en, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "titles": column.name, "dc:title": column.zh}
    made["dc:description"] = f"{column.en} ({column.unit})" if column.unit else column.en
    made["datatype"] = _datatype(column)
    if column.empty == "never":
        made["required"] = True
    return made


def _datatype(column: Column) -> str | dict[str, str]:
    if column.type == "list":
        return "json"
    pattern = column.pattern or "|".join(column.values)
    kind = {"string": "string", "integer": "integer", "number": "double"}[column.type]
    return {"base": kind, "format": pattern} if pattern else kind
