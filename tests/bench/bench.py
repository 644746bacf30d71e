"""Measure speed and memory as ratios within one run: `python tests/bench/bench.py`.

Every figure is the median of several runs taken in turns, because machines drift. Nothing is
asserted here: times depend on the machine, and a timer must not decide whether a test is green.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
RUNS = 5
BARE = "import pandas, plotly.graph_objects, ipywidgets"
# A fresh kernel is started for every run; peak memory is that of the kernel and its children.
EXECUTE = """
import sys, resource
from nbclient import NotebookClient
import nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
place = {"metadata": {"path": sys.argv[2]}}
NotebookClient(notebook, kernel_name="python3", resources=place).execute()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""
REDRAW = """
import time, statistics
import plotly.graph_objects as go
from helpers import charts, data, explorers
control = explorers.start.state_votes().controls["state"]
names = [code for _, code in control.options]
bare = go.FigureWidget(charts.start.state_votes(data.load("un_ukraine_votes"), "KAZ"))
ours, plain = [], []
for number in range(60):
    started = time.perf_counter()
    control.value = names[number]
    ours.append(time.perf_counter() - started)
    started = time.perf_counter()
    with bare.batch_update():
        bare.data[0].y = [number % 4] * 22
    plain.append(time.perf_counter() - started)
print(statistics.median(ours) * 1000, statistics.median(plain) * 1000)
"""


def python(code: str, *arguments: str) -> str:
    """Run code in a fresh interpreter that sees the checkout; return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # Without compiled files every start would be measured as the very first one.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, *arguments]
    run = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=True, env=environment
    )
    return run.stdout


def seconds(code: str, *arguments: str) -> float:
    """Return the wall time of a fresh interpreter running this code."""
    started = time.perf_counter()
    python(code, *arguments)
    return time.perf_counter() - started


def in_turns(one: tuple, other: tuple, runs: int = RUNS) -> tuple[float, float]:
    """Return the medians of two pieces of code, measured in turns after one warm-up each."""
    seconds(*one), seconds(*other)
    pairs = [(seconds(*one), seconds(*other)) for _ in range(runs)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def empty_notebook(folder: str) -> str:
    """Write a notebook with one cell that does nothing."""
    cell = {
        "cell_type": "code",
        "id": "empty",
        "metadata": {},
        "source": "pass",
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4}
    path = Path(folder) / "empty.ipynb"
    path.write_text(json.dumps({**notebook, "nbformat_minor": 5}), encoding="utf-8")
    return str(path)


def line(what: str, ours: float, other: float, unit: str, against: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {ours:.2f} {unit} | {other:.2f} {unit} | {ours / other:.2f} | {against} |")


def main() -> None:
    """Print the table."""
    print("| what | course | other | ratio | measured against |\n|---|---|---|---|---|")
    line("import helpers", *in_turns(("import helpers",), (BARE,)), "s", f"`{BARE}`")
    with tempfile.TemporaryDirectory() as folder:
        empty = empty_notebook(folder)
        for notebook in NOTEBOOKS:
            work = str(notebook.parent)
            pair = in_turns((EXECUTE, str(notebook), work), (EXECUTE, empty, folder))
            line(f"run {notebook.stem}", *pair, "s", "a notebook with one empty cell")
            memory = [float(python(EXECUTE, p, work)) for p in (str(notebook), empty)]
            line(f"peak memory {notebook.stem}", *memory, "MB", "the same empty notebook")
    ours, plain = map(float, python(REDRAW).split())
    line("change of a control", ours, plain, "ms", "one property of a bare FigureWidget")


if __name__ == "__main__":
    main()
