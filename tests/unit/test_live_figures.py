"""Live figures: one copy of plotly.js for all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import anywidget
import plotly.graph_objects as go

from helpers.explorers import base

ROOT = Path(__file__).resolve().parents[2]


def test_only_the_first_figure_of_a_kernel_brings_the_library() -> None:
    code = (
        "import plotly.graph_objects as go\n"
        "from helpers.explorers import base\n"
        "made = [base.figure_widget(go.Figure(go.Bar(y=[1]))) for _ in range(4)]\n"
        "print([len(one.get_state()['_library']) > 1_000_000 for one in made])\n"
        "print(max(len(one.get_state()['_esm']) for one in made) < 2000)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.stdout.split("\n")[:2] == ["[True, False, False, False]", "True"], run.stderr


def test_a_live_figure_is_a_figure_widget_of_plotly() -> None:
    shown = base.figure_widget(go.Figure(go.Bar(y=[1, 2])))
    assert isinstance(shown, go.FigureWidget)
    with shown.batch_update():
        shown.data[0].y = [3, 4]
    assert list(shown.data[0].y) == [3, 4]


def test_a_slow_page_is_given_the_time_it_needs() -> None:
    # Newer versions give every widget up that is not ready after two seconds.
    script = Path(anywidget.__file__).parent / "nbextension" / "index.js"
    assert "Failed to initialize model" not in script.read_text(encoding="utf-8")
