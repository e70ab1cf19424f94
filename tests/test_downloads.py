"""A file taken away holds exactly what was shown, and harms nobody."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pandas as pd
import pytest
from board import made, observation
from openpyxl import load_workbook

from dashboard import citing, downloads, words
from dashboard.asking import Rows

ZH = words.load("zh")
HARMFUL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")']


def table(sentence: str = "有9张。") -> tuple[pd.DataFrame, object]:
    rows = [
        observation("beds", "330113", 9.5, value_max=12, qualifier="at_least", sentence=sentence),
        observation("beds", "330110", 0, status="target"),
    ]
    data = made(rows)
    return downloads.table(data.rows(Rows()), data, ZH), data


def test_each_row_says_where_it_comes_from() -> None:
    frame, _ = table()
    row = frame.iloc[0]
    asked = (
        "indicator",
        "district",
        "adcode",
        "year",
        "value",
        "unit",
        "qualifier",
        "status",
        "nature",
        "source_title",
    )
    assert [row[key] for key in asked] == [
        "beds", "临平区", "330113", 2023, 9.5, "个", "at_least", "actual", "stated", "临平区报告",
    ]  # fmt: skip
    assert row["sentence"] == "有9张。"
    assert frame.iloc[1]["value"] == 0 and frame.iloc[1]["value_max"] is None


def test_csv_opens_right_in_excel_and_reads_back() -> None:
    frame, _ = table()
    content = downloads.to_csv(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(r["district"], float(r["value"])) for r in rows] == [("临平区", 9.5), ("余杭区", 0.0)]


@pytest.mark.parametrize("text", HARMFUL)
def test_what_looks_like_a_formula_is_made_harmless(text: str) -> None:
    frame, data = table(text)
    row = next(csv.DictReader(io.StringIO(downloads.to_csv(frame).decode("utf-8-sig"), newline="")))
    assert row["sentence"].startswith("'")
    book = load_workbook(io.BytesIO(downloads.to_xlsx(frame, data.reports(), [("a", "=1")])))  # type: ignore[attr-defined]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)


def test_negative_numbers_stay_numbers() -> None:
    data = made([observation("beds", "330113", -3)])
    content = downloads.to_csv(downloads.table(data.rows(Rows()), data, ZH)).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(content)))["value"] == "-3"


def test_xlsx_has_data_sources_and_notes() -> None:
    frame, data = table("控制\x00字符" + "长" * 40000)
    book = load_workbook(io.BytesIO(downloads.content("xlsx", frame, data, ZH)))  # type: ignore[arg-type]
    assert book.sheetnames == ["data", "sources", "notes"]
    head, first, second = list(book["data"].values)
    assert head == downloads.COLUMNS
    assert dict(zip(head, first, strict=True))["value"] == 9.5
    assert dict(zip(head, second, strict=True))["adcode"] == "330110", "a code is text, its zeros stay"
    assert [row[0] for row in book["sources"].values][1:] == ["330113-2023", "330110-2023"]


def test_json_has_null_for_what_is_missing() -> None:
    frame, data = table()
    body = json.loads(downloads.content("json", frame, data, ZH))  # type: ignore[arg-type]
    assert body["observations"][1]["value_max"] is None
    assert body["about"]["version"] == data.version  # type: ignore[attr-defined]


def test_parquet_reads_back_with_its_types() -> None:
    frame, data = table()
    back = pd.read_parquet(io.BytesIO(downloads.content("parquet", frame, data, ZH)))  # type: ignore[arg-type]
    assert list(back["value"]) == [9.5, 0.0]
    assert list(back["adcode"]) == ["330113", "330110"]


def test_the_archive_is_complete_and_the_same_each_time() -> None:
    _, data = table()
    content = downloads.to_zip(data, ZH)  # type: ignore[arg-type]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"README.txt", "observations.csv", "codebook.csv", "sources.csv", "population.csv"} <= set(names)
    assert {"filters.json", "citation.txt", "observations.parquet", "observations.xlsx"} <= set(names)
    again = zipfile.ZipFile(io.BytesIO(downloads.to_zip(data, ZH)))  # type: ignore[arg-type]
    assert again.read("observations.csv") == zipfile.ZipFile(io.BytesIO(content)).read("observations.csv")


def test_an_archive_of_some_rows_has_their_codebook_sources_and_filters() -> None:
    rows = [observation("beds", "330113", 9), observation("doctors", "330110", 8)]
    data = made(rows)
    some = data.rows(Rows(indicator=("beds",)))
    packed = zipfile.ZipFile(io.BytesIO(downloads.to_zip(data, ZH, some, {"indicator": ["beds"]}, "床位")))

    def lines(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"))))

    assert [row["indicator"] for row in lines("codebook.csv")] == ["beds"]
    assert [row["report_id"] for row in lines("sources.csv")] == ["330113-2023"]
    assert json.loads(packed.read("filters.json"))["filters"] == {"indicator": ["beds"]}
    readme = packed.read("README.txt").decode("utf-8-sig")
    assert "床位" in readme and all(
        name in readme for name in ("codebook.csv", "filters.json", "citation.txt")
    )


def test_a_citation_names_report_publisher_date_and_data_set() -> None:
    data = made([observation("beds", "330113", 9, qualifier="at_least")])
    (row,) = data.observations()
    said = citing.value(row, data, ZH)
    assert all(
        part in said
        for part in ("临平区，beds数：≥ 9", "2023年", "《临平区报告》", "未写明发布日期", data.version[:8])
    )
    card = {"publisher": "区卫生健康局", "published": "2024-02-01"}
    data = made([observation("beds", "330113", 9)], report=card)
    said = citing.figure("床位", ["330113-2023"] * 2, data, ZH)
    assert said.count("《临平区报告》") == 1
    assert "区卫生健康局" in said and "2024-02-01" in said and "未写明" not in said
    several = ["330113-2023", "330110-2023", "330112-2023", "330113-2023"]
    said = citing.figure("床位", several, data, ZH, most=1)
    assert "《临平区报告》" in said and "《余杭区报告》" not in said and ZH("source.cite_rest", n=2) in said
    assert ZH("source.cite_rest", n=0)[:3] not in citing.figure("床位", several, data, ZH, most=3)


def test_what_the_reports_name_is_taken_along_in_every_format() -> None:
    told: dict[str, object] = {"report_id": "330113-2023", "adcode": "330113", "name": "浙里护理"}
    told |= {"kind": "platform", "theme": "digital", "start": 3, "end": 7, "exact": "浙里护理"}
    told["sentence"] = "上线浙里护理。"
    data = made([observation("beds", "330113", 1)], programmes=[told])
    rows = downloads.of_choice(data, what="programmes")
    assert list(rows["key"]) == ["330113-2023:3-7"]
    frame = downloads.table(rows, data, ZH, "programmes")
    made_of = {
        kind: downloads.content(kind, frame, data, ZH, "programmes")
        for kind in ("csv", "xlsx", "json", "parquet")
    }
    (row,) = json.loads(made_of["json"])["programmes"]
    assert (row["name"], row["district"], row["start"]) == ("浙里护理", "临平区", 3)
    assert pd.read_parquet(io.BytesIO(made_of["parquet"]))["exact"].tolist() == ["浙里护理"]
    (row,) = csv.DictReader(io.StringIO(made_of["csv"].decode("utf-8-sig")))
    assert row["sentence"] == "上线浙里护理。"
    assert load_workbook(io.BytesIO(made_of["xlsx"]))["data"]["A2"].value == "浙里护理"
    packed = zipfile.ZipFile(io.BytesIO(downloads.to_zip(data, ZH, rows, {}, "", "programmes")))
    assert "programmes.csv" in packed.namelist() and "codebook.csv" not in packed.namelist()
    readme = packed.read("README.txt").decode("utf-8-sig")
    assert "programmes.*" in readme and ZH("download.columns_programmes") in readme
