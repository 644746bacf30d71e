"""The decks on a projector: opened from the disk, no network, every slide by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest
from chromium import Witness
from playwright.sync_api import Browser, BrowserContext, Page

from tools import export

ROOT = Path(__file__).resolve().parents[2]
NAMES = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8").strip()
LOOK = f"({(HERE / 'slides.js').read_text(encoding='utf-8').strip()})({MEASURE})"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
READY = "window.Reveal && Reveal.isReady()"
# They lie over the slide and show nothing; axe cannot see through them.
VEILS = ".reveal :is(.backgrounds, .pause-overlay) { display: none !important; }"
DRAWN = (
    "[...Reveal.getCurrentSlide().querySelectorAll('figure.drawn')].every((figure) => "
    "figure.querySelector('.main-svg :is(.cartesianlayer, .geolayer) path'))"
)

pytestmark = pytest.mark.browser


@dataclass
class Given:
    """A deck that was given from its first to its last slide."""

    page: Page
    witness: Witness
    asked: list[str]
    total: int = 0
    seen: list[dict] = field(default_factory=list)
    grave: list[tuple] = field(default_factory=list)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("with a space") / "slides"
    export.replace(place, export.decks(ROOT))
    return place


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 720})
    opened.set_offline(True)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=NAMES)
def given(context: BrowserContext, folder: Path, request: pytest.FixtureRequest) -> Iterator[Given]:
    page = context.new_page()
    deck = Given(page, Witness(page), [])
    page.on("request", lambda one: deck.asked.append(one.url))
    page.goto((folder / f"{request.param}.html").as_uri())
    page.wait_for_function(READY)
    deck.total = page.evaluate("Reveal.getTotalSlides()")
    give(deck)
    yield deck
    page.close()


def give(deck: Given) -> None:
    """Press the right arrow until the last slide is complete."""
    page = deck.page
    for _ in range(4 * deck.total):
        page.wait_for_function(DRAWN)
        if page.evaluate("Reveal.availableFragments().next"):
            page.keyboard.press("ArrowRight")
            continue
        deck.seen.append(page.evaluate(LOOK))
        if len(deck.seen) in (1, 2, 3):
            deck.grave += grave(page)
        if page.evaluate("Reveal.isLastSlide()"):
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError("The last slide was not reached.")


def grave(page: Page) -> list[tuple]:
    """Return the serious and critical findings of axe on the current slide."""
    page.add_style_tag(content=VEILS)
    # What is still fading in has too little contrast for a moment.
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    page.evaluate(AXE)
    return [
        (one["impact"], one["id"], one["nodes"][0]["html"][:200])
        for one in page.evaluate("axe.run({preload: false})")["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_the_arrow_key_shows_every_slide_once(given: Given) -> None:
    places = [slide["place"] for slide in given.seen]
    assert places == [f"s{number}" for number in range(1, given.total + 1)]
    assert given.total <= 30


def test_nothing_runs_off_the_screen(given: Given) -> None:
    for slide in given.seen:
        assert slide["scale"] == 1
        assert slide["page"] == 720, slide
        assert slide["outside"] == [], slide
        assert slide["underNumber"] == [], slide


def test_texts_can_be_read_from_the_back(given: Given) -> None:
    for slide in given.seen:
        assert slide["small"] == [], slide
        for figure in slide["figures"]:
            assert figure["letters"] >= 12, (slide["place"], figure["letters"])


def test_figures_are_drawn_whole_and_told_in_words(given: Given) -> None:
    figures = [figure for slide in given.seen for figure in slide["figures"]]
    assert len(figures) >= 4
    for figure in figures:
        assert figure["marks"] > 0, figure
        assert figure["mapPaths"] > 0 or not figure["maps"], figure
        assert figure["cut"] == figure["covered"] == figure["clipped"] == [], figure
        assert figure["share"] == []
        assert figure["name"] == figure["title"]
        assert len(figure["words"]) > 60


def test_nothing_is_asked_of_another_computer(given: Given) -> None:
    assert [url for url in given.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert given.witness.outside == []
    assert given.witness.errors == []


def test_nobody_is_shut_out(given: Given) -> None:
    assert given.grave == []
    assert given.page.evaluate("document.documentElement.lang") == "en"


def test_the_speaker_sees_notes_in_a_second_window(context: BrowserContext, folder: Path) -> None:
    page = context.new_page()
    page.goto((folder / "02_war_stance.html").as_uri() + "#/1/1")
    page.wait_for_function(READY)
    with context.expect_page() as waiting:
        page.keyboard.press("s")
    speaker = waiting.value
    witness = Witness(speaker)
    speaker.get_by_text("A roll call records how each state voted.").wait_for()
    page.keyboard.press("ArrowRight")
    speaker.get_by_text("Armenia did not vote. Source:").wait_for()
    # The remote control works in both directions.
    speaker.keyboard.press("ArrowLeft")
    page.wait_for_function("Reveal.getIndices().v === 1")
    assert witness.outside == witness.errors == []
    speaker.close()
    page.close()


def test_every_slide_gets_a_sheet_of_paper(context: BrowserContext, folder: Path) -> None:
    page = context.new_page()
    page.goto((folder / "01_founding.html").as_uri() + "?print-pdf")
    page.wait_for_function(
        "document.querySelector('.pdf-page') && [...document.querySelectorAll('figure.drawn')]"
        ".every((figure) => figure.querySelector('.main-svg path'))"
    )
    total = page.evaluate("document.querySelectorAll('section .page').length")
    assert page.evaluate("document.querySelectorAll('.pdf-page').length") == total
    sheets = page.pdf(prefer_css_page_size=True, print_background=True)
    assert sheets.count(b"/Type /Page\n") == total
    page.close()
