"""The order of the members: every number worked by hand or by a slow loop."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from helpers.measures import positions, spectrum

MEMBERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
CODES = pd.DataFrame(
    [[2, 0, 1, None, -1], [1, 0, None, 1, -2], [0, 1, 0, 1, None], [2, -2, None, None, 1]],
    index=list("abcd"),
    columns=MEMBERS,
    dtype=float,
)
WEIGHTS = pd.Series({"d": 0.0, "a": 3.0, "b": 1.0, "c": 2.0})
LIMITS = pd.DataFrame(
    {"low": [-2.0, -1.0, 0.0, -2.0], "high": [2.0, 1.0, 1.0, 2.0]}, index=list("dbca")
)


def rank_ranges(low: list[float], high: list[float]) -> tuple[list[int], list[int]]:
    """Count members that stand higher, or may stand as high, but for rounding."""
    places = range(len(low))
    best = [1 + sum(low[other] > high[one] + 1e-9 for other in places) for one in places]
    worst = [sum(high[other] >= low[one] - 1e-9 for other in places) for one in places]
    return best, worst


def scores(weights: np.ndarray, end: str | None = None) -> list[float]:
    """Average the known codes of each member, or all of them with the gaps filled."""
    codes = CODES if end is None else CODES.apply(lambda column: column.fillna(LIMITS[end]))
    found = []
    for member in MEMBERS:
        known = codes[member].notna().to_numpy()
        total = weights[known].sum()
        found.append((weights[known] * codes[member][known]).sum() / total if total else np.nan)
    return found


def test_scores_ranks_and_numbers_worked_by_hand() -> None:
    table = spectrum.index(CODES, WEIGHTS)
    assert table.columns.tolist() == ["low", "high", "score", "best", "worst", "indicators"]
    assert table.index.tolist() == MEMBERS
    wanted = [7 / 6, 2 / 6, 3 / 5, 3 / 3, -5 / 4]
    for column in ("low", "high", "score"):
        assert table[column].tolist() == pytest.approx(wanted)
    assert table["best"].tolist() == [1, 4, 3, 2, 5]
    assert table["worst"].tolist() == [1, 4, 3, 2, 5]
    # The last indicator has no weight and is not counted.
    assert table["indicators"].tolist() == [3, 3, 2, 2, 2]


def test_bounds_worked_by_hand() -> None:
    table = spectrum.index(CODES, WEIGHTS, LIMITS)
    # Kyrgyzstan lacks b (-1 to 1), Tajikistan a (-2 to 2), Armenia c (0 to 1).
    assert table["low"].tolist() == pytest.approx([7 / 6, 2 / 6, 2 / 6, -3 / 6, -5 / 6])
    assert table["high"].tolist() == pytest.approx([7 / 6, 2 / 6, 4 / 6, 9 / 6, -3 / 6])
    assert table["score"].tolist() == pytest.approx([7 / 6, 2 / 6, 3 / 6, 3 / 6, -4 / 6])
    assert table["best"].tolist() == [1, 2, 2, 1, 4]
    assert table["worst"].tolist() == [2, 4, 4, 5, 5]


@pytest.mark.parametrize("apart", [0.0, 1e-10, -1e-10])
def test_a_difference_of_rounding_is_a_tie(apart: float) -> None:
    table = pd.DataFrame([[1.0, 1.0 + apart]], columns=["BLR", "ARM"])
    ranks = spectrum.index(table, pd.Series([1.0]))
    assert ranks[["best", "worst"]].to_numpy().tolist() == [[1, 2], [1, 2]]
    drawn = pd.DataFrame([[1.0]])
    assert spectrum.above(table, drawn).to_numpy().tolist() == [[0, 0], [0, 0]]
    assert "=" in spectrum.order(ranks["score"])


def test_order_leaves_out_who_has_no_score() -> None:
    given = pd.Series({"A": 0.5, "B": np.nan, "C": 2.0, "D": 0.5, "E": -1.0, "F": -1.0 + 1e-12})
    assert spectrum.order(given) == "C > A = D > E = F"
    assert spectrum.order(pd.Series({"A": np.nan})) == ""


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"a": 1.0, "b": -0.5}, "A weight is negative. Weights must be zero or more."),
        ({"z": 1.0}, "All weights are zero. Give at least one indicator a weight."),
        ({"a": 0.0}, "All weights are zero. Give at least one indicator a weight."),
    ],
)
def test_weights_are_refused_in_these_words(weights: dict, words: str) -> None:
    for use in (spectrum.index, spectrum.leave_one_out):
        with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
            use(CODES, pd.Series(weights))


def test_weights_below_one_are_weights() -> None:
    small = spectrum.index(CODES, WEIGHTS / 1000)
    pd.testing.assert_frame_equal(small, spectrum.index(CODES, WEIGHTS))


def test_drawn_weights_follow_the_dirichlet_distribution() -> None:
    chosen = pd.Series({"a": 1.0, "b": 3.0, "c": 0.0, "d": 0.0})
    drawn = spectrum.random_weights(chosen, draws=20000, seed=5)
    assert drawn.shape == (20000, 4)
    assert drawn.columns.tolist() == list("abcd")
    assert (drawn[["c", "d"]] == 0).all(axis=None)
    # Concentration 2 × (1/4, 3/4): variance of a share p with sum 2 is p (1 - p) / 3.
    assert drawn["a"].mean() == pytest.approx(0.25, abs=0.006)
    assert drawn["a"].var() == pytest.approx(0.25 * 0.75 / 3, rel=0.03)
    flat = spectrum.random_weights(pd.Series(1.0, index=list("abc")), draws=20000)
    assert flat.var().tolist() == pytest.approx([(1 / 3) * (2 / 3) / 4] * 3, rel=0.05)


def test_usual_draws_are_those_that_the_course_states() -> None:
    chosen = pd.Series({"a": 1.0, "b": 3.0})
    usual = spectrum.random_weights(chosen)
    assert len(usual) == 4000
    pd.testing.assert_frame_equal(usual, spectrum.random_weights(chosen, draws=4000, seed=2022))
    assert not usual.equals(spectrum.random_weights(chosen, draws=4000, seed=2023))


def test_drawn_groups_take_their_members_along() -> None:
    chosen = pd.Series({"a": 1.0, "b": 3.0, "c": 4.0, "d": 0.0, "e": 0.0})
    groups = pd.Series({"e": "z", "d": "x", "c": "y", "b": "x", "a": "x"})
    drawn = spectrum.random_weights(chosen, groups, draws=9)
    one = spectrum.random_weights(pd.Series({"x": 1.0, "y": 1.0}), draws=9)
    np.testing.assert_allclose(drawn["a"], one["x"] / 4)
    np.testing.assert_allclose(drawn["b"], 3 * one["x"] / 4)
    np.testing.assert_allclose(drawn["c"], one["y"])
    assert (drawn[["d", "e"]] == 0).all(axis=None)


def drawn_rows(draws: int) -> pd.DataFrame:
    """Give each draw its weights, columns in another order than the rows of the codes."""
    return spectrum.random_weights(WEIGHTS, draws=draws, seed=4)[list("cdab")]


@pytest.mark.parametrize("bounded", [False, True])
@pytest.mark.parametrize("level", [0.5, 0.8])
def test_uncertainty_is_that_of_a_loop_over_draws(bounded: bool, level: float) -> None:
    drawn, limits = drawn_rows(41), LIMITS if bounded else None
    sets = drawn[list("abcd")].to_numpy()
    low = np.array([scores(weights, "low" if bounded else None) for weights in sets])
    high = np.array([scores(weights, "high" if bounded else None) for weights in sets])
    ranks = [rank_ranges(*pair) for pair in zip(low, high, strict=True)]
    best, worst = (np.array([rank[end] for rank in ranks]) for end in (0, 1))
    found = spectrum.uncertainty(CODES, drawn, limits, level)
    assert found.columns.tolist() == [
        "low",
        "high",
        "best",
        "worst",
        *(f"rank_{n}" for n in range(1, 6)),
    ]
    assert found.index.tolist() == MEMBERS
    tail = (1 - level) / 2
    np.testing.assert_allclose(found["low"], np.quantile(low, tail, axis=0))
    np.testing.assert_allclose(found["high"], np.quantile(high, 1 - tail, axis=0))
    # The smallest rank that at least the tail of the draws does not exceed.
    for column, values, share in (("best", best, tail), ("worst", worst, 1 - tail)):
        ordered = np.sort(values, axis=0)
        place = int(np.ceil(share * 41 - 1e-9)) - 1
        assert found[column].tolist() == ordered[place].tolist()
    for rank in range(1, 6):
        exactly = ((best == rank) & (worst == rank)).mean(axis=0)
        np.testing.assert_allclose(found[f"rank_{rank}"], exactly)
    over = (low[:, :, None] > high[:, None, :]).mean(axis=0)
    table = spectrum.above(CODES, drawn, limits)
    np.testing.assert_allclose(table, over)
    assert table.index.tolist() == table.columns.tolist() == MEMBERS


def test_uncertainty_holds_nine_tenths_unless_told_otherwise() -> None:
    drawn = drawn_rows(50)
    pd.testing.assert_frame_equal(
        spectrum.uncertainty(CODES, drawn), spectrum.uncertainty(CODES, drawn, level=0.9)
    )


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, 1),
        ({"BLR": 1.0}, 0),
        ({"ARM": 0.0}, 0),
        ({"TJK": -1.0}, 0),
        ({"KAZ": 3.0}, 0),
        ({"ARM": None}, 0),
        ({"BLR": 9.0, "ARM": -9.0}, 1),
    ],
)
def test_the_articles_order_is_met_or_not(changes: dict, fits: int) -> None:
    usual = {"ARM": -1.0, "KGZ": 1.0, "TJK": 0.5, "BLR": 2.0, "KAZ": 0.0}
    stances = pd.DataFrame([{**usual, **changes}], index=["q"], dtype=float)
    assert spectrum.article_share(stances, pd.DataFrame({"q": [1.0, 1.0]})) == fits


def test_the_share_of_the_articles_order_counts_draws_and_takes_bounds() -> None:
    stances = pd.DataFrame(
        [[2, 0, 1, 0, -1], [-2, 0, 0, 0, None]], index=["q", "r"], columns=MEMBERS, dtype=float
    )
    drawn = pd.DataFrame({"r": [0.0, 0.0, 0.0, 1.0], "q": [1.0, 1.0, 1.0, 0.0]})
    assert spectrum.article_share(stances, drawn) == 0.75
    limits = pd.DataFrame({"low": [0.0, -2.0], "high": [0.0, 2.0]}, index=["q", "r"])
    half = pd.DataFrame({"q": [1.0, 0.9, 0.5], "r": [0.0, 0.1, 0.5]})
    # Armenia at most: -1, -0.7 and 0.5; Tajikistan and Kazakhstan stay at 0.
    assert spectrum.article_share(stances, half, limits) == pytest.approx(2 / 3)


@pytest.mark.parametrize("bounded", [False, True])
def test_leaving_one_out_is_computing_again_without_it(bounded: bool) -> None:
    limits = LIMITS if bounded else None
    table = spectrum.leave_one_out(CODES, WEIGHTS, limits)
    assert table.columns.tolist() == [*MEMBERS, "order", "changed", "shift"]
    assert table.index.tolist() == ["a", "b", "c"]
    assert table.index.name == "left_out"

    def middle_rank(scored: pd.DataFrame) -> pd.Series:
        values = scored["score"].tolist()
        best, worst = rank_ranges(values, values)
        return pd.Series((np.array(best) + np.array(worst)) / 2, index=scored.index)

    whole = spectrum.index(CODES, WEIGHTS, limits)
    for name, row in table.iterrows():
        without = spectrum.index(CODES, WEIGHTS.drop(name), limits)
        assert row[MEMBERS].tolist() == pytest.approx(without["score"].tolist())
        assert row["order"] == spectrum.order(without["score"])
        assert row["changed"] == (row["order"] != spectrum.order(whole["score"]))
        assert row["shift"] == pytest.approx(
            (middle_rank(without) - middle_rank(whole)).abs().mean()
        )
    assert table["changed"].nunique() == 2 or bounded


def test_a_single_indicator_cannot_be_left_out() -> None:
    table = spectrum.leave_one_out(CODES, pd.Series({"a": 1.0}))
    assert table.columns.tolist() == [*MEMBERS, "order", "changed", "shift"]
    assert table.empty
    assert len(spectrum.leave_one_out(CODES, pd.Series({"a": 1.0, "b": 1.0}))) == 2


INDICATORS = pd.DataFrame(
    {
        "indicator": ["later", "first", "middle"],
        "order": [3, 1, 2],
        "group": ["x", "y", "x"],
        "applies_to_russia": [True, False, True],
        "coding_rule": [
            "+2: Russia's line; +1: near; 0: between",
            "+2: Russia itself; +1 or -1: as told",
            "-2 would mean a break; 2021: no code; 0: else",
        ],
    }
)
POSITIONS = pd.DataFrame(
    [
        ("p1", "first", "BLR", "yes", 1.0, "2022", "n1", "s1", "high"),
        ("p2", "first", "ARM", "maybe", None, "2023", "n2", "s2", "contested"),
        ("p3", "middle", "KAZ", "told", None, None, None, "s3", "medium"),
        ("p4", "middle", "KGZ", None, None, None, None, None, None),
        ("p5", "first", "RUS", "own", None, None, None, "s5", "high"),
        ("p6", "middle", "RUS", "line", 2.0, None, None, "s6", "high"),
        ("p7", "middle", "ARM", "both", None, None, None, "s7", "contested"),
        ("p8", "later", "TJK", "both", None, None, None, "s8", "contested"),
    ],
    columns=[
        "position_id",
        "indicator",
        "member",
        "value",
        "stance",
        "date",
        "note",
        "source_ids",
        "confidence",
    ],
)


def test_every_cell_of_a_small_matrix() -> None:
    cells = positions.cells(POSITIONS, INDICATORS)
    assert cells.columns.tolist() == [
        "indicator", "member", "value", "stance", "status", "date", "note", "source_ids",
        "confidence",
    ]  # fmt: skip
    assert cells["indicator"].tolist() == [
        name for name in ("first", "middle", "later") for _ in range(6)
    ]
    assert cells["member"].tolist() == ["RUS", *MEMBERS] * 3
    known = {
        ("first", "RUS"): "no direction",
        ("first", "BLR"): "coded",
        ("first", "ARM"): "contested",
        ("middle", "RUS"): "coded",
        ("middle", "KAZ"): "no direction",
        ("middle", "ARM"): "contested",
        ("later", "TJK"): "contested",
    }
    for row in cells.itertuples():
        assert row.status == known.get((row.indicator, row.member), "unknown")
    outside = INDICATORS.assign(applies_to_russia=False)
    status = positions.cells(POSITIONS, outside).set_index(["indicator", "member"])["status"]
    assert status["later", "RUS"] == "does not apply"
    assert status["later", "BLR"] == "unknown"
    assert status["first", "RUS"] == "no direction"


@pytest.mark.parametrize(
    ("word", "first", "middle", "later"),
    [("out", None, None, None), ("towards", 1, 0, 1), ("away", -1, -1, 0)],
)
def test_contested_cells_move_one_step_within_the_rule(word, first, middle, later) -> None:
    table = positions.stances(POSITIONS, INDICATORS, word)
    assert table.index.tolist() == ["first", "middle", "later"]
    assert table.columns.tolist() == MEMBERS
    assert table.columns.name is None
    wanted = [[1, None, None, None, first], [None] * 4 + [middle], [*[None] * 3, later, None]]
    np.testing.assert_array_equal(table.to_numpy(), np.array(wanted, dtype=float))
    if word == "out":
        pd.testing.assert_frame_equal(table, positions.stances(POSITIONS, INDICATORS))


def test_limits_read_from_rules() -> None:
    limits = positions.allowed(INDICATORS)
    assert limits.index.tolist() == ["first", "middle", "later"]
    assert limits.index.name == "indicator"
    assert limits.columns.tolist() == ["low", "high"]
    # "+2: Russia" is kept for Russia; "2021:" is a year; neutral is always possible.
    assert limits.to_numpy().tolist() == [[-1, 1], [-2, 0], [0, 1]]


def test_weights_of_groups_worked_by_hand() -> None:
    groups = {"x": 3, "y": 1}
    shared = positions.weights(INDICATORS, groups, shared=True)
    assert shared.to_dict() == {"first": 0.25, "middle": 0.375, "later": 0.375}
    assert list(shared.index) == ["first", "middle", "later"]
    assert shared.name == "weight"
    whole = positions.weights(INDICATORS, groups, shared=False)
    assert whole.tolist() == pytest.approx([1 / 7, 3 / 7, 3 / 7])
    small = positions.weights(INDICATORS, {"x": 0, "y": 0.5}, shared=False)
    assert small.tolist() == [1, 0, 0]
    assert positions.weights(INDICATORS, {"x": 0, "y": 0}, shared=True).tolist() == [0, 0, 0]
