"""One browser and one server of each program for all browser tests; a notebook is run once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
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
def server_of(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], lab.Server]]:
    """Start a program when it is first asked for, on a copy of the notebooks.

    So no file of the course changes.
    """
    with ExitStack() as stack:

        @cache
        def started(program: str) -> lab.Server:
            folder = tmp_path_factory.mktemp("course")
            shutil.copytree(lab.CHECKOUT / "notebooks", folder / "notebooks")
            home = tmp_path_factory.mktemp("home")
            return stack.enter_context(lab.server(folder, home, program))

        yield started


@pytest.fixture(scope="module")
def notebook(
    browser: Browser,
    server_of: Callable[[str], lab.Server],
    request: pytest.FixtureRequest,
) -> Iterator[lab.Notebook]:
    """The notebook of the parameter, open in the program of the parameter with all cells run."""
    name, program = request.param
    server = server_of(program)
    with lab.open_notebook(browser, server, name) as opened:
        opened.run_all()
        if os.environ.get("COURSE_SCREENSHOTS"):
            opened.take_screenshots(Path(os.environ["COURSE_SCREENSHOTS"]))
        yield opened
    server.stop_kernels()


@pytest.fixture
def reopened(browser: Browser, notebook: lab.Notebook) -> Iterator[lab.Notebook]:
    """The notebook as saved, opened the next day: its widgets went with the kernel."""
    notebook.save()
    copy = shutil.copy(notebook.path, notebook.path.with_name(f"again_{notebook.path.name}"))
    name = Path(copy).relative_to(notebook.server.folder).as_posix()
    with lab.open_notebook(browser, notebook.server, name) as opened:
        yield opened
