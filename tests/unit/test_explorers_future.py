"""Explorers of cohesion and responses: every control works, texts are escaped."""

from __future__ import annotations

import itertools

import pytest

from helpers import data, explorers
from helpers.explorers import cohesion, response

SCRIPT = "<script>alert(1)</script>"
BUILDERS = [
    explorers.cohesion.gauges,
    explorers.response.cases,
    explorers.response.reference_class,
]


def values_of(control: object) -> list:
    if not hasattr(control, "options"):
        return [True, False]
    return [option[1] if isinstance(option, tuple) else option for option in control.options]


@pytest.mark.parametrize("build", BUILDERS)
def test_every_value_of_every_control_works(build: object) -> None:
    explorer = build()
    for name, control in explorer.controls.items():
        start = control.value
        for value in values_of(control):
            control.value = value
            assert explorer.values()[name] == value
            assert explorer.figure.layout.meta["alt"]
        control.value = start


@pytest.mark.parametrize("build", BUILDERS)
def test_every_combination_is_drawn(build: object) -> None:
    explorer = build()
    names = list(explorer.controls)
    combinations = itertools.product(*map(values_of, explorer.controls.values()))
    for values in itertools.islice(combinations, 0, None, 5):
        chosen = dict(zip(names, values, strict=True))
        assert explorer._draw(**chosen).layout.meta["alt"]
        assert explorer._detail(**chosen)


def test_no_gauge_is_said_and_the_figure_comes_back() -> None:
    explorer = explorers.cohesion.gauges()
    boxes = [control for name, control in explorer.controls.items() if name != "state"]
    for box in boxes:
        box.value = False
    assert explorer.figure.layout.meta["alt"].startswith("No gauge is chosen")
    boxes[1].value = True
    assert "Sessions joined" in explorer.figure.layout.meta["alt"]


def test_no_case_is_said_and_the_figure_comes_back() -> None:
    explorer = explorers.response.cases()
    explorer.controls["asked"].value = "formal requests only"
    explorer.controls["compare"].value = "nobody"
    explorer.controls["who"].value = "BLR"
    assert explorer.figure.layout.meta["alt"].startswith("No case fits")
    explorer.controls["asked"].value = "control cases only"
    assert "Belarus, August 2020" in explorer.figure.layout.meta["alt"]
    assert "nothing was refused" in explorer.text.value


def test_comparison_adds_only_the_organisations_asked_for() -> None:
    explorer = explorers.response.cases()
    explorer.controls["compare"].value = "NATO"
    words = explorer.figure.layout.meta["alt"]
    assert "NATO: Estonia" in words
    assert "Arab League" not in words


def test_own_class_equals_the_fixed_one() -> None:
    explorer = explorers.response.reference_class()
    explorer.controls["addressee"].value = "CSTO since 2003"
    counts = explorer.figure.data[3].text
    assert counts[0] == counts[3] == "1 of 7"
    assert "Counted as answered (1)" in explorer.text.value


def test_links_open_in_a_new_tab() -> None:
    for text in (explorers.cohesion.gauges().text.value, explorers.response.cases().text.value):
        links = text.count("<a ")
        assert links > 10
        assert text.count('target="_blank" rel="noopener noreferrer"') == links


def with_script(name: str) -> object:
    columns = {
        "assistance_requests": ["short_title", "first_response", "outcome", "note"],
        "precedents": ["requester_label", "outcome", "note"],
        "impact_indicators": ["indicator", "detail", "note"],
        "public_opinion": ["note"],
        "exercises": ["note"],
    }
    frame = data.read(name).copy()
    return frame.assign(**dict.fromkeys(columns.get(name, []), SCRIPT))


@pytest.mark.parametrize(
    ("module", "build"),
    [
        (cohesion, explorers.cohesion.gauges),
        (response, explorers.response.cases),
        (response, explorers.response.reference_class),
    ],
)
def test_texts_of_the_tables_are_escaped(
    module: object, build: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.data, "load", with_script)
    explorer = build()
    assert "&lt;script&gt;" in explorer.text.value
    assert SCRIPT not in explorer.text.value
    drawn = [str(trace.customdata) + str(trace.text) for trace in explorer.figure.data]
    drawn += [note.text for note in explorer.figure.layout.annotations]
    drawn += [str(explorer.figure.layout.yaxis.ticktext)]
    assert SCRIPT not in "".join(drawn)
