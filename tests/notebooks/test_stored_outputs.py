"""Stored outputs: all there, nothing random, and compared strictly.

The comparison itself is nbval's: `pytest` collects every cell of every notebook (see
`[tool.pytest.ini_options]`). Here are the guards for what nbval lets pass, and the proof that the
comparison is strict.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from course_notebooks import ROOT, SOLVED, STUDENT, code_cells, load, short
from nbformat.v4 import new_code_cell, new_notebook

from tools import execution

ALL = [*STUDENT, *SOLVED]
every_notebook = pytest.mark.parametrize("path", ALL, ids=short)


def test_there_are_notebooks() -> None:
    assert STUDENT
    assert SOLVED


@every_notebook
def test_every_code_cell_was_executed_once_from_top_to_bottom(path: Path) -> None:
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), "Run: python course.py refresh"


@every_notebook
def test_no_cell_failed_or_warned(path: Path) -> None:
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", f"{cell.source}\n{output.get('text')}"


@every_notebook
def test_no_cell_is_excused_from_comparison(path: Path) -> None:
    for cell in code_cells(path):
        excused = re.search(r"#\s*(NBVAL|PYTEST_VALIDATE)_", cell.source)
        tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith("nbval")]
        assert not excused, cell.source
        assert not tags, cell.source
        for output in cell.outputs:
            images = [mime for mime in output.get("data", {}) if mime.startswith("image/")]
            assert not images, f"nbval does not compare images:\n{cell.source}"


@every_notebook
def test_nothing_is_stored_that_belongs_to_one_run(path: Path) -> None:
    notebook = load(path)
    assert notebook.metadata.keys() == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in code_cells(path):
        assert not cell.metadata.keys() & {"execution", "collapsed", "scrolled"}
        for output in cell.outputs:
            assert execution.WIDGET_VIEW not in output.get("data", {}), cell.source


def stored(folder: Path, source: str) -> Path:
    """A small notebook with the outputs of a real run."""
    path = folder / "small.ipynb"
    notebook = new_notebook(cells=[new_code_cell("members = 6"), new_code_cell(source)])
    execution.execute(notebook, path.name, folder=folder, root=ROOT)
    path.write_bytes(execution.to_bytes(notebook))
    return path


def compare(path: Path) -> subprocess.CompletedProcess[str]:
    options = ["--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider", "--color=no"]
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", str(path.parent), path.name]
    return subprocess.run(
        command, cwd=path.parent, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_one_changed_number_fails_and_is_shown(tmp_path: Path) -> None:
    path = stored(tmp_path, 'f"{members} members, {members / 7:.1%}"')
    unchanged = compare(path)
    assert unchanged.returncode == 0, unchanged.stdout

    notebook = nbformat.read(path, as_version=4)
    data = notebook.cells[1].outputs[0].data
    assert data["text/plain"] == "'6 members, 85.7%'"
    data["text/plain"] = "'6 members, 85.8%'"
    nbformat.write(notebook, path)
    changed = compare(path)
    assert changed.returncode == 1
    assert "small.ipynb::Cell 1" in changed.stdout
    assert "85.7" in changed.stdout
    assert "85.8" in changed.stdout
    assert "1 failed, 1 passed" in changed.stdout
