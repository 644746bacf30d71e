"""What may notice a changed value: checks of the tables, notebooks, explorers.

Each runs in a fork of one warm process: the helpers are imported, no table is read yet. A notebook
runs cell by cell in IPython, and nbval's own comparison judges the outputs.
"""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbval import plugin

from helpers import data, figures
from tools import check_data, explorer_views
from tools.pages import views

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240
# The tests of the tables, and the comparison of all pages that are made from tables.
TESTS = ("data", "notebooks/test_editions.py::test_nothing_made_is_out_of_date")
COMBINATIONS = 20
_COLUMNS_IN_A_NOTEBOOK = 20


def apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function in a fork and return what it returns; an error there is a sentence."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)

    def work() -> None:
        try:
            theirs.send(function(*arguments))
        except BaseException as error:
            theirs.send(f"{type(error).__name__}: {error}")

    child = fork.Process(target=work)
    child.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(SECONDS) else "took too long"
    except EOFError:
        return "the process died"
    finally:
        child.kill()
        child.join()


def tables_read(function: Callable[..., Any], *arguments: Any) -> tuple[Any, list[str]]:
    """Run a function and say which files of the folder data it opened."""
    opened = set()

    def note(event: str, told: tuple) -> None:
        if event == "open" and isinstance(told[0], str | os.PathLike):
            path = Path(told[0])
            if path.suffix == ".csv" and path.resolve().is_relative_to(data.DATA):
                opened.add(path.stem)

    sys.addaudithook(note)
    answer = function(*arguments)
    return answer, sorted(opened)


def problems_of_the_tables() -> str:
    """Return the first thing that `check-data` says."""
    return next(iter(check_data.problems(data.DATA)), "")


def failing_test_of_the_tables() -> str:
    """Return the first test in tests/data that fails, or that finds a made page out of date."""
    failed = _Failures()
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*options, *(str(ROOT / "tests" / one) for one in TESTS)], [failed])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return f"pytest did not run: {code!r}"
    return next(iter(failed.names), "")


class _Failures:
    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.names.append(report.nodeid)


class _Items:
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


def cells_of(paths: list[Path]) -> dict[Path, list[plugin.IPyNbCell]]:
    """Let nbval collect notebooks; its items know how to compare outputs."""
    found = _Items()
    options = ["--collect-only", "-q", "-n0", "-p", "no:cacheprovider"]
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*options, *map(str, paths)], [found])
    cells: dict[Path, list[plugin.IPyNbCell]] = {path: [] for path in paths}
    for item in found.items:
        item.parent.setup_sanitize_files()
        item.format_output_compare = lambda *_: None  # only whether, not how they differ
        cells[Path(item.path)].append(item)
    return cells


class _Publisher(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, **_: Any) -> None:
        _keep("display_data", data)


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        _keep("execute_result", format_dict)

    def finish_displayhook(self) -> None:
        pass


class _LikeThatOfZMQ(InteractiveShell):
    """A shell without messages; pandas looks for "zmq" in its name to print as in a notebook."""

    display_pub_class = _Publisher
    displayhook_class = _Hook


_outputs: list[dict] = []


def _keep(kind: str, bundle: dict) -> None:
    """Keep an output as it would come out of the messages of a kernel."""
    plain = json.loads(json.dumps(bundle))
    _outputs.append({"output_type": kind, "data": plain, "metadata": {}})


def differing_cell(cells: list[plugin.IPyNbCell]) -> str:
    """Run the cells of a notebook and return the first that fails or shows something else."""
    os.chdir(Path(cells[0].path).parent)
    shell = _LikeThatOfZMQ.instance()
    figures.install()
    # Imported outside a kernel, pandas took this process for a terminal.
    pd.set_option("display.max_columns", _COLUMNS_IN_A_NOTEBOOK)
    for item in cells:
        outputs, ran = _run(shell, item.cell.source)
        stored = plugin.coalesce_streams(item.cell.outputs)
        if not ran:
            return f"{item.name}: fails"
        if not item.compare_outputs(outputs, stored):
            return f"{item.name}: differs"
    return ""


def _run(shell: InteractiveShell, source: str) -> tuple[list, bool]:
    _outputs.clear()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        ran = shell.run_cell(source, store_history=True).success
    for name, stream in (("stdout", out), ("stderr", err)):
        if stream.getvalue():
            text = stream.getvalue()
            _outputs.append({"output_type": "stream", "name": name, "text": text})
    return plugin.coalesce_streams([nbformat.from_dict(one) for one in _outputs]), ran


def cell_that_fails_in_a_kernel(path: Path) -> str:
    """Return the first cell of a notebook that nbval finds wrong, in a process and a kernel."""
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "--color=no", "-rf"]
    command = [sys.executable, "-m", "pytest", *options, str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = re.search(r"^FAILED .*::(Cell \d+)", told, re.MULTILINE)
    if not found and " passed" not in told:
        raise RuntimeError(f"nbval did not run: {told}")
    return found[1] if found else ""


def changed_view(title: str, stored: dict) -> str:
    """Return the first view of an explorer that differs from the record."""
    return next(iter(explorer_views.changes(stored, explorer_views.of(title))), "")


def combined_views(title: str) -> list[str]:
    """Return what an explorer shows with all controls set at random, the same each time."""
    if title not in views.CHOICES:
        return []
    explorer = views.CHOICES[title][0]()
    dice = random.Random(title)
    digests = []
    for _ in range(COMBINATIONS):
        for control in explorer.controls.values():
            control.value = dice.choice(views.options_of(control))[1]
        digests.append(explorer_views.digest(explorer_views.visible(explorer)))
    return digests
