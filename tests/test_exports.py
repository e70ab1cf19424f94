"""What is exported is whole, valid by the format's own validator, the same each time, and reads back."""

from __future__ import annotations

import csv
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import frictionless
import pytest
from board import with_figures
from csvw import CSVW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from pysdmx.io import get_datasets, read_sdmx

from extract import FORMATS, Dataset, DatasetError, Source, export, open_dataset, packed, read_package
from extract.cells import FORMULA
from extract.cli import main
from extract.exports import sdmx
from extract.exports.schema import Column, columns
from extract.exports.source import of_dataset
from extract.storage.tables import COLUMNS, Cell, Row, names

TABLES = list(COLUMNS)
HARMFUL = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'", "''=1", "＝1", 'a,b"c\nd\r\ne', "")


@pytest.fixture(scope="module")
def data() -> Iterator[Dataset]:
    with open_dataset(with_figures() / "data") as opened:
        yield opened


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows_of(source: Source) -> dict[str, list[Row]]:
    return {table: list(rows()) for table, rows in source.tables.items()}


# Each format by its own validator and reader


def test_frictionless_finds_nothing_wrong(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "package", tmp_path / "package")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])
    counted = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
    assert counted == {table: data.query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_frictionless_sees_a_wrong_value_and_a_broken_link(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "package", tmp_path / "package")
    path = folder / "observations.csv"
    text = path.read_bytes().decode()
    path.write_bytes(text.replace(",330109,", ",330999,").replace(",actual,", ",planned,").encode())
    kinds = {kind for (kind,) in frictionless.validate(str(folder / "datapackage.json")).flatten(["type"])}
    assert {"foreign-key", "constraint-error"} <= kinds


def test_the_descriptor_says_units_links_sources_and_licence(data: Dataset, tmp_path: Path) -> None:
    told = json.loads((export(data, "package", tmp_path / "p") / "datapackage.json").read_text())
    assert told["version"].endswith(data.version) and told["licenses"][0]["name"] == "MIT"
    assert [source["report_id"] for source in told["sources"]] == list(data.reports()["report_id"])
    observations = next(r for r in told["resources"] if r["name"] == "observations")["schema"]
    assert all(field["description"] and field["title"] for field in observations["fields"])
    assert {field["name"] for field in observations["fields"] if "unit" in field} >= {"value", "start"}
    assert {link["reference"]["resource"] for link in observations["foreignKeys"]} == {
        "areas", "indicators", "reports",
    }  # fmt: skip


def test_csvw_finds_nothing_wrong(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "csvw", tmp_path / "csvw")
    checked = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert checked.is_valid and not checked.warnings
    told = {table.local_name: sum(1 for _ in table.iterdicts(strict=True)) for table in checked.tables}
    assert told["observations.csv"] == len(data.observations())


def test_parquet_says_what_each_column_is(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "parquet", tmp_path / "parquet")
    for table in TABLES:
        schema = parquet.read_schema(folder / f"{table}.parquet")
        assert schema.names == names(table)
        assert all(field.metadata[b"description"] and field.metadata[b"title"] for field in schema)
        assert data.version in schema.metadata[b"version"].decode()
    value = parquet.read_schema(folder / "observations.parquet").field("value")
    assert value.metadata[b"unit"] == b"as the column unit says"


def test_sdmx_is_read_by_pysdmx_with_its_structure(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "sdmx", tmp_path / "sdmx")
    message = read_sdmx(folder / sdmx.STRUCTURE, validate=True)
    lists = {found.id: found for found in (*message.get_codelists(), *message.get_value_lists())}
    assert {code.id for code in lists["CL_INDICATOR"]} == set(data.indicators()["indicator"])
    assert {code.id: code.name for code in lists["CL_AREA"]} == dict(data.areas()[["adcode", "zh"]].values)
    assert {code.id for code in lists["CL_OBS_STATUS"]} == {"actual", "target"}
    assert {code.id for code in lists["VL_UNIT_MEASURE"]} >= set(data.observations()["unit"])
    (dataset,) = get_datasets(folder / sdmx.DATA, folder / sdmx.STRUCTURE)
    components = dataset.structure.components  # type: ignore[union-attr]
    assert {c.id for c in components if c.required} <= set(dataset.data.columns)
    for component in components:
        if component.enumeration:
            codes = {code.id for code in component.enumeration}
            assert set(dataset.data[component.id]) - {""} <= codes
    key = [c.id for c in components.dimensions]
    assert not dataset.data.duplicated(key).any()


def test_indicators_and_reports_are_told_in_full_by_the_codes(data: Dataset, tmp_path: Path) -> None:
    message = read_sdmx(export(data, "sdmx", tmp_path / "sdmx") / sdmx.STRUCTURE, validate=False)
    lists = {found.id: found for found in message.get_codelists()}
    told = {code.id: {note.id: note.text for note in code.annotations} for code in lists["CL_INDICATOR"]}
    for row in of_dataset(data).dicts("indicators"):
        kept = told[str(row["indicator"])]
        assert [kept["en"], kept["definition"], kept["measure"], kept["unit"]] == [
            row["en"], row["definition"], row["measure"], row["unit"],
        ]  # fmt: skip
    reports = {code.id: {note.id: note.text for note in code.annotations} for code in lists["CL_REPORT"]}
    assert {name: notes["sha256"] for name, notes in reports.items()} == dict(
        data.reports()[["report_id", "sha256"]].values
    )


class Links(HTMLParser):
    """Counts the headings of an HTML page, and what it would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [str(told["id"])] if tag == "h3" and "id" in told else []
        self.outside += [tag] if tag in ("script", "link", "img", "iframe") else []
        self.outside += [str(told["href"])] if not (told.get("href") or "#").startswith("#") else []


def test_the_codebook_tells_every_indicator(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "codebook", tmp_path / "book")
    page = Links()
    page.feed((folder / "codebook.html").read_text(encoding="utf-8"))
    indicators = data.indicators()
    assert sorted(page.ids) == sorted(indicators["indicator"]) and not page.outside
    text = (folder / "codebook.md").read_text(encoding="utf-8")
    for row in indicators.to_dict("records"):
        assert f"`{row['indicator']}`" in text and row["definition_zh"] in text
    assert "托位总数【9080】个" in text and "养老床位【3058】张" in text


def test_the_codebook_shows_what_is_hostile_as_text(tmp_path: Path) -> None:
    bad = '<script>alert(1)</script> ![x](y) `a` | "b"'
    row = {
        name: 1 if kind == "INTEGER" else bad
        for name, kind in (c.split()[:2] for c in COLUMNS["indicators"].split(", "))
    }
    source = Source("v", "0", {"indicators": lambda: iter([tuple(row.values())])})
    folder = export(source, "codebook", tmp_path / "book")
    assert "<script" not in (folder / "codebook.html").read_text()
    assert "\\<script\\>alert" in (folder / "codebook.md").read_text()


# Whole or not at all, and the same each time


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_data_set_gives_the_same_bytes(format: str, data: Dataset, tmp_path: Path) -> None:
    first, second = (files(export(data, format, tmp_path / name)) for name in ("a", "b"))
    assert first == second and len(first) > 1
    archive = export(data, format, tmp_path / "c.zip")
    assert archive.read_bytes() == packed(data, format)
    with zipfile.ZipFile(archive) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == first


def failing(rows: int) -> Source:
    def fail() -> Iterator[Row]:
        for _ in range(rows):
            yield ("330113", *[""] * (len(names("areas")) - 1))
        raise OSError(28, "No space left on device")

    return Source("v", "0", {"areas": fail})


@pytest.mark.parametrize("format", ["package", "csvw", "parquet"])
@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_export_that_fails_leaves_what_was_there(
    format: str, name: str, data: Dataset, tmp_path: Path
) -> None:
    place = export(data, format, tmp_path / name)
    before = files(tmp_path)
    with pytest.raises(DatasetError, match=f"{name}: the export cannot be written: No space left.*untouched"):
        export(failing(3), format, place)
    assert files(tmp_path) == before


def test_an_export_replaces_an_earlier_one_and_nothing_else(data: Dataset, tmp_path: Path) -> None:
    place = export(data, "package", tmp_path / "out")
    export(data, "parquet", place)
    assert not (place / "datapackage.json").exists() and (place / "areas.parquet").is_file()
    mine = tmp_path / "mine"
    mine.mkdir()
    export(data, "parquet", mine)  # an empty folder is taken
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    with pytest.raises(DatasetError, match=r"letters: there already, and no export; give a new folder"):
        export(data, "package", tmp_path / "letters")
    assert files(tmp_path / "letters") == {"a.txt": b"dear"}
    assert sorted(os.listdir(tmp_path)) == ["letters", "mine", "out"]


def test_the_command_exports_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.zip"
    assert (
        main(["export", "--format", "parquet", "--out", str(out), "--data", str(with_figures() / "data")])
        == 0
    )
    assert str(out) in capsys.readouterr().out and zipfile.is_zipfile(out)
    assert main(["export", "--format", "parquet", "--out", str(out), "--data", str(tmp_path / "none")]) == 1
    assert "no data set here" in capsys.readouterr().err


def test_there_is_no_such_format(data: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no format 'xls'; the formats are sdmx, package"):
        export(data, "xls", tmp_path / "out")
    assert not list(tmp_path.iterdir())


# Back again


def test_a_package_reads_back_as_the_data_set(data: Dataset, tmp_path: Path) -> None:
    for format, name in (("package", "p.zip"), ("csvw", "c")):
        back = read_package(export(data, format, tmp_path / name))
        assert back.version == data.version
        assert rows_of(back.source) == rows_of(of_dataset(data))
        assert back.tables["observations"]["start"].dtype == "Int64"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.zip", b"no zip", "cannot be read"), ("none", None, "cannot be read"), ("f", b"{", "cannot be read")],
)
def test_what_is_no_package_is_said_to_be_none(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DatasetError, match=said):
        read_package(tmp_path / name)


def test_a_damaged_or_hostile_package_is_refused(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "package", tmp_path / "p")
    (folder / "areas.csv").write_text("adcode,zh\n1,2\n")
    with pytest.raises(DatasetError, match=r"damaged \(.*export it again"):
        read_package(folder)
    with zipfile.ZipFile(tmp_path / "up.zip", "w") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(DatasetError, match="no file of an export"):
        read_package(tmp_path / "up.zip")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.csv", b"0" * 50_000_000)
    with pytest.raises(DatasetError, match="unpacks to 50,000,000 bytes, far more than an export"):
        read_package(tmp_path / "bomb.zip")
    with pytest.raises(DatasetError, match="format parquet, not package or csvw"):
        read_package(export(data, "parquet", tmp_path / "q"))


def from_parquet(folder: Path) -> dict[str, list[Row]]:
    tables = {table: parquet.read_table(folder / f"{table}.parquet") for table in TABLES}
    return {name: [tuple(row.values()) for row in table.to_pylist()] for name, table in tables.items()}


def from_package(folder: Path) -> dict[str, list[Row]]:
    return rows_of(read_package(folder).source)


# Made-up data sets of any text, number and gap

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(HARMFUL)
WHOLE = st.integers(-(2**40), 2**40)
NUMBER = st.decimals(-(10**11), 10**11, places=4).map(float)
JSON = st.lists(st.text(max_size=5), max_size=3).map(lambda found: json.dumps(found, ensure_ascii=False))
NAME = st.from_regex(r"[a-z][0-9a-z_-]{0,11}", fullmatch=True)


def cell_of(table: str, column: Column) -> st.SearchStrategy[Cell]:
    some: dict[str, st.SearchStrategy[Any]] = {
        "integer": WHOLE,
        "number": NUMBER,
        "list": JSON,
        "string": TEXT,
    }
    kind = some[column.type]
    if (table, column.name) == ("reports", "report_id"):
        kind = NAME
    elif column.values:
        kind = st.sampled_from(column.values)
    return st.none() | kind if column.empty == "null" else kind


def rows_strategy(table: str) -> st.SearchStrategy[list[Row]]:
    cells = st.tuples(*(cell_of(table, column) for column in columns(table)))
    unique = (lambda row: row[0].lower()) if table == "reports" else None
    return st.lists(cells, max_size=3, unique_by=unique)


SETS = st.fixed_dictionaries({table: rows_strategy(table) for table in TABLES})
SOME = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def source_of(tables: dict[str, list[Row]]) -> Source:
    def rows(table: str) -> Callable[[], Iterator[Row]]:
        return lambda: iter(tables[table])

    return Source("version", "0.1.0", {table: rows(table) for table in tables})


@pytest.mark.parametrize(
    ("format", "back"), [("package", from_package), ("csvw", from_package), ("parquet", from_parquet)]
)
def test_any_data_set_comes_back_as_it_was(format: str, back: Callable[[Path], dict[str, list[Row]]]) -> None:
    @SOME
    @given(SETS)
    def check(tables: dict[str, list[Row]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            assert back(export(source_of(tables), format, Path(folder) / "out")) == tables

    check()


@SOME
@given(SETS)
def test_no_cell_of_a_file_begins_as_a_formula(tables: dict[str, list[Row]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for path in export(source_of(tables), "package", Path(folder) / "out").glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as stream:
                cells = [cell for line in csv.reader(stream) for cell in line]
            assert not [cell for cell in cells if cell.startswith(FORMULA) and not _number(cell)]


def _number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


# pysdmx reads columns of numbers as numbers, so a text of digits alone may come back otherwise written:
# ``007`` as ``7``. Texts here hold a letter, as those of reports do; ``data.csv`` itself has
# every text as it was.
LETTERED = st.tuples(TEXT, st.sampled_from("床位a")).map("".join)


@st.composite
def observation(draw: st.DrawFn) -> Row:
    row: dict[str, Any] = {}
    for column in columns("observations"):
        kind = LETTERED if column.type == "string" and not column.values else cell_of("observations", column)
        row[column.name] = draw(st.none() | kind if column.empty == "null" else kind)
    low = draw(st.decimals(0, 10**9, places=3))
    high = draw(st.none() | st.decimals(0, 10**9, places=3))
    said = [format(value.normalize(), "f") for value in (low, high) if value is not None]
    row |= {"value": float(low), "value_max": None if high is None else float(high)}
    row |= {
        "value_text": "–".join(said),
        "indicator": draw(NAME),
        "report_id": "330113-2023",
        "adcode": "330113",
    }
    row["time_period"] = draw(
        st.sampled_from(
            ["2023", "2023-08", "2023-12-31", "2024-01-01/", "2023-09-10/2023-12-31", "2023-01/2023-06"]
        )
    )
    row |= {"year": int(row["time_period"][:4]), "unit": draw(st.sampled_from(["个", "%", "人/千人"]))}
    row["rate_of"] = draw(st.none() | NAME)
    statement = draw(st.integers(0, 10**6).map(str) | st.just("per_1000_at_2020-11-01"))
    row["observation_id"] = f"330113-2023:{row['indicator']}:{statement}"
    row |= {
        key: None if row[key] is None else abs(row[key]) % 2**31
        for key in (column.name for column in columns("observations") if column.type == "integer")
    }
    return tuple(row[name] for name in names("observations"))


@SOME
@given(st.lists(observation(), min_size=1, max_size=4))
def test_any_observation_comes_back_through_pysdmx(rows: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = export(source_of({"observations": rows}), "sdmx", Path(work) / "out")
        (dataset,) = get_datasets(folder / sdmx.DATA, folder / sdmx.STRUCTURE)
        assert sdmx.observations_of(dataset.data) == rows


def test_the_observations_come_back_through_pysdmx(data: Dataset, tmp_path: Path) -> None:
    folder = export(data, "sdmx", tmp_path / "out")
    (dataset,) = get_datasets(folder / sdmx.DATA, folder / sdmx.STRUCTURE)
    assert sdmx.observations_of(dataset.data) == list(of_dataset(data).tables["observations"]())
