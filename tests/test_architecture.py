"""The house keeps its rooms: who may import whom, and how large a module may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXTRACT, DASHBOARD = ROOT / "extract", ROOT / "dashboard"
MODULES = sorted([*EXTRACT.rglob("*.py"), *DASHBOARD.rglob("*.py")])
LONGEST = 300
# The rooms of extract/ in the order of the way through them.
ROOMS = [
    "model",
    "cells",
    "patterns",
    "readers",
    "numbers",
    "areas",
    "records",
    "context",
    "layout",
    "linking",
    "named",
    "sources",
    "comparing",
    "storage",
    "official",
    "checking",
    "engines",
    "exports",
]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def path_of(name: str) -> Path:
    path = ROOT / f"{name.replace('.', '/')}.py"
    return path if path.is_file() else path.with_suffix("") / "__init__.py"


def runtime_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a module without what stands under ``if TYPE_CHECKING``."""
    for child in ast.iter_child_nodes(tree):
        if not for_types(child):
            yield child
            yield from runtime_nodes(child)


def for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when a module is imported: those outside its functions."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or for_types(child):
            continue
        yield child
        yield from at_import(child)


def imports(path: Path, nodes: Iterator[ast.AST]) -> set[str]:
    """The modules that nodes import, in full names; a name of a package counts as its module if it is one."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                up = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*up, base] if base else up)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                found.add(full if (ROOT / f"{full.replace('.', '/')}.py").is_file() else base)
    return found


def imported(path: Path) -> set[str]:
    return imports(path, runtime_nodes(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", sorted(EXTRACT.rglob("*.py")), ids=name_of)
def test_extract_knows_no_screen(path: Path) -> None:
    taken = {name.split(".")[0] for name in imported(path)}
    assert not taken & {"dashboard", "streamlit", "plotly", "altair"}


@pytest.mark.parametrize("path", sorted(DASHBOARD.rglob("*.py")), ids=name_of)
def test_the_dashboard_knows_only_the_public_face(path: Path) -> None:
    import extract

    for node in runtime_nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.startswith("extract.") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "extract":
            assert node.module == "extract", f"{node.module} is not the public face"
            assert {alias.name for alias in node.names} <= set(extract.__all__)


def test_model_imports_nothing_of_the_package() -> None:
    assert imported(EXTRACT / "model.py") <= {"__future__", "dataclasses", "decimal"}


def reached(name: str) -> set[str]:
    """A module of the package and all that it imports, and what these import."""
    found, left = set(), [name]
    while left:
        path = path_of(left.pop())
        if path not in found:
            found.add(path)
            left += [taken for taken in imported(path) if taken.startswith("extract.")]
    return {name_of(path) for path in found}


READING = sorted(reached("extract.linking.observe"))


def test_reading_is_what_observing_needs() -> None:
    assert {
        "extract.numbers.mentions",
        "extract.numbers.numerals",
        "extract.context.views",
        "extract.records.catalogue",
    } <= set(READING)


def test_every_room_has_its_place() -> None:
    assert {path.parent.name for path in EXTRACT.glob("*/__init__.py")} <= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_the_rooms_before_it(room: str) -> None:
    known = ROOMS[: ROOMS.index(room) + 1]
    for path in [*EXTRACT.glob(f"{room}.py"), *EXTRACT.glob(f"{room}/*.py")]:
        taken = {name.split(".")[1] for name in imported(path) if name.startswith("extract.")}
        assert taken <= set(known), f"{name_of(path)} imports {sorted(taken - set(known))}"


@pytest.mark.parametrize("name", READING)
def test_reading_knows_nothing_of_what_follows_it(name: str) -> None:
    assert name.split(".")[1:2] and name.split(".")[1] in ROOMS[: ROOMS.index("linking") + 1]


@pytest.mark.parametrize("name", READING)
def test_reading_reaches_for_nothing_outside(name: str) -> None:
    taken = imported(path_of(name))
    assert not taken & {"os", "io", "sqlite3", "subprocess", "socket", "pandas"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_reaches_for_the_network(path: Path) -> None:
    taken = {name.split(".")[0] for name in imported(path)}
    assert not taken & {"requests", "urllib3", "httpx", "aiohttp", "ftplib", "smtplib"}
    assert "urllib.request" not in imported(path)


def test_only_the_command_line_prints() -> None:
    for path in sorted(EXTRACT.rglob("*.py")):
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        prints = [n for n in calls if isinstance(n.func, ast.Name) and n.func.id == "print"]
        assert not prints or path.name == "cli.py", f"{path.name} prints"


def test_no_circle_of_imports() -> None:
    names = {name_of(path): path for path in MODULES}
    graph = {
        name: imports(path, at_import(ast.parse(path.read_text(encoding="utf-8")))) & set(names)
        for name, path in names.items()
    }
    graph = {name: taken - {name} for name, taken in graph.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other in a circle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{lines} lines; part it in two"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert path.name == "__init__.py" or (said and said.splitlines()[0].endswith("."))


def test_every_public_name_is_there() -> None:
    import extract

    for name in extract.__all__:
        assert getattr(extract, name) is not None
    assert callable(extract.build)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        extract.nothing  # noqa: B018
