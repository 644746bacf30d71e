"""Notebooks are compared in kernels like those in which `refresh` made their outputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

from tools import execution

ROOT = Path(__file__).resolve().parent
BROWSER = "tests/browser"

# Code and outputs of the instructor edition are those of the solved edition, which is compared;
# that they are is tested in tests/notebooks/test_editions.py.
collect_ignore = ["notebooks/instructor"]


def pytest_configure(config: pytest.Config) -> None:
    """Set what the kernels of nbval inherit, and what nbval may overlook."""
    os.environ.update(execution.kernel_environment(ROOT))
    execution.choose_event_loop()
    if not config.option.nbval_sanitize_with:
        config.option.nbval_sanitize_with = str(ROOT / "tests/notebooks/nbval_sanitize.cfg")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the cells of notebooks, so that `-m "not notebooks"` leaves them out."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker("notebooks")


class BrowserTestsTogether(LoadFileScheduling):
    """One file stays in one worker, and all browser tests are one file.

    JupyterLab answers late when a second browser draws beside it; the notebooks of nbval, which
    share the machine with either, leave it time enough.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)  # also without xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> BrowserTestsTogether | None:
    """Choose how tests are shared out; other ways than that of the course stay as they are."""
    return BrowserTestsTogether(config, log) if config.getvalue("dist") == "loadfile" else None
