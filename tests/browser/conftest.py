"""One JupyterLab and one browser for all browser tests; each notebook is run once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import chromium
import lab
import pytest
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.started() as running:
        yield running


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[lab.Server]:
    """JupyterLab on a copy of the notebooks, so that no file of the course changes."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(lab.CHECKOUT / "notebooks", folder / "notebooks")
    with lab.server(folder, tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def notebook(
    browser: Browser, server: lab.Server, request: pytest.FixtureRequest
) -> Iterator[lab.Notebook]:
    """The notebook named by the parameter, open in JupyterLab with all its cells run."""
    with lab.open_notebook(browser, server, request.param) as opened:
        opened.run_all()
        if os.environ.get("COURSE_SCREENSHOTS"):
            opened.take_screenshots(Path(os.environ["COURSE_SCREENSHOTS"]))
        yield opened
