"""What the documents say is so: commands run, files and targets exist, tables list what the code has."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import extract
from dashboard import health
from dashboard.api.beside import Beside
from extract.comparing import reasons
from extract.evaluating import evaluate
from extract.storage.fingerprint import PACKAGE_VERSION
from extract.storage.tables import COLUMNS, names

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "deploy").rglob("*.md")),
]
ROOMS = (
    "extract/",
    "dashboard/",
    "tests/",
    "docs/",
    "seeds/",
    "benchmarks/",
    "deploy/",
    ".ci/",
    ".streamlit/",
)
_BLOCK = re.compile(r"^([ \t]*)```(\w+)\n(.*?)^\1```", re.M | re.S)
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_CODE = re.compile(r"`([^`\n]+)`")


def _blocks(language: str) -> list[tuple[str, str]]:
    """The fenced blocks of a language, each with the name of its document."""
    found = []
    for path in DOCUMENTS:
        for indent, kind, body in _BLOCK.findall(path.read_text(encoding="utf-8")):
            if kind == language:
                lines = [line.removeprefix(indent) for line in body.splitlines()]
                found.append((str(path.relative_to(ROOT)), "\n".join(lines)))
    return found


def _commands() -> list[tuple[str, str]]:
    lines = [(doc, line.split("  #")[0].strip()) for doc, body in _blocks("sh") for line in body.splitlines()]
    return sorted({(doc, line) for doc, line in lines if line and not line.startswith("#")})


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to run commands in, so that nothing they write lands in this checkout."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "extract").symlink_to(ROOT / "extract")
    subprocess.run([sys.executable, "-m", "extract", "build"], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(("doc", "line"), _commands())
def test_command_works(doc: str, line: str, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(checkout / "data"))
    words = shlex.split(line)
    program = Path(words[0]).name
    if program in ("python", "python3") and words[1:3] == ["-m", "extract"]:
        done = subprocess.run([sys.executable, *words[1:]], cwd=checkout, capture_output=True, text=True)
        assert done.returncode == 0, f"{doc}: {line}\n{done.stderr}"
        assert done.stdout
    elif program == "make":
        done = subprocess.run(["make", "--dry-run", *words[1:]], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, f"{doc}: {line}\n{done.stderr}"
        _exist(doc, line, [word for part in words if part.startswith("ARGS=") for word in part[5:].split()])
    elif program == "curl":
        address = next(word for word in words if word.startswith("http://localhost:8501/"))
        answer = TestClient(Beside(Starlette(routes=health.routes()))).get(address)
        assert answer.status_code == 200 and answer.content, f"{doc}: {line}: {answer.status_code}"
    elif program == "export":
        from extract.engines.cluster import SETTINGS

        known = {name.translate(_AS_VARIABLE).upper(): str(value) for name, value in SETTINGS.items()}
        for name, _, value in (word.partition("=") for word in words[1:]):
            assert known[name.removeprefix("DASK_")] == value, f"{doc}: {line}: {name}"
    elif program == "dask":
        asked = [sys.executable, "-m", f"distributed.cli.dask_{words[1]}", "--help"]
        options = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        assert all(word in options for word in words if word.startswith("--")), f"{doc}: {line}"
    elif program in ("systemctl", "install", "docker", "git", "nginx", "useradd"):
        _runs_elsewhere(doc, line, words)
    elif program in ("sha256sum", "streamlit", "pip", "python", "python3"):
        _exist(doc, line, words[1:])
    else:
        raise AssertionError(f"{doc}: {line}: no check knows this command; teach this test to run it")


_AS_VARIABLE = str.maketrans({".": "__", "-": "_"})


def _runs_elsewhere(doc: str, line: str, words: list[str]) -> None:
    """What an operator's machine has and this one may not: at least what it names is ours and there."""
    for word in words:
        if word.startswith("hengbi") and "." in word:
            unit = re.sub(r"@\w+", "@", word)
            assert (ROOT / "deploy" / "systemd" / unit).exists(), f"{doc}: {line}: there is no unit {word}"
        elif word.startswith("deploy/"):
            assert (ROOT / word).exists(), f"{doc}: {line}: there is no {word}"


def _exist(doc: str, line: str, words: list[str]) -> None:
    for word in (word.removeprefix("/opt/hengbi/") for word in words):
        if "/" in word or word.endswith((".txt", ".py", ".toml")):
            assert (ROOT / word).exists() or word.startswith(".venv"), f"{doc}: {line}: there is no {word}"


@pytest.mark.parametrize(("doc", "body"), _blocks("python"))
def test_python_works(doc: str, body: str, checkout: Path) -> None:
    done = subprocess.run([sys.executable, "-c", body], cwd=checkout, capture_output=True, text=True)
    assert done.returncode == 0, f"{doc}:\n{body}\n{done.stderr}"


@pytest.mark.parametrize(("doc", "body"), _blocks("toml"))
def test_toml_is_toml(doc: str, body: str) -> None:
    assert tomllib.loads(body), doc


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_paths_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if ":" not in link]
    missing = [link for link in links if not (path.parent / link).exists()]
    for code in _CODE.findall(text):
        word = code.split()[0]
        if word.startswith(ROOMS) and not re.search(r"[<>*…{]", code) and not (ROOT / word).exists():
            missing.append(word)
    assert not missing, f"{path.name} names what is not there: {missing}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_and_commands_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"`make (\w+)", text))
    assert named <= targets, f"{path.name} names make targets that are none: {named - targets}"
    for command in set(re.findall(r"`python -m extract (\w+)", text)):
        asked = [sys.executable, "-m", "extract", command, "--help"]
        assert subprocess.run(asked, cwd=ROOT, capture_output=True).returncode == 0, command


def test_the_picture_of_the_house_names_what_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    files = {path.name for room in ("extract", "dashboard") for path in (ROOT / room).rglob("*")}
    named = {word for word in _CODE.findall(text) if re.fullmatch(r"\w+\.(py|csv|toml)", word)}
    assert named - files <= {"district.toml"}


def test_every_module_is_in_its_room_of_the_table() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| room of `extract/` |")
    room, told = "", dict[str, set[str]]()
    for first, second in re.findall(r"^\|(.*?)\|(.*?)\|", table.partition("\n\n")[0], re.M):
        room = first.strip("` /") or room
        told.setdefault(room, set()).update(_CODE.findall(second))
    rooms = {path.parent.name for path in (ROOT / "extract").glob("*/__init__.py")}
    assert rooms == {room for room in told if room.isidentifier()}
    for room in rooms - {"readers", "exports"}:  # one module a format: said there, not named
        modules = {path.name for path in (ROOT / "extract" / room).glob("*.py")} - {"__init__.py"}
        assert modules == {name for name in told[room] if name.endswith(".py")}, room


def test_every_table_and_column_is_described() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    parts = re.split(r"^\*\*(\w+)\*\*", text.partition("## Tables")[2].partition("\n## ")[0], flags=re.M)
    told = {
        table: [name for row in re.findall(r"^\| (`.*?) \|", body, re.M) for name in _CODE.findall(row)]
        for table, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert set(told) == set(COLUMNS)
    for table, columns in told.items():
        assert sorted(columns) == sorted(names(table)), table


def test_every_derivation_and_comparison_is_described() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    with (ROOT / "extract" / "checking" / "derivations.csv").open(encoding="utf-8", newline="") as file:
        formulas = {row["formula"] for row in csv.DictReader(file)}
    missing = sorted(name for name in formulas | set(reasons.WORDS) if f"`{name}`" not in text)
    assert not missing


def test_every_kind_of_issue_and_reason_is_described() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "extract").rglob("*.py"))
    kinds = set(re.findall(r'\.issue\("(\w+)"', source))
    told = re.findall(r"^_REASONS = \{\n(.*?)^\}", source, re.M | re.S)
    codes = {code for table in told for code in re.findall(r'^    "(\w+)":', table, re.M)}
    assert kinds and codes
    missing = sorted(name for name in kinds | codes if not re.search(rf"`{name}[`:]", text))
    assert not missing


def _rates(printed: str) -> dict[str, float]:
    rates: dict[str, float] = {}
    scored = ""
    for line in printed.splitlines():
        scored = line[3:] if line.startswith("== ") else scored
        for name, value in re.findall(r"(\w+)\s+\d+/\d+\s+([\d.]+)%", line):
            rates[f"{scored} {name}"] = float(value)
        for measure, value in re.findall(r"\b(P|R|F1) (\d\.\d+)(?=  |$)", line):
            rates[f"{scored} {line.split()[0]} {measure}"] = float(value)
    return rates


def test_accuracy_claims_no_more_than_is_measured() -> None:
    told = _rates((ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"))
    measured = _rates("\n".join(f"== {name}\n{evaluate(name).printed}" for name in ("seeds", "more")))
    assert set(told) == set(measured)
    boast = {name: (value, measured[name]) for name, value in told.items() if value > measured[name]}
    assert not boast, f"docs/accuracy.md says more than is so (said, measured): {boast}"


def test_the_citation_and_the_licence_say_what_is_so() -> None:
    told = dict(re.findall(r"^(\w[\w-]*): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M))
    assert (told["version"], told["license"]) == (PACKAGE_VERSION, "MIT")
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_reference_leaves_nothing_public_out() -> None:
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    missing = sorted(set(extract.__all__) - set(re.findall(r"^::: extract\.(\w+)$", text, re.M)))
    assert missing == ["FORMATS", "LIMIT", "areas"], "give it a line in docs/reference.md"
