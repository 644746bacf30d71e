"""Every figure says in words what it shows: not its title again, with values, and for it alone."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

from helpers import data, figures
from helpers.briefing_figures import FIGURES
from tools.pages import outputs, views

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
# The shortest tells one event on a map: what, where, when, how many deaths.
FEWEST_WORDS = 12


@cache
def stored() -> dict[str, dict]:
    """Figures of all notebooks by place."""
    return {
        f"{path.stem}, cell {cell.id}": output.data[outputs.PLOTLY]
        for path in sorted(NOTEBOOKS.glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        if outputs.PLOTLY in output.get("data", {})
    }


@cache
def drawn() -> dict[str, dict]:
    """Figures of the notebooks, of all views on exported pages, and of the briefing."""
    shown = {
        f"{title}: {view.option}": view.figure
        for title in views.CHOICES
        for view in views.of(title).views
    }
    chosen = {name: figures.as_stored(choice.draw()) for name, choice in FIGURES.items()}
    return {**stored(), **shown, **chosen}


def meta(figure: dict) -> dict:
    return figure["layout"]["meta"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text).casefold())


def told_beyond_the_title(figure: dict) -> list[str]:
    """Words of the text alternative that stand neither in the title nor in the subtitle."""
    known = {*words(figure["layout"]["title"]["text"]), *words(meta(figure).get("title", ""))}
    return [word for word in words(meta(figure)["alt"]) if word not in known]


def named(text: str) -> bool:
    """Tell whether a text names a state, an organisation or a group in the tables."""
    return any(name in text for name in data.names().values())


def test_all_figures_are_looked_at() -> None:
    assert len(stored()) > 55
    assert len(drawn()) > 400


@pytest.mark.parametrize("rule", ["long", "more than the title", "values", "sentences"])
def test_words_say_what_is_shown(rule: str) -> None:
    fits = {
        "long": lambda one: len(words(meta(one)["alt"])) >= FEWEST_WORDS,
        "more than the title": lambda one: len(told_beyond_the_title(one)) >= 6,
        # A number, or that there is none.
        "values": lambda one: re.search(r"\d|\bno event\b", meta(one)["alt"], re.IGNORECASE),
        "sentences": lambda one: (
            re.match(r"[A-Z“\d]", meta(one)["alt"]) and meta(one)["alt"].rstrip("”").endswith(".")
        ),
    }
    weak = {
        place: meta(figure)["alt"]
        for place, figure in drawn().items()
        if not meta(figure).get("message") and not fits[rule](figure)
    }
    assert weak == {}


def test_words_are_not_the_title() -> None:
    for place, figure in drawn().items():
        alt, title = meta(figure)["alt"], meta(figure).get("title", "")
        assert alt.casefold().strip(" .") != title.casefold().strip(" ."), place


def test_figures_with_other_values_have_other_words() -> None:
    by_words: dict[str, dict[str, str]] = {}
    for place, figure in drawn().items():
        kept = by_words.setdefault(meta(figure)["alt"], {})
        kept.setdefault(json.dumps(figure["data"], sort_keys=True), place)
    alike = [list(places.values()) for places in by_words.values() if len(places) > 1]
    assert alike == []


def test_most_name_who_or_what_they_are_about() -> None:
    without = [place for place, one in stored().items() if not named(meta(one)["alt"])]
    assert len(without) <= len(stored()) / 3, without
