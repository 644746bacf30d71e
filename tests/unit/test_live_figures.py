"""Live figures: one copy of plotly.js for all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import plotly.graph_objects as go

from helpers.explorers import base, live

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


def test_the_script_waits_where_no_clock_runs() -> None:
    # anywidget gives a widget up whose initialize takes more than two seconds; render may take
    # its time.
    begins, draws = live.SHARED.split("async render")
    assert "await" not in begins
    assert "await ready" in draws
