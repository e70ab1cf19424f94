"""What a fresh checkout installs is what the code imports, at exact versions."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"([A-Za-z0-9._-]+)==[0-9][0-9A-Za-z.]*(; sys_platform != \"win32\")?")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lines(file: str) -> list[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _pinned(file: str) -> set[str]:
    return {_plain(found[1]) for line in _lines(file) if (found := _PIN.fullmatch(line))}


def _third_party(room: str) -> set[str]:
    own = {"extract", "dashboard", "benchmarks", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    found: set[str] = set()
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return {name for name in found if name not in sys.stdlib_module_names and name not in own}


@pytest.mark.parametrize(("room", "files"), [
    ("extract", ["requirements.txt", "requirements-dask.txt"]),
    ("dashboard", ["requirements.txt"]),
    ("tests", ["requirements.txt", "requirements-dask.txt", "requirements-dev.txt"]),
])  # fmt: skip
def test_what_is_imported_is_required(room: str, files: list[str]) -> None:
    required = set().union(*map(_pinned, files))
    homes = packages_distributions()
    for module in _third_party(room):
        assert {_plain(name) for name in homes.get(module, [module])} & required, f"{room} imports {module}"


@pytest.mark.parametrize(
    "file", ["requirements.txt", "requirements-dask.txt", "requirements-dev.txt", "constraints.txt"]
)
def test_every_version_is_exact(file: str) -> None:
    loose = [line for line in _lines(file) if not _PIN.fullmatch(line)]
    assert loose in ([], ["-c constraints.txt"], ["-r requirements.txt", "-r requirements-dask.txt"])


def test_make_needs_no_host_and_no_hidden_step() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in ci and "||" not in ci
    for file in ("Makefile", ".ci/run", "requirements.txt", "requirements-dev.txt", "constraints.txt"):
        assert "://" not in (ROOT / file).read_text(encoding="utf-8"), file
