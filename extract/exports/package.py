"""A Frictionless Data Package: every table as CSV beside ``datapackage.json``, which says all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import csvtables
from .schema import KEYS, LINKS, TITLES, Column
from .source import Source

DESCRIPTOR = "datapackage.json"
LICENCE = {
    "name": "MIT",
    "path": "https://opensource.org/license/mit",
    "title": "MIT, for what Hengbi adds; sentences and texts of the reports remain their publishers'",
}


def write(source: Source, folder: Path) -> None:
    """Write the package into a folder."""
    texts = csvtables.write(source, folder)
    resources = [_resource(table, source) for table in source.tables]
    for name in texts:
        report = Path(name).stem
        about = {
            "title": f"Text of report {report}",
            "format": "txt",
            "mediatype": "text/plain",
            "encoding": "utf-8",
        }
        resources.append({"name": f"text-{report.lower()}", "path": name} | about)
    body = {
        "profile": "data-package",
        "name": "hengbi",
        "title": "横比 Hengbi: comparable indicators from Chinese district health reports",
        "description": csvtables.RULE,
        "version": f"{source.package}+{source.version}",
        "licenses": [LICENCE],
        "sources": sources(source),
        "resources": resources,
    }
    csvtables.to_json(folder / DESCRIPTOR, body)


def sources(source: Source) -> list[dict[str, str]]:
    """The reports as sources: title with publisher and date, and the file's hash."""
    made = []
    for report in source.dicts("reports"):
        words = [
            report["publisher"],
            f"《{report['title']}》" if report["title"] else "",
            report["published"],
        ]
        said = " ".join(str(word) for word in words if word) or str(report["report_id"])
        facts = {"report_id": str(report["report_id"]), "file": str(report["file"])}
        made.append({"title": said} | facts | {"sha256": str(report["sha256"])})
    return made


def _resource(table: str, source: Source) -> dict[str, Any]:
    zh, en = TITLES[table]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in csvtables.shown(table)],
        "missingValues": [""],
    }
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    links = [
        {"fields": [name], "reference": {"resource": other, "fields": [name]}}
        for name, other in LINKS.get(table, {}).items()
        if other in source.tables
    ]
    if links:
        schema["foreignKeys"] = links
    return {
        "name": table,
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "title": f"{zh} · {table}",
        "description": en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "licenses": [LICENCE],
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": "array" if column.type == "list" else column.type,
        "title": column.zh,
        "description": column.en,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.empty == "text":
        field["missingValues"] = []  # an empty cell is an empty text here
    constraints: dict[str, Any] = {}
    if column.empty == "never":
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    return field | ({"constraints": constraints} if constraints else {})
