"""The benchmarks measure what they say: the sample is fixed, and what reads it is scored as announced."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import accuracy, damage, engine, varied
from benchmarks.dashboard import percentile, ready, table
from benchmarks.extract import corpus, once
from benchmarks.pages import bars
from benchmarks.peers import Find, Pattern, Values, Whole, Wording, paragraphs
from benchmarks.servers import BARE, DASH
from benchmarks.taken import merged
from benchmarks.visits import Measured
from extract.building import read_report
from extract.sources.cards import load_cards
from extract.storage.store import ReportRows

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return accuracy.seeds()


def test_the_sample_is_fixed(texts: dict[str, str]) -> None:
    quantities, none = accuracy.sample(texts)
    assert (len(quantities), len(none)) == (60, 50)
    assert accuracy.sample(texts) == (quantities, none)
    assert all(w.value is not None and w.unit for w in quantities)
    numerals = set("0123456789一二两三四五六七八九十百千万首")
    assert all(numerals & set(texts[w.doc][w.start : w.end]) for w in none)


def test_ours_reads_the_sample(texts: dict[str, str]) -> None:
    values, pairs, taken = accuracy.score(Whole(), texts)
    assert values >= 59
    assert pairs >= 59
    assert taken <= 1


def test_ours_reads_what_is_to_beat() -> None:
    for text, meant, right in accuracy.DUTIES:
        found = Whole().readings(text)
        assert any(map(right, found)) or meant.startswith("no quantity"), text


def test_the_plain_pattern_is_scored_by_the_same_rule(texts: dict[str, str]) -> None:
    values, pairs, _ = accuracy.score(Values(), texts)
    assert 40 <= pairs <= values < 60


def test_the_corpus_is_the_seeds_repeated() -> None:
    documents = corpus(40_000)
    assert sum(map(len, documents)) >= 40_000
    assert len(set(documents)) == 5


def test_every_own_peer_can_be_timed() -> None:
    documents = corpus(10_000)
    for peer in (Find(), Whole(), Pattern(), Values(), Wording()):
        assert peer.warm() == ""
        assert once(peer, documents) > 0


def test_words_tagged_as_numerals_are_merged_with_the_unit_after_them() -> None:
    words = [(0, "托位", "n"), (2, "6.68", "m"), (6, "万", "m"), (7, "个", "q"), (8, "，", "x")]
    (taken,) = merged(words)
    assert (taken.start, taken.end, taken.unit) == (2, 7, "个")
    assert taken.value == 66800


def test_paragraphs_keep_their_offsets() -> None:
    text = "甲\r\n\n乙丙\n"
    assert [text[at : at + len(part)] for at, part in paragraphs(text)] == ["甲", "乙丙"]


def test_a_worker_says_time_and_memory() -> None:
    command = [sys.executable, "-m", "benchmarks.extract", "--worker", "one", "5000"]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    assert said["chars"] == 5000
    assert said["peak"] > 0


def test_the_table_of_pages_has_the_ratio_to_the_bare_page() -> None:
    bare = Measured([900.0, 1000.0, 1100.0], [float(ms) for ms in range(1, 21)], [7_500_000], [90])
    ours = Measured([1200.0], [15.0] * 19 + [38.0], [2_500_000], [99])
    head, *lines = table({"bare": bare, "ours": ours}, "bare").splitlines()
    assert [line.split() for line in lines] == [
        ["bare", "1,000", "(1.00)", "10", "(1.00)", "19", "(1.00)", "7,500", "(1.00)", "90", "(1.00)"],
        ["ours", "1,200", "(1.20)", "15", "(1.50)", "15", "(0.79)", "2,500", "(0.33)", "99", "(1.10)"],
    ]
    assert {len(head), *map(len, lines)} == {len(head)}


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([3.0, 1.0, 2.0], share) for share in (0, 50, 95, 100)] == [1.0, 2.0, 3.0, 3.0]


def test_a_page_whose_package_is_missing_is_left_out_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    absent = replace(DASH, needs="no_such_package_is_there")
    assert ready([BARE, absent]) == [BARE]
    assert "pip install -r benchmarks/requirements.txt" in capsys.readouterr().err


def test_the_bare_pages_draw_another_chart_for_every_choice() -> None:
    drawn = {json.dumps(bars.figure(choice)["data"][0]["x"]) for choice in bars.CHOICES}
    assert len(drawn) == len(bars.CHOICES)


def test_varied_reports_are_read_as_the_real_ones_are(tmp_path: Path) -> None:
    for name in ("one", "two"):
        varied.write(tmp_path / name, 23)
    files = [path.relative_to(tmp_path / "one") for path in sorted((tmp_path / "one").rglob("*.*"))]
    assert len(files) == 25 and len({(tmp_path / "one" / file).read_bytes() for file in files}) == 25
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)
    found, real = load_cards(tmp_path / "one"), load_cards(ROOT / "seeds")
    assert len(found.reports) == 23 and not found.failures
    counts = []
    for card in (*found.reports[-3:], *real.reports):
        result = read_report(card)
        assert isinstance(result, ReportRows)
        counts.append(len(result.rows["mentions"]))
    assert min(counts[3:]) * 0.9 <= min(counts[:3]) <= max(counts[:3]) <= max(counts[3:]) * 1.1


def test_engines_are_measured_and_make_the_same_data_set() -> None:
    command = [sys.executable, "-m", "benchmarks.engine", "--reports", "12", "--only", "serial", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    _, head, *rows, last = done.stdout.splitlines()
    assert last == "12 reports; the same data set from all"
    assert len(rows) == 2
    assert {len(line) for line in rows} == {len(head)}
    for row, name in zip(rows, (engine.ENGINES["serial"], engine.ENGINES["2"]), strict=True):
        figures = [float(word) for word in row.removeprefix(name).split()]
        # So few reports are built in less than the table's last digit.
        assert len(figures) == len(head.split()) == 11 and min(figures) >= 0 < max(figures[:10])


@pytest.mark.parametrize("way", damage.WAYS, ids=lambda way: way.__name__)
def test_every_way_of_damage_spoils_and_tells_where_each_character_went(way: damage.Way) -> None:
    text = "全区有“托位”1012个，死亡率1.8‰；较上年增长12.5%，办好实事。" * 40
    new, places = damage.spoil(text, way, "seed")
    assert new != text and len(places) == len(text) and places == sorted(places)
    same = sum(new[at] == char for at, char in zip(places, text, strict=True))
    assert same > len(text) * 0.6
    assert damage.spoil(text, way, "seed") == (new, places)


def test_a_text_in_full_width_is_read_as_the_whole_one() -> None:
    count = damage.tally(damage.full_width, rounds=1)
    assert count.kept > 100 and not count.lost and not count.made_up and count.f1 == 1


def test_what_damage_costs_is_told() -> None:
    count = damage.tally(lambda text, rng: ((char if char not in "个张" else "〓", True) for char in text), 1)
    assert count.lost and count.f1 < 1 and len(count.told) == count.lost + count.made_up
