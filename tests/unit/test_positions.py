"""The position matrix and the order of the members: values, limits, properties."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data
from helpers.measures import positions as matrix
from helpers.measures import spectrum

POSITIONS = data.read("positions")
INDICATORS = data.read("position_indicators")
STANCES = matrix.stances(POSITIONS, INDICATORS)
LIMITS = matrix.allowed(INDICATORS)
EQUAL = pd.Series(1.0, index=STANCES.index)

MEMBERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
CODES = st.one_of(st.none(), st.integers(-2, 2))


@st.composite
def tables(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.Series]:
    """A small matrix with gaps and weights of which at least one is positive."""
    count = draw(st.integers(1, 6))
    codes = draw(st.lists(st.lists(CODES, min_size=5, max_size=5), min_size=count, max_size=count))
    weights = draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    weights[draw(st.integers(0, count - 1))] += 1
    names = [f"q{number}" for number in range(count)]
    frame = pd.DataFrame(codes, index=names, columns=MEMBERS, dtype=float)
    return frame, pd.Series(weights, index=names, dtype=float)


def test_every_pair_of_indicator_and_member_has_one_cell() -> None:
    cells = matrix.cells(POSITIONS, INDICATORS)
    assert len(cells) == len(INDICATORS) * 6
    assert not cells.duplicated(["indicator", "member"]).any()
    assert (cells["status"] == "coded").sum() == POSITIONS["stance"].notna().sum()


def test_status_says_why_a_code_is_missing() -> None:
    cells = matrix.cells(POSITIONS, INDICATORS).set_index(["indicator", "member"])["status"]
    assert cells["mir_cards", "TJK"] == "contested"
    assert cells["arms_to_russia", "TJK"] == "unknown"
    assert cells["hosts_russian_forces", "ARM"] == "no direction"
    assert cells["aid_to_ukraine", "RUS"] == "does not apply"
    outside = INDICATORS.loc[~INDICATORS["applies_to_russia"], "indicator"]
    assert (cells[:, "RUS"] == "does not apply").sum() == len(outside)


def test_stances_repeat_the_table() -> None:
    for row in POSITIONS[POSITIONS["member"] != "RUS"].itertuples():
        drawn = STANCES.loc[row.indicator, row.member]
        assert (pd.isna(drawn) and pd.isna(row.stance)) or drawn == row.stance


@pytest.mark.parametrize(("word", "crimea", "kyiv"), [("towards", 1, 0), ("away", -1, -1)])
def test_contested_cells_stay_inside_the_rule(word: str, crimea: int, kyiv: int) -> None:
    read = matrix.stances(POSITIONS, INDICATORS, word)
    assert read.loc["crimea_recognition", "ARM"] == crimea
    assert read.loc["contacts_with_kyiv", "BLR"] == kyiv
    assert read.notna().sum().sum() == STANCES.notna().sum().sum() + 4
    assert pd.isna(STANCES.loc["crimea_recognition", "ARM"])


def test_unknown_word_for_contested_is_refused() -> None:
    with pytest.raises(KeyError):
        matrix.stances(POSITIONS, INDICATORS, "perhaps")


def test_limits_are_those_of_the_rules_without_russias_own_codes() -> None:
    expected = {
        "vote_77_284": (-1, 1),
        "crimea_recognition": (-1, 2),
        "own_troops": (0, 2),
        "joined_sanctions": (-2, 0),
        "csto_status": (-2, 1),
        "wording": (-1, 2),
        "icc_membership": (-2, 1),
        "eu_agreements": (-1, 0),
    }
    for name, limits in expected.items():
        assert tuple(LIMITS.loc[name]) == limits


def test_every_code_of_a_member_is_allowed_by_its_rule() -> None:
    assert STANCES.ge(LIMITS["low"], axis=0).where(STANCES.notna(), True).all().all()
    assert STANCES.le(LIMITS["high"], axis=0).where(STANCES.notna(), True).all().all()


def test_shared_weights_make_groups_count_alike() -> None:
    ones = dict.fromkeys(INDICATORS["group"], 1)
    groups = INDICATORS.set_index("indicator")["group"]
    shared = matrix.weights(INDICATORS, ones, shared=True)
    assert np.allclose(shared.groupby(groups).sum(), 1 / groups.nunique())
    plain = matrix.weights(INDICATORS, ones, shared=False)
    assert np.allclose(plain, 1 / len(INDICATORS))
    assert matrix.weights(INDICATORS, dict.fromkeys(ones, 0), shared=False).sum() == 0


def test_index_with_equal_weights_is_the_mean_of_the_known_codes() -> None:
    scores = spectrum.index(STANCES, EQUAL)
    assert np.allclose(scores["score"], STANCES.mean())
    assert scores["indicators"].tolist() == STANCES.notna().sum().tolist()
    assert spectrum.order(scores["score"]) == "BLR > TJK > KGZ > KAZ > ARM"


def test_bounds_take_the_extremes_of_the_rules() -> None:
    scores = spectrum.index(STANCES, EQUAL, LIMITS)
    lowest = STANCES.apply(lambda codes: codes.fillna(LIMITS["low"])).mean()
    highest = STANCES.apply(lambda codes: codes.fillna(LIMITS["high"])).mean()
    assert np.allclose(scores["low"], lowest)
    assert np.allclose(scores["high"], highest)


def test_ties_share_a_range_of_ranks() -> None:
    table = pd.DataFrame([[1, 0, 0, 0, -1]], columns=MEMBERS, index=["q"], dtype=float)
    scores = spectrum.index(table, pd.Series({"q": 1}))
    assert scores["best"].tolist() == [1, 2, 2, 2, 5]
    assert scores["worst"].tolist() == [1, 4, 4, 4, 5]
    assert spectrum.order(scores["score"]) == "BLR > KAZ = KGZ = TJK > ARM"


def test_a_member_without_any_code_has_no_rank() -> None:
    table = pd.DataFrame([[1, 0, None, 0, -1]], columns=MEMBERS, index=["q"], dtype=float)
    scores = spectrum.index(table, pd.Series({"q": 1}))
    assert scores.loc["KGZ", ["score", "best", "worst"]].isna().all()
    assert scores.loc["ARM", "best"] == 4
    drawn = spectrum.random_weights(pd.Series({"q": 1}), draws=5)
    assert spectrum.uncertainty(table, drawn).loc["KGZ", ["low", "best"]].isna().all()
    assert "KGZ" not in spectrum.order(scores["score"])


@pytest.mark.parametrize(("wrong", "word"), [(-1.0, "negative"), (0.0, "zero")])
def test_weights_that_cannot_be_used_are_refused(wrong: float, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        spectrum.index(STANCES, pd.Series(wrong, index=STANCES.index))


def test_drawn_weights_are_reproducible_and_centred_on_the_chosen_ones() -> None:
    chosen = pd.Series({"a": 1.0, "b": 3.0, "c": 0.0})
    drawn = spectrum.random_weights(chosen)
    assert drawn.equals(spectrum.random_weights(chosen))
    assert not drawn.equals(spectrum.random_weights(chosen, seed=1))
    assert np.allclose(drawn.sum(axis=1), 1)
    assert np.allclose(drawn.mean(), [0.25, 0.75, 0], atol=0.02)


def test_drawn_groups_keep_the_shares_inside_a_group() -> None:
    chosen = pd.Series({"a": 1.0, "b": 2.0, "c": 3.0})
    drawn = spectrum.random_weights(chosen, pd.Series({"a": "x", "b": "x", "c": "y"}))
    assert np.allclose(drawn["b"], 2 * drawn["a"])
    assert drawn["c"].std() > 0.1


def test_dominance_is_certain_under_all_weights() -> None:
    """On the indicators known for all five Kazakhstan never stands above Kyrgyzstan."""
    complete = STANCES.dropna()
    assert (complete["KAZ"] <= complete["KGZ"]).all()
    drawn = spectrum.random_weights(EQUAL.reindex(complete.index))
    assert spectrum.above(complete, drawn).loc["KAZ", "KGZ"] == 0


def test_leaving_the_court_out_ties_two_members() -> None:
    complete = STANCES.dropna()
    found = spectrum.leave_one_out(complete, EQUAL.reindex(complete.index))
    assert found.index[found["changed"]].tolist() == ["icc_membership"]
    assert found.loc["icc_membership", "order"] == "BLR > KGZ = TJK > KAZ > ARM"
    assert found.loc["icc_membership", "shift"] == pytest.approx(0.2)


def test_leave_one_out_equals_dropping_the_row() -> None:
    found = spectrum.leave_one_out(STANCES, EQUAL)
    for name in STANCES.index:
        assert np.allclose(found.loc[name, MEMBERS].astype(float), STANCES.drop(name).mean())


def test_article_share_needs_every_pair_in_order() -> None:
    drawn = spectrum.random_weights(pd.Series({"q": 1}), draws=4)
    fitting = pd.DataFrame([[2, 0, 1, 0, -1]], columns=MEMBERS, index=["q"], dtype=float)
    assert spectrum.article_share(fitting, drawn) == 1
    assert spectrum.article_share(fitting.assign(ARM=0.0), drawn) == 0
    assert spectrum.article_share(fitting.assign(BLR=1.0), drawn) == 0


def test_article_share_minds_what_gaps_may_hold() -> None:
    table = pd.DataFrame([[2, 0, 0, 0, -1], [2, 0, 0, 0, np.nan]], columns=MEMBERS, dtype=float)
    drawn = pd.DataFrame([[0.9, 0.1], [0.1, 0.9]])
    limits = pd.DataFrame({"low": [-2.0, -2.0], "high": [2.0, 2.0]})
    assert spectrum.article_share(table, drawn) == 1
    assert spectrum.article_share(table, drawn, limits) == 0.5


def test_ranks_at_the_ends_are_whole_numbers() -> None:
    table = pd.DataFrame({"BLR": [2.0, -2.0, 0.0], "KAZ": [0.0, 0.0, 1.0], "ARM": [-1.0, 2.0, 0.5]})
    drawn = spectrum.random_weights(pd.Series([1.0, 1, 1]), draws=4)
    ends = spectrum.uncertainty(table, drawn)[["best", "worst"]].to_numpy()
    assert (ends == np.round(ends)).all()


@given(tables(), st.floats(0.01, 1000))
@settings(deadline=None, max_examples=60)
def test_only_ratios_of_weights_count(table: tuple, factor: float) -> None:
    stances, weights = table
    once, twice = spectrum.index(stances, weights), spectrum.index(stances, weights * factor)
    assert np.allclose(once["score"], twice["score"], equal_nan=True)
    assert once[["best", "worst"]].equals(twice[["best", "worst"]])


@given(tables(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_of_rows_and_columns_does_not_matter(table: tuple, chance: object) -> None:
    stances, weights = table
    rows, columns = list(stances.index), list(stances.columns)
    chance.shuffle(rows)
    chance.shuffle(columns)
    mixed = spectrum.index(stances.loc[rows, columns], weights).loc[stances.columns]
    assert np.allclose(mixed, spectrum.index(stances, weights), equal_nan=True)


@given(tables())
@settings(deadline=None, max_examples=60)
def test_scores_and_ranks_stay_in_their_bounds(table: tuple) -> None:
    stances, weights = table
    limits = pd.DataFrame({"low": -2.0, "high": 2.0}, index=stances.index)
    known = spectrum.index(stances, weights).dropna(subset="score")
    assert known["score"].between(-2, 2).all()
    assert known["best"].between(1, known["worst"]).all()
    bounded = spectrum.index(stances, weights, limits)
    assert (bounded["low"] <= bounded["high"] + 1e-12).all()
    ends = bounded.loc[known.index]
    assert known["score"].between(ends["low"] - 1e-9, ends["high"] + 1e-9).all()
    assert (bounded["worst"] <= 5).all()


@given(tables())
@settings(deadline=None, max_examples=30)
def test_shares_of_draws_add_up(table: tuple) -> None:
    stances, weights = table
    drawn = spectrum.random_weights(weights, draws=20)
    shares = spectrum.above(stances, drawn)
    assert (shares + shares.T <= 1 + 1e-12).all().all()
    ranks = spectrum.uncertainty(stances, drawn).filter(like="rank_")
    assert (ranks.sum(axis=1) <= 1 + 1e-12).all()
    assert (ranks.sum(axis=0) <= 1 + 1e-12).all()
