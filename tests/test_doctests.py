"""The examples in the docstrings of what `import extract` offers are true."""

from __future__ import annotations

import doctest
import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from board import ROOT, built

import extract

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
FINDER = doctest.DocTestFinder(exclude_empty=True)
PUBLIC = {name: getattr(extract, name) for name in extract.__all__}
# Plain names of types and values have no use that an example could show.
SHOWN = {name: value for name, value in PUBLIC.items() if inspect.isroutine(inspect.unwrap(value))}


def _examples() -> Iterator[doctest.DocTest]:
    known = {"extract": extract}
    yield from FINDER.find(extract, "extract", module=False, globs=known)
    for name, value in PUBLIC.items():
        within = vars(value).items() if inspect.ismodule(value) else [(name, value)]
        for inner, one in within:
            if inspect.isclass(one) or inspect.isroutine(inspect.unwrap(one)):
                yield from FINDER.find(one, f"extract.{inner}", module=False, globs=known)


EXAMPLES = {test.name: test for test in _examples() if test.examples}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the reports and their data set, which an example may change."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(built(), tmp_path / "data")
    monkeypatch.setenv("HENGBI_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.usefixtures("checkout")
def test_an_example_is_true(name: str) -> None:
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    done = runner.run(EXAMPLES[name], out=told.append, clear_globs=False)
    assert done.attempted and not done.failed, "".join(told)


def test_every_public_function_has_an_example() -> None:
    missing = sorted(name for name in SHOWN if f"extract.{name}" not in EXAMPLES)
    assert not missing


def test_everything_public_is_documented() -> None:
    for name, value in PUBLIC.items():
        if inspect.isclass(value) or inspect.isroutine(inspect.unwrap(value)):
            said = inspect.getdoc(value) or ""
            assert said.splitlines()[:1] and said.splitlines()[0].rstrip("`").endswith((".", "…")), name
            assert not said.startswith(f"{name}("), f"{name} has no docstring of its own"


def test_its_types_are_for_others_too() -> None:
    assert (ROOT / "extract" / "py.typed").is_file()
