"""Active text in the tables does nothing in a browser: pages, briefing, and JupyterLab."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lab
import pytest
from chromium import Witness
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MAKE = lab.CHECKOUT / "tests" / "unit" / "planted_course.py"
IN_EVERY_RUN = ["00_start_here", "06_conclusion"]
NAMES = [
    pytest.param(path.stem, marks=[] if path.stem in IN_EVERY_RUN else pytest.mark.matrix)
    for path in sorted((lab.CHECKOUT / "notebooks").glob("*.ipynb"))
]
PAGES = ["pages/02_war_stance", "pages/04_future_impact", "pages/06_conclusion", "pages/sources",
         "slides/03_member_reactions", "briefing"]  # fmt: skip
# Elements that the planted text would make if somebody obeyed it.
GROWN = "img[src=x], [onmouseover], [onerror], a[href^='javascript:'], img[src*='planted']"
SHOWN = "document.body.textContent.includes('<script>window.__planted=1</script>')"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("planted")
    command = [sys.executable, str(MAKE), str(place), "files"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return place


@pytest.fixture(scope="module")
def planted_server(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[lab.Server]:
    """JupyterLab on the planted course, whose kernels import the planted course."""
    shutil.copy(lab.CHECKOUT / "course.py", made / "course")  # the server asks it before a save
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lab, "CHECKOUT", made / "course")
        with lab.server(made / "course", tmp_path_factory.mktemp("home")) as running:
            yield running


def assert_inert(page: Page, dialogs: list[str], witness: Witness) -> None:
    assert page.evaluate("window.__planted") is None
    assert dialogs == []
    assert page.locator(GROWN).count() == 0
    assert witness.outside == []
    assert page.evaluate(SHOWN), "The planted text is not on this page."


def heard(page: Page) -> list[str]:
    dialogs: list[str] = []

    def note(dialog: object) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return dialogs


@pytest.mark.parametrize("name", PAGES)
def test_written_pages_do_nothing(browser: Browser, made: Path, name: str) -> None:
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    page = context.new_page()
    witness, dialogs = Witness(page), heard(page)
    page.goto((made / f"{name}.html").as_uri())
    page.wait_for_timeout(2500)
    assert_inert(page, dialogs, witness)
    assert witness.errors == []
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_does_nothing(browser: Browser, planted_server: lab.Server, name: str) -> None:
    with lab.open_notebook(browser, planted_server, f"notebooks/{name}.ipynb") as notebook:
        dialogs = heard(notebook.page)
        assert_inert(notebook.page, dialogs, notebook.witness)
        notebook.run_all()
        assert_inert(notebook.page, dialogs, notebook.witness)
        assert notebook.explorers().count() > 0
