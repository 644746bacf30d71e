"""Agreement at its limits: thresholds, missing positions, kinds of numbers, few resamples."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from helpers.measures import agreement, bootstrap

# All yes beside nine yes and one abstention: expected distance of kappa 1 x 1/10 = 0.1 exactly.
ONE, OTHER = [1] * 10, [1] * 9 + [2]


def frame(**columns: str) -> pd.DataFrame:
    """One letter a vote, all on one day."""
    table = pd.DataFrame({state: list(row) for state, row in columns.items()})
    return table.assign(date=pd.Timestamp("2021-12-01"), session="76")


def test_a_value_is_given_from_the_least_expected_distance_on() -> None:
    assert agreement.LEAST_EXPECTED == 0.1
    assert agreement.pair(ONE, OTHER, "kappa") == 0
    assert np.isnan(agreement.pair([1] * 11, [*OTHER, 1], "kappa"))


def test_ten_shared_votes_are_enough_and_nine_are_not() -> None:
    votes = frame(RUS="Y" * 10, KAZ="Y" * 9 + "A")
    row = agreement.with_state(votes, ["KAZ"], measure="kappa", draws=0).iloc[0]
    assert (row["n"], row["value"], row["reason"]) == (10, 0, "")
    table = agreement.all_pairs(votes, ["RUS", "KAZ"], "kappa")
    assert table.values[0, 0, 1] == 0
    assert table.n.tolist() == [[[10, 10], [10, 10]]]
    assert table.n.dtype.kind == "i"
    assert table.states == ["RUS", "KAZ"]
    fewer = agreement.all_pairs(votes.head(9), ["RUS", "KAZ"])
    assert fewer.n[0, 0, 1] == 9
    assert np.isnan(fewer.values[0, 0, 1])


def test_a_row_without_value_has_no_interval_either() -> None:
    votes = frame(RUS="YN", KAZ="YA")
    table = agreement.with_state(votes, ["KAZ"])
    assert table["reason"].tolist() == [agreement.TOO_FEW]
    assert table[["value", "low", "high"]].isna().all(axis=None)
    assert table.columns.tolist() == [
        "state", "year", "value", "low", "high", "n", "expected", "reason",
    ]  # fmt: skip


def test_without_resamples_the_interval_is_missing_as_a_number() -> None:
    votes = frame(RUS="Y" * 12, KAZ="Y" * 11 + "N")
    pairs = [("KAZ", "RUS")]
    assert agreement.count_tables(votes, pairs).samples == []
    assert agreement.count_tables(votes, pairs, draws=3).samples[0].shape == (3, 1, 3, 3)
    table = agreement.with_state(votes, ["KAZ"], draws=0)
    assert table[["low", "high"]].dtypes.tolist() == [float, float]
    assert table["n"].dtype.kind == "i"


def test_periods_are_named_after_their_column() -> None:
    votes = frame(RUS="Y" * 12, KAZ="Y" * 12)
    table = agreement.with_state(votes, ["KAZ"], by="session", draws=0)
    assert table["session"].tolist() == ["76"]
    counts = agreement.count_tables(votes, [("KAZ", "RUS")])
    assert agreement.compare(counts, ["KAZ"], "agreement")["year"].tolist() == [2021]


def test_missing_positions_of_either_kind_are_left_out() -> None:
    assert agreement.pair([1, None, 3, 2], [1, 2, 1, float("nan")]) == 0.5
    assert agreement.pair([1, 2, 3], [None, None, 1], "S") == -1


def test_the_expected_distance_of_s_is_one_whatever_the_votes() -> None:
    one_vote = np.zeros((3, 3))
    assert np.isnan(agreement.from_tables(one_vote, "S")[1])
    one_vote[0, 2] = 1
    assert agreement.from_tables(one_vote, "S") == (-1, 1)


@pytest.mark.parametrize("measure", agreement.MEASURES)
def test_no_shared_vote_is_missing_without_a_warning(measure: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value, expected = agreement.from_tables(np.zeros((3, 3)), measure)
    assert np.isnan([value, expected]).all()


@pytest.mark.parametrize("measure", agreement.MEASURES)
def test_resamples_stay_small_numbers_and_counts_do_not_overflow(measure: str) -> None:
    table = np.array([[100, 20, 0], [0, 60, 10], [5, 0, 100]])
    exact, _ = agreement.from_tables(table, measure)
    single, _ = agreement.from_tables(table.astype(np.float32), measure)
    assert single.dtype == np.float32
    assert single == pytest.approx(exact, rel=1e-5)
    assert agreement.from_tables(table.astype(np.int8), measure)[0] == pytest.approx(
        exact, rel=1e-5
    )


def test_wrong_names_are_answered_with_the_right_ones() -> None:
    with pytest.raises(ValueError, match="choose one of agreement, identical, S, pi, kappa"):
        agreement.pair(ONE, OTHER, "tau")
    with pytest.raises(ValueError, match="one of drop, abstain, not 'ignore'"):
        agreement.scores(frame(RUS="Y"), ["RUS"], "ignore")


def test_weights_are_small_whole_numbers() -> None:
    weights = bootstrap.weights(4, draws=2)
    assert weights.dtype == np.float32
    assert weights.shape == (2, 4)


def test_five_of_a_hundred_resamples_may_lack_a_value() -> None:
    samples = np.arange(100.0)[:, None]
    samples[:5] = np.nan
    # 95 values 5 ... 99: the ends lie 0.025 x 94 = 2.35 steps inside.
    low, high = bootstrap.interval(samples)
    assert (low[0], high[0]) == pytest.approx((7.35, 96.65))
    samples[5] = np.nan
    assert np.isnan(bootstrap.interval(samples)).all()


def test_one_resample_is_both_ends() -> None:
    assert np.array(bootstrap.interval(np.array([[0.25]]))).tolist() == [[0.25], [0.25]]
