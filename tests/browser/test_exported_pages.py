"""The exported pages in a browser: opened from the disk, no network, drawn, accessible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from chromium import Witness
from playwright.sync_api import Browser, Page

from tools import export

ROOT = Path(__file__).resolve().parents[2]
# The largest pages would take the processor away from JupyterLab, which is tested beside this.
NAMES = ["index", "00_start_here", "02_war_stance", "06_conclusion"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
DRAWN = (
    "[...document.querySelectorAll('figure.drawn')].map((figure) => ({"
    "title: figure.ariaLabel,"
    "marks: figure.querySelectorAll('.cartesianlayer :is(.trace, .heatmaplayer) :is(path, image,"
    " text), .geolayer path').length,"
    "cut: figure.querySelector('.main-svg').getBoundingClientRect().right > innerWidth + 2,"
    "share: figure.innerHTML.includes('Share chart')}))"
)

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Opened:
    """A page of the export and what was seen while it was opened."""

    page: Page
    witness: Witness
    asked: list[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("with a space") / "pages"
    export.replace(place, export.pages(ROOT))
    return place


@pytest.fixture(scope="module", params=NAMES)
def opened(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    witness, asked = Witness(page), []
    page.on("request", lambda one: asked.append(one.url))
    page.goto((folder / f"{request.param}.html").as_uri())
    page.wait_for_function(
        "[...document.querySelectorAll('figure.drawn')].every((f) => f.querySelector('.main-svg'))"
    )
    page.wait_for_timeout(500)
    yield Opened(page, witness, asked)
    context.close()


def test_figures_are_drawn_and_fit(opened: Opened) -> None:
    for figure in opened.page.evaluate(DRAWN):
        assert figure["marks"] > 0, figure
        assert not figure["cut"], figure
        assert not figure["share"], figure
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_asked_of_another_computer(opened: Opened) -> None:
    assert [url for url in opened.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.witness.errors == []


def test_nobody_is_shut_out(opened: Opened) -> None:
    opened.page.evaluate(AXE)
    found = opened.page.evaluate("axe.run()")["violations"]
    grave = [
        (one["impact"], one["id"], one["nodes"][0]["html"][:200])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []
    assert opened.page.evaluate("document.documentElement.lang") == "en"


def test_a_reader_can_go_on_with_the_keyboard(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.getAttribute('href')") == "#main"


@pytest.mark.parametrize("opened", ["02_war_stance"], indirect=True)
def test_nothing_is_cut_on_a4(opened: Opened) -> None:
    # The room between the margins of A4, in pixels of CSS.
    opened.page.set_viewport_size({"width": 673, "height": 1000})
    opened.page.emulate_media(media="print")
    opened.page.wait_for_timeout(800)
    wide = opened.page.evaluate(
        "[...document.querySelectorAll('main *')].filter((one) => "
        "one.getBoundingClientRect().right > innerWidth + 4 && !one.closest('.table'))"
        ".map((one) => one.outerHTML.slice(0, 90))"
    )
    assert wide == []
