"""Explorers on pages: what they show is what the explorer in a kernel draws."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import charts, data, explorers, figures
from helpers.explorers import base
from tools.pages import explorer, outputs, views
from tools.pages.packed import pack

ROOT = Path(__file__).resolve().parents[2]
NOTE = "Interactive: run this cell to use it: "
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_characters="$"), max_size=5), inner)
    ),
    max_leaves=20,
)


def whole(value: object, parts: list) -> object:
    """Do what `whole` in course.js does."""
    if isinstance(value, list):
        return [whole(item, parts) for item in value]
    if isinstance(value, dict):
        if "$" in value:
            return whole(parts[value["$"]], parts)
        return {key: whole(item, parts) for key, item in value.items()}
    return value


def on_page(title: str, above: dict | None = None) -> tuple[str, list[dict]]:
    """Return the HTML of an explorer and its views, read back from it."""
    text = explorer.place(views.of(title), 1, above)
    stored = json.loads(re.search(r'json">(.*?)</script>', text)[1])
    return text, [whole(view, stored["parts"]) for view in stored["views"]]


@given(st.lists(PLAIN, max_size=4))
def test_packed_values_come_back(values: list) -> None:
    packed = json.loads(json.dumps(pack(values)))
    assert [whole(one, packed["parts"]) for one in packed["views"]] == values


@pytest.mark.parametrize(
    ("title", "option", "kernel", "move"),
    [
        ("Membership time-machine", "2006", explorers.founding.time_machine, {"year": 2006}),
        ("Member dossier", "Kazakhstan", explorers.dossier.member, {"member": "KAZ"}),
        ("Links with partners outside", "2021", explorers.partners.links, {"year": 2021}),
        ("Scenario model", "80", explorers.scenario.model, {"value_war_outcome": 80}),
    ],
)
def test_a_page_shows_what_a_kernel_draws(
    title: str, option: str, kernel: type[base.Explorer], move: dict
) -> None:
    _, shown = on_page(title)
    view = next(one for one in shown if one["option"] == option)
    own = kernel()
    for name, value in move.items():
        own.controls[name].value = value
    drawn = figures.as_stored(own.figure)
    assert (view["data"], view["layout"]) == (drawn["data"], drawn["layout"])
    assert "".join(view["text"]) == own.text.value


def test_a_page_shows_what_the_figure_function_draws() -> None:
    _, shown = on_page("Votes on Ukraine on a map")
    for row, view in zip(data.load("un_ukraine_votes").itertuples(), shown, strict=True):
        assert row.resolution in view["option"]
    table = data.load("un_ukraine_votes")
    first = table["resolution"].iloc[0]
    drawn = figures.as_stored(charts.ukraine_votes.vote_map(table, first, "eurasia"))
    assert (shown[0]["data"], shown[0]["layout"]) == (drawn["data"], drawn["layout"])


@pytest.mark.parametrize("title", views.CHOICES)
def test_every_explorer_is_in_a_notebook_under_its_title(title: str) -> None:
    make, name = views.CHOICES[title]
    assert make().title == title
    sources = [
        cell.source
        for path in (ROOT / "notebooks").glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        if output.get("data", {}).get("text/plain") == NOTE + title
    ]
    # A notebook that starts the explorer otherwise would show another view than the page.
    module = make.__module__.removeprefix("helpers.")
    assert set(sources) == {f"{module}.{make.__name__}()"}
    assert views.of(title).views[views.of(title).start].option
    assert name in make().controls


def test_the_control_has_a_label_and_the_others_are_told() -> None:
    text, shown = on_page("Votes on Ukraine on a map")
    name = re.search(r'<label for="(.*?)">Resolution</label>', text)[1]
    assert f'<select id="{name}"' in text
    assert text.count("<option") == len(shown)
    assert "Resolution: as chosen above; Map: Eurasia." in text
    slider, _ = on_page("Membership time-machine")
    assert 'type="range"' in slider
    assert 'aria-valuetext="2026"' in slider


def test_paper_shows_a_first_view_once() -> None:
    first = views.of("Trade partners").views[views.of("Trade partners").start].figure
    assert "data-repeats" in on_page("Trade partners", first)[0]
    assert "data-repeats" not in on_page("Trade partners", {**first, "data": []})[0]
    assert "data-repeats" not in on_page("Trade partners")[0]


def test_texts_of_an_explorer_cannot_leave_their_place() -> None:
    evil = '</script><img src=x onerror="alert(1)">'
    figure = {"data": [{"name": evil}], "layout": {}}
    shown = views.Views(evil, evil, False, 0, [views.View(evil, figure, "")], [evil, evil])
    text = explorer.place(shown, 1, None)
    assert "<img" not in text
    assert text.count("</script>") == 1


def test_an_explorer_without_views_says_where_it_works() -> None:
    assert "Open the notebook" in outputs._stands_for("Ledger of claims", 1, None)
