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
NAMES = ["index", "sources", *sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# Axe would ask for the style sheet a second time, which a page from the disk may not.
AXE_OPTIONS = "{preload: false, resultTypes: ['violations']}"
DRAWN = """[...document.querySelectorAll("figure.drawn")].map((figure) => ({
  title: figure.ariaLabel,
  marks: figure.querySelectorAll(
    ".cartesianlayer :is(.trace, .heatmaplayer) :is(path, image, text), .geolayer path").length,
  cut: figure.querySelector(".main-svg").getBoundingClientRect().right > innerWidth + 2,
  share: figure.innerHTML.includes("Share chart"),
}))"""
ALL_DRAWN = (
    "[...document.querySelectorAll('figure.drawn')].every((f) => f.querySelector('.main-svg'))"
)
# What reaches over the right edge of A4, with the figures as wide as on the screen.
CUT_ON_PAPER = """[...document.querySelectorAll("main *")].filter((one) => {
  const figure = one.closest("figure.drawn");
  const box = (figure?.querySelector(".main-svg") ?? one).getBoundingClientRect();
  return box.width && box.right > 703 + 4;
}).map((one) => one.outerHTML.slice(0, 90))"""
# What a figure shows, whatever plotly calls its parts.
PICTURE = "(figure) => figure.querySelector('.main-svg').textContent + figure.ariaLabel"

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
    page.wait_for_function(ALL_DRAWN)
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
    found = opened.page.evaluate(f"axe.run({AXE_OPTIONS})")["violations"]
    told = [(one["impact"], one["id"], one["nodes"][0]["html"][:200]) for one in found]
    assert told == []
    assert opened.page.evaluate("document.documentElement.lang") == "en"


def test_a_reader_can_go_on_with_the_keyboard(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_every_control_changes_its_figure_and_tells_so(opened: Opened) -> None:
    for explorer in opened.page.locator(".explorer").all():
        control, figure = explorer.locator("select, input"), explorer.locator("figure")
        before = figure.evaluate(PICTURE), explorer.locator(".words").text_content()
        last = control.evaluate("(one) => (one.options?.length ?? Number(one.max) + 1) - 1")
        at_end = control.evaluate("(one) => one.selectedIndex ?? Number(one.value)") == last
        control.focus()
        opened.page.keyboard.press("Home" if at_end else "End")
        status = explorer.get_by_role("status")
        status.filter(has_text=explorer.get_attribute("data-label")).wait_for(state="attached")
        after = figure.evaluate(PICTURE), explorer.locator(".words").text_content()
        assert before != after, explorer.get_attribute("aria-label")
        assert after[1].split(" Source: ")[0] in status.text_content()
    assert opened.witness.errors == []


def test_nothing_is_cut_on_a4(opened: Opened) -> None:
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    # The room between the margins; figures do not follow, as they do not when a page is printed.
    opened.page.add_style_tag(content="body { width: 703px; } figure.drawn > div { width: 868px; }")
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(CUT_ON_PAPER) == []


def test_a_page_that_is_printed_at_once_has_all_its_figures(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.goto((folder / "05_geopolitics.html").as_uri(), wait_until="commit")
    page.wait_for_function("window.Plotly && document.readyState !== 'loading'")
    assert not page.evaluate(ALL_DRAWN)
    # A promise runs out before the printer gets the page; a request for a file would not.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(ALL_DRAWN)
    assert all(figure["marks"] for figure in page.evaluate(DRAWN))
    page.close()
