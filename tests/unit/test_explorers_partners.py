"""Explorers of partners and organisations: all combinations work, rows carry sources."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data, explorers
from helpers.explorers import organisations, partners

SCRIPT = "<script>alert(1)</script>"
LINKS = explorers.partners.links()
NINE = explorers.organisations.memberships()
SPELLS = explorers.organisations.spells()


def options(explorer: object, name: str) -> list:
    control = explorer.controls[name]
    if hasattr(control, "options"):
        return [one[1] if isinstance(one, tuple) else one for one in control.options]
    if hasattr(control, "max"):
        return list(range(control.min, control.max + 1))
    return [True, False]


def choices(explorer: object) -> st.SearchStrategy:
    return st.fixed_dictionaries(
        {name: st.sampled_from(options(explorer, name)) for name in explorer.controls}
    )


@pytest.mark.parametrize(
    "build",
    [
        explorers.partners.links,
        explorers.organisations.memberships,
        explorers.organisations.spells,
    ],
)
def test_every_value_of_every_control_works(build: object) -> None:
    explorer = build()
    for name, control in explorer.controls.items():
        start = control.value
        for value in options(explorer, name):
            control.value = value
            assert explorer.figure.layout.meta["alt"]
        control.value = start


@settings(max_examples=40, deadline=None)
@given(choices(LINKS))
def test_combinations_of_links_never_fail(values: dict) -> None:
    figure, text = LINKS._draw(**values), LINKS._detail(**values)
    assert figure.layout.meta["alt"]
    empty = "Map of 0 pairs" in figure.layout.meta["alt"]
    assert ("no row for this choice" in text) == empty
    assert any("No row" in (one.text or "") for one in figure.layout.annotations) == empty


@settings(max_examples=40, deadline=None)
@given(choices(SPELLS))
def test_combinations_of_spells_never_fail(values: dict) -> None:
    assert SPELLS._draw(**values).layout.meta["alt"]
    assert "<tr>" in SPELLS._detail(**values)


def test_views_of_one_explorer_have_the_same_traces() -> None:
    for explorer in (LINKS, NINE, SPELLS):
        kinds = [trace.type for trace in explorer.figure.data]
        for name, control in explorer.controls.items():
            for value in options(explorer, name):
                drawn = explorer._draw(**{**explorer.values(), name: value})
                assert [trace.type for trace in drawn.data] == kinds, control.description


@settings(max_examples=6, deadline=None)
@given(st.lists(choices(LINKS), min_size=1, max_size=2))
def test_a_shown_figure_can_go_from_any_view_to_any_other(steps: list[dict]) -> None:
    for values in steps:
        for name, value in values.items():
            LINKS.controls[name].value = value
        wanted = LINKS._draw(**values)
        assert LINKS.figure.layout.meta == wanted.layout.meta
        assert len(LINKS.figure.data) == len(wanted.data)


def test_the_default_lists_all_outside_rows_with_sources() -> None:
    text = explorers.partners.links().text.value
    assert text.count("<tr>") == 1 + 91
    assert "91 rows of the table" in text
    assert text.count('target="_blank" rel="noopener noreferrer"') >= 91
    assert "contested: both versions are given" in text


def test_reference_rows_come_only_when_asked_for() -> None:
    explorer = explorers.partners.links()
    assert "Overchuk" not in explorer.text.value
    explorer.controls["kind"].value = "pressure"
    assert "no row for this choice" in explorer.text.value
    explorer.controls["reference"].value = True
    assert "Overchuk" in explorer.text.value


def test_a_row_of_several_members_is_listed_once_and_found_under_each() -> None:
    explorer = explorers.partners.links()
    assert explorer.text.value.count("Birlestik-2024") == 1
    for member in ("KAZ", "KGZ", "TJK"):
        explorer.controls["member"].value = member
        assert explorer.text.value.count("Birlestik-2024") == 1
    explorer.controls["member"].value = "ARM"
    assert "Birlestik-2024" not in explorer.text.value


def test_a_click_chooses_a_partner_and_a_second_click_all() -> None:
    explorer = explorers.partners.links()

    def click(code: str) -> None:
        trace = next(one for one in explorer.figure.data if code in (one.customdata or ()))
        number = list(trace.customdata).index(code)
        for call in trace._click_callbacks:
            call(trace, SimpleNamespace(point_inds=[number]), None)

    click("FRA")
    assert explorer.controls["partner"].value == "FRA"
    click("FRA")
    assert explorer.controls["partner"].value == "all"


def test_a_click_works_again_after_an_empty_view() -> None:
    explorer = explorers.partners.links()
    explorer.controls["kind"].value = "pressure"
    explorer.controls["kind"].value = "all"
    listening = [one for one in explorer.figure.data if one._click_callbacks]
    assert len(listening) == 3


def test_labels_of_options_are_short() -> None:
    for explorer in (LINKS, NINE, SPELLS):
        for control in explorer.controls.values():
            for one in getattr(control, "options", ()):
                assert len(one[0] if isinstance(one, tuple) else one) <= 45


def test_only_the_controls_of_the_view_are_on() -> None:
    explorer = explorers.organisations.spells()
    for view in ("state", "organisation"):
        explorer.controls["view"].value = view
        on = [n for n, one in explorer.controls.items() if n != "view" and not one.disabled]
        assert on == [view]


def test_spells_are_listed_with_sources_and_both_versions() -> None:
    explorer = explorers.organisations.spells()
    explorer.controls["view"].value = "organisation"
    explorer.controls["organisation"].value = "EAEU"
    text = explorer.text.value
    assert "contested: both versions in the note" in text
    assert "6 August" in text
    assert text.count("<tr>") == 1 + 8
    explorer.controls["organisation"].value = "EU"
    assert "not known here" in explorer.text.value


def test_changes_of_a_year_are_listed() -> None:
    assert "No status in the tables began or ended in 1996" in NINE._detail(1996)
    text = NINE._detail(2024)
    assert "frozen" in text
    assert "Belarus" in text


@pytest.mark.parametrize(
    ("module", "table", "column", "build"),
    [
        (partners, "partnerships", "substance", explorers.partners.links),
        (partners, "partnerships", "partner_label", explorers.partners.links),
        (partners, "partnerships", "note", explorers.partners.links),
        (organisations, "organisation_memberships", "note", explorers.organisations.spells),
        (organisations, "organisation_memberships", "status", explorers.organisations.spells),
    ],
)
def test_texts_of_tables_are_escaped(
    module: object, table: str, column: str, build: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = data.load

    def load(name: str) -> pd.DataFrame:
        frame = real(name)
        return frame.assign(**{column: SCRIPT}) if name == table else frame

    monkeypatch.setattr(module.data, "load", load)
    explorer = build()
    assert SCRIPT not in explorer.text.value
    assert "&lt;script&gt;" in explorer.text.value
    drawn = str(explorer.figure.to_plotly_json())
    shown = drawn.replace(explorer.figure.layout.meta["alt"], "")
    assert SCRIPT not in shown
