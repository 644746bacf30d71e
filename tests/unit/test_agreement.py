"""Agreement in roll calls: published worked values, independent recomputation, properties."""

from __future__ import annotations

import itertools

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from helpers import data
from helpers.measures import agenda, agreement, bootstrap, groups, moved, periods

VOTES = agenda.whole_texts(data.read("un_votes"))
UKRAINE = data.read("un_ukraine_votes")
X = [int(vote) for vote in "1123112113"]
Y = [int(vote) for vote in "1223111112"]
ballots = st.lists(
    st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from([1, 2, 3])), min_size=1, max_size=60
)


def frame(**columns: str) -> pd.DataFrame:
    """A small table of roll calls, one letter a vote, "-" for a blank."""
    table = pd.DataFrame(
        {state: [None if vote == "-" else vote for vote in row] for state, row in columns.items()}
    )
    return table.assign(date=pd.Timestamp("2021-12-01"), session="76")


@pytest.mark.parametrize(
    ("measure", "value"),
    [("agreement", 0.85), ("identical", 0.7), ("S", 0.7), ("pi", 0.592), ("kappa", 0.595)],
)
def test_worked_values(measure: str, value: float) -> None:
    assert agreement.pair(X, Y, measure) == pytest.approx(value, abs=5e-4)


@given(ballots)
def test_kappa_is_that_of_scikit_learn(votes: list) -> None:
    one, other = zip(*votes, strict=True)
    ours = agreement.pair(one, other, "kappa")
    if not np.isnan(ours):
        theirs = cohen_kappa_score(one, other, weights="linear", labels=[1, 2, 3])
        assert ours == pytest.approx(theirs)


@given(ballots)
def test_bounds_symmetry_and_the_link_of_s_and_agreement(votes: list) -> None:
    one, other = zip(*votes, strict=True)
    for measure in agreement.MEASURES:
        value = agreement.pair(one, other, measure)
        again = agreement.pair(other, one, measure)
        assert value == pytest.approx(again, nan_ok=True)
        assert np.isnan(value) or value <= 1 + 1e-9
    share = agreement.pair(one, other, "agreement")
    assert agreement.pair(one, other, "S") == pytest.approx(2 * share - 1)
    assert agreement.pair(one, other, "identical") <= share + 1e-9
    for measure in ("agreement", "S"):
        assert agreement.pair(one, one, measure) == 1


def test_unstable_values_are_missing_with_a_reason() -> None:
    votes = frame(RUS="Y" * 40, KAZ="Y" * 39 + "N")
    table = agreement.with_state(votes, ["KAZ"], measure="kappa")
    assert table.loc[0, "expected"] == pytest.approx(0.05)
    assert table.loc[0, ["value", "low", "high"]].isna().all()
    assert table.loc[0, "reason"] == agreement.NO_VARIATION
    assert agreement.with_state(votes, ["KAZ"], draws=0).loc[0, "value"] == pytest.approx(0.975)


def test_few_shared_votes_are_no_value() -> None:
    row = agreement.with_state(frame(RUS="YN" * 6, KAZ="YYXXX-------"), ["KAZ"]).iloc[0]
    assert (row["n"], row["reason"]) == (2, agreement.TOO_FEW)
    assert np.isnan(row["value"])


def test_absence_is_left_out_or_counts_as_abstention_but_a_blank_never() -> None:
    votes = frame(RUS="NNNNNNNNNNNN", KAZ="NNNNNNNNNNX-")
    dropped = agreement.with_state(votes, ["KAZ"], draws=0).iloc[0]
    counted = agreement.with_state(votes, ["KAZ"], absent="abstain", draws=0).iloc[0]
    assert (dropped["n"], dropped["value"]) == (10, 1)
    assert counted["n"] == 11
    assert counted["value"] == pytest.approx(1 - 0.5 / 11)
    with pytest.raises(ValueError, match="absent must be one of"):
        agreement.scores(votes, ["KAZ"], "ignore")


def test_unknown_measure_is_named() -> None:
    with pytest.raises(ValueError, match="no measure 'tau'"):
        agreement.pair(X, Y, "tau")


def test_ten_lines_of_pandas_give_the_same_series() -> None:
    votes = data.load("un_votes")
    whole = votes[votes["kind"].isin(["resolution", "decision"])]
    points = whole[["RUS", "KAZ"]].replace({"Y": 1, "A": 2, "N": 3, "X": None}).astype(float)
    steps = (points["RUS"] - points["KAZ"]).abs()
    by_hand = 1 - steps.groupby(whole["date"].dt.year).mean() / 2
    ours = agreement.with_state(VOTES, ["KAZ"], draws=0).set_index("year")["value"]
    pd.testing.assert_series_equal(ours, by_hand, check_names=False, check_index_type=False)


def test_identical_votes_recomputed_by_comparing_letters() -> None:
    ours = agreement.with_state(VOTES, agreement.FIVE, measure="identical", draws=0)
    for row in ours.dropna(subset="value").itertuples():
        part = VOTES[VOTES["date"].dt.year == row.year]
        both = part["RUS"].isin(["Y", "N", "A"]) & part[row.state].isin(["Y", "N", "A"])
        assert row.n == both.sum()
        assert row.value == pytest.approx((part["RUS"] == part[row.state])[both].mean())


def test_drop_of_2023_is_with_russia_not_among_the_five() -> None:
    table = agreement.with_state(VOTES, agreement.FIVE).set_index(["state", "year"])
    for state in ["KAZ", "KGZ", "TJK", "ARM"]:
        assert table.loc[(state, 2021), "value"] - table.loc[(state, 2023), "value"] > 0.08
    assert table.loc[("BLR", 2021), "value"] - table.loc[("BLR", 2023), "value"] < 0.03
    inner = groups.inside(VOTES, agreement.FIVE).set_index("year")
    assert inner.loc[2021, "value"] - inner.loc[2023, "value"] < 0.03


@pytest.mark.parametrize("measure", list(agreement.MEASURES))
def test_all_pairs_agree_with_pairs_one_by_one(measure: str) -> None:
    states = ["RUS", "KAZ", "TJK", "USA", "UZB"]
    table = agreement.all_pairs(VOTES, states, measure)
    assert table.periods == list(range(1992, 2026))
    for column, state in enumerate(states):
        single = agreement.with_state(VOTES, states, state, measure, draws=0)
        wide = single.pivot(index="year", columns="state", values="value")[states]
        np.testing.assert_allclose(table.values[:, :, column], wide.to_numpy(), atol=1e-6)
    np.testing.assert_allclose(table.values, table.values.swapaxes(1, 2), atol=1e-9)


def test_inside_is_the_mean_over_pairs() -> None:
    inner = groups.inside(VOTES, agreement.FIVE, draws=0).set_index("year")
    table = agreement.all_pairs(VOTES, agreement.FIVE)
    one, other = np.triu_indices(5, 1)
    expected = np.nanmean(table.values[:, one, other], axis=1)
    np.testing.assert_allclose(inner["value"], expected, atol=1e-6)


@pytest.mark.parametrize("year", [1993, 2012, 2024])
def test_alpha_is_that_of_the_published_package(year: int) -> None:
    part = VOTES[VOTES["date"].dt.year == year]
    matrix = agreement.scores(part, agreement.SIX).T
    theirs = krippendorff.alpha(matrix, level_of_measurement="interval", value_domain=[1, 2, 3])
    ours = groups.inside(part, agreement.SIX, "alpha", draws=0).loc[0, "value"]
    assert ours == pytest.approx(theirs)


def test_interval_holds_the_value_and_repeats() -> None:
    for measure in ("agreement", "kappa"):
        table = agreement.with_state(VOTES, agreement.FIVE, measure=measure).dropna(subset="low")
        assert (table["low"] <= table["value"]).mean() > 0.99
        assert (table["value"] <= table["high"]).mean() > 0.99
    again = agreement.with_state(VOTES, agreement.FIVE)
    pd.testing.assert_frame_equal(again, agreement.with_state(VOTES, agreement.FIVE))


def test_bootstrap_by_weights_equals_copying_the_roll_calls() -> None:
    part = VOTES[VOTES["date"].dt.year == 2023]
    weights = bootstrap.weights(len(part), draws=3)
    counts = agreement.count_tables(part, [("KAZ", "RUS")], draws=3)
    fast, _ = agreement.from_tables(counts.samples[0], "kappa")
    for draw in range(3):
        copied = part.iloc[np.repeat(np.arange(len(part)), weights[draw].astype(int))]
        slow = agreement.with_state(copied, ["KAZ"], measure="kappa", draws=0).loc[0, "value"]
        assert fast[draw, 0] == pytest.approx(slow, abs=1e-5)


def test_bootstrap_error_is_that_of_the_textbook() -> None:
    part = VOTES[VOTES["date"].dt.year == 2023]
    row = agreement.with_state(part, ["KAZ"], measure="identical").iloc[0]
    error = np.sqrt(row["value"] * (1 - row["value"]) / row["n"])
    assert row["high"] - row["low"] == pytest.approx(2 * 1.96 * error, rel=0.1)


@given(st.integers(1, 40), st.integers(1, 20))
def test_weights_draw_each_sample_in_full(roll_calls: int, draws: int) -> None:
    assert (bootstrap.weights(roll_calls, draws).sum(axis=1) == roll_calls).all()


@settings(max_examples=30)
@given(st.lists(st.floats(-5, 5), min_size=2, max_size=50))
def test_interval_is_the_quantile(values: list) -> None:
    low, high = bootstrap.interval(np.array(values)[:, None], 0.8)
    np.testing.assert_allclose([low[0], high[0]], np.quantile(values, [0.1, 0.9]), atol=1e-9)


def test_interval_is_missing_if_many_resamples_have_no_value() -> None:
    samples = np.arange(100.0)
    samples[:4] = np.nan
    assert np.isfinite(bootstrap.interval(samples[:, None])[0]).all()
    samples[:10] = np.nan
    assert np.isnan(bootstrap.interval(samples[:, None])[0]).all()


def test_sessions_in_order_and_whole_texts_only() -> None:
    names = [name for name, _ in periods.split(VOTES, "session")]
    assert names[0] == "46"
    assert names[-2:] == ["ES-10", "ES-11"]
    assert set(VOTES["kind"]) == {"resolution", "decision"}
    assert sum(len(part) for _, part in periods.split(VOTES, "year")) == len(VOTES)


def test_votes_on_ukraine_hold_all_known_ones_and_three_more() -> None:
    found = VOTES[agenda.about_ukraine(VOTES, UKRAINE)]
    assert set(UKRAINE["resolution"]) <= set(found["resolution"].dropna())
    assert len(found) == len(UKRAINE) + 3
    assert found["date"].min() >= pd.Timestamp("2014-03-27")


def test_repeated_titles_occur_in_every_year() -> None:
    marked = VOTES[agenda.repeated(VOTES)]
    keys = agenda.title_key(marked["title"])
    seen = marked.groupby(keys)["date"].agg(lambda dates: set(dates.dt.year))
    assert len(seen) > 30
    assert all(years == set(agenda.REPEATED_YEARS) for years in seen)


def test_agenda_items_and_minutes_are_no_titles() -> None:
    titles = pd.Series(["A/73/251 38 - The situation", "The President: I shall now put", "Peace"])
    assert agenda.title_key(titles).isna().tolist() == [True, True, False]


def test_selection_by_subject_splits_labels() -> None:
    rows = agenda.select(VOTES, "Nuclear weapons and nuclear material", UKRAINE)
    assert rows["issue"].str.contains("Nuclear weapons and nuclear material").all()
    assert rows["issue"].str.contains("Arms control").any()
    assert rows["issue"].notna().all()
    counts = [len(agenda.select(VOTES, name, UKRAINE)) for name in ("ukraine", "no_ukraine")]
    assert sum(counts) == len(VOTES)
    with pytest.raises(ValueError, match="no agenda"):
        agenda.select(VOTES, "sport", UKRAINE)


def test_on_repeated_resolutions_agreement_moves_less() -> None:
    table = agenda.effects(VOTES, UKRAINE, draws=0).set_index(["agenda", "state", "year"])["value"]
    for state in ["KAZ", "KGZ", "ARM"]:
        fall = {
            name: table[(name, state, 2021)] - table[(name, state, 2023)]
            for name in ("all", "repeated")
        }
        assert fall["repeated"] < fall["all"] / 3


def test_issue_is_missing_from_2020_on() -> None:
    table = agenda.by_year(VOTES, UKRAINE).set_index("year")
    assert (table.loc[2020:, "with_issue"] == 0).all()
    assert (table.loc[:2019, "issue_share"] > 0.5).all()
    assert table["roll_calls"].sum() == len(VOTES)


def test_share_of_no_matches_the_letters() -> None:
    table = moved.no_shares(VOTES).set_index(["state", "session"])
    part = VOTES[VOTES["session"] == "78"]["RUS"]
    cast = part[part.isin(["Y", "N", "A"])]
    assert table.loc[("RUS", 78), "value"] == pytest.approx((cast == "N").mean())
    assert (table["low"] <= table["value"] + 1e-12).all()
    assert (table["value"] <= table["high"]).all()


def test_unusable_ideal_points_leave_a_gap() -> None:
    points = data.read("ideal_points")
    table = moved.usable_points(points).set_index(["state", "year"])
    assert table.loc[(slice(None), 2024), "ideal_point"].isna().all()
    kept = table["ideal_point"].notna().sum()
    assert kept == (points["usable"] & points["state"].isin(agreement.SIX)).sum()


def test_random_groups_bracket_their_middle() -> None:
    pool = agreement.NATO + agreement.OTHERS + agreement.NEIGHBOURS
    table = groups.random_groups(VOTES, 5, pool, draws=50)
    assert (table["low"] <= table["middle"]).all()
    assert (table["middle"] <= table["high"]).all()


def test_group_means_leave_out_states_without_value() -> None:
    table = groups.means_with_state(VOTES, groups=["neighbours"]).set_index("year")
    single = agreement.with_state(VOTES, agreement.NEIGHBOURS, draws=0)
    part = single[single["year"] == 1992]["value"].dropna()
    assert table.loc[1992, "states"] == len(part) < 6
    assert table.loc[1992, "value"] == pytest.approx(part.mean())


def test_groups_hold_known_states_once() -> None:
    names = list(itertools.chain(*(agreement.GROUPS[key] for key in agreement.GROUPS)))
    assert set(names) <= set(VOTES.columns)
    assert len(names) == len(set(names)) + 5
