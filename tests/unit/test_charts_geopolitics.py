"""Figures of trade partners, economies and democracy, and the explorer: drawn as in the tables."""

from __future__ import annotations

import itertools

import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import charts, data, explorers, figures, theme
from helpers.charts.trade_partners import FLOWS, REPORTERS
from helpers.measures import diversification as measure

TRADE = data.read("trade_partners")
ARMS = data.read("arms_imports")
INDICATORS = data.read("development_indicators")
DEMOCRACY = data.read("democracy")


def points(figure: go.Figure) -> list[tuple[int, float]]:
    return [
        (x, y)
        for trace in figure.data
        for x, y in zip(trace.x, trace.y, strict=True)
        if y is not None
    ]


@pytest.mark.parametrize("state", REPORTERS)
@pytest.mark.parametrize("flow", FLOWS)
def test_lines_are_the_shares(state: str, flow: str) -> None:
    figure = charts.trade_partners.shares(TRADE, (state,), flow)
    found = measure.trade_shares(TRADE, state, flow)
    for part, trace in zip(measure.PARTS, figure.data, strict=True):
        assert trace.name == measure.LABELS[part]
        drawn = {x: y for x, y in zip(trace.x, trace.y, strict=True) if y is not None}
        wanted = found.loc[found.index >= 2007, part]
        assert drawn == pytest.approx(wanted.to_dict(), abs=6e-5)


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("states", [REPORTERS, *[(state,) for state in REPORTERS]])
def test_no_mark_lies_outside_the_axes(states: tuple[str, ...], flow: str) -> None:
    figure = charts.trade_partners.shares(TRADE, states, flow)
    first, last = figure.layout.xaxis.range
    low, top = figure.layout.yaxis.range
    for year, share in points(figure):
        assert first < year < last
        assert low <= share < top


def test_a_missing_year_breaks_the_line() -> None:
    figure = charts.trade_partners.shares(TRADE, ("KGZ",), "import")
    for trace in figure.data:
        assert dict(zip(trace.x, trace.y, strict=True))[2014] is None
        assert not trace.connectgaps


def test_partners_differ_in_more_than_colour() -> None:
    figure = charts.trade_partners.shares(TRADE, ("KGZ",))
    for look in (lambda t: t.line.dash, lambda t: t.marker.symbol, lambda t: t.line.color):
        assert len({look(trace) for trace in figure.data}) == len(measure.PARTS)
    shown = [trace.name for trace in charts.trade_partners.shares(TRADE).data if trace.showlegend]
    assert shown == list(measure.LABELS.values())


def test_words_and_notes_fit_the_states_that_are_drawn() -> None:
    figure = charts.trade_partners.shares(TRADE, ("KGZ",))
    last = measure.trade_shares(TRADE, "KGZ").loc[2023, "CHN"]
    assert f"China 28% to {last:.0%}" in figures.describe(figure)
    footer = next(note.text for note in figure.layout.annotations if note.name == "footer")
    assert "Armenia 2024" not in footer
    assert "preliminary" in footer.replace("<br>", " ")
    assert "Kazakhstan from 2018" not in figure.layout.title.text


@pytest.mark.parametrize(("flow", "share"), [("export", 57), ("import", 40), ("total", 47)])
def test_the_note_on_gold_fits_the_flow(flow: str, share: int) -> None:
    figure = charts.trade_partners.shares(TRADE, ("ARM",), flow)
    footer = next(note.text for note in figure.layout.annotations if note.name == "footer")
    said = footer.replace("<br>", " ")
    assert f"equal {share}% of the {FLOWS[flow]} of the year" in said


def test_facts_on_gold_are_those_of_ten_months() -> None:
    facts = data.read("context_facts").set_index("fact_id").loc[["F066", "F067"]]
    assert set(facts["period"]) == {"2024-01/2024-10"}
    assert facts["metric"].str.split().str[0].tolist() == ["Imports", "Exports"]


def test_preliminary_and_suspect_values_are_those_of_the_note() -> None:
    flagged = TRADE[TRADE["flag"] == "preliminary"]
    assert set(zip(flagged["reporter"], flagged["year"], strict=True)) == {("KGZ", 2023)}
    suspect = TRADE[TRADE["flag"] == "suspect"]
    assert set(zip(suspect["reporter"], suspect["year"], strict=True)) == {("KGZ", 2014)}


def test_evenness_draws_every_row_twice_with_its_largest_partner() -> None:
    frame = measure.by_field(TRADE, ARMS)
    figure = charts.trade_partners.evenness(frame)
    assert len(figure.data) * 2 == len(frame)
    by_label = {trace.y[0]: trace for trace in figure.data}
    notes = {note.y: note.text for note in figure.layout.annotations if note.yref != "paper"}
    late = frame[frame["moment"] == "late"]
    for _, row in late.iterrows():
        label = f"{data.names()[row['state']]}, {row['field']}"
        assert by_label[label].x[1] == pytest.approx(row["evenness"], abs=6e-4)
        assert f"{row['share']:.0%}" in notes[label]
        assert notes[label].endswith("*") == row["small"]
    assert not any("all others" in text for text in notes.values())
    assert {trace.marker.opacity for trace in figure.data} == {1}
    assert "Kyrgyzstan, exports: 0.63 to 0.56, largest Switzerland 32%" in figures.describe(figure)


def test_economies_start_at_one_hundred() -> None:
    figure = charts.economy.gdp_index(INDICATORS)
    gdp = INDICATORS[INDICATORS["indicator"] == "gdp_usd"].pivot(
        index="year", columns="state", values="value"
    )
    index = figures.table(figure).set_index("year")
    assert (index.loc[2021] == 100).all()
    assert list(index.columns) == list(theme.MEMBERS)
    for state in theme.MEMBERS:
        wanted = 100 * gdp.loc[2023, state] / gdp.loc[2021, state]
        assert index.loc[2023, state] == pytest.approx(wanted)
        assert f"{data.names()[state]} {wanted:.0f}" in figures.describe(figure)
    low, top = figure.layout.yaxis.range
    assert low < index.min().min()
    assert index.max().max() < top


def test_the_first_value_that_holds_the_war_stands_after_its_line() -> None:
    line = charts.economy.gdp_index(INDICATORS).layout.shapes[0]
    assert 2021 < line.x0 < 2022


def test_economies_may_have_another_base() -> None:
    figure = charts.economy.gdp_index(INDICATORS, base=2019, first=2017)
    index = figures.table(figure).set_index("year")
    assert (index.loc[2019] == 100).all()
    assert index.index.min() == 2017
    assert "2019 = 100" in figure.layout.meta["title"]


def test_democracy_marks_carry_their_interval() -> None:
    agreement = pd.Series({"ARM": 0.66, "BLR": 0.82, "GEO": 0.48})
    figure = charts.democracy.against_agreement(DEMOCRACY, agreement, 2024)
    rows = DEMOCRACY[DEMOCRACY["year"] == 2024].set_index("state")
    for state, trace in zip(agreement.index, figure.data, strict=True):
        row = rows.loc[state]
        assert trace.name == data.names()[state]
        assert trace.x[0] == pytest.approx(row["libdem"], abs=6e-4)
        assert trace.y[0] == agreement[state]
        assert trace.x[0] + trace.error_x.array[0] == pytest.approx(row["libdem_high"], abs=2e-3)
        assert trace.x[0] - trace.error_x.arrayminus[0] == pytest.approx(
            row["libdem_low"], abs=2e-3
        )
    words = figures.describe(figure)
    assert words.index("Armenia") < words.index("Georgia") < words.index("Belarus")


def test_every_state_is_named_once() -> None:
    agreement = pd.Series({state: 0.5 for state in ("ARM", "TKM", "AZE", "UZB", "KAZ")})
    figure = charts.democracy.against_agreement(DEMOCRACY, agreement, 2024)
    named = [text for trace in figure.data for text in trace.text if text]
    named += [note.text for note in figure.layout.annotations if note.name != "footer"]
    plain = sorted(text.replace("<b>", "").replace("</b>", "") for text in named)
    assert plain == sorted(data.names()[state] for state in agreement.index)


def test_democracy_leaves_out_a_state_without_a_value_and_computes_no_correlation() -> None:
    agreement = pd.Series({"ARM": 0.66, "ZZZ": 0.5})
    figure = charts.democracy.against_agreement(DEMOCRACY, agreement, 2024)
    assert [trace.name for trace in figure.data] == ["Armenia"]
    footer = next(note.text for note in figure.layout.annotations if note.name == "footer")
    assert "no correlation is computed" in footer.replace("<br>", " ")


def test_every_combination_of_the_explorer_works() -> None:
    explorer = explorers.trade_partners.shares()
    choices = {
        name: [option[1] for option in control.options]
        for name, control in explorer.controls.items()
    }
    for who, flow in itertools.product(choices["who"], choices["flow"]):
        explorer.controls["who"].value = who
        explorer.controls["flow"].value = flow
        wanted = explorer._draw(who=who, flow=flow)
        assert explorer.figure.layout.meta == wanted.layout.meta
        assert len(explorer.figure.data) == len(wanted.data) == 5 * len(who)
        assert "Spread is no hedging" in explorer._detail(who=who, flow=flow)


def test_the_details_hold_the_evenness_of_each_year() -> None:
    explorer = explorers.trade_partners.shares()
    detail = explorer._detail(who=("KAZ",), flow="import")
    shares = measure.trade_shares(TRADE, "KAZ", "import")[list(measure.PARTS)]
    for year, even in measure.evenness(shares).items():
        assert f"<tr><td>{year}</td>" in detail
        assert f"<td>{even:.2f}</td>" in detail
    assert "Armenia:" not in detail


def test_labels_of_options_are_short() -> None:
    for control in explorers.trade_partners.shares().controls.values():
        assert all(len(option[0]) <= 45 for option in control.options)
