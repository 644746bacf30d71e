"""Intervals for shares: against scipy and statsmodels, and their properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from helpers.measures.proportions import clopper_pearson, wilson

COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])
BOTH = pytest.mark.parametrize("interval", [clopper_pearson, wilson])


@pytest.mark.parametrize("n", [1, 4, 9, 25])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_bounds_equal_scipy(n: int, level: float) -> None:
    for count in range(n + 1):
        for ours, method in [(clopper_pearson, "exact"), (wilson, "wilson")]:
            theirs = binomtest(count, n).proportion_ci(level, method=method)
            assert ours(count, n, level) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_many_cases_stay_exact() -> None:
    theirs = binomtest(4, 170).proportion_ci(method="exact")
    assert clopper_pearson(4, 170) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_no_case_of_four_has_the_bound_known_in_closed_form() -> None:
    assert clopper_pearson(0, 4) == pytest.approx((0, 1 - 0.025 ** (1 / 4)))


@BOTH
@given(COUNTS, LEVELS)
def test_bounds_hold_the_share(interval: object, counted: tuple[int, int], level: float) -> None:
    low, high = interval(*counted, level)
    assert 0 <= low <= counted[0] / counted[1] <= high <= 1
    assert low < high


@BOTH
@given(COUNTS)
def test_the_other_outcome_mirrors_the_bounds(interval: object, counted: tuple[int, int]) -> None:
    count, n = counted
    low, high = interval(count, n)
    assert interval(n - count, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@BOTH
@given(COUNTS)
def test_a_higher_level_is_wider(interval: object, counted: tuple[int, int]) -> None:
    narrow, wide = interval(*counted, 0.8), interval(*counted, 0.99)
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


@given(COUNTS, LEVELS)
def test_one_case_more_moves_the_exact_bounds_up(counted: tuple[int, int], level: float) -> None:
    count, n = counted
    if count < n:
        before, after = clopper_pearson(count, n, level), clopper_pearson(count + 1, n, level)
        assert before[0] < after[0]
        assert before[1] <= after[1]


@BOTH
@pytest.mark.parametrize("wrong", [(5, 4, 0.95), (-1, 4, 0.95), (0, 0, 0.95), (1, 4, 1.0)])
def test_impossible_counts_are_refused(interval: object, wrong: tuple) -> None:
    with pytest.raises(ValueError, match="must lie between 0 and"):
        interval(*wrong)


@BOTH
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ((5, 4), r"^5 of 4: the count must lie between 0 and n, and n must be 1 up\.$"),
        ((0, 0), r"^0 of 0: the count must lie between 0 and n, and n must be 1 up\.$"),
        ((1, 4, 0.0), r"^The level 0\.0 must lie between 0 and 1, for example 0\.95\.$"),
        ((1, 4, 1.0), r"^The level 1\.0 must lie between 0 and 1, for example 0\.95\.$"),
    ],
)
def test_refusals_say_what_is_wrong(interval: object, wrong: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        interval(*wrong)


def test_the_bounds_of_none_and_of_all_are_the_ends_of_the_scale() -> None:
    for interval in (clopper_pearson, wilson):
        assert interval(0, 7)[0] == 0
        assert interval(7, 7)[1] == 1


def test_published_bounds_of_wilson() -> None:
    # R. G. Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    for count, n, bounds in [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0000, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ]:
        assert wilson(count, n) == pytest.approx(bounds, abs=6e-5)
