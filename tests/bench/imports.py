"""Seconds that the imports of a notebook take in a fresh Python."""

from __future__ import annotations

import subprocess
import sys

import nbformat
from bench_paths import NOTEBOOKS, ROOT, environment
from comparison import Comparison, Goal, in_turns

BARE = "import pandas, plotly.graph_objects, ipywidgets"
GOAL = Goal(1.3, "ratio")


def measure() -> list[Comparison]:
    """Compare the first code cell of a notebook with the three libraries it rests on."""
    cell = first_cell()
    times = in_turns({"course": lambda: fresh(cell), "bare": lambda: fresh(BARE)}, rounds=11)
    return [Comparison("imports of a notebook", times["course"], times["bare"], f"`{BARE}`",
                       goal=GOAL)]  # fmt: skip


def first_cell() -> str:
    """Return the imports that the notebooks start with."""
    cells = nbformat.read(NOTEBOOKS[1], as_version=4).cells
    return next(cell.source for cell in cells if cell.cell_type == "code")


def fresh(code: str) -> float:
    """Return the seconds that code takes in a Python that has imported nothing yet."""
    timed = "import time; _started = time.perf_counter()\n{}\nprint(time.perf_counter() - _started)"
    run = subprocess.run(
        [sys.executable, "-c", timed.format(code)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout.split()[-1])
