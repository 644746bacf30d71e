"""Periods, shares of No, ideal points and groups: worked values and slow recomputation."""

from __future__ import annotations

import itertools

import krippendorff
import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from helpers.measures import agreement, bootstrap, groups, moved, periods

SESSIONS = pd.DataFrame({"session": ["ES-11", "80", "9", "80", "ES-9"], "vote": list("abcde")})


def calls(seed: int, states: list[str], length: int, year: int = 2021) -> pd.DataFrame:
    """Roll calls with random votes, absences and blanks."""
    random = np.random.default_rng(seed)
    letters = np.array(["Y", "A", "N", "X", None], dtype=object)
    drawn = random.choice(len(letters), size=(length, len(states)), p=[0.4, 0.25, 0.25, 0.06, 0.04])
    table = pd.DataFrame(letters[drawn], columns=states)
    return table.assign(date=pd.Timestamp(year, 12, 1), session=str(year - 1945))


def test_periods_are_in_order_of_number_then_name() -> None:
    found = periods.split(SESSIONS, "session")
    assert [name for name, _ in found] == ["9", "80", "ES-9", "ES-11"]
    assert ["".join(part["vote"]) for _, part in found] == ["c", "bd", "e", "a"]
    names, parts = periods.arrays(SESSIONS, "session", np.arange(10).reshape(5, 2))
    assert names == ["9", "80", "ES-9", "ES-11"]
    assert [part.tolist() for part in parts] == [[[4, 5]], [[2, 3], [6, 7]], [[8, 9]], [[0, 1]]]


def test_roll_calls_of_a_period_stay_in_order() -> None:
    sessions = pd.DataFrame({"session": [str(row * 7 % 5) for row in range(400)]})
    parts = periods.arrays(sessions, "session", np.arange(400))[1]
    assert [len(part) for part in parts] == [80] * 5
    assert all((np.diff(part) == 5).all() for part in parts)


def test_years_follow_from_the_dates_unless_a_column_gives_them() -> None:
    dates = pd.to_datetime(["2022-01-01", "2021-12-31", "2022-12-31"])
    names, number = periods.numbered(pd.DataFrame({"date": dates}), "year")
    assert (names, number.tolist()) == ([2021, 2022], [1, 0, 1])
    assert {type(name) for name in names} == {int}
    given = pd.DataFrame({"date": dates, "year": [3, 5, 4]})
    assert periods.numbered(given, "year")[0] == [3, 4, 5]
    other = pd.DataFrame({"date": dates, "decade": [1990, 1980, 1990]})
    assert periods.numbered(other, "decade")[0] == [1980, 1990]


def no_votes(state: str, letters: str, session: str, date: str) -> pd.DataFrame:
    table = pd.DataFrame({state: list(letters), "session": session})
    return table.assign(date=pd.Timestamp(date))


def test_shares_of_no_worked_by_hand() -> None:
    votes = pd.concat(
        [
            no_votes("RUS", "N" * 3 + "Y" * 5 + "A" * 2 + "X" * 4, "78", "2023-12-01"),
            no_votes("RUS", "N" * 9, "77", "2022-12-01"),
            no_votes("RUS", "Y" * 12, "100", "2045-12-01"),
            no_votes("RUS", "N" * 30, "ES-11", "2023-02-23"),
            no_votes("KAZ", "A" * 15 + "N" * 5, "78", "2023-12-01"),
        ],
        ignore_index=True,
    )
    table = moved.no_shares(votes, ["RUS", "KAZ"])
    assert table.columns.tolist() == ["state", "session", "no", "n", "value", "low", "high"]
    assert table[["state", "session", "no", "n", "value"]].to_numpy().tolist() == [
        ["RUS", 78, 3, 10, 0.3],
        ["RUS", 100, 0, 12, 0.0],
        ["KAZ", 78, 5, 20, 0.25],
    ]
    assert table["session"].dtype == int
    for row in table.itertuples():
        theirs = binomtest(row.no, row.n).proportion_ci(method="wilson")
        assert (row.low, row.high) == pytest.approx((theirs.low, theirs.high), abs=1e-7)
    by_year = moved.no_shares(votes, ["RUS", "KAZ"], by="year")
    assert by_year[["state", "year", "no", "n"]].to_numpy().tolist() == [
        ["RUS", 2023, 33, 40],
        ["RUS", 2045, 0, 12],
        ["KAZ", 2023, 5, 20],
    ]


def test_shares_of_no_are_those_of_the_six_unless_told_otherwise() -> None:
    table = moved.no_shares(calls(1, [*agreement.SIX, "USA"], 40))
    assert table["state"].tolist() == agreement.SIX
    assert table["session"].tolist() == [76] * 6


def test_wilson_stays_between_0_and_1() -> None:
    trials = pd.Series(range(1, 2000))
    low, high = moved.wilson(trials * 0, trials)
    assert low.min() >= 0
    assert (high < 1).all()
    low, high = moved.wilson(trials, trials)
    assert high.max() <= 1
    assert (low > 0).all()


def test_ideal_points_leave_gaps_and_keep_the_years_in_between() -> None:
    points = pd.DataFrame(
        [
            ("RUS", 2021, -1.0, -1.5, -0.5, 80, True),
            ("RUS", 2023, -2.0, -2.5, -1.5, 70, False),
            ("KAZ", 2022, 0.5, 0.1, 0.9, 60, True),
            ("USA", 2020, 3.0, 2.5, 3.5, 90, True),
        ],
        columns=["state", "year", "ideal_point", "q05", "q95", "n_votes", "usable"],
    )
    table = moved.usable_points(points, ["RUS", "KAZ"])
    assert table.columns.tolist() == ["state", "year", "ideal_point", "q05", "q95", "n_votes"]
    assert table["state"].tolist() == ["RUS"] * 4 + ["KAZ"] * 4
    assert table["year"].tolist() == [2020, 2021, 2022, 2023] * 2
    wanted = [
        [None] * 4, [-1.0, -1.5, -0.5, 80], [None] * 4, [None, None, None, 70],
        [None] * 4, [None] * 4, [0.5, 0.1, 0.9, 60], [None] * 4,
    ]  # fmt: skip
    np.testing.assert_array_equal(
        table[["ideal_point", "q05", "q95", "n_votes"]].to_numpy(dtype=float),
        np.array(wanted, dtype=float),
    )
    assert moved.usable_points(points)["state"].unique().tolist() == agreement.SIX


STATES = ["RUS", "KAZ", "TJK", "ARM"]


def mean_over_pairs(votes: pd.DataFrame, measure: str, absent: str = "drop") -> tuple[float, int]:
    """Average one pair after the other, without tables of counts."""
    codes = agreement.scores(votes, STATES, absent)
    kept = []
    for one, other in itertools.combinations(range(len(STATES)), 2):
        x, y = codes[:, one], codes[:, other]
        value = agreement.pair(x, y, measure)
        if (~np.isnan(x) & ~np.isnan(y)).sum() >= 10 and not np.isnan(value):
            kept.append(value)
    return (np.mean(kept) if kept else np.nan), len(kept)


@pytest.mark.parametrize("measure", ["agreement", "S", "kappa"])
@pytest.mark.parametrize("absent", ["drop", "abstain"])
def test_inside_is_the_mean_of_pairs_with_votes_enough(measure: str, absent: str) -> None:
    votes = calls(2, STATES, 30)
    votes.loc[:20, "ARM"] = None  # Armenia shares fewer than ten roll calls with anybody.
    table = groups.inside(votes, STATES, measure, absent=absent, draws=0)
    assert table.columns.tolist() == ["year", "value", "low", "high", "n", "pairs"]
    value, pairs = mean_over_pairs(votes, measure, absent)
    assert table.loc[0, "value"] == pytest.approx(value)
    assert (table.loc[0, "year"], table.loc[0, "pairs"], pairs) == (2021, 3, 3)
    given = agreement.scores(votes, STATES, absent)
    assert table.loc[0, "n"] == sum(np.isfinite(row).sum() >= 2 for row in given)
    assert table.loc[0, ["low", "high"]].isna().all()
    assert table.dtypes[["value", "low", "high"]].eq(float).all()


def test_interval_of_a_group_is_that_of_copied_roll_calls() -> None:
    votes = calls(3, STATES, 25)
    table = groups.inside(votes, STATES, "kappa", by="session", draws=60)
    again = bootstrap.weights(len(votes), 60).astype(int)
    means = [
        np.mean(
            [
                agreement.pair(*agreement.scores(copied, list(both)).T, "kappa")
                for both in itertools.combinations(STATES, 2)
            ]
        )
        for copied in (votes.iloc[np.repeat(np.arange(25), draw)] for draw in again)
    ]
    assert table.columns.tolist()[0] == "session"
    assert table.loc[0, ["low", "high"]].tolist() == pytest.approx(
        np.quantile(means, [0.025, 0.975]).tolist(), abs=1e-5
    )


def alpha(votes: pd.DataFrame, absent: str = "drop") -> float:
    codes = agreement.scores(votes, STATES, absent).T
    return krippendorff.alpha(codes, level_of_measurement="interval", value_domain=[1, 2, 3])


def test_alpha_of_a_group_and_its_interval_follow_the_package() -> None:
    votes = calls(4, STATES, 24)
    votes.loc[5, ["RUS", "KAZ", "TJK"]] = None  # One voter: the roll call compares nobody.
    table = groups.inside(votes, STATES, groups.ALPHA, draws=40)
    assert table.loc[0, "value"] == pytest.approx(alpha(votes))
    voters = np.isfinite(agreement.scores(votes, STATES)).sum(axis=1)
    compared = votes[voters >= 2]
    assert table.loc[0, ["n", "pairs"]].tolist() == [len(compared), 6]
    assert table.dtypes[["n", "pairs"]].eq(int).all()
    draws = bootstrap.weights(len(compared), 40).astype(int)
    again = [alpha(compared.iloc[np.repeat(np.arange(len(compared)), draw)]) for draw in draws]
    assert table.loc[0, ["low", "high"]].tolist() == pytest.approx(
        np.quantile(again, [0.025, 0.975]).tolist(), abs=1e-5
    )
    counted = groups.inside(votes, STATES, groups.ALPHA, absent="abstain", draws=0)
    assert counted.loc[0, "value"] == pytest.approx(alpha(votes, "abstain"))
    assert counted.loc[0, ["low", "high"]].isna().all()


@pytest.mark.filterwarnings("error")
def test_alpha_without_any_variation_is_missing() -> None:
    votes = calls(5, STATES, 12)
    votes[STATES] = "Y"
    assert np.isnan(groups.inside(votes, STATES, groups.ALPHA).loc[0, "value"])
    votes[STATES] = None
    empty = groups.inside(votes, STATES, groups.ALPHA).iloc[0]
    assert empty["n"] == 0
    assert empty[["value", "low", "high"]].isna().all()


@pytest.mark.parametrize(("length", "known"), [(9, False), (10, True)])
@pytest.mark.parametrize("measure", ["agreement", groups.ALPHA])
def test_a_period_needs_ten_roll_calls(measure: str, length: int, known: bool) -> None:
    votes = pd.DataFrame({"RUS": ["Y", "N"] * 5, "KAZ": ["Y", "A"] * 5}).head(length)
    votes = votes.assign(date=pd.Timestamp("2021-12-01"))
    table = groups.inside(votes, ["RUS", "KAZ"], measure, draws=20)
    assert table[["value", "low", "high"]].notna().all(axis=None) == known
    assert table.loc[0, "n"] == length


def test_pairs_that_hardly_vary_are_no_part_of_the_mean() -> None:
    votes = pd.DataFrame({"RUS": ["Y", "N"] * 10, "KAZ": ["Y"] * 20, "TJK": ["Y"] * 20})
    votes = votes.assign(date=pd.Timestamp("2021-12-01"))
    states = ["RUS", "KAZ", "TJK"]
    table = groups.inside(votes, states, "kappa", draws=0)
    # Kazakhstan and Tajikistan vote alike throughout: no expected distance, no kappa.
    assert table.loc[0, ["value", "pairs"]].tolist() == [0, 2]
    assert groups.inside(votes, states[1:], "kappa", draws=0).loc[0, "pairs"] == 0
    assert groups.inside(votes, states, draws=0).loc[0, "pairs"] == 3
    # One No in twenty: an expected distance of 2 / 20, just enough.
    once = votes.assign(RUS=["N", *["Y"] * 19])
    assert groups.inside(once, states, "kappa", draws=0).loc[0, "pairs"] == 2
    assert groups.inside(once.iloc[1:], states, "kappa", draws=0).loc[0, "pairs"] == 0


def test_group_means_are_those_of_single_states() -> None:
    states = [*agreement.SIX, *agreement.NATO, *agreement.OTHERS, *agreement.NEIGHBOURS]
    votes = pd.concat([calls(6, states, 30), calls(7, states, 30, 2022)], ignore_index=True)
    table = groups.means_with_state(votes)
    assert table.columns.tolist() == ["state", "year", "value", "states"]
    assert table["state"].tolist() == [
        name for name in ("nato", "others", "neighbours") for _ in (2021, 2022)
    ]
    for row in table.itertuples():
        part = votes[votes["date"].dt.year == row.year]
        x = agreement.scores(part, ["RUS"])[:, 0]
        single = [
            agreement.pair(agreement.scores(part, [state])[:, 0], x)
            for state in agreement.GROUPS[row.state]
        ]
        assert row.value == pytest.approx(np.mean(single))
        assert row.states == len(single)


def test_group_means_keep_the_order_of_sessions() -> None:
    votes = pd.concat([calls(6, agreement.SIX, 30, year) for year in (2045, 2021)])
    table = groups.means_with_state(votes, groups=["six", "five"], by="session")
    assert table["session"].tolist() == ["76", "100"] * 2
    assert table.index.tolist() == [0, 1, 2, 3]


def test_group_means_take_every_setting_and_leave_the_state_itself_out() -> None:
    votes = calls(8, agreement.SIX, 40)
    table = groups.means_with_state(votes, "KAZ", ["six"], "identical", "session", "abstain")
    letters = votes[agreement.SIX].replace("X", "A")
    single = []
    for state in ["RUS", "BLR", "KGZ", "TJK", "ARM"]:
        both = letters[[state, "KAZ"]].dropna()
        single.append((both[state] == both["KAZ"]).mean())
    assert table.to_numpy().tolist() == [["six", "76", pytest.approx(np.mean(single)), 5]]


POOL = ["USA", "GBR", "FRA", "DEU"]


def test_groups_by_lot_are_means_over_their_pairs() -> None:
    votes = pd.concat([calls(9, POOL, 30), calls(10, POOL, 30, 2022)], ignore_index=True)
    table = groups.random_groups(votes, 3, POOL, "identical", by="session", draws=40)
    assert table.columns.tolist() == ["session", "low", "middle", "high"]
    assert table["session"].tolist() == ["76", "77"]
    random = np.random.default_rng(bootstrap.SEED)
    drawn = [[POOL[place] for place in random.permutation(4)[:3]] for _ in range(40)]
    for row in table.itertuples():
        part = votes[votes["session"] == row.session]
        means = [
            np.mean(
                [
                    agreement.pair(*agreement.scores(part, list(both)).T, "identical")
                    for both in itertools.combinations(group, 2)
                ]
            )
            for group in drawn
        ]
        assert [row.low, row.middle, row.high] == pytest.approx(
            np.quantile(means, [0.025, 0.5, 0.975]).tolist()
        )


def test_groups_by_lot_leave_out_pairs_without_a_value() -> None:
    votes = calls(11, POOL, 30)
    votes["DEU"] = None
    whole = groups.random_groups(votes, 4, POOL, draws=5).iloc[0]
    value = np.mean(
        [
            agreement.pair(*agreement.scores(votes, list(both)).T)
            for both in itertools.combinations(POOL[:3], 2)
        ]
    )
    assert whole[["low", "middle", "high"]].tolist() == pytest.approx([value] * 3)


def test_groups_by_lot_are_five_hundred_unless_told_otherwise() -> None:
    votes = calls(14, [*POOL, *agreement.OTHERS], 30)
    pool = [*POOL, *agreement.OTHERS]
    usual = groups.random_groups(votes, 3, pool)
    pd.testing.assert_frame_equal(usual, groups.random_groups(votes, 3, pool, draws=500))


@pytest.mark.filterwarnings("error")
def test_groups_by_lot_without_any_value_are_missing_and_not_zero() -> None:
    few = groups.random_groups(calls(12, POOL, 9), 3, POOL, draws=5)
    assert few[["low", "middle", "high"]].isna().all(axis=None)
    votes = calls(13, POOL, 30)
    votes[["FRA", "DEU"]] = None
    table = groups.random_groups(votes, 2, POOL, draws=60).iloc[0]
    value = agreement.pair(*agreement.scores(votes, ["USA", "GBR"]).T)
    assert table[["low", "middle", "high"]].tolist() == pytest.approx([value] * 3)
