"""One document without a card is read as a build would; what is saved, a build can read."""

from __future__ import annotations

import hashlib
import os
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

import extract
from extract import CardError, Change, Document, NewReport, ReportError, card_toml, correction_toml
from extract.sources.cards import load_cards
from extract.sources.saving import save_correction, save_report

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
TEXT = "海宁市2023年卫生健康工作\n2023年，全市拥有救护车25辆，建成“云看护”平台。全市共有托位3200个。\n"


def test_a_seed_without_its_card_gives_what_the_build_gives(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS / "330213-fenghua", folder / "330213-fenghua")
    extract.build(folder, tmp_path / "data")
    data = extract.open_dataset(tmp_path / "data")
    found = extract.preview(extract.read(SEEDS / "330213-fenghua" / "2024.txt"))
    assert found.report_id == "330213-2024"
    for table in ("mentions", "observations", "issues", "programmes"):
        built = getattr(data, table)(report_id="330213-2024")
        assert len(built) or table == "issues"
        pandas.testing.assert_frame_equal(found.frame(table), built)


def test_area_and_year_are_proposed_from_the_text() -> None:
    proposal = extract.propose(Document("a.txt", TEXT))
    assert proposal.area is not None and proposal.area.zh == "海宁市"
    assert (proposal.year, proposal.sure) == (2023, True)


def test_area_and_year_may_be_given_instead() -> None:
    found = extract.preview(Document("a.txt", "全区共有托位4830个。"), "330113", 2021)
    assert {(o.ref_area, o.time_period) for o in found.observations} == {("330113", "2021")}
    other = extract.preview(Document("a.txt", TEXT), "330113", 2023)
    assert not other.observations, "what the text says of 海宁市 is no figure of 临平区"


def test_a_text_that_tells_neither_area_nor_year_is_read_all_the_same() -> None:
    found = extract.preview(Document("a.txt", "共有托位4830个。"))
    assert (found.adcode, found.year, found.report_id) == (None, None, "preview")
    (only,) = found.observations
    assert only.time_period is None and only.value == 4830
    assert found.rows("observations")[0]["year"] is None


@pytest.mark.parametrize("text", ["", " \n", "没有数字的一句话。", "\x00\x01", "12" * 3000, "“" * 3000])
def test_any_text_is_read(text: str) -> None:
    found = extract.preview(Document("a.txt", text), "330113", 2023)
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


@pytest.mark.parametrize(("area", "year"), [("999999", 2023), ("330113", 12), ("x", None)])
def test_what_is_no_area_and_no_year_is_refused(area: str, year: int | None) -> None:
    with pytest.raises(ReportError, match=r"code of the registry|no year"):
        extract.preview(Document("a.txt", TEXT), area, year)


def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS / "330113-linping", folder / "330113-linping")
    return folder


def test_a_saved_report_is_kept_byte_for_byte_and_read_by_the_next_build(tmp_path: Path) -> None:
    folder, data = seeds(tmp_path), TEXT.encode("gb18030")
    path = save_report(
        folder, data, "报告.txt", NewReport("330481", 2023, 'A "title"\n\x7f', "卫健局", "2024-01")
    )
    assert path == folder / "330481-haining" / "2023.txt" and path.read_bytes() == data
    card = tomllib.loads((path.parent / "district.toml").read_text(encoding="utf-8"))
    assert (card["zh"], card["parent_zh"], card["report"][0]["title"]) == (
        "海宁市",
        "嘉兴市",
        'A "title"\n\x7f',
    )
    assert not load_cards(folder).failures
    summary = extract.build(folder, tmp_path / "data")
    assert not summary.failures and len(summary.outcomes) == 2


def test_a_second_report_of_a_district_is_added_to_its_card(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    card = folder / "330113-linping" / "district.toml"
    before = card.read_bytes()
    first = save_report(folder, TEXT.encode(), "x.md", NewReport("330113", 2022))
    second = save_report(folder, TEXT.encode() + b"\n", "x.txt", NewReport("330113", 2023))
    assert (first.name, second.name) == ("2022.md", "2023-2.txt")
    assert card.read_bytes().startswith(before)
    assert [one.id for one in load_cards(folder).reports] == ["330113-2022", "330113-2023", "330113-2023-2"]


def test_the_same_report_is_not_saved_twice(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    data = (folder / "330113-linping" / "2023.txt").read_bytes()
    with pytest.raises(CardError, match="already there as 330113-2023"):
        save_report(folder, data, "other.txt", NewReport("330110", 2020))


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/passwd", "..", "a\x00.txt", "C:\\x.txt", "x.sh", ""]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = seeds(tmp_path)
    path = save_report(folder, TEXT.encode(), name, NewReport("330481", 2023))
    assert path == folder / "330481-haining" / "2023.txt"
    assert {p.name for p in tmp_path.iterdir()} == {"seeds"}


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (NewReport("../x", 2023), "no code of an area"),
        (NewReport("330113", 3), "no year"),
        (NewReport("330113", 2023, published="../x"), "no date"),
        (NewReport("110103", 2023), "no code of an area that exists"),
    ],
)
def test_wrong_facts_are_refused_and_nothing_is_written(tmp_path: Path, facts: NewReport, says: str) -> None:
    folder = seeds(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(CardError, match=says):
        save_report(folder, TEXT.encode(), "a.txt", facts)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_that_is_too_large_or_no_report_is_refused(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    with pytest.raises(ReportError, match="more than the limit"):
        save_report(folder, TEXT.encode(), "a.txt", NewReport("330481", 2023), limit=10)
    with pytest.raises(ReportError):
        save_report(folder, b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.txt", NewReport("330481", 2023))
    assert [path.name for path in folder.iterdir()] == ["330113-linping"]


def test_a_linked_folder_is_not_written_through(tmp_path: Path) -> None:
    folder, outside = seeds(tmp_path), tmp_path / "outside"
    outside.mkdir()
    os.symlink(outside, folder / "330481-haining")
    with pytest.raises(CardError, match="symbolic link"):
        save_report(folder, TEXT.encode(), "a.txt", NewReport("330481", 2023))
    assert not list(outside.iterdir())


def test_a_broken_card_is_left_alone(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    card = folder / "330113-linping" / "district.toml"
    card.write_text('adcode = "330113"\nzh = "临', encoding="utf-8")
    with pytest.raises(CardError, match="not TOML"):
        save_report(folder, TEXT.encode(), "a.txt", NewReport("330113", 2022))
    assert {path.name for path in card.parent.iterdir()} == {"2023.txt", "district.toml"}


def test_a_failure_halfway_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = seeds(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for function, facts in (("rename", NewReport("330481", 2023)), ("replace", NewReport("330113", 2022))):
        with monkeypatch.context() as patch:
            patch.setattr(f"extract.sources.saving.os.{function}", full)
            with pytest.raises(CardError, match="No space left"):
                save_report(folder, TEXT.encode(), "a.txt", facts)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert [path.name for path in folder.iterdir()] == ["330113-linping"]


def change(folder: Path, **more: object) -> Change:
    """A correction of the first linked number of the saved report."""
    document = extract.read(folder / "330113-linping" / "2023.txt")
    mention = next(m for m in extract.read_mentions(document, "330113", 2023) if m.value and m.indicator)
    fields: dict[str, object] = {
        "report": "330113-2023", "start": mention.start, "end": mention.end, "exact": mention.text,
        "field": "value", "before": mention.value, "after": Decimal(77), "reason": "数错了",
    }  # fmt: skip
    return Change(**(fields | more))  # type: ignore[arg-type]


def test_a_correction_is_written_into_the_card_and_shown_as_such(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    wanted = change(folder)
    save_correction(folder, wanted)
    extract.build(folder, tmp_path / "data")
    data = extract.open_dataset(tmp_path / "data")
    rows = data.mentions(report_id="330113-2023")
    row = rows[rows["start"] == wanted.start].iloc[0]
    assert row["reason"] == "corrected" and row["value"] == float(wanted.after or 0)
    assert "correction" in set(data.issues(report_id="330113-2023")["kind"])


def test_a_correction_that_no_longer_fits_fails_loudly(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    save_correction(folder, change(folder))
    report = folder / "330113-linping" / "2023.txt"
    card = folder / "330113-linping" / "district.toml"
    old = hashlib.sha256(report.read_bytes()).hexdigest()
    report.write_bytes("新".encode() + report.read_bytes())
    new = hashlib.sha256(report.read_bytes()).hexdigest()
    card.write_text(card.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (failure,) = extract.build(folder, tmp_path / "data").failures
    assert "[[correction]]" in failure.message


@pytest.mark.parametrize(
    "more",
    [
        {"before": Decimal(123456789)}, {"exact": "别的"}, {"start": 0, "end": 2}, {"reason": ""},
        {"field": "nothing"}, {"field": "status", "before": "actual", "after": "maybe"},
        {"report": "330113-1999"},
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_not_written(tmp_path: Path, more: dict[str, object]) -> None:
    folder = seeds(tmp_path)
    card = folder / "330113-linping" / "district.toml"
    before = card.read_bytes()
    with pytest.raises(CardError):
        save_correction(folder, change(folder, **more))
    assert card.read_bytes() == before and len(list(card.parent.iterdir())) == 2


def test_what_is_written_reads_back_as_it_was_meant() -> None:
    hostile = 'quote " backslash \\ newline \n tab \t delete \x7f [[report]] \ud800 “全角”'
    text = correction_toml(Change("330113-2023", 1, 3, hostile, "value", Decimal("4.440"), None, hostile))
    (entry,) = tomllib.loads(text, parse_float=Decimal)["correction"]
    assert (
        entry["reason"] == hostile.replace("\ud800", "?")
        and entry["from"] == Decimal("4.44")
        and entry["to"] == ""
    )
    card = tomllib.loads(card_toml(NewReport("330113", 2023, hostile), "2023.txt", "0" * 64))
    assert card["report"][0]["title"] == hostile.replace("\ud800", "?") and card["zh"] == "临平区"
