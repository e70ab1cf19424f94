"""From cards to the data set: incremental as full, failures named, the rest done."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path

import made
import pytest

from extract.building import Indicators, Options, Outcome, build, read_report
from extract.comparing.observations import observations_of
from extract.comparing.timespans import period_key, span_of, year_of
from extract.model import CardError, Document, Mention
from extract.sources.cards import Failure, load_cards
from extract.storage.fingerprint import rules_hash, seeds_hash
from extract.storage.opening import open_dataset
from extract.storage.store import ReportRows

OPTIONS = Options(reader=made.reader, indicators=made.RECORDS, known=made.NAMES.get)


@pytest.fixture(autouse=True)
def steady_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the package may be edited while tests run; that is another test's matter."""
    monkeypatch.setattr("extract.building.rules_hash", lambda: "the rules")


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != ".lock"}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return made.seeds(tmp_path / "seeds")


def run(seeds: Path, out: Path, **more: object) -> list[Outcome]:
    told: list[Outcome] = []
    fields = {"reader": made.reader, "indicators": made.RECORDS, "known": made.NAMES.get, "tell": told.append}
    summary = build(seeds, out, options=Options(**(fields | more)))  # type: ignore[arg-type]
    assert list(summary.outcomes) == told
    return told


def test_a_build_tells_what_came_of_each_report(seeds: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    summary = build(seeds, tmp_path / "data", progress=lambda *step: steps.append(step), options=OPTIONS)
    assert [outcome.report_id for outcome in summary.outcomes] == sorted(
        f"{code}-2023" for code in made.NAMES
    )
    assert all(o.mentions == 5 and o.observations == 10 and o.issues >= 1 for o in summary.outcomes), (
        summary.outcomes
    )
    assert [step[:2] for step in steps] == [(n, 5) for n in range(6)] and not summary.failures


def test_only_what_changed_is_read_and_the_bytes_are_those_of_a_full_build(
    seeds: Path, tmp_path: Path
) -> None:
    out = tmp_path / "data"
    run(seeds, out)
    assert all(outcome.kept for outcome in run(seeds, out))
    made.district(seeds, "330110", "全区有托位7000个。")
    made.district(seeds, "330112", "全区有救护车30辆。", year=2019)
    for path in sorted((seeds / "330213-district").iterdir()):
        path.unlink()
    (seeds / "330213-district").rmdir()
    outcomes = run(seeds, out)
    assert {o.report_id: o.kept for o in outcomes} == {
        "330109-2023": True, "330110-2023": False, "330112-2019": False, "330113-2023": True,
    }  # fmt: skip
    assert [(o.mentions, o.observations) for o in outcomes if o.kept] == [(5, 10)] * 2
    run(seeds, tmp_path / "full", full=True)
    assert content(out) == content(tmp_path / "full")


def test_a_changed_title_or_correction_reads_the_report_again(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    run(seeds, out)
    card = seeds / "330113-district" / "district.toml"
    card.write_text(card.read_text(encoding="utf-8").replace("一年", "两年"), encoding="utf-8")
    assert [o.report_id for o in run(seeds, out) if not o.kept] == ["330113-2023"]
    assert "两年" in open_dataset(out).reports()["title"].tolist()


def test_a_corrected_reading_is_marked_on_its_observation(seeds: Path, tmp_path: Path) -> None:
    start = made.TEXT.index("4830")
    said = (
        f'[[correction]]\nreport = 2023\nstart = {start}\nend = {start + 4}\nexact = "4830"\n'
        'field = "value"\nfrom = 4830\nto = 4831\nreason = "so the office"\n'
    )
    made.district(seeds, "330113", more=said)
    run(seeds, tmp_path / "data")
    rows = open_dataset(tmp_path / "data").observations()
    marked = rows[rows["corrected"] == 1]
    assert list(zip(marked["adcode"], marked["indicator"], marked["value"], strict=True)) == [
        ("330113", "childcare_places", 4831)
    ]


def test_a_change_of_the_area_alone_reaches_its_table(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    run(seeds, out)
    card = seeds / "330113-district" / "district.toml"
    card.write_text(card.read_text(encoding="utf-8").replace("D330113", "Linping"), encoding="utf-8")
    run(seeds, out)
    assert "Linping" in open_dataset(out).areas()["en"].tolist()


def test_other_rules_read_everything_again(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "data"
    run(seeds, out)
    monkeypatch.setattr("extract.building.rules_hash", lambda: "other rules")
    assert not any(outcome.kept for outcome in run(seeds, out))
    assert set(open_dataset(out).readings()["rules"]) == {"other rules"}


def poisonous(document: Document, area: str, year: int) -> list[Mention]:
    if area == "330112":
        raise ZeroDivisionError("oh")
    return made.reader(document, area, year)


def test_a_report_that_breaks_the_rules_is_set_aside_with_its_reason(seeds: Path, tmp_path: Path) -> None:
    (seeds / "330110-district" / "2023.txt").write_text("not what the card means", encoding="utf-8")
    outcomes = run(seeds, tmp_path / "data", reader=poisonous)
    failures = {o.failure.where: o.failure.message for o in outcomes if o.failure}
    assert set(failures) == {"330110-district/2023.txt", "330112-district/2023.txt"}
    assert "ZeroDivisionError: oh" in failures["330112-district/2023.txt"]
    data = open_dataset(tmp_path / "data")
    assert sorted(data.reports()["adcode"]) == ["330109", "330113", "330213"]
    unreadable = data.issues(kind="unreadable")
    assert sorted(unreadable["adcode"]) == ["330110", "330112"] and set(unreadable["severity"]) == {"error"}
    assert sorted(data.areas()["adcode"]) == ["330109", "330113", "330213"]


def test_a_mended_report_comes_back(seeds: Path, tmp_path: Path) -> None:
    run(seeds, tmp_path / "data", reader=poisonous)
    outcomes = run(seeds, tmp_path / "data")
    assert [o.report_id for o in outcomes if not o.kept] == ["330112-2023"]
    run(seeds, tmp_path / "full")
    assert content(tmp_path / "data") == content(tmp_path / "full")


def test_no_reports_at_all_give_an_empty_set(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    assert not run(tmp_path / "seeds", tmp_path / "data")
    data = open_dataset(tmp_path / "data")
    assert data.reports().empty and data.observations().empty and len(data.indicators())
    with pytest.raises(CardError, match="no such folder"):
        build(tmp_path / "nowhere", tmp_path / "data")


def test_reading_one_report_can_be_sent_elsewhere(seeds: Path) -> None:
    cards = load_cards(seeds, made.NAMES.get).reports
    records: Indicators = made.RECORDS
    job = pickle.loads(pickle.dumps(partial(read_report, reader=made.reader, indicators=records, rules="r")))
    result = job(cards[0])
    assert isinstance(result, ReportRows) and pickle.loads(pickle.dumps(result)) == result
    Path(cards[1].folder, cards[1].file).unlink()
    failure = job(cards[1])
    assert isinstance(failure, Failure) and "restore the file" in failure.message


def test_observations_keep_what_a_mention_says() -> None:
    report = made.report()
    mentions = made.reader(report.document, report.adcode, 2023)
    observations = observations_of(report, mentions, made.RECORDS)
    assert [o.indicator for o in observations] == [m.indicator for m in mentions]
    for o, m in zip(observations, mentions, strict=True):
        assert o.evidence and report.document.text[o.evidence.start : o.evidence.end] == o.evidence.exact
        assert (o.value, o.unit, o.id) == (m.value, m.unit, f"330113-2023:{m.indicator}:{m.start}")
        assert o.sentence == report.document.text[m.sentence_start : m.sentence_end]


def test_fingerprints_follow_content_alone(seeds: Path, tmp_path: Path) -> None:
    assert len(rules_hash()) == 64
    before = seeds_hash(seeds)
    (seeds / "330113-district" / "2023.txt").touch()
    assert seeds_hash(seeds) == before
    (seeds / "330113-district" / "2023.txt").write_text("x", encoding="utf-8")
    assert seeds_hash(seeds) != before
    assert seeds_hash(tmp_path / "nowhere") == seeds_hash(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("period", "year", "key", "part"),
    [
        ("2023", 2023, (2023, "", ""), False),
        ("2023-12-31", 2023, (2023, "", ""), False),
        ("2024-01-01/", 2024, (2024, "2024-01-01", ""), True),
        ("2023-09-10/2023-12-31", 2023, (2023, "2023-09-10", "2023-12-31"), True),
        ("2023-01-01/2023-12-31", 2023, (2023, "", ""), False),
        ("/2023-12-31", 2023, (2023, "", ""), False),
        (None, None, None, None),
        ("", None, None, None),
        ("soon", None, None, None),
    ],
)
def test_periods_are_taken_apart(
    period: str | None, year: int | None, key: object, part: bool | None
) -> None:
    assert (year_of(period), period_key(period)) == (year, key)
    span = span_of(period)
    assert (span.part if span else None) == part
