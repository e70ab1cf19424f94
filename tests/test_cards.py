"""Source cards: every error names its folder and file, and stops nothing else."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import made
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import CardError, Mention
from extract.sources.cards import Cards, load_cards
from extract.sources.corrections import FIELDS, apply
from extract.sources.files import read_source

SEEDS = Path(__file__).parent.parent / "seeds"


def load(folder: Path) -> Cards:
    return load_cards(folder, made.NAMES.get)


def test_the_five_reports_are_found_and_fit_their_hashes() -> None:
    cards = load_cards(SEEDS)
    assert [report.id for report in cards.reports] == [
        "330109-2023", "330110-2023", "330112-2018", "330113-2023", "330213-2024",
    ]  # fmt: skip
    assert not cards.failures
    for report in cards.reports:
        text = read_source(report).decode()
        assert all(part in text for part in report.title.split(" ") if part), report.title


def mend(home: Path, old: str, new: str) -> None:
    card = home / "district.toml"
    text = card.read_text(encoding="utf-8")
    assert old in text
    card.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('adcode = "330113"', 'adcode = "999999"', ["999999", "registry"]),
        ('adcode = "330113"', 'adcode = "330110"', ["330110", "余杭区"]),
        ('adcode = "330113"', "adcode = 330113", ["adcode", "quotation marks"]),
        ('zh = "临平区"', "", ["zh is missing"]),
        ('valid_from = "2021-04"', 'valid_from = "spring"', ["valid_from", "spring"]),
        ("year = 2023", "year = 20233", ["20233", "year"]),
        ("year = 2023", 'year = "2023"', ["'2023'", "year"]),
        ("year = 2023", "year = true", ["True", "year"]),
        ("year = 2023", "", ["None", "year"]),
        ("year = 2023", "year = " + "9" * 5000, ["TOML"]),
        ('file = "2023.txt"', 'file = "2024.txt"', ["2024.txt", "missing"]),
        ('file = "2023.txt"', 'file = "../330110-district/2023.txt"', ["inside 330113-district"]),
        ('file = "2023.txt"', 'file = "/etc/hostname"', ["inside 330113-district"]),
        ('file = "2023.txt"', 'file = ""', ["inside 330113-district"]),
        ('title = "一年"', 'titel = "一年"', ["titel", "unknown key"]),
        ('title = "一年"', "title = 1", ["title", "quotation marks"]),
        ('title = "一年"', 'published = "soon"', ["published", "soon"]),
        ('title = "一年"', 'id = "330113-2022"', ["330113-2022", "330113-2023"]),
        ("[[report]]", "[report", ["not TOML"]),
        ("[[report]]", "[[rapport]]", ["unknown key rapport"]),
    ],
)  # fmt: skip
def test_a_bad_card_is_named_and_stops_no_other(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    home = made.district(tmp_path, "330113")
    made.district(tmp_path, "330110")
    mend(home, old, new)
    cards = load(tmp_path)
    assert [report.id for report in cards.reports] == ["330110-2023"]
    (failure,) = cards.failures
    assert "330113-district/district.toml" in failure.message
    assert all(word in failure.message for word in words)


def test_a_wrong_hash_names_both_hashes_and_what_to_do(tmp_path: Path) -> None:
    home = made.district(tmp_path, "330113")
    (home / "2023.txt").write_text("another text", encoding="utf-8")
    (failure,) = load(tmp_path).failures
    assert hashlib.sha256(made.TEXT.encode()).hexdigest() in failure.message
    assert hashlib.sha256(b"another text").hexdigest() in failure.message
    assert failure.where == "330113-district/2023.txt" and failure.report == "330113-2023"
    assert "restore the file" in failure.message


def test_two_reports_of_one_year_need_their_own_ids(tmp_path: Path) -> None:
    home = made.district(tmp_path, "330113")
    card = (home / "district.toml").read_text(encoding="utf-8")
    (home / "district.toml").write_text(card + card[card.index("[[report]]") :], encoding="utf-8")
    cards = load(tmp_path)
    assert len(cards.reports) == 1 and 'id = "330113-2023-2"' in cards.failures[0].message
    named = card + card[card.index("[[report]]") :].replace(
        "year = 2023", 'year = 2023\nid = "330113-2023-b"'
    )
    (home / "district.toml").write_text(named, encoding="utf-8")
    assert [report.id for report in load(tmp_path).reports] == ["330113-2023", "330113-2023-b"]


def test_two_cards_of_one_district_must_agree(tmp_path: Path) -> None:
    made.district(tmp_path, "330113")
    other = made.district(tmp_path / "new", "330113", year=2024)
    other.rename(tmp_path / "330113-later")
    (tmp_path / "new").rmdir()
    (tmp_path / "330110-x").mkdir()
    mend(tmp_path / "330113-later", 'valid_from = "2021-04"', 'valid_from = "2020"')
    cards = load(tmp_path)
    assert [report.id for report in cards.reports] == ["330113-2023"]
    assert "otherwise than 330113-district/district.toml" in cards.failures[-1].message
    mend(tmp_path / "330113-later", 'valid_from = "2020"', 'valid_from = "2021-04"')
    assert len(load(tmp_path).reports) == 2


def test_missing_card_links_and_other_encodings_are_failures(tmp_path: Path) -> None:
    (tmp_path / "330110-empty").mkdir()
    home = made.district(tmp_path, "330113")
    (tmp_path / "330112-link").symlink_to(home)
    (home / "2023.txt").rename(tmp_path / "elsewhere.txt")
    (home / "2023.txt").symlink_to(tmp_path / "elsewhere.txt")
    made.district(tmp_path, "330213")
    (tmp_path / "330213-district" / "district.toml").write_bytes("adcode = '临平'".encode("gb18030"))
    cards = load(tmp_path)
    assert not cards.reports
    messages = {failure.where: failure.message for failure in cards.failures}
    assert "missing" in messages["330110-empty"]
    assert (
        "symbolic link" in messages["330112-link"] and "symbolic link" in messages["330113-district/2023.txt"]
    )
    assert "UTF-8" in messages["330213-district"]


def test_seeds_that_are_no_folder_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="no such folder"):
        load_cards(tmp_path / "nowhere")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_card_however_broken_stops_another(tmp_path: Path, data: st.DataObject) -> None:
    home = made.district(tmp_path, "330113")
    made.district(tmp_path, "330110")
    card = bytearray((home / "district.toml").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(card) - 1))
        card[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    (home / "district.toml").write_bytes(bytes(card))
    cards = load(tmp_path)
    assert "330110-2023" in [report.id for report in cards.reports]
    assert len(cards.reports) == 2 or any("330113-district" in failure.message for failure in cards.failures)


CORRECTION = """
[[correction]]
report = 2023
start = 5
end = 9
exact = "4830"
field = "value"
from = 4830
to = 4831
reason = "the office said so"
"""


def mention(**more: object) -> Mention:
    fields: dict[str, object] = {"doc": "a", "start": 5, "end": 9, "text": "4830", "kind": "quantity"}
    return Mention(**(fields | {"value": Decimal(4830)} | more))  # type: ignore[arg-type]


def test_a_correction_changes_the_reading_and_says_so(tmp_path: Path) -> None:
    made.district(tmp_path, "330113", more=CORRECTION)
    (card,) = load(tmp_path).reports
    (corrected,) = apply([mention()], made.TEXT, card.corrections, card.where)
    assert corrected.value == 4831 and corrected.reason == "corrected"
    plain = made.district(tmp_path / "plain", "330113").parent
    assert load(plain).reports[0].key != card.key


def test_a_correction_that_no_longer_fits_fails_loudly(tmp_path: Path) -> None:
    made.district(tmp_path, "330113", more=CORRECTION)
    (card,) = load(tmp_path).reports
    with pytest.raises(CardError, match=r"the text there is .*4830.*|is '全区"):
        apply([mention()], "全区" + made.TEXT, card.corrections, card.where)
    with pytest.raises(CardError, match="no number is read"):
        apply([mention(start=4)], made.TEXT, card.corrections, card.where)
    with pytest.raises(CardError, match="value is read as '4831', not '4830'"):
        apply([mention(value=Decimal(4831))], made.TEXT, card.corrections, card.where)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("report = 2023", "report = 2022", "330113-2022"),
        ('reason = "the office said so"', "", "reason missing"),
        ('reason = "the office said so"', 'reason = ""', "must not be empty"),
        ('field = "value"', 'field = "colour"', "colour"),
        ("from = 4830", 'from = "many"', "no number"),
        ("start = 5", "start = 9", "no span"),
        ("to = 4831", 'to = ""', "always has a value"),
        ("to = 4831", "to = nan", "no number"),
    ],
)
def test_a_correction_that_is_not_well_formed_is_named(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    made.district(tmp_path, "330113", more=CORRECTION.replace(old, new))
    (failure,) = load(tmp_path).failures
    assert words in failure.message and "330113-district/district.toml" in failure.message


def test_the_correctable_fields_are_fields_of_a_mention() -> None:
    assert set(FIELDS) <= set(Mention.__slots__)
