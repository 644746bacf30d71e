"""Milliseconds from the change of a control to the new figure, in JupyterLab without network.

Each explorer stands beside two others with the same list of choices: a bare `FigureWidget` of the
same figure, of which one property of one trace changes, and ipywidgets' `interact`, which draws
the same figure anew and displays it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bench_paths  # noqa: F401 - makes the browser's tools importable
import chromium
import lab
import nbformat
from comparison import Comparison, Goal, in_turns
from playwright.sync_api import Browser, Locator

CHANGE = (Path(__file__).parent / "controls.js").read_text(encoding="utf-8")
CHANGES = 11
GOAL = Goal(1.3, "ratio")
OURS = """
import ipywidgets as widgets
import plotly.graph_objects as go
from helpers import explorers, figures
explorer = {maker}
explorer
"""
BARE = """
name, trace, key = {name!r}, {trace}, {key!r}
first, chosen = explorer.values(), explorer.controls[name]
def draw(value):
    return explorer._draw(**dict(first, **{{name: value}}))
columns = {{value: draw(value).data[trace][key] for _, value in chosen.options}}
# Without neighbours that vote alike: between those a bare figure would have nothing to draw.
before = [None, *columns.values()]
options = [
    option for option, last in zip(chosen.options, before)
    if last is None or list(columns[option[1]]) != list(last)
]
def choices():
    return widgets.Dropdown(options=options)
bare, control = go.FigureWidget(draw(options[0][1])), choices()
def change_one_property(change):
    bare.data[trace][key] = columns[change["new"]]
control.observe(change_one_property, names="value")
widgets.VBox([control, bare])
"""
INTERACT = """
widgets.interact(lambda choice: figures.send(draw(choice)), choice=choices());
"""


@dataclass(frozen=True)
class Case:
    """An explorer, its list of choices, and the property that carries the data of its figure."""

    what: str
    maker: str
    name: str
    trace: int
    key: str


CASES = (
    Case("a light explorer (00, votes of a state)", "explorers.start.state_votes()", "state", 0,
         "y"),
    Case("a map (02, votes on a resolution)", "explorers.war.vote_map()", "resolution", 1, "z"),
    Case("many panels (04, gauges of cohesion)", "explorers.cohesion.gauges()", "state", 0, "y"),
)  # fmt: skip


def measure() -> list[Comparison]:
    """Compare three explorers with their counterparts, one notebook for each."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        chromium.started() as browser,
    ):
        home = Path(folder) / "home"
        home.mkdir()
        with lab.server(Path(folder), home) as server:
            return [row for case in CASES for row in compared(case, browser, server)]


def compared(case: Case, browser: Browser, server: lab.Server) -> list[Comparison]:
    """Return the two rows of an explorer."""
    nbformat.write(notebook(case), server.folder / "controls.ipynb")
    with lab.open_notebook(browser, server, "controls.ipynb") as opened:
        opened.run_all()
        refuse_errors(opened)
        outputs = opened.page.locator(".jp-CodeCell .jp-Cell-outputArea").all()
        times = in_turns(
            {
                name: changing(output)
                for name, output in zip(("ours", "bare", "interact"), outputs, strict=True)
            },
            CHANGES,
        )
    return [
        Comparison(case.what, times["ours"], times["bare"], "a bare `FigureWidget`", "ms", GOAL),
        Comparison(case.what, times["ours"], times["interact"], "`interact`", "ms"),
    ]


def notebook(case: Case) -> nbformat.NotebookNode:
    """Return a notebook whose three cells show the explorer, the bare figure and `interact`."""
    parts = (OURS.format(maker=case.maker), BARE.format(**vars(case)), INTERACT)
    cells = [nbformat.v4.new_code_cell(part.strip()) for part in parts]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def refuse_errors(opened: lab.Notebook) -> None:
    """Fail when a cell failed: nothing can be compared then."""
    errors = [
        output["evalue"]
        for cell in opened.cells
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]
    if errors:
        raise RuntimeError(f"{opened.path.name}: {errors[0]}")


def changing(output: Locator) -> Callable[[], float]:
    """Return a function that chooses the next entry of a list and returns milliseconds."""
    return lambda: output.evaluate(CHANGE)
