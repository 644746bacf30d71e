"""Figures of survival, exit rates, scenarios and forecasts: what is drawn is what was computed."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from helpers import charts, data, measures
from helpers.figures import describe, table
from helpers.measures import forecasts, scenario

PACTS = data.read("alliance_spells")
SPELLS = data.read("alliance_member_spells")
EVENTS = data.read("membership_events")
PUBLISHED = data.read("scenarios")
SCRIPT = "<script>alert(1)</script>"
DRIVERS = list(scenario.DRIVERS)
MIDDLE = dict.fromkeys(DRIVERS, 50)
EQUAL = dict.fromkeys(DRIVERS, 1.0)


def texts(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def curve(figure: go.Figure, name: str) -> go.Scatter:
    return next(trace for trace in figure.data if trace.name == name)


def test_pacts_are_drawn_with_band_numbers_at_risk_and_age_of_the_csto() -> None:
    figure = charts.survival.pacts(PACTS)
    many = PACTS[PACTS["peak_members"] >= 3]
    expected = measures.survival.kaplan_meier(many["end"] - many["start"], many["ended"])
    assert list(curve(figure, "multilateral").y) == expected["survival"].tolist()
    assert {"37", "123", "27", "82"} <= set(texts(figure))
    assert sum(trace.fill == "tonexty" for trace in figure.data) == 2
    ages = [shape.x0 for shape in figure.layout.shapes]
    assert ages == pytest.approx([24.628, 34.124], abs=0.001)
    assert "34.1 years old" in describe(figure)
    assert "49% after 30 years [31% to 65%]" in describe(figure)


def test_late_entry_starts_with_fewer_cases() -> None:
    figure = charts.survival.since_1992(PACTS)
    rows = table(figure)
    start = rows[rows["time"] == 0].set_index("group")["at_risk"]
    assert start["whole life"] == 37
    assert start["only since May 1992"] == int(
        ((PACTS["peak_members"] >= 3) & (PACTS["start"] >= 1992.372)).sum()
    )
    assert "14 of 23 pacts" in describe(figure)


@pytest.mark.parametrize("clock", measures.exits.CLOCKS)
def test_member_exits_hold_the_csto_and_all_others(clock: str) -> None:
    figure = charts.survival.member_exits(SPELLS, PACTS, clock)
    assert "352 memberships (all others): 21 ended" in describe(figure)
    assert "10 memberships (CSTO): 4 ended" in describe(figure)
    assert max(curve(figure, "CSTO").x) == pytest.approx(24.628)
    # Ends of the bands are drawn only where an interval is known.
    for trace in figure.data:
        assert None not in trace.y


def test_forest_plot_repeats_the_table() -> None:
    rates = measures.exit_definitions.by_definition(SPELLS, PACTS, EVENTS)
    figure = charts.exits.by_definition(rates)
    for name, key in (("CSTO", "csto"), ("all others", "others")):
        trace = curve(figure, name)
        assert list(trace.x) == rates[f"{key}_rate"].tolist()
        high = [x + more for x, more in zip(trace.x, trace.error_x.array, strict=True)]
        assert high == pytest.approx(rates[f"{key}_high"].tolist())
    assert list(figure.layout.yaxis.ticktext) == rates["definition"].tolist()
    assert "11.2 [2.8, 33]" in texts(figure)
    assert "lapses of 1999 not counted; one day, one exit" in describe(figure)


def test_model_says_first_that_it_is_no_prediction() -> None:
    figure = charts.scenario.model(MIDDLE, EQUAL)
    assert figure.layout.title.text.startswith("<b>A thinking aid, no prediction")
    assert describe(figure).startswith("A thinking aid, no prediction.")
    assert "not estimates" in " ".join(texts(figure))


def test_model_draws_the_chances_and_the_swings() -> None:
    values = {"war_outcome": 70, "russia_standing": 40, "member_will": 20}
    figure = charts.scenario.model(values, EQUAL, 15, "hollowing out")
    expected = scenario.outcomes(values, EQUAL, 15)
    assert list(figure.data[0].x) == expected["chance"].tolist()
    ends = [x for x in figure.data[1].x if x is not None and x == x]
    assert ends == expected[["low", "high"]].to_numpy().ravel().tolist()
    swings = scenario.swings(values, EQUAL, 15, "hollowing out")
    low = figure.data[3]
    drawn = [base + x for base, x in zip(low.base, low.x, strict=True)]
    assert drawn == pytest.approx(swings["chance_from"].tolist())
    cuts = [shape.x0 for shape in figure.layout.shapes if shape.xref == "x2"]
    assert tuple(cuts) == scenario.CUT_POINTS
    assert sum(figure.data[2].y) == pytest.approx(1)


@pytest.mark.parametrize("spread", [0, 25, 50])
@pytest.mark.parametrize("value", [0, 50, 100])
@pytest.mark.parametrize("outcome", scenario.OUTCOMES)
def test_model_draws_extreme_judgements(spread: int, value: int, outcome: str) -> None:
    figure = charts.scenario.model(dict.fromkeys(DRIVERS, value), EQUAL, spread, outcome)
    low, high = figure.layout.xaxis3.range
    assert low < high
    assert all(0 <= tick <= 1 for tick in figure.layout.xaxis3.tickvals)


def test_emphasis_counts_every_forecast_for_every_driver() -> None:
    figure = charts.published.emphasis(PUBLISHED)
    totals = [sum(counts) for counts in zip(*(trace.x for trace in figure.data), strict=True)]
    assert totals == [24, 24, 24]
    assert "Will of the members: 15 high" in describe(figure)


def test_published_forecasts_stand_once_each_with_what_became_of_them() -> None:
    figure = charts.published.timeline(PUBLISHED)
    assert sorted(y for trace in figure.data for y in trace.y) == list(range(24))
    assert texts(figure).count("?") == int(PUBLISHED["what_became_of_it"].isna().sum())
    assert "no outcome told 10" in describe(figure)
    assert "status quo 7" in describe(figure)


def test_one_forecast_speaks_in_the_singular() -> None:
    figure = charts.published.timeline(PUBLISHED.tail(1))
    assert figure.layout.meta["title"] == "1 published forecast about the CSTO"
    assert describe(figure).startswith("1 forecast, 2025.")


def test_published_forecasts_are_escaped() -> None:
    changed = PUBLISHED.head(2).assign(label=SCRIPT, author=SCRIPT)
    assert SCRIPT not in charts.published.timeline(changed).to_json().replace(
        "\\u003c", "<"
    ).replace("\\u003e", ">")


def test_readings_draw_the_mean_scores() -> None:
    figure = charts.forecasts.readings(PUBLISHED)
    compared = forecasts.compare_readings(PUBLISHED)
    marks = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert list(marks[1].y) == pytest.approx(compared["all"].tolist()[:3][::-1])
    assert list(marks[0].y) == pytest.approx(compared["own_date"].tolist()[:3][::-1])
    assert "8 of 24" in describe(figure)
    assert "2 failed" in describe(figure)


def test_remittances_draw_forecast_and_outcome() -> None:
    rows = forecasts.remittance_forecasts(
        data.read("economic_statements"), data.read("development_indicators")
    )
    figure = charts.forecasts.remittances(rows)
    assert list(figure.data[0].x) == [-33, -50]
    assert list(figure.data[1].x) == rows["outcome"].tolist()
    assert "Kyrgyzstan: -33% expected" in describe(figure)
