"""Survival and rates: values worked by hand, the words of refusals, limits."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta, chi2, norm

from helpers.measures import survival

# Twelve ages as in textbooks: 6 ends, the others still going on.
AGES = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 9]
ENDED = [True, True, False, True, False, True, True, False, True, False, False, False]


def refused(words: str) -> str:
    return f"^{re.escape(words)}$"


def test_a_curve_worked_by_hand() -> None:
    curve = survival.kaplan_meier(AGES, ENDED)
    assert curve.columns.tolist() == [
        "time", "at_risk", "events", "censored", "survival", "low", "high",
    ]  # fmt: skip
    assert curve["time"].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert curve["at_risk"].tolist() == [12, 12, 11, 9, 8, 6, 5, 3, 2, 1]
    assert curve["events"].tolist() == [0, 1, 1, 1, 1, 1, 1, 0, 0, 0]
    assert curve["censored"].tolist() == [0, 0, 1, 0, 1, 0, 1, 1, 1, 1]
    steps = [1, 11 / 12, 10 / 11, 8 / 9, 7 / 8, 5 / 6, 4 / 5, 1, 1, 1]
    assert curve["survival"].tolist() == pytest.approx(np.cumprod(steps).tolist())
    assert curve.loc[0, ["low", "high"]].tolist() == [1, 1]
    # Greenwood: sum of d / (n (n - d)) up to age 3.
    variance = 1 / (12 * 11) + 1 / (11 * 10) + 1 / (9 * 8)
    share = (11 / 12) * (10 / 11) * (8 / 9)
    for level in (0.95, 0.8):
        half = norm.ppf((1 + level) / 2) * math.sqrt(variance) / abs(math.log(share))
        row = survival.kaplan_meier(AGES, ENDED, level=level).loc[3]
        assert row["low"] == pytest.approx(share ** math.exp(half))
        assert row["high"] == pytest.approx(share ** math.exp(-half))
    usual = survival.kaplan_meier(AGES, ENDED, level=0.95)
    pd.testing.assert_frame_equal(usual, curve)


def test_before_the_first_end_and_after_the_last_case() -> None:
    curve = survival.kaplan_meier([1, 2, 3], [False, True, True])
    assert curve["survival"].tolist() == [1, 1, 0.5, 0]
    assert curve.loc[1, ["low", "high"]].tolist() == [1, 1]
    assert curve.loc[3, ["low", "high"]].isna().all()
    assert curve.loc[2, ["low", "high"]].between(0, 1, inclusive="neither").all()


def test_late_entry_counts_from_just_after_it() -> None:
    curve = survival.kaplan_meier([3, 5, 6], [True, True, False], [0, 3, 2.5])
    assert curve["time"].tolist() == [0, 3, 5, 6]
    # At age 0 only the first is watched; at 3 the second, who enters at 3, is not yet.
    assert curve["at_risk"].tolist() == [1, 2, 2, 1]
    assert curve["survival"].tolist() == [1, 0.5, 0.25, 0.25]
    assert survival.at_risk([3, 5, 6], [0, 2.5, 2.6, 3, 3.1, 5, 6, 6.1], [0, 3, 2.5]) == [
        1, 1, 2, 2, 2, 2, 1, 0,
    ]  # fmt: skip


def test_ages_that_differ_by_noise_are_one_age() -> None:
    curve = survival.kaplan_meier([2.0000001, 2, 3], [True, True, False], [0.0000001, 0, 0])
    assert curve["time"].tolist() == [0, 2, 3]
    assert curve["at_risk"].tolist() == [3, 3, 1]
    assert survival.kaplan_meier([2.00001, 2], [True, True])["time"].tolist() == [0, 2, 2.00001]


@pytest.mark.parametrize(
    ("age", "shown"), [(0, 1), (0.5, 1), (1, 11 / 12), (1.99, 11 / 12), (2, 10 / 12), (9, 35 / 81)]
)
def test_survival_at_ages_on_and_between_the_steps(age: float, shown: float) -> None:
    found = survival.survival_at(survival.kaplan_meier(AGES, ENDED), age)
    assert found.index.tolist() == ["survival", "low", "high"]
    assert found["survival"] == pytest.approx(shown, abs=1e-4)


def test_beyond_the_oldest_case_all_three_are_missing() -> None:
    found = survival.survival_at(survival.kaplan_meier(AGES, ENDED), 9.01)
    assert found.index.tolist() == ["survival", "low", "high"]
    assert found.isna().all()


@pytest.mark.parametrize(
    ("duration", "event", "entry", "words"),
    [
        ([], [], None, "There is no case, so there is no survival curve."),
        (
            [1, 2],
            [True],
            None,
            "duration has 2 values, event 1, entry 2; each case needs one of each.",
        ),
        (
            [1, 2],
            [True, True],
            [0],
            "duration has 2 values, event 2, entry 1; each case needs one of each.",
        ),
        (
            [1, 2],
            [True, False],
            [0, 2],
            "Case 1 (counted from 0): its duration 2.0 must be longer than its entry 2.0, and the "
            "entry 0 or more.",
        ),
        (
            [0, 2],
            [True, False],
            None,
            "Case 0 (counted from 0): its duration 0.0 must be longer than its entry 0.0, and the "
            "entry 0 or more.",
        ),
        (
            [1],
            [True],
            [-0.5],
            "Case 0 (counted from 0): its duration 1.0 must be longer than its entry -0.5, and "
            "the entry 0 or more.",
        ),
    ],
)
def test_wrong_cases_are_told_in_these_words(duration, event, entry, words: str) -> None:
    with pytest.raises(ValueError, match=refused(words)):
        survival.kaplan_meier(duration, event, entry)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1,), "count must be a whole number, 0 or more; it is -1."),
        ((1.5,), "count must be a whole number, 0 or more; it is 1.5."),
        ((1, 0), "exposure must be a number above 0; it is 0."),
        ((1, -2), "exposure must be a number above 0; it is -2."),
        ((1, math.inf), "exposure must be a number above 0; it is inf."),
        ((1, math.nan), "exposure must be a number above 0; it is nan."),
        ((1, 1, 0), "level must lie between 0 and 1, for example 0.95; it is 0."),
        ((1, 1, 1), "level must lie between 0 and 1, for example 0.95; it is 1."),
    ],
)
def test_wrong_rates_are_told_in_these_words(arguments: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=refused(words)):
        survival.exact_poisson(*arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1, 1, 1, 1), "count must be a whole number, 0 or more; it is -1."),
        ((1, 1, 0.5, 1), "other_count must be a whole number, 0 or more; it is 0.5."),
        ((1, 0, 1, 1), "exposure must be a number above 0; it is 0."),
        ((1, 1, 1, 0), "other_exposure must be a number above 0; it is 0."),
        (
            (0, 1, 0, 1),
            "Neither group has an event, so the ratio of their rates is not known.",
        ),
        ((1, 1, 1, 1, 1), "level must lie between 0 and 1, for example 0.95; it is 1."),
    ],
)
def test_wrong_ratios_are_told_in_these_words(arguments: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=refused(words)):
        survival.rate_ratio(*arguments)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 1000])
def test_limits_of_counts_are_quantiles_of_chi_square(count: int, level: float) -> None:
    low, high = survival.exact_poisson(count, 4.0, level)
    tail = (1 - level) / 2
    assert low == pytest.approx(chi2.ppf(tail, 2 * count) / 8 if count else 0, rel=1e-9)
    assert high == pytest.approx(chi2.isf(tail, 2 * count + 2) / 8, rel=1e-9)


def test_rates_have_a_usual_exposure_and_level() -> None:
    assert survival.exact_poisson(3.0) == survival.exact_poisson(3, 1.0, 0.95)
    # Ulm (1990), American Journal of Epidemiology 131: 11 events give 5.4912 to 19.6820.
    assert survival.exact_poisson(11) == pytest.approx((5.4912, 19.6820), abs=5e-5)


@pytest.mark.parametrize(("one", "other"), [(3, 5), (1, 1), (4, 0), (0, 4), (30, 2)])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_ratios_worked_with_quantiles_of_the_beta(one: int, other: int, level: float) -> None:
    ratio, low, high = survival.rate_ratio(one, 10.0, other, 25.0, level)
    tail = (1 - level) / 2
    below = beta.ppf(tail, one, other + 1) if one else 0.0
    assert low == pytest.approx(below / (1 - below) * 2.5, rel=1e-9)
    if other:
        above = beta.ppf(1 - tail, one + 1, other)
        assert high == pytest.approx(above / (1 - above) * 2.5, rel=1e-9)
        assert ratio == pytest.approx((one / 10) / (other / 25))
    else:
        assert ratio == high == math.inf
    if level == 0.95:
        assert survival.rate_ratio(one, 10.0, other, 25.0) == (ratio, low, high)


def test_exits_per_hundred_member_years() -> None:
    spells = pd.DataFrame(
        {"start": [1990.0, 1992.5, 2000.0], "end": [2000.0, 2002.5, 2005.0]},
        index=[5, 7, 9],
    ).assign(withdrawal=[True, False, True])
    found = survival.exit_rate(spells, 0.9)
    assert list(found) == ["spells", "exits", "member_years", "rate", "low", "high"]
    assert (found["spells"], found["exits"], found["member_years"]) == (3, 2, 25)
    assert found["rate"] == pytest.approx(8)
    assert found["low"] == pytest.approx(100 * chi2.ppf(0.05, 4) / 2 / 25)
    assert found["high"] == pytest.approx(100 * chi2.ppf(0.95, 6) / 2 / 25)
    assert survival.exit_rate(spells) == survival.exit_rate(spells, 0.95)
    with pytest.raises(ValueError, match="exposure must be a number above 0"):
        survival.exit_rate(spells.iloc[:0])
