"""Measures of roll calls against slow references written from the published formulas."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.measures import agreement, bootstrap, groups, moved
from helpers.measures.agreement import FEWEST_VOTES, LEAST_EXPECTED, MEASURES

STATES = ["RUS", "KAZ", "ARM", "BLR"]
CODE = {"Y": 1, "A": 2, "N": 3}
LETTERS = st.sampled_from(["Y", "Y", "Y", "A", "A", "N", "N", "X", None])


@st.composite
def roll_calls(draw: st.DrawFn, least: int = 16, most: int = 32) -> pd.DataFrame:
    """Years with about as many shared votes as a value needs, and with more and fewer."""
    size = draw(st.integers(least, most))
    rows = draw(st.lists(st.tuples(*[LETTERS] * len(STATES)), min_size=size, max_size=size))
    first = draw(st.integers(0, size))
    years = [2020] * first + [2021] * (size - first)
    frame = pd.DataFrame(rows, columns=STATES, dtype=object)
    return frame.assign(date=pd.to_datetime([f"{year}-11-05" for year in years]))


def votes_of(frame: pd.DataFrame, one: str, other: str, absent: str) -> list[tuple[int, int]]:
    code = CODE | ({"X": 2} if absent == "abstain" else {})
    pairs = zip(frame[one], frame[other], strict=True)
    return [(code[a], code[b]) for a, b in pairs if a in code and b in code]


def slow(pairs: list[tuple[int, int]], measure: str) -> tuple[float, float]:
    """Return similarity and expected distance, vote by vote.

    S: Signorino and Ritter (1999), with equal weights and the largest distance 2. Weighted pi:
    Scott (1955); weighted kappa: Cohen (1968); both as chance-corrected agreement, Häge (2011).
    """
    if not pairs:
        return math.nan, math.nan
    n = len(pairs)
    observed = sum(abs(a - b) for a, b in pairs) / n
    if measure == "agreement":
        return sum(1 - abs(a - b) / 2 for a, b in pairs) / n, math.nan
    if measure == "identical":
        return sum(a == b for a, b in pairs) / n, math.nan
    if measure == "S":
        return 1 - 2 * sum(abs(a - b) / 2 for a, b in pairs) / n, 1.0
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    if measure == "pi":
        first = second = first + second
    expected = sum(abs(a - b) for a in first for b in second) / (len(first) * len(second))
    return (1 - observed / expected if expected else math.nan), expected


def slow_or_missing(pairs: list[tuple[int, int]], measure: str) -> float:
    value, expected = slow(pairs, measure)
    few = len(pairs) < FEWEST_VOTES or expected < LEAST_EXPECTED
    return math.nan if few else value


# At the limit of the least expected distance rounding decides whether a value is shown.
def near_the_limit(pairs: list[tuple[int, int]], measure: str) -> bool:
    return abs(slow(pairs, measure)[1] - LEAST_EXPECTED) < 1e-6


@settings(max_examples=60)
@given(
    frame=roll_calls(),
    measure=st.sampled_from(list(MEASURES)),
    absent=st.sampled_from(["drop", "abstain"]),
)
def test_every_pair_and_year_is_that_of_the_formula(frame, measure: str, absent: str) -> None:
    found = agreement.all_pairs(frame, STATES, measure, absent=absent)
    years = frame["date"].dt.year
    assert found.periods == sorted(years.unique())
    for place, year in enumerate(found.periods):
        for (i, one), (j, other) in itertools.product(enumerate(STATES), repeat=2):
            pairs = votes_of(frame[years == year], one, other, absent)
            assert found.n[place, i, j] == len(pairs)
            if not near_the_limit(pairs, measure):
                wanted = slow_or_missing(pairs, measure)
                assert found.values[place, i, j] == pytest.approx(wanted, abs=1e-6, nan_ok=True)


@given(frame=roll_calls(), measure=st.sampled_from(list(MEASURES)))
def test_a_series_with_a_state_is_that_of_the_formula(frame, measure: str) -> None:
    table = agreement.with_state(frame, ["KAZ", "ARM"], measure=measure, draws=0)
    for row in table.itertuples():
        pairs = votes_of(frame[frame["date"].dt.year == row.year], row.state, "RUS", "drop")
        assert row.n == len(pairs)
        if not near_the_limit(pairs, measure):
            wanted = slow_or_missing(pairs, measure)
            assert row.value == pytest.approx(wanted, abs=1e-6, nan_ok=True)
            assert bool(row.reason) == math.isnan(wanted)


@given(
    votes=st.lists(
        st.tuples(st.sampled_from([1.0, 2.0, 3.0, math.nan]), st.sampled_from([1.0, 2.0, 3.0])),
        max_size=30,
    ),
    measure=st.sampled_from(list(MEASURES)),
    random=st.randoms(use_true_random=False),
)
def test_pairs_know_no_order_no_side_and_no_direction(votes, measure: str, random) -> None:
    x, y = [a for a, _ in votes], [b for _, b in votes]
    value = agreement.pair(x, y, measure)
    same = pytest.approx(value, abs=1e-9, nan_ok=True)
    assert agreement.pair(y, x, measure) == same
    shuffled = random.sample(votes, len(votes))
    assert agreement.pair([a for a, _ in shuffled], [b for _, b in shuffled], measure) == same
    # Yes and no change places: what a resolution says, not how alike two states are.
    assert agreement.pair([4 - a for a in x], [4 - b for b in y], measure) == same


@given(frame=roll_calls(), measure=st.sampled_from(list(MEASURES)), order=st.permutations(STATES))
def test_names_and_order_of_states_and_rows_do_not_matter(frame, measure: str, order) -> None:
    found = agreement.all_pairs(frame, STATES, measure)
    names = dict(zip(STATES, ["AAA", "BBB", "CCC", "DDD"], strict=True))
    renamed = frame.rename(columns=names).iloc[::-1].reset_index(drop=True)
    again = agreement.all_pairs(renamed, [names[state] for state in order], measure)
    places = [STATES.index(state) for state in order]
    np.testing.assert_allclose(again.values, found.values[:, places][:, :, places], atol=1e-6)


@given(frame=roll_calls())
def test_one_step_nearer_never_lowers_agreement_and_s(frame) -> None:
    for measure in ("agreement", "S"):
        pairs = votes_of(frame, "KAZ", "RUS", "drop")
        x, y = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
        before = agreement.pair(x, y, measure)
        for place, (a, b) in enumerate(zip(x, y, strict=True)):
            nearer = [*x[:place], a + np.sign(b - a), *x[place + 1 :]]
            assert agreement.pair(nearer, y, measure) >= before - 1e-9


@given(roll_calls())
def test_pairs_inside_a_group_are_averaged_one_by_one(frame) -> None:
    table = groups.inside(frame, STATES, measure="agreement", draws=0)
    for row in table.itertuples():
        part = frame[frame["date"].dt.year == row.year]
        each = [votes_of(part, *two, "drop") for two in itertools.combinations(STATES, 2)]
        values = [slow(pairs, "agreement")[0] for pairs in each if len(pairs) >= FEWEST_VOTES]
        both = sum(part[STATES].isin(list(CODE)).sum(axis=1) >= 2)
        assert row.n == both
        known = values and both >= FEWEST_VOTES
        wanted = math.fsum(values) / len(values) if known else math.nan
        assert row.value == pytest.approx(wanted, abs=1e-6, nan_ok=True)


@given(frame=roll_calls(1, 12), draws=st.integers(1, 6))
@settings(max_examples=40)
def test_resamples_are_roll_calls_drawn_with_replacement(frame, draws: int) -> None:
    """Efron (1979): every resample is as large as the sample and made of its rows."""
    counts = agreement.count_tables(frame, [("KAZ", "RUS")], draws=draws)
    for place, year in enumerate(counts.periods):
        part = frame[frame["date"].dt.year == year].reset_index(drop=True)
        for number, weights in enumerate(bootstrap.weights(len(part), draws)):
            copied = part.loc[np.repeat(np.arange(len(part)), weights.astype(int))]
            assert len(copied) == len(part)
            table = np.zeros((3, 3))
            for a, b in votes_of(copied, "KAZ", "RUS", "drop"):
                table[a - 1, b - 1] += 1
            np.testing.assert_array_equal(counts.samples[place][number, 0], table)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_of_no_votes_solves_wilsons_equation(counted: tuple[int, int]) -> None:
    """Wilson (1927): the ends p satisfy (share - p)^2 = z^2 p (1 - p) / n."""
    no, n = counted
    ends = moved.wilson(pd.Series([no]), pd.Series([n]))
    for end in (float(end[0]) for end in ends):
        assert 0 <= end <= 1
        if 0 < end < 1:
            away = 1.959964**2 * end * (1 - end) / n
            assert (no / n - end) ** 2 == pytest.approx(away, rel=1e-6, abs=1e-12)
    assert float(ends[0][0]) - 1e-12 <= no / n <= float(ends[1][0]) + 1e-12
