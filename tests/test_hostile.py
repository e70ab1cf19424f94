"""Files made to do harm: each is read or refused in one clear line, in bounded time and memory.

`hostile.py` makes the files and the processes that read them, each with a minute of a processor
and two gigabytes of addresses; what is not done within that is a failure.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hostile
import made
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import visit, words
from extract import HengbiError, NewReport, ReportError, open_dataset, save_report

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes with bounds")
BY_NAME = {one.name: one for one in hostile.FILES}
Command = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """Carries out a command line of `python -m extract` within bounds; gives what became of it."""
    log = tmp_path_factory.mktemp("hostile") / "log"
    process = subprocess.Popen(
        [sys.executable, "tests/hostile.py"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout

    def run(*arguments: str) -> tuple[dict[str, Any], str]:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps([arguments, str(log)]).encode() + b"\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline()), log.read_text(encoding="utf-8")

    yield run
    process.stdin.close()
    process.wait(60)


def refusals(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.strip()]


def test_there_are_enough_of_them() -> None:
    assert len(BY_NAME) == len(hostile.FILES) >= 100
    assert sum(bool(one.says) for one in hostile.FILES) >= 50


@pytest.mark.parametrize("name", BY_NAME)
def test_the_command_line_reads_or_refuses_it(name: str, command: Command, tmp_path: Path) -> None:
    one = BY_NAME[name]
    path = tmp_path / name
    path.write_bytes(one.make())
    ended, said = command("read", str(path))
    assert ended["megabytes"] < hostile.MEGABYTES
    if not one.says:
        assert (ended["code"], said) == (0, "")
        return
    assert ended["code"] == 1, said
    (line,) = refusals(said)
    assert name in line and one.says in line
    assert "; " in line and "defect" not in line and len(line) < 600, "what to do stands after what it is"
    assert said.isprintable() or said.rstrip("\n").isprintable()
    for language in words.LANGUAGES:
        w = words.load(language)
        told = visit.refusal(ReportError(line), w)
        assert told and not told.startswith("add."), "the page has words for it"


def test_a_build_sets_aside_what_it_cannot_read(command: Command, tmp_path: Path) -> None:
    home = made.district(tmp_path / "seeds", "330113", hostile.SENTENCE)
    card = (home / "district.toml").read_text(encoding="utf-8")
    chosen = [
        *hostile.TEXTS[::6],
        *hostile.PAGES[::4],
        *hostile.PACKAGES[::2],
        *hostile.PDFS[::3],
        *hostile.OTHERS,
    ]
    for number, one in enumerate(chosen):
        data = one.make()
        (home / one.name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        card += f'\n[[report]]\nyear = 2023\nid = "330113-2023-{number}"\nfile = "{one.name}"\n'
        card += f'title = "{one.name}"\nsha256 = "{digest}"\n'
    (home / "district.toml").write_text(card, encoding="utf-8")
    out = tmp_path / "data"
    ended, said = command("build", "--seeds", str(tmp_path / "seeds"), "--out", str(out), "--workers", "1")
    assert ended["code"] == 1
    bad = {one.name: one.says for one in chosen if one.says}
    lines = refusals(said)
    assert len(lines) == len(bad) >= 15
    for name, says in bad.items():
        (line,) = (line for line in lines if f"/{name}:" in line or f"{name}: " in line)
        assert says in line
    with open_dataset(out) as found:
        assert len(found.reports()) == 1 + len(chosen) - len(bad)
        assert len(found.issues(kind="unreadable", severity="error")) >= len(bad)


# What may lie in the folder of the reports


def _link(path: Path, to: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(to)


def _card(home: Path, **more: str) -> None:
    """Rewrite a card with other words for some of its keys."""
    path = home / "district.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(" = ")[0] not in more]
    changed = [f"{key} = {value}" for key, value in more.items()]
    path.write_text("\n".join([*kept, *changed]), encoding="utf-8")


def _pipe_for_card(home: Path) -> None:
    (home / "district.toml").unlink()
    os.mkfifo(home / "district.toml")


def _pipe_for_report(home: Path) -> None:
    (home / "2023.txt").unlink()
    os.mkfifo(home / "2023.txt")


def _folder_for_report(home: Path) -> None:
    (home / "2023.txt").unlink()
    (home / "2023.txt").mkdir()


def _folder_for_card(home: Path) -> None:
    (home / "district.toml").unlink()
    (home / "district.toml").mkdir()


def _large(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


def _link_folder(home: Path, to: str) -> None:
    for path in home.iterdir():
        path.unlink()
    home.rmdir()
    home.symlink_to(to)


def _deep_folders(home: Path) -> None:
    step = home
    for _ in range(120):
        step = step / "deeper"
    step.mkdir(parents=True)
    (home / "in" / "out").mkdir(parents=True)
    (home / "in" / "out" / "again").symlink_to(home)


FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "link-outside": (lambda home: _link(home / "2023.txt", "/etc/passwd"), "symbolic link"),
    "link-dangling": (lambda home: _link(home / "2023.txt", "nowhere.txt"), "symbolic link"),
    "link-loop": (lambda home: _link(home / "2023.txt", "2023.txt"), "symbolic link"),
    "link-device": (lambda home: _link(home / "2023.txt", "/dev/zero"), "symbolic link"),
    "link-card": (lambda home: _link(home / "district.toml", "/etc/passwd"), "symbolic link"),
    "link-folder": (lambda home: _link_folder(home, "/"), "symbolic link"),
    "link-folder-loop": (lambda home: _link_folder(home, home.name), "symbolic link"),
    "links-below": (_deep_folders, ""),
    "pipe-for-report": (_pipe_for_report, "missing; add the file"),
    "pipe-for-card": (_pipe_for_card, "not an ordinary file"),
    "folder-for-report": (_folder_for_report, "missing; add the file"),
    "folder-for-card": (_folder_for_card, "not an ordinary file"),
    "no-card": (lambda home: (home / "district.toml").unlink(), "missing; add a card"),
    "huge-report": (lambda home: _large(home / "2023.txt", 3 * 1024**3), "more than the limit"),
    "huge-card": (lambda home: _large(home / "district.toml", 3 * 1024**3), "more than the limit"),
    "deep-card": (lambda home: _card(home, note="[" * 100_000), "not TOML"),
    "null-card": (lambda home: _card(home, note='"\0"'), "not TOML"),
    "number-card": (lambda home: _card(home, note="9" * 500_000), "not TOML"),
    "binary-card": (lambda home: (home / "district.toml").write_bytes(b"\xff\xfe\x00"), "not UTF-8"),
    "bidi-card": (lambda home: _card(home, file='"\u202etxt.3202"'), "missing"),
    "way-out": (lambda home: _card(home, file='"../330113-good/2023.txt"'), "no name inside"),
    "way-out-of-root": (lambda home: _card(home, file='"/etc/passwd"'), "no name inside"),
    "way-out-of-windows": (lambda home: _card(home, file='"..\\\\..\\\\x.txt"'), "no name inside"),
    "null-name": (lambda home: _card(home, file='"a\\u0000.txt"'), "no name inside"),
    "long-name": (lambda home: _card(home, file=f'"{"x" * 5000}.txt"'), "too long; rename it"),
    "other-bytes": (lambda home: (home / "2023.txt").write_text("医院9家。", encoding="utf-8"), "sha256"),
}  # fmt: skip


def test_whatever_lies_among_the_reports_the_others_are_read(command: Command, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    good = made.district(seeds, "330113", hostile.SENTENCE)
    good.rename(seeds / "330113-good")
    for name, (spoil, _) in FOLDERS.items():
        home = made.district(seeds, "330110", hostile.SENTENCE)
        home = home.rename(seeds / f"330110-{name}")
        _card(home, year="2023", id=f'"330110-2023-{name}"')
        spoil(home)
    strange = made.district(seeds, "330112", hostile.SENTENCE)
    os.rename(strange, os.fsencode(seeds) + b"/\xff\x1b[31m\n\xe2\x80\xae")
    os.mkdir(os.fsencode(seeds) + b"/330109-\xff\x1b")
    (seeds / "loop").symlink_to("loop")
    (seeds / "a-file.toml").write_text("adcode = 1", encoding="utf-8")
    out = tmp_path / "data"
    ended, said = command("build", "--seeds", str(seeds), "--out", str(out), "--workers", "1")
    assert ended["code"] == 1, said
    assert all(character.isprintable() or character == "\n" for character in said)
    for name, (_, says) in FOLDERS.items():
        lines = [line for line in refusals(said) if f"330110-{name}/" in line]
        assert len(lines) == bool(says), name
        assert not lines or says in lines[0], name
    assert "330109-\\udcff\\x1b/district.toml: missing" in said and "loop/district.toml: a symbolic" in said
    with open_dataset(out) as data:
        assert {"330113-2023", "330112-2023", "330110-2023-links-below"} == set(data.reports()["report_id"])
        assert "root:" not in data.text("330113-2023")
    again, repeated = command("build", "--seeds", str(seeds), "--out", str(out), "--workers", "1")
    assert again["code"] == 1 and repeated == said


def test_paths_that_are_no_files(command: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "closed.txt").write_text(hostile.SENTENCE, encoding="utf-8")
    (tmp_path / "closed.txt").chmod(0)
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[2J\n.txt")
    cases = {
        str(tmp_path): "is a folder",
        str(tmp_path / "pipe.txt"): "a device or a pipe",
        "/dev/zero": "a device or a pipe",
        str(tmp_path / "loop.txt"): "",
        str(tmp_path / "dangling.txt"): "no such file",
        "a\0b.txt": "check the path",
        "x" * 5000: "name too long",
        strange: "no such file",
    }
    if os.geteuid():
        cases[str(tmp_path / "closed.txt")] = "cannot be opened"
    for path, says in cases.items():
        ended, said = command("read", path)
        assert ended["code"] == 1 and len(refusals(said)) == 1, path
        assert says in said.lower() and "defect" not in said, path
        assert all(character.isprintable() or character == "\n" for character in said)


# What a reader of the dashboard may give

NAMES = [
    "../../../../etc/passwd",
    "..\\..\\windows\\system32\\x.txt",
    "/etc/cron.d/x",
    "C:\\x.txt",
    "CON.txt",
    "NUL",
    "a\x00b.txt",
    "\u202etxt.exe",
    "x" * 3000 + ".txt",
    ".district.toml",
    "district.toml",
    "a\n[[report]]\n.txt",
    '"><script>alert(1)</script>.txt',
    "..",
    "",
    "\ud800.txt",
    "报告.txt;rm -rf ~",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_decides_nothing_about_where_a_report_is_saved(name: str, tmp_path: Path) -> None:
    seeds = tmp_path / "deep" / "seeds"
    made.seeds(seeds, {"330113": hostile.SENTENCE})
    facts = NewReport("330110", 2023, "一年")
    before = set(tmp_path.rglob("*"))
    try:
        path = save_report(seeds, f"{hostile.SENTENCE}又有救护车9辆。".encode(), name, facts)
    except HengbiError as error:
        assert "\n" not in str(error)
        assert set(tmp_path.rglob("*")) == before
        return
    assert path.parent.parent == seeds and path.stem == "2023" and path.suffix in (".txt", ".text")
    assert {one.parent for one in set(tmp_path.rglob("*")) - before} <= {seeds, path.parent}


UPLOADS = (
    "laughs.docx", "zip-bomb.docx", "swelling.pdf", "no-text.pdf", "locked.pdf", "deep.html", "bidi.txt",
    "terminal.txt", "null-bytes.txt", "formula.xlsx", "nested.zip", "surrogate-utf16.txt",
)  # fmt: skip


def test_the_page_to_add_a_report_takes_or_refuses_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made.seeds(tmp_path / "seeds", {"330113": hostile.SENTENCE})
    monkeypatch.setenv("HENGBI_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("HENGBI_DATA", str(tmp_path / "data"))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=120).run()
    app.switch_page("screens/add.py").run()
    zh = words.load("zh")
    for number, name in enumerate(UPLOADS):
        one = BY_NAME[name]
        app.file_uploader[0].upload(NAMES[number], one.make(), "text/plain").run()
        assert not app.exception, app.exception
        shown = "\n".join(str(block.proto.body) for block in app.get("html"))
        assert (zh("add.refused") in shown) == bool(one.says), name
        assert "<script>alert" not in shown
    assert not list((tmp_path / "seeds").rglob("passwd*"))
