"""The helpers: examples that run, imports that point one way, modules of readable size."""

from __future__ import annotations

import ast
import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

HELPERS = Path(__file__).resolve().parents[2] / "helpers"
FILES = sorted(HELPERS.rglob("*.py"))
MODULES = [".".join(f.relative_to(HELPERS.parent).with_suffix("").parts) for f in FILES]

# A module may import from its own layer and from the layers before it.
LAYERS = [
    {"data", "file_lock", "own_work", "theme"},
    {"measures", "figures", "ledger", "sources", "environment", "verdict_file", "widgets"},
    {"charts", "map_shapes", "maps", "exercises"},
    {"briefing", "briefing_figures", "briefing_page", "checks", "quiz", "self_test"},
    {"explorers"},
]


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def imported_by(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            parts = node.module.split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert result.failed == 0


@pytest.mark.parametrize("file", FILES, ids=str)
def test_imports_point_one_way(file: Path) -> None:
    own = file.relative_to(HELPERS).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for name in imported_by(file):
        assert layer(name) <= layer(own), f"{own} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=str)
def test_modules_stay_readable(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 320


def test_import_needs_no_network_and_no_plotly_express() -> None:
    code = "import sys, helpers; print('plotly.express' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HELPERS.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.strip() == "False"
