"""Notebooks are compared in kernels like those in which `refresh` made their outputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import execution


def pytest_configure(config: pytest.Config) -> None:
    """Set what the kernels of nbval inherit."""
    os.environ.update(execution.kernel_environment(Path(__file__).resolve().parent))
    execution.choose_event_loop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the cells of notebooks, so that `-m "not notebooks"` leaves them out."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker("notebooks")
