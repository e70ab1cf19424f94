"""The notebook runs from its first cell to its last, and is kept without outputs."""

from __future__ import annotations

import ast
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from board import ROOT, built

FILE = ROOT / "docs" / "notebook" / "comparison.ipynb"
CELLS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]


def run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell as Jupyter does, and give what its last line shows."""
    body = ast.parse(source).body
    last = body[-1]
    exec(compile(ast.Module(body[:-1] if isinstance(last, ast.Expr) else body, []), FILE.name, "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), FILE.name, "eval"), names)


def test_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(built(), tmp_path / "data")
    (tmp_path / "extract").symlink_to(ROOT / "extract")
    (tmp_path / "docs" / "notebook").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "docs" / "notebook")  # where Jupyter starts it
    monkeypatch.setattr(sys, "path", [*sys.path])
    names: dict[str, Any] = {}
    shown = [value for source in CODE if (value := run(source, names)) is not None]
    assert Path(os.getcwd()) == tmp_path
    assert len(shown) == 3 and all(len(table) for table in shown)
    assert len(names["chosen"]) >= 2
    printed = capsys.readouterr().out
    assert names["verdict"].grade in printed and "【" in printed


def test_it_is_kept_without_outputs() -> None:
    for cell in CELLS:
        if cell["cell_type"] == "code":
            assert not cell["outputs"] and cell["execution_count"] is None
    assert len({cell["id"] for cell in CELLS}) == len(CELLS)
