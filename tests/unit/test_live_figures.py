"""Live figures: one copy of plotly.js for all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import anywidget
import plotly.graph_objects as go

from helpers.explorers import base

ROOT = Path(__file__).resolve().parents[2]


def printed(code: str) -> list[str]:
    """What a fresh Python prints, by word; it must end without an error."""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_only_the_first_figure_of_a_kernel_brings_the_library() -> None:
    code = (
        "from helpers.explorers import base\n"
        "made = [base.figure_widget(base.message('nothing')).get_state() for _ in range(4)]\n"
        "print(*(len(one['_library']) > 1_000_000 for one in made))\n"
        "print(max(len(one['_esm']) for one in made) < 2000)"
    )
    assert printed(code) == ["True", "False", "False", "False", "True"]


def test_the_first_live_figure_leaves_slow_packages_out() -> None:
    code = (
        "import sys, helpers\n"
        "from helpers.explorers import base\n"
        "base.figure_widget(base.message('nothing'))\n"
        "print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)"
    )
    assert printed(code) == ["False", "False"]


def test_after_the_first_live_figure_plotly_still_shows_and_nbformat_is_whole() -> None:
    code = (
        "import plotly.graph_objects as go\n"
        "from helpers.explorers import base\n"
        "base.figure_widget(base.message('nothing'))\n"
        "go.Figure().show(renderer='plotly_mimetype')\n"
        "import nbformat.v4\n"
        "print('made', nbformat.v4.new_notebook().nbformat)"
    )
    assert printed(code)[-2:] == ["made", "4"]


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
