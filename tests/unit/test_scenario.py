"""The open model: bounds, order, fixed draws; and the emphasis of the published forecasts."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import triang

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


def triangle(uniform: float, mode: float, spread: float) -> float:
    """Invert the distribution function of a triangle by search."""
    low, high = max(0, mode - spread), min(100, mode + spread)
    if low == high:
        return mode
    theirs = triang((mode - low) / (high - low), loc=low, scale=high - low)
    return float(theirs.ppf(uniform))


@pytest.mark.parametrize(
    ("values", "spread"),
    [((50, 50, 50), 25), ((0, 10, 100), 30), ((3, 97, 60), 5), ((20, 0, 1), 0)],
)
def test_drawn_drivers_are_quantiles_of_triangles(values: tuple, spread: int) -> None:
    drawn = scenario._drawn(dict(zip(DRIVERS, values, strict=True)), spread, 50)
    uniform = scenario._uniform(50)
    slow = [
        [triangle(uniform[row, place], mode, spread) for place, mode in enumerate(values)]
        for row in range(50)
    ]
    np.testing.assert_allclose(drawn, slow, atol=1e-9)


def test_every_driver_gets_every_part_of_its_range_once() -> None:
    uniform = scenario._uniform(40)
    assert uniform.shape == (40, 3)
    for column in uniform.T:
        np.testing.assert_allclose(np.sort(column), (np.arange(40) + 0.5) / 40)
    assert len({tuple(column) for column in uniform.T}) == 3
    assert np.array_equal(
        uniform[:, 0], (np.random.default_rng(scenario.SEED).permutation(40) + 0.5) / 40
    )


def test_random_weights_are_uniform_over_all_proportions() -> None:
    weights = scenario._random_weights()
    assert weights.shape == (scenario.WEIGHT_DRAWS, 3)
    assert (weights > 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    # Dirichlet (1, 1, 1): each weight has mean 1/3 and variance 1/18.
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.06)
    assert weights.var(axis=0) == pytest.approx([1 / 18] * 3, abs=0.025)


def logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@pytest.mark.parametrize("score", [0.0, 24.0, 25.0, 41.5, 75.0, 100.0])
def test_chances_are_differences_of_logistic_curves(score: float) -> None:
    below = [logistic((cut - score) / 6) for cut in (25, 50, 75)]
    chance = scenario.chances(np.array([score]))
    assert chance.tolist() == pytest.approx(
        [below[0], below[1] - below[0], below[2] - below[1], 1 - below[2]]
    )
    assert chance.index.tolist() == ["break-up", "hollowing out", "status quo", "renewal"]
    assert chance.name == "chance"


def test_chances_are_means_over_the_draws() -> None:
    drawn = np.array([[10.0, 90.0], [40.0, 60.0]])
    single = [scenario.chances(np.array([score])) for score in drawn.ravel()]
    assert scenario.chances(drawn).tolist() == pytest.approx((sum(single) / 4).tolist())


UNEVEN = dict(zip(DRIVERS, (20, 70, 35), strict=True))
WEIGHTS = dict(zip(DRIVERS, (1, 3, 2), strict=True))


def test_outcomes_are_chances_and_their_middle_under_other_weights() -> None:
    table = scenario.outcomes(UNEVEN, WEIGHTS, 15)
    assert table.columns.tolist() == ["outcome", "chance", "low", "high"]
    assert table["chance"].tolist() == pytest.approx(
        scenario.chances(scenario.scores(UNEVEN, WEIGHTS, 15)).tolist()
    )
    drawn = scenario._drawn(UNEVEN, 15, 1000)
    others = np.array(
        [scenario.chances(drawn @ weights).to_numpy() for weights in scenario._random_weights()]
    )
    np.testing.assert_allclose(table["low"], np.quantile(others, 0.05, axis=0), atol=1e-9)
    np.testing.assert_allclose(table["high"], np.quantile(others, 0.95, axis=0), atol=1e-9)


@pytest.mark.parametrize("outcome", scenario.OUTCOMES)
def test_swings_fix_one_driver_at_either_end(outcome: str) -> None:
    table = scenario.swings(UNEVEN, WEIGHTS, 30, outcome)
    assert table.columns.tolist() == ["driver", "from", "to", "chance_from", "chance_to", "swing"]
    assert table.index.tolist() == [0, 1, 2]
    assert table["swing"].tolist() == sorted(table["swing"], reverse=True)
    assert set(table["driver"]) == set(DRIVERS)
    ends = {"war_outcome": (0, 50), "russia_standing": (40, 100), "member_will": (5, 65)}
    drawn = scenario._drawn(UNEVEN, 30)
    for row in table.to_dict("records"):
        assert (row["from"], row["to"]) == ends[row["driver"]]
        found = []
        for end in ends[row["driver"]]:
            moved = drawn.copy()
            moved[:, DRIVERS.index(row["driver"])] = end
            found.append(scenario.chances(moved @ np.array([1, 3, 2]) / 6)[outcome])
        assert [row["chance_from"], row["chance_to"]] == pytest.approx(found)
        assert row["swing"] == pytest.approx(abs(found[1] - found[0]))


def test_usual_settings_are_those_that_the_course_states() -> None:
    assert np.array_equal(scenario.scores(UNEVEN, WEIGHTS), scenario.scores(UNEVEN, WEIGHTS, 25))
    assert scenario.outcomes(UNEVEN, WEIGHTS).equals(scenario.outcomes(UNEVEN, WEIGHTS, 25))
    assert scenario.swings(UNEVEN, WEIGHTS).equals(scenario.swings(UNEVEN, WEIGHTS, 25, "break-up"))


@pytest.mark.parametrize(
    ("values", "weights", "spread"),
    [
        (dict.fromkeys(DRIVERS, 0), EQUAL, 0),
        (dict.fromkeys(DRIVERS, 100), EQUAL, 100),
        (MIDDLE, {**dict.fromkeys(DRIVERS, 0), "member_will": 0.1}, 25),
    ],
)
def test_the_ends_of_the_ranges_are_allowed(values, weights, spread) -> None:
    drawn = scenario.scores(values, weights, spread)
    assert drawn.min() >= 0
    assert drawn.max() <= 100 + 1e-9


@pytest.mark.parametrize(
    ("values", "weights", "spread", "words"),
    [
        (
            {**MIDDLE, "member_will": 101},
            EQUAL,
            25,
            "member_will must lie between 0 and 100; it is 101.",
        ),
        (
            {**MIDDLE, "war_outcome": -1},
            EQUAL,
            25,
            "war_outcome must lie between 0 and 100; it is -1.",
        ),
        (
            MIDDLE,
            {**EQUAL, "member_will": -0.1},
            25,
            "The weight of member_will must be 0 or more; it is -0.1.",
        ),
        (
            MIDDLE,
            {**EQUAL, "member_will": math.nan},
            25,
            "The weight of member_will must be 0 or more; it is nan.",
        ),
        (
            MIDDLE,
            dict.fromkeys(DRIVERS, 0),
            25,
            "At least one weight must be above 0; with none there is no score.",
        ),
        (MIDDLE, EQUAL, 100.5, "spread must lie between 0 and 100; it is 100.5."),
        (MIDDLE, EQUAL, -1, "spread must lie between 0 and 100; it is -1."),
        (MIDDLE, {"war_outcome": 1}, 25, "russia_standing needs a judgement and a weight."),
        ({"war_outcome": 50}, EQUAL, 25, "russia_standing needs a judgement and a weight."),
    ],
)
def test_wrong_settings_are_told_in_these_words(values, weights, spread, words: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        scenario.scores(values, weights, spread)
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        scenario.swings(values, weights, spread)


def test_an_outcome_that_the_model_does_not_know_is_told_in_these_words() -> None:
    words = "outcome must be one of break-up, hollowing out, status quo, renewal; it is 'victory'."
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        scenario.swings(MIDDLE, EQUAL, outcome="victory")


def test_emphasis_and_its_mean_worked_by_hand() -> None:
    table = pd.DataFrame(
        {
            "scenario_id": ["S2", "S1", "S3"],
            "weight_war_outcome": ["low", "high", "high"],
            "weight_russia_standing": ["medium", "medium", "medium"],
            "weight_member_will": ["high", "low", "low"],
        },
        index=[4, 2, 9],
    )
    weights = scenario.emphasis(table)
    assert weights.columns.tolist() == ["scenario_id", *DRIVERS]
    assert weights.to_numpy().tolist() == [["S2", 1, 2, 3], ["S1", 3, 2, 1], ["S3", 3, 2, 1]]
    assert weights.index.tolist() == [0, 1, 2]
    # 7/3, 2 and 5/3 to one decimal.
    assert scenario.mean_emphasis(table) == {
        "war_outcome": 2.3, "russia_standing": 2.0, "member_will": 1.7,
    }  # fmt: skip


def test_random_weights_fill_all_proportions_evenly() -> None:
    weights = scenario._random_weights()
    assert weights.shape == (scenario.WEIGHT_DRAWS, len(DRIVERS))
    assert weights.sum(axis=1) == pytest.approx(1)
    assert weights.min() >= 0
    # Dirichlet(1, 1, 1): each weight is Beta(1, 2) with mean 1/3 and variance 1/18, and lies above
    # one half with chance 1/4. Reach: four standard errors.
    few = math.sqrt(len(weights))
    assert weights.mean(axis=0) == pytest.approx(1 / 3, abs=4 * math.sqrt(1 / 18) / few)
    assert (weights > 0.5).mean(axis=0) == pytest.approx(1 / 4, abs=4 * math.sqrt(3 / 16) / few)


def test_random_weights_are_drawn_from_the_written_seed() -> None:
    draws = np.random.default_rng(scenario.SEED + 1).random((scenario.WEIGHT_DRAWS, len(DRIVERS)))
    by_hand = [[math.log(one) / sum(map(math.log, row)) for one in row] for row in draws.tolist()]
    assert scenario._random_weights() == pytest.approx(np.array(by_hand))
