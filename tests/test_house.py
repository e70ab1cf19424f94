"""The house of docs/architecture.md stands: who imports whom, and who touches files or the network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import extract

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for room in ("extract", "dashboard")
    for path in sorted((ROOT / room).rglob("*.py"))
}
# Reads and writes files, starts processes or talks to the system: the two ends and nothing between.
ENDS = {
    "extract.building",
    "extract.cards",
    "extract.cli",
    "extract.dataset",
    "extract.evaluating",
    "extract.fingerprint",
    "extract.store",
}
SYSTEM = {"os", "shutil", "sqlite3", "subprocess", "tempfile", "multiprocessing", "concurrent"}
NETWORK = {"ftplib", "http", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib3"}


@cache
def _imports(module: str) -> frozenset[tuple[str, str]]:
    """What a module imports, wherever in it: pairs of module and name, the name empty for `import x`."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            home = ".".join([*parents, *([node.module] if node.module else [])])
            found |= {(home, alias.name) for alias in node.names}
    return frozenset(found)


def _own(module: str) -> Iterator[str]:
    """The modules of the house that a module imports; the package's face counts as what stands behind it."""
    for home, name in _imports(module):
        if f"{home}.{name}" in MODULES:
            yield f"{home}.{name}"
        elif home in MODULES and home not in ("extract", "dashboard"):
            yield home


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("extract")])
def test_extract_knows_no_screen(module: str) -> None:
    roots = {home.split(".")[0] for home, _ in _imports(module)}
    assert not roots & {"dashboard", "streamlit", "plotly"}, f"{module} imports of the screen's side"


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("dashboard")])
def test_dashboard_uses_the_public_face_only(module: str) -> None:
    reached = {home for home, _ in _imports(module) if home.startswith("extract.")}
    assert not reached, f"{module} reaches behind extract's face: {sorted(reached)}"
    asked = {name for home, name in _imports(module) if home == "extract" and name}
    assert asked <= set(extract.__all__), f"{module} asks for {sorted(asked - set(extract.__all__))}"


def test_model_imports_nothing_of_the_package() -> None:
    assert not list(_own("extract.model"))


def test_no_circles() -> None:
    graph = {module: set(_own(module)) - {module} for module in MODULES if module != "extract"}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle in it


@pytest.mark.parametrize("module", [n for n in MODULES if n.startswith("extract") and n not in ENDS])
def test_only_the_ends_touch_the_system(module: str) -> None:
    touched = {home.split(".")[0] for home, _ in _imports(module)} & SYSTEM
    assert not touched, f"{module} imports {sorted(touched)}; that belongs to {', '.join(sorted(ENDS))}"


@pytest.mark.parametrize("module", MODULES)
def test_nothing_talks_to_the_network(module: str) -> None:
    homes = {home for home, _ in _imports(module)}
    touched = {home for home in homes if home.split(".")[0] in NETWORK or home == "urllib.request"}
    assert not touched, f"{module} imports {sorted(touched)}"


def test_every_name_of_the_face_is_there() -> None:
    for name in extract.__all__:
        assert getattr(extract, name) is not None
