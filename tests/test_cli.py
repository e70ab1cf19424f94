"""The command line as a user meets it: a process of its own, its output, errors and exit code."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import made
import pytest

from extract import Document, mention_row, read_mentions
from extract.cli import main
from extract.printing import padded, width

ROOT = Path(__file__).resolve().parent.parent
TEXT = "全区有托位4830个，每千人口托位4.44个。\n增长-2.4%。\n"
Done = subprocess.CompletedProcess[bytes]


def run(*words: str | Path, stdin: bytes | None = None, cwd: Path = ROOT) -> Done:
    command = [sys.executable, "-m", "extract", *map(str, words)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii"}
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=120)


def rows(done: Done) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def errors(done: Done) -> list[str]:
    return done.stderr.decode().splitlines()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_read_prints_a_record_a_mention(report: Path) -> None:
    done = run("read", report)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rows(done) == [mention_row(m) for m in read_mentions(Document("report.txt", TEXT))]
    first = rows(done)[0]
    names = "doc start end text kind value value_max unit qualifier status indicator label area period scope"
    assert list(first)[:15] == names.split()
    assert (first["doc"], first["text"], first["value"], first["unit"]) == ("report.txt", "4830", 4830, "个")
    assert first["indicator"] == "childcare_places"
    assert TEXT[int(str(first["start"])) : int(str(first["end"]))] == "4830"


def test_read_takes_standard_input() -> None:
    done = run("read", "-", stdin=TEXT.encode())
    assert done.returncode == 0
    assert [row["text"] for row in rows(done)] == ["4830", "4.44", "-2.4%"]


def test_read_as_csv(report: Path) -> None:
    done = run("read", report, report, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert [row["text"] for row in table] == ["4830", "4.44", "'-2.4%"] * 2
    assert table[0]["value"] == "4830" and table[0]["value_max"] == ""


def test_read_as_table(report: Path) -> None:
    lines = run("read", report, "--format", "table").stdout.decode().splitlines()
    assert lines[0] == "report.txt"
    assert lines[1].split()[:3] == ["start", "text", "kind"]
    assert "childcare_places_per_1000" in lines[3]
    # Columns stand under each other where a Chinese character takes two places.
    places = {width(line[: line.index("exact")]) for line in lines[2:5]}
    assert len(places) == 1


def test_read_takes_area_and_year(report: Path) -> None:
    done = run("read", report, "--area", "330113", "--year", "2021")
    assert {row["period"] for row in rows(done)} == {"2021"}


def test_read_tells_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "gb.txt").write_bytes(TEXT.encode("gb18030"))
    done = run("read", tmp_path / "gb.txt")
    assert [row["text"] for row in rows(done)] == ["4830", "4.44", "-2.4%"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("missing.txt", None, "there is no such file; check the path"),
        ("empty.txt", b"", "is empty; give a file with the report's text in it"),
        ("blank.txt", b" \n\n", "holds nothing but white space"),
        ("binary.txt", bytes(range(256)) * 8, ""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), ""),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(
    tmp_path: Path, report: Path, name: str, data: bytes | None, what: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("read", tmp_path / name, report)
    (line,) = errors(done)
    assert done.returncode == 1
    assert name in line and what in line
    assert "Traceback" not in line
    assert [row["text"] for row in rows(done)] == ["4830", "4.44", "-2.4%"]


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    done = run("read", tmp_path)
    assert done.returncode == 1
    assert "is a folder; name one report in it" in errors(done)[0]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["read"],
        ["write"],
        ["read", "x.txt", "--format", "xml"],
        ["read", "x.txt", "--area", "999999"],
        ["read", "x.txt", "--year", "23"],
        ["explain", "x.txt", "--at", "here"],
        ["explain"],
        ["build", "--workers", "0"],
        ["build", "--scheduler", "tcp://127.0.0.1:8786"],
        ["build", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:8786", "--workers", "2"],
        ["evaluate", "others"],
    ],
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(words))
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.err and not said.out


def test_wrong_usage_says_what_to_do() -> None:
    done = run("read", "x", "--area", "1")
    assert done.returncode == 2
    assert "is no code of areas.csv; give six digits" in done.stderr.decode()


@pytest.mark.parametrize(
    "words", [["--help"], ["read", "--help"], ["build", "--help"], ["explain", "--help"]]
)
def test_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0
    assert "usage: python -m extract" in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "extract", "read", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_explain_one_number(report: Path) -> None:
    done = run("explain", report, "--at", str(TEXT.index("4.44")))
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    for words in (
        "“4.44”",
        "数量",
        "quantity, value 4.44",
        "个/千人",
        "每千人",
        "childcare_places_per_1000",
        "结论",
        "decided",
    ):
        assert words in said
    assert "“4830”" not in said


def test_explain_all_numbers(report: Path) -> None:
    said = run("explain", report).stdout.decode()
    assert all(f"“{words}”" in said for words in ("4830", "4.44", "-2.4%"))
    assert "增减幅度" in said


def test_explain_where_no_number_is(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("全区医疗卫生事业不断发展。", encoding="utf-8")
    done = run("explain", path, "--at", "3")
    assert done.returncode == 1
    assert "there is no number at or near character 3" in errors(done)[0]


def test_explain_of_a_file_that_is_not_there() -> None:
    done = run("explain", "nowhere.txt")
    assert done.returncode == 1
    assert errors(done) == ["nowhere.txt: there is no such file; check the path."]


def test_build_prints_a_line_a_report(tmp_path: Path) -> None:
    done = run("build", "--seeds", ROOT / "seeds", "--out", tmp_path / "data")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line.split(":")[0] for line in lines] == [
        "330109-2023", "330110-2023", "330112-2018", "330113-2023", "330213-2024",
    ]  # fmt: skip
    for line in lines:
        counts = line.split(": ")[1].split()
        assert counts[1::2] == ["mentions,", "observations,", "issues"]
        assert int(counts[0]) > 40 and int(counts[2]) > 10
    assert (tmp_path / "data" / "manifest.json").is_file()
    again = run("build", "--seeds", ROOT / "seeds", "--out", tmp_path / "data").stdout.decode()
    assert again.splitlines() == [f"{line} (unchanged)" for line in lines]


def test_build_names_a_failed_report_and_does_the_others(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    with (seeds / "330110-yuhang" / "2023.txt").open("ab") as file:
        file.write(b"!")
    done = run("build", "--seeds", seeds, "--out", tmp_path / "data")
    assert done.returncode == 1
    (line,) = errors(done)
    assert "330110-yuhang" in line and "sha256" in line
    assert len(done.stdout.splitlines()) == 4


def test_build_on_a_cluster_of_its_own_makes_the_same_data_set(tmp_path: Path) -> None:
    for words in (["--workers", "2"], ["--engine", "dask", "--workers", "1"]):
        done = run("build", "--seeds", ROOT / "seeds", "--out", tmp_path / words[-1], *words)
        assert done.returncode == 0 and len(done.stdout.splitlines()) == 5
    (one, two) = (tmp_path / name / "manifest.json" for name in "12")
    assert one.read_bytes() == two.read_bytes()


def test_build_sets_aside_what_takes_too_long(tmp_path: Path) -> None:
    seeds = made.seeds(tmp_path / "seeds", {"330113": made.TEXT * 40_000})
    done = run("build", "--seeds", seeds, "--out", tmp_path / "data", "--seconds", "2")
    assert done.returncode == 1 and not done.stdout
    assert errors(done) == [
        "330113-district/2023.txt: reading it takes longer than 2 s; allow more (--seconds), "
        "or take it out of its card"
    ]


def test_build_of_many_prints_no_line_a_report(tmp_path: Path) -> None:
    folder = made.seeds(tmp_path / "seeds", {"330113": made.TEXT})
    card = folder / "330113-district" / "district.toml"
    head, mark, entry = card.read_text(encoding="utf-8").partition("\n[[report]]")
    entries = (mark + entry.replace("year = 2023", f"year = {year}") for year in range(1950, 2051))
    card.write_text(head + "".join(entries), encoding="utf-8")
    done = run("build", "--seeds", folder, "--out", tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("101 reports read, 0 unchanged, 0 set aside, in ")
    again = run("build", "--seeds", folder, "--out", tmp_path / "data")
    assert again.stdout.decode().startswith("0 reports read, 101 unchanged, 0 set aside, in ")


def test_build_without_seeds(tmp_path: Path) -> None:
    done = run("build", "--seeds", tmp_path / "nowhere", "--out", tmp_path / "data")
    assert done.returncode == 1
    assert len(errors(done)) == 1 and "nowhere" in errors(done)[0]
    assert not (tmp_path / "data" / "manifest.json").exists()


def test_evaluate_prints_the_scores() -> None:
    said = run("evaluate", "seeds").stdout.decode()
    assert said.startswith("== seeds\n")
    assert [line.split()[0] for line in said.splitlines()[1:]] == [
        "digits", "found", "kind", "value", "unit", "qualifier", "status", "period", "linked", "fact",
    ]  # fmt: skip


def test_a_short_text_needs_no_table_library(report: Path) -> None:
    code = (
        "import sys; from extract.cli import main; main(['read', sys.argv[1]]);"
        "late = {'pandas', 'sqlite3', 'lxml', 'docx', 'openpyxl', 'pypdfium2', 'streamlit'};"
        "print(sorted(late & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(report)], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_widths_of_a_terminal() -> None:
    assert width("托位12") == 6
    assert padded("托位", 6) == "托位  "
