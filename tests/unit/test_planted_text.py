"""Active text in the tables (scripts, handlers, links, images, formulas) is shown, never obeyed."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import planted_course
import planted_tables
import pytest
from html_page import Page
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from helpers import data, figures, sources

# plotly draws these and no other element that the charts of the course write.
DRAWN = {"b", "i", "br", "sup", "extra"}
OWN_SCRIPTS = {"plotly.min.js", "course.js", "reveal.js", "notes.js", "slides.js"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("planted")
    command = [sys.executable, planted_course.__file__, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return place


@pytest.fixture(scope="module")
def shown(folder: Path) -> dict:
    return json.loads((folder / "shown.json").read_text(encoding="utf-8"))


def active(text: str) -> list[str]:
    """What a browser would run, load or open in HTML that has no scripts and images of its own."""
    found = []
    for tag, attributes in Page(text).elements:
        if tag in {"script", "img", "iframe", "object", "embed", "svg", "form", "base", "meta"}:
            found.append(f"<{tag}>")
        found += [name for name in attributes if name.startswith("on")]
        found += [
            value
            for name in ("href", "src", "action", "formaction")
            if (value := attributes.get(name)) and not leads_to_a_page(value)
        ]
    return found


def leads_to_a_page(address: str) -> bool:
    """A page on the web, or another notebook or section of the course.

    Markdown makes a link of an address on the web that stands in a text. It leads to that address
    and is only followed by a click; all other links are those of the course.
    """
    return bool(re.match(r"https?://|#(?!harmful)|[\w./-]+\.ipynb", address))


def test_every_free_text_and_address_is_planted(folder: Path, shown: dict) -> None:
    package = data.package()
    texts, addresses = planted_tables.free_texts(package), planted_tables.addresses(package)
    count = sum(map(len, texts.values())) + sum(map(len, addresses.values()))
    assert sum(map(len, shown["planted"].values())) == count >= 125
    with (folder / "course/data/claims.csv").open(encoding="utf-8", newline="") as file:
        assert all("__planted" in row["why"] for row in csv.DictReader(file))


def test_the_course_runs_on_such_tables(shown: dict) -> None:
    assert shown["problems"] == []


def test_no_other_computer_and_no_other_program_is_asked_for(shown: dict) -> None:
    """Notebooks, controls, checks, pages, slides and briefing: all made in one process."""
    assert shown["reached"] == []


def test_most_columns_reach_a_browser(folder: Path, shown: dict) -> None:
    made = [*folder.glob("*/*.html"), *folder.glob("*.html"), folder / "shown.json"]
    texts = "".join(path.read_text(encoding="utf-8") for path in made)
    assert len(set(re.findall(r"§(\w+\.\w+)§", texts))) >= 80


def test_html_of_notebooks_and_controls(shown: dict) -> None:
    assert len(shown["html"]) > 300
    assert {place: found for text, place in shown["html"] if (found := active(text))} == {}


def test_markdown_of_sentences_and_checks(shown: dict) -> None:
    assert sum("__planted" in text for text, _ in shown["markdown"]) > 10
    made = [(markdown2html_mistune(text), place) for text, place in shown["markdown"]]
    assert {place: found for text, place in made if (found := active(text))} == {}


def test_texts_of_figures(shown: dict) -> None:
    assert len(shown["figure"]) > 1000
    for text, place in shown["figure"]:
        assert {tag for tag, _ in Page(text).elements} <= DRAWN, (place, text)


def test_written_pages(folder: Path) -> None:
    pages = [*folder.glob("pages/*.html"), *folder.glob("slides/*.html"), folder / "briefing.html"]
    assert len(pages) == 9 + 8 + 1
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert page.count("img") == 0, path.name
        handlers = [n for _, names in page.elements for n in names if n.startswith("on")]
        assert handlers == [], path.name
        strange = [one for one in page.targets if not re.match(r"https?://|#(?!harmful)|\w", one)]
        assert strange == [], path.name
        assert [one for one in page.targets if one.startswith("javascript")] == [], path.name
        kinds = [given for tag, given in page.elements if tag == "script"]
        for given, content in zip(kinds, page.scripts, strict=True):
            if given.get("type") == "application/json":
                json.loads(content)
            else:
                assert "__planted" not in content, path.name
                assert not given.get("src") or given["src"] in OWN_SCRIPTS, path.name


def test_written_markdown(folder: Path) -> None:
    course = folder / "course"
    for path in (folder / "dictionary.md", course / "notebooks/instructor/coverage.md"):
        text = path.read_text(encoding="utf-8")
        page = Page(markdown2html_mistune(text))
        assert page.count("img") == page.count("script") == 0, path.name
        assert [one for one in page.targets if "harmful" in one or one.startswith("java")] == []


def test_a_sentence_obeys_only_the_markup_of_the_course(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    monkeypatch.setattr(figures, "display", lambda thing: said.append(thing.data))
    link = sources.link("https://example.org/?a=1&b=2", "A [b](c) $d$", 'said "so"')
    figures.say(f"**5** of 6 <i>cost</i> $3 or [4](x) \\[5]: {link}")
    assert said == [rf"**5** of 6 &lt;i>cost&lt;/i> \$3 or \[4](x) \\\[5]: {link}"]
    page = Page(markdown2html_mistune(said[0]))
    assert page.targets == ["https://example.org/?a=1&b=2"]
    assert [tag for tag, _ in page.elements] == ["p", "strong", "a"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " https://x", "data:text/html,x", "//x"]
)
def test_what_is_not_on_the_web_is_no_link(address: str) -> None:
    assert sources.link(address, "words") == "words"


def test_texts_of_a_figure_that_are_clean_stay_as_they_are() -> None:
    texts = ("<b>a</b><br><i>b</i>", "1 & 2", ["<sup>x</sup>"], {"t": "c<extra></extra>"}, 5, None)
    for text in texts:
        assert figures.literal(text) is text
    assert figures.literal({"t": ["<b onclick=x>", 1]}) == {"t": ["&lt;b onclick=x>", 1]}
