"""The explorer of exports: every combination works, texts are escaped."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data, explorers
from helpers.charts.trade import PARTNERS, VIEWS
from helpers.explorers import trade

SCRIPT = "<script>alert(1)</script>"
EXPLORER = explorers.trade.exports()


def options(name: str) -> list:
    control = EXPLORER.controls[name]
    if not hasattr(control, "options"):
        return [True, False]
    return [o[1] if isinstance(o, tuple) else o for o in control.options]


def test_every_value_of_every_control_works() -> None:
    explorer = explorers.trade.exports()
    for name, control in explorer.controls.items():
        start = control.value
        for value in options(name):
            control.value = value
            assert explorer.figure.layout.meta["alt"]
        control.value = start
    assert explorer.figure.layout.meta["title"].endswith("to six countries")


@settings(max_examples=30, deadline=None)
@given(st.fixed_dictionaries({name: st.sampled_from(options(name)) for name in EXPLORER.controls}))
def test_combinations_never_fail(values: dict) -> None:
    figure = EXPLORER._draw(**values)
    assert figure.layout.meta["alt"]
    assert "do not show which goods" in EXPLORER._detail(**values)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({name: st.sampled_from(options(name)) for name in EXPLORER.controls}),
        min_size=1,
        max_size=2,
    )
)
def test_a_shown_figure_can_go_from_any_view_to_any_other(steps: list[dict]) -> None:
    for values in steps:
        for name, value in values.items():
            EXPLORER.controls[name].value = value
        wanted = EXPLORER._draw(**values)
        assert EXPLORER.figure.layout.meta == wanted.layout.meta
        assert len(EXPLORER.figure.data) == len(wanted.data)


def test_nothing_chosen_is_said() -> None:
    explorer = explorers.trade.exports()
    for partner in PARTNERS:
        explorer.controls[partner].value = False
    assert "No destination is chosen" in explorer.figure.layout.meta["alt"]
    assert "<table>" not in explorer.text.value
    explorer.controls["KGZ"].value = True
    assert explorer.figure.layout.meta["title"].endswith("to Kyrgyzstan")


def test_all_nine_exporters_and_the_eu_are_offered() -> None:
    assert options("reporter")[0] == "EU27"
    assert len(options("reporter")) == 10
    assert options("view") == list(VIEWS)


def test_the_unfinished_year_stands_beside_the_same_months() -> None:
    text = explorers.trade.exports().text.value
    months = data.read("eu_exports_monthly")
    rows = months[(months["reporter"] == "EU27") & (months["partner"] == "KGZ")]
    total = rows.loc[rows["month"].str.startswith("2024"), "eur_million"].sum()
    assert f"{total:,.1f} (1,094)" in text
    assert "January–August 2024" in text


def test_events_are_listed_with_sources_in_the_order_of_their_numbers() -> None:
    explorer = explorers.trade.exports()
    assert explorer.text.value.count("<li>") == 16
    assert explorer.text.value.count('target="_blank" rel="noopener noreferrer"') >= 16
    explorer.controls["marks"].value = False
    assert "<li>" not in explorer.text.value


def test_texts_of_tables_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    real = data.load

    def load(name: str) -> pd.DataFrame:
        frame = real(name)
        return frame.assign(headline=SCRIPT) if name == "stance_events" else frame

    monkeypatch.setattr(trade.data, "load", load)
    explorer = explorers.trade.exports()
    assert SCRIPT not in explorer.text.value
    assert "&lt;script&gt;" in explorer.text.value
    assert all(
        SCRIPT not in text for trace in explorer.figure.data for text in (trace.hovertext or ())
    )
