"""The open model: bounds, order, fixed draws; and the emphasis of the published forecasts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data
from helpers.measures import scenario

DRIVERS = list(scenario.DRIVERS)
MIDDLE = dict.fromkeys(DRIVERS, 50)
EQUAL = dict.fromkeys(DRIVERS, 1.0)

judgements = st.fixed_dictionaries({driver: st.integers(0, 100) for driver in DRIVERS})
weightings = st.fixed_dictionaries(
    {driver: st.floats(0, 3).map(lambda weight: round(weight, 1)) for driver in DRIVERS}
).filter(lambda weights: sum(weights.values()) > 0)
spreads = st.integers(0, 50)


@given(judgements, weightings, spreads)
@settings(max_examples=60, deadline=None)
def test_scores_and_chances_keep_their_bounds(values, weights, spread) -> None:
    drawn = scenario.scores(values, weights, spread)
    assert len(drawn) == scenario.DRAWS
    assert drawn.min() >= 0
    assert drawn.max() <= 100 + 1e-9
    table = scenario.outcomes(values, weights, spread)
    assert table["outcome"].tolist() == scenario.OUTCOMES
    assert table[["chance", "low", "high"]].to_numpy().min() >= 0
    assert table["chance"].sum() == pytest.approx(1)
    assert (table["low"] <= table["high"]).all()


@given(judgements, weightings, spreads)
@settings(max_examples=30, deadline=None)
def test_a_better_judgement_never_helps_a_break_up(values, weights, spread) -> None:
    low = scenario.chances(scenario.scores(values, weights, spread))
    better = {driver: min(100, value + 20) for driver, value in values.items()}
    high = scenario.chances(scenario.scores(better, weights, spread))
    assert high["break-up"] <= low["break-up"] + 1e-9
    assert high["renewal"] >= low["renewal"] - 1e-9


def test_the_same_judgement_gives_the_same_draws() -> None:
    first = scenario.scores(MIDDLE, EQUAL)
    assert np.array_equal(first, scenario.scores(MIDDLE, EQUAL))
    assert first[:3].round(3).tolist() == scenario.scores(MIDDLE, EQUAL)[:3].round(3).tolist()
    assert scenario.outcomes(MIDDLE, EQUAL).equals(scenario.outcomes(MIDDLE, EQUAL))


def test_only_proportions_of_weights_matter() -> None:
    doubled = dict.fromkeys(DRIVERS, 2.0)
    assert np.allclose(scenario.scores(MIDDLE, EQUAL), scenario.scores(MIDDLE, doubled))


def test_draws_follow_the_triangle() -> None:
    only = {"war_outcome": 1, "russia_standing": 0, "member_will": 0}
    drawn = scenario.scores({**MIDDLE, "war_outcome": 20}, only, 30)
    assert drawn.min() >= 0
    assert drawn.max() <= 50
    assert drawn.mean() == pytest.approx((0 + 20 + 50) / 3, abs=0.05)
    assert np.median(drawn) == pytest.approx(50 - np.sqrt(0.5 * 50 * 30), abs=0.1)


def test_without_spread_the_score_is_the_weighted_mean() -> None:
    values = {"war_outcome": 10, "russia_standing": 20, "member_will": 60}
    drawn = scenario.scores(values, {"war_outcome": 1, "russia_standing": 1, "member_will": 2}, 0)
    assert np.allclose(drawn, 37.5)


def test_without_judgement_the_model_is_even_handed() -> None:
    chance = scenario.outcomes(MIDDLE, EQUAL)["chance"].tolist()
    assert chance[0] == pytest.approx(chance[3], abs=0.002)
    assert chance[1] == pytest.approx(chance[2], abs=0.004)


def test_a_cut_point_is_where_two_outcomes_change_places() -> None:
    below, above = scenario.chances(np.array([24.0])), scenario.chances(np.array([26.5]))
    assert below.idxmax() == "break-up"
    assert above.idxmax() == "hollowing out"


def test_a_driver_without_weight_has_no_swing() -> None:
    weights = {"war_outcome": 0, "russia_standing": 1, "member_will": 2}
    table = scenario.swings(MIDDLE, weights).set_index("driver")
    assert table.loc["war_outcome", "swing"] == 0
    assert table["swing"].is_monotonic_decreasing
    assert table.index[0] == "member_will"


@pytest.mark.parametrize(
    ("values", "weights", "spread", "words"),
    [
        ({**MIDDLE, "member_will": 101}, EQUAL, 25, "between 0 and 100"),
        (MIDDLE, {**EQUAL, "member_will": -1}, 25, "0 or more"),
        (MIDDLE, dict.fromkeys(DRIVERS, 0), 25, "At least one weight"),
        (MIDDLE, EQUAL, 101, "spread"),
        ({"war_outcome": 50}, EQUAL, 25, "needs a judgement"),
        ({**MIDDLE, "member_will": float("nan")}, EQUAL, 25, "between 0 and 100"),
    ],
)
def test_wrong_settings_are_named(values, weights, spread, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        scenario.scores(values, weights, spread)
    with pytest.raises(ValueError, match=words):
        scenario.swings(values, weights, spread)


def test_an_unknown_outcome_is_named() -> None:
    with pytest.raises(ValueError, match="outcome must be one of"):
        scenario.swings(MIDDLE, EQUAL, outcome="victory")


def test_emphasis_repeats_the_words_of_the_table() -> None:
    forecasts = data.read("scenarios")
    weights = scenario.emphasis(forecasts).set_index("scenario_id")
    assert len(weights) == 24
    assert weights.loc["S011"].tolist() == [3, 2, 1]
    assert weights.isin([1, 2, 3]).all().all()
