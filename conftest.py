"""Notebooks are compared in kernels like those in which `refresh` made their outputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import execution

ROOT = Path(__file__).resolve().parent

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
