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
    """The notebook of the parameter, open in the program of the parameter with all cells run."""
    name, program = request.param
    with lab.open_notebook(browser, server, name, program) as opened:
        opened.run_all()
        if os.environ.get("COURSE_SCREENSHOTS"):
            opened.take_screenshots(Path(os.environ["COURSE_SCREENSHOTS"]))
        yield opened
    server.stop_kernels()


@pytest.fixture
def reopened(
    browser: Browser, server: lab.Server, notebook: lab.Notebook
) -> Iterator[lab.Notebook]:
    """The notebook as saved, opened the next day: its widgets went with the kernel."""
    notebook.save()
    copy = shutil.copy(notebook.path, notebook.path.with_name(f"again_{notebook.path.name}"))
    name = Path(copy).relative_to(server.folder).as_posix()
    with lab.open_notebook(browser, server, name, notebook.program) as opened:
        yield opened
