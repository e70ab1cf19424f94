"""Official figures stand beside what reports say: read from any layout, led back to their cells, told apart.

All tables and figures here are made up.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import frictionless
import made
import pytest
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from extract.building import Options, Summary, build
from extract.checking.checks import check
from extract.exports.publish import export
from extract.model import CardError
from extract.official import sheets
from extract.official.differing import differences
from extract.official.layout import figures_of
from extract.sources.cards import load_cards
from extract.sources.declared import Figure, TableCard
from extract.storage.opening import open_dataset

CARD = TableCard(
    "330113/y.csv", "330113", "某年鉴2024", "某局", "2024-10", "y.csv", "0" * 64, "/seeds/330113-x"
)
OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)
LONG = (
    "某年鉴，表3\n\n地区,年份,指标,数值,单位\n临平区,2023,childcare_places,4990,个\n"
    "余杭区,2023年,救护车,12,辆\n"
)


def read(text: str) -> tuple[list[Figure], list[str]]:
    given = sheets.read(text.encode(), "y.csv", CARD.where)
    found = figures_of(CARD, given, made.RECORDS)
    return list(found.figures), list(found.faults)


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Layouts


def test_the_long_form_leads_to_its_cells() -> None:
    figures, faults = read(LONG.replace("救护车", "ambulances数"))
    assert not faults
    first, second = figures
    assert (first.indicator, first.adcode, first.year) == ("childcare_places", "330113", 2023)
    assert first.value == 4990
    assert (first.cell, first.row, first.exact, first.id) == ("D4", 4, "4990", "330113/y.csv:D4")
    assert (second.indicator, second.adcode, second.cell) == ("ambulances", "330110", "D5")


def test_the_wide_form_has_a_column_a_year_and_leaves_out_what_is_not_given() -> None:
    figures, faults = read(
        '指标,单位,2021年,2022,2023\n3岁以下婴幼儿托位数,个,—,"4,200",4990\nphysicians,人,,…,900\n'
    )
    assert not faults
    assert [(f.indicator, f.year, int(f.value), f.cell, f.adcode) for f in figures] == [
        ("childcare_places", 2022, 4200, "D2", "330113"),
        ("childcare_places", 2023, 4990, "E2", "330113"),
        ("physicians", 2023, 900, "E3", "330113"),
    ]


def test_english_headings_tabs_and_other_encodings() -> None:
    text = "indicator\tyear\tvalue\tunit\tarea\tnote\nnurses\t2023\t1.5\t万人\t330112\t估计\n"
    given = sheets.read(text.encode("gb18030"), "y.csv", "y")
    (figure,) = figures_of(CARD, given, made.RECORDS).figures
    assert (figure.value, figure.slack) == (Decimal(15000), Decimal(500)) and figure.unit == "人"
    assert (figure.adcode, figure.note) == ("330112", "估计")


def test_a_workbook_leads_to_sheet_and_cell() -> None:
    rows: list[list[object]] = [
        ["表1"],
        ["指标", "年份", "数值"],
        ["physicians", 2023, 1234],
        ["托位", 2023, 5],
    ]
    data = workbook(说明=[["只有文字"]], 表1=rows)
    found = figures_of(CARD, sheets.read(data, "y.xlsx", "y"), made.RECORDS)
    (figure,) = found.figures
    assert (figure.sheet, figure.cell, figure.value, figure.id) == (
        "表1",
        "C3",
        Decimal(1234),
        "330113/y.csv:表1!C3",
    )
    (fault,) = found.faults
    assert "sheet 表1, cell C4: “托位” is no indicator; write its id or its Chinese name" in fault


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("临平区,2023,beds,1,张", "cell D2: “beds” is no indicator; write its id"),
        ("临平区,第3年,physicians,1,人", "“第3年” is no year; write it as 2023"),
        ("临平区,2023,physicians,约百,人", "“约百” is no number; write digits"),
        ("临平区,2023,physicians,1,斤斗", "“斤斗” is no unit known here; write 人"),
        (
            "临平区,2023,physicians,1,公里",
            "physicians数 is counted in 人, not in 公里; correct unit or indicator",
        ),
        ("无此区,2023,physicians,1,人", "area “无此区”: no area of the registry bears it; write its code"),
        ("朝阳区,2023,physicians,1,人", "area “朝阳区”: several areas bear it; write its code"),
    ],
)
def test_a_row_of_no_use_is_told_and_the_others_are_read(row: str, said: str) -> None:
    figures, faults = read(f"地区,年份,指标,数值,单位\n{row}\n临平区,2023,physicians,900,人\n")
    assert [figure.value for figure in figures] == [900]
    (fault,) = faults
    assert said in fault and fault.startswith("330113-x/y.csv, cell D2: ")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1,2\n", "no heading in the first 20 rows; head the columns 指标, 年份, 数值"),
        (b"PK\x03\x04 no workbook", "damaged XLSX"),
        (b"\x00\x01\x02", "null character"),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(CardError, match=said):
        figures_of(CARD, sheets.read(data, "y.csv", CARD.where), made.RECORDS)


def test_a_workbook_that_breaks_off_is_refused() -> None:
    whole, broken = workbook(表1=[["指标"], ["a"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content[: len(content) // 2] if "sheet1" in part else content)
    with pytest.raises(CardError, match=r"y: y\.xlsx.*damaged XLSX"):
        sheets.read(broken.getvalue(), "y.xlsx", "y")


def test_a_table_never_takes_the_reports_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = made.seeds(tmp_path / "seeds")
    declare(seeds)
    monkeypatch.setattr(sheets, "read", lambda data, name, where: 1 / 0)
    (failure,) = built(seeds, tmp_path / "data").failures
    assert "y.csv: reading failed (ZeroDivisionError: division by zero); this is a defect" in failure.message
    with open_dataset(tmp_path / "data") as data:
        assert len(data.reports()) == 5


@pytest.mark.parametrize("data", [b"1," * 600_000, b",\n" * 300_000])
def test_a_table_without_end_is_refused(data: bytes) -> None:
    with pytest.raises(CardError, match="more than 500,000 cells; keep only the rows of these areas"):
        sheets.read(data, "y.csv", "y")


@given(st.decimals(0, 10**9, places=3), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]))
def test_any_number_is_read_as_it_is_written(value: Decimal, power: tuple[str, int]) -> None:
    (figure,), _ = read(f"指标,年份,数值,单位\nphysicians,2023,{value},{power[0]}人\n")
    assert figure.value == value * power[1]
    assert figure.slack == Decimal("0.0005") * power[1]


# Beside what reports say


def figure(value: object, slack: object = 0, **more: object) -> Figure:
    fields: dict[str, object] = {
        "id": "t:D4", "table": "t", "indicator": "childcare_places", "adcode": "330113", "year": 2023,
        "value": Decimal(str(value)), "slack": Decimal(str(slack)), "unit": "个", "title": "某年鉴2024",
        "sheet": "", "row": 4, "cell": "D4", "exact": str(value),
    }  # fmt: skip
    return Figure(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "exact", "official", "percent", "beyond"),
    [
        (4830, "4830", figure(4830), 0, False),
        (4830, "4830", figure(4990), Decimal("-3.206413"), True),
        (48300, "4.83万", figure(48333), Decimal("-0.068276"), False),
        (48300, "4.83万", figure(48400), Decimal("-0.206612"), True),
        (48333, "48333", figure(48000, 500), Decimal("0.69375"), False),
        (5, "5", figure(0), None, True),
    ],
)
def test_a_difference_is_told_from_rounding(
    said: int, exact: str, official: Figure, percent: Decimal | None, beyond: bool
) -> None:
    o = made.observation("childcare_places", said, exact=exact)
    (found,) = differences([o], [official], made.RECORDS)
    assert (found.percent, found.beyond) == (percent, beyond)


def test_a_bound_contradicts_only_what_is_below_it() -> None:
    o = made.observation("childcare_places", 4800, qualifier="at_least")
    found = [differences([o], [figure(value)], made.RECORDS) for value in (4990, 4700)]
    assert [next(each).beyond for each in found] == [False, True]


@pytest.mark.parametrize(
    "more",
    [
        {"status": "target"}, {"area": "某医院"}, {"basis": "addition"}, {"time_period": "2022"},
        {"time_period": "2023-06-30"}, {"ref_area": "330110"}, {"label": "公办托位"},
        {"group": "65岁以上老年人"},
    ],
)  # fmt: skip
def test_what_is_another_thing_is_not_set_beside_it(more: dict[str, object]) -> None:
    o = made.observation("childcare_places", 4830, **more)
    assert not list(differences([o], [figure(4990)], made.RECORDS))


def test_what_is_of_the_end_of_the_year_is() -> None:
    o = made.observation("childcare_places", 4830, time_period="2023-12-31")
    assert list(differences([o], [figure(4990)], made.RECORDS))


def test_a_contradiction_is_an_issue_that_names_both() -> None:
    o = made.observation("childcare_places", 4830, start=4)
    (issue,) = check(made.report(), [], [o], made.RECORDS, (), [figure(4990)])
    assert (issue.kind, issue.severity) == ("differs_from_statistics", "warning")
    assert issue.zh == "“3岁以下婴幼儿托位数”4,830个，某年鉴2024（2023年）为4,990个，相差3.2%。"
    assert "某年鉴2024 (2023, cell D4) has 4,990: 3.2% apart." in issue.en
    assert [span.exact for span in issue.spans] == ["4830"]
    assert not check(made.report(), [], [o], made.RECORDS, (), [figure(4830)])


# Through a build


def declare(seeds: Path, text: str = LONG, name: str = "y.csv", more: str = 'title = "某年鉴2024"') -> None:
    home = seeds / "330113-district"
    (home / name).write_bytes(text.encode())
    digest = hashlib.sha256(text.encode()).hexdigest()
    card = home / "district.toml"
    entry = f'\n[[table]]\n{more}\nfile = "{name}"\nsha256 = "{digest}"\n'
    card.write_text(card.read_text(encoding="utf-8") + entry, encoding="utf-8")


def built(seeds: Path, out: Path) -> Summary:
    return build(seeds, out, options=OPTIONS)


def test_a_build_holds_figures_and_differences_with_their_source(tmp_path: Path) -> None:
    seeds = made.seeds(tmp_path / "seeds")
    declare(seeds, LONG.replace("救护车", "ambulances数"))
    summary = built(seeds, tmp_path / "data")
    assert not summary.failures
    with open_dataset(tmp_path / "data") as data:
        (source,) = data.official("statistics").to_dict("records")
        assert (source["table_id"], source["title"], source["figures"]) == ("330113/y.csv", "某年鉴2024", 2)
        figures = data.official("figures")
        assert list(zip(figures["adcode"], figures["cell"], strict=True)) == [
            ("330113", "D4"),
            ("330110", "D5"),
        ]
        rows = data.official("differences").to_dict("records")
        assert [(row["report_id"], round(row["percent"], 1), row["beyond"]) for row in rows] == [
            ("330110-2023", 0.0, 0), ("330113-2023", -3.2, 1),
        ]  # fmt: skip
        assert list(data.issues(kind="differs_from_statistics")["report_id"]) == ["330113-2023"]
        package = export(data, "package", tmp_path / "package")
        assert frictionless.validate(str(package / "datapackage.json")).valid
        assert CSVW(str(export(data, "csvw", tmp_path / "csvw") / "csv-metadata.json")).is_valid


def test_a_table_that_comes_or_goes_changes_only_its_reports(tmp_path: Path) -> None:
    seeds = made.seeds(tmp_path / "seeds")
    built(seeds, tmp_path / "data")
    declare(seeds)
    again = built(seeds, tmp_path / "data")
    assert {o.report_id for o in again.outcomes if not o.kept and not o.failure} == {"330113-2023"}
    build(seeds, tmp_path / "full", options=replace(OPTIONS, full=True))
    with open_dataset(tmp_path / "data") as one, open_dataset(tmp_path / "full") as other:
        assert one.manifest["sha256"] == other.manifest["sha256"]
    card = seeds / "330113-district" / "district.toml"
    card.write_text(card.read_text(encoding="utf-8").partition("\n[[table]]")[0], encoding="utf-8")
    built(seeds, tmp_path / "data")
    with open_dataset(tmp_path / "data") as data:
        assert data.official("differences").empty and data.official("figures").empty


def test_a_row_of_no_use_fails_the_build_by_name_and_all_else_is_there(tmp_path: Path) -> None:
    seeds = made.seeds(tmp_path / "seeds")
    declare(seeds)  # 救护车 is the name of no record here
    (failure,) = built(seeds, tmp_path / "data").failures
    assert failure.message.startswith("330113-district/y.csv, cell D5: “救护车” is no indicator")
    with open_dataset(tmp_path / "data") as data:
        assert len(data.official("figures")) == 1 and len(data.reports()) == 5
        assert "救护车" in data.issues(kind="unreadable")["en"].iloc[0]


@pytest.mark.parametrize(
    ("more", "change", "said"),
    [
        ('publisher = "x"', "", "title is missing; write what the table is from"),
        ('title = "x"\nyear = 2023', "", "unknown key year; the keys are file, id, published"),
        ('title = "x"\npublished = "October"', "", "published 'October' is no date"),
        ('title = "x"', "edited", "restore the file, or write the file's hash into the card"),
    ],
)
def test_a_bad_declaration_says_what_to_do(more: str, change: str, said: str, tmp_path: Path) -> None:
    seeds = made.seeds(tmp_path / "seeds")
    declare(seeds, more=more)
    if change:
        (seeds / "330113-district" / "y.csv").write_text(change)
    cards = load_cards(seeds, made.NAMES.get)
    (failure,) = cards.failures
    assert said in failure.message and len(cards.reports) == 5 and not cards.tables


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    seeds = made.seeds(tmp_path / "seeds")
    declare(seeds)
    declare(seeds)
    cards = load_cards(seeds, made.NAMES.get)
    assert len(cards.tables) == 1
    assert (
        "330113/y.csv is already that of 330113-district/y.csv; give one its own id"
        in cards.failures[0].message
    )
