"""An exported briefing in a browser: no network, live figures, and paper of size A4."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Witness
from playwright.sync_api import Browser, Page

from helpers import briefing, briefing_page

pytestmark = pytest.mark.browser
DRAFT = briefing.Draft(
    title="</script>Trial",
    text="word " * 200,
    figures=("members-map", "agreement", "positions"),
    claims=("C001", "C021"),
)
DRAWN = (
    "[...document.querySelectorAll('.plot')].map((plot) => ({"
    "room: plot.clientWidth, width: plot.querySelector('.main-svg')?.clientWidth || 0,"
    "marks: plot.querySelectorAll('.cartesianlayer path, .geolayer path').length,"
    "share: plot.innerHTML.includes('Share')}))"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefing") / "briefing.html"
    path.write_text(briefing_page.page(DRAFT, dt.date(2026, 11, 24)), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[tuple[Page, Witness, list[str]]]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_offline(True)
    opened = context.new_page()
    witness, asked = Witness(opened), []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    opened.wait_for_function(
        "(count) => document.querySelectorAll('.plot .main-svg').length >= count",
        arg=len(DRAFT.figures),
    )
    yield opened, witness, asked
    context.close()


def test_all_figures_are_drawn_without_a_request(page) -> None:
    opened, witness, asked = page
    drawn = opened.evaluate(DRAWN)
    assert len(drawn) == len(DRAFT.figures)
    for figure in drawn:
        assert figure["marks"] > 5
        assert figure["width"] == pytest.approx(figure["room"], abs=2)
        assert not figure["share"]
    assert witness.errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.title() == "</script>Trial"


def test_the_page_says_its_language_and_parts(page) -> None:
    opened, _, _ = page
    assert opened.locator("html").get_attribute("lang") == "en"
    assert opened.get_by_role("main").count() == 1
    assert opened.get_by_role("heading", level=1).count() == 1
    named = [region.get_attribute("aria-labelledby") for region in opened.locator("section").all()]
    assert named == ["briefing", "figures", "claims", "sources"]
    for figure in opened.locator("figure").all():
        words = opened.locator(f"#{figure.get_attribute('aria-describedby')}")
        assert len(words.text_content()) > 40


def test_figures_stay_alive(page) -> None:
    opened, _, _ = page
    entry = opened.locator("#figure-1 .legendtoggle").last
    before = opened.evaluate("document.querySelectorAll('#figure-1 .geolayer path').length")
    entry.click()
    opened.wait_for_function(
        "(before) => document.querySelectorAll('#figure-1 .geolayer path').length !== before",
        arg=before,
    )


@pytest.mark.parametrize("width", [360, 700, 1400])
def test_no_window_makes_the_page_scroll_sideways(page, width: int) -> None:
    opened, _, _ = page
    opened.set_viewport_size({"width": width, "height": 800})
    opened.wait_for_timeout(300)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_it_is_a4_and_figures_fit(page) -> None:
    opened, _, _ = page
    paper = opened.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert sizes
    for width, height in sizes:
        assert (float(width), float(height)) == pytest.approx((595, 842), abs=1)
    assert 3 <= len(sizes) <= 7
    # On screen everything is as before.
    for figure in opened.evaluate(DRAWN):
        assert figure["width"] == pytest.approx(figure["room"], abs=2)


def test_for_paper_figures_get_the_width_they_are_made_for(page) -> None:
    opened, _, _ = page
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.set_viewport_size({"width": 680, "height": 900})
    opened.wait_for_timeout(500)
    for box in opened.evaluate(
        "[...document.querySelectorAll('.plot')].map((plot) => plot.getBoundingClientRect().width)"
    ):
        assert box == pytest.approx(900 * 0.75, abs=2)
    assert [figure["width"] for figure in opened.evaluate(DRAWN)] == [900, 900, 900]
