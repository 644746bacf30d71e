"""Reliability, survival, shares: slow references from the published formulas."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.measures import (
    asymmetry,
    diversification,
    proportions,
    reliability,
    survival,
)

CODES = st.one_of(st.none(), st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0]))
MATRICES = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(CODES, min_size=coders, max_size=coders), min_size=1, max_size=8
    )
)


# Krippendorff's alpha


def slow_alpha(rows: list[list[float | None]], level: str) -> float:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, pair by pair."""
    units = [[code for code in row if code is not None] for row in rows]
    units = [unit for unit in units if len(unit) >= 2]
    values = [code for unit in units for code in unit]
    n, found = len(values), sorted(set(values))
    count = {code: values.count(code) for code in found}

    def distance(c: float, k: float) -> float:
        if level == "nominal":
            return float(c != k)
        if level == "interval":
            return (c - k) ** 2
        between = sum(count[g] for g in found if min(c, k) <= g <= max(c, k))
        return (between - (count[c] + count[k]) / 2) ** 2

    observed = sum(
        sum(distance(c, k) for c, k in itertools.permutations(unit, 2)) / (len(unit) - 1)
        for unit in units
    )
    expected = sum(count[c] * count[k] * distance(c, k) for c in found for k in found)
    return 1 - (n - 1) * observed / expected


@given(rows=MATRICES, level=st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_the_formula(rows, level: str) -> None:
    table = pd.DataFrame(rows, dtype=float)
    value = reliability.alpha(table, level)
    if reliability.undefined(table):
        assert math.isnan(value)
    else:
        assert value == pytest.approx(slow_alpha(rows, level), abs=1e-9)


@given(rows=MATRICES, names=st.permutations([-2.0, -1.0, 0.0, 1.0, 2.0]))
def test_nominal_alpha_and_agreement_know_no_names_of_codes(rows, names) -> None:
    table = pd.DataFrame(rows, dtype=float)
    renamed = table.replace(dict(zip([-2.0, -1.0, 0.0, 1.0, 2.0], names, strict=True)))
    same = pytest.approx(reliability.alpha(table, "nominal"), abs=1e-9, nan_ok=True)
    assert reliability.alpha(renamed, "nominal") == same
    same = pytest.approx(reliability.agreement(table), nan_ok=True)
    assert reliability.agreement(renamed) == same


@given(rows=MATRICES)
def test_agreement_counts_pairs_one_by_one(rows) -> None:
    pairs = [
        a == b
        for row in rows
        for a, b in itertools.combinations([code for code in row if code is not None], 2)
    ]
    wanted = sum(pairs) / len(pairs) if pairs else math.nan
    assert reliability.agreement(pd.DataFrame(rows, dtype=float)) == pytest.approx(
        wanted, nan_ok=True
    )


# Survival

CASES = st.lists(
    st.tuples(st.integers(1, 12), st.booleans(), st.integers(0, 11)).filter(lambda c: c[2] < c[0]),
    min_size=1,
    max_size=15,
)


def slow_survival(cases: list[tuple[int, bool, int]], age: int) -> tuple[Fraction, Fraction | None]:
    """Kaplan and Meier (1958) and the sum of Greenwood (1926), age by age."""
    share, spread = Fraction(1), Fraction(0)
    for time in range(1, age + 1):
        watched = sum(entry < time <= duration for duration, _, entry in cases)
        ended = sum(ends and duration == time for duration, ends, _ in cases)
        if ended:
            share *= 1 - Fraction(ended, watched)
            left = watched - ended
            spread = (
                None if spread is None or not left else spread + Fraction(ended, watched * left)
            )
    return share, spread


@given(cases=CASES, level=st.sampled_from([0.8, 0.95]))
def test_survival_is_that_of_the_formula(cases, level: float) -> None:
    curve = survival.kaplan_meier(*map(list, zip(*cases, strict=True)), level=level)
    z = NormalDist().inv_cdf((1 + level) / 2)
    for row in curve.itertuples():
        share, spread = slow_survival(cases, int(row.time))
        assert row.survival == pytest.approx(float(share), abs=1e-12)
        if share == 0:
            assert math.isnan(row.low)
        elif share < 1 and spread is not None:
            # Kalbfleisch and Prentice (1980): log(-log S) is taken as normal.
            middle = math.log(-math.log(share))
            half = z * math.sqrt(spread) / abs(math.log(share))
            assert row.low == pytest.approx(math.exp(-math.exp(middle + half)), abs=1e-9)
            assert row.high == pytest.approx(math.exp(-math.exp(middle - half)), abs=1e-9)


@given(cases=CASES, random=st.randoms(use_true_random=False))
def test_survival_knows_no_order_and_one_end_more_lowers_it(cases, random) -> None:
    curve = survival.kaplan_meier(*map(list, zip(*cases, strict=True)))
    shuffled = random.sample(cases, len(cases))
    again = survival.kaplan_meier(*map(list, zip(*shuffled, strict=True)))
    pd.testing.assert_frame_equal(curve, again)
    place = random.randrange(len(cases))
    duration, _, entry = cases[place]
    ended = [*cases[:place], (duration, True, entry), *cases[place + 1 :]]
    lower = survival.kaplan_meier(*map(list, zip(*ended, strict=True)))
    assert (lower["survival"] <= curve["survival"] + 1e-12).all()


# Shares, concentration, spread


@given(
    n=st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    level=st.sampled_from([0.8, 0.9, 0.95, 0.99]),
)
def test_intervals_solve_their_equations(n: tuple[int, int], level: float) -> None:
    """Wilson (1927) by his quadratic; Clopper and Pearson (1934) by the tails of the binomial."""
    count, n = n
    z = NormalDist().inv_cdf((1 + level) / 2)
    for end in proportions.wilson(count, n, level):
        if 0 < end < 1:
            assert (count / n - end) ** 2 == pytest.approx(
                z**2 * end * (1 - end) / n, rel=1e-9, abs=1e-15
            )
    low, high = proportions.clopper_pearson(count, n, level)
    tail = (1 - level) / 2

    def chance(counts: range, p: float) -> float:
        return sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in counts)

    assert (
        low == 0
        if count == 0
        else chance(range(count, n + 1), low) == pytest.approx(tail, rel=1e-6)
    )
    assert (
        high == 1 if count == n else chance(range(count + 1), high) == pytest.approx(tail, rel=1e-6)
    )


AMOUNTS = st.dictionaries(
    st.sampled_from(["USA", "FRA", "DEU", "TUR", "POL", "RUS"]),
    st.one_of(st.none(), st.integers(1, 10**6)),
    min_size=1,
)


@given(amounts=AMOUNTS, factor=st.integers(1, 1000))
def test_concentration_is_herfindahl_and_knows_no_unit_and_no_names(amounts, factor: int) -> None:
    """Herfindahl (1950), Hirschman (1964): the sum of squared shares, from 1/n to 1."""
    known = [value for value in amounts.values() if value is not None]
    sizes = pd.DataFrame(
        {
            "alliance": "X",
            "state": list(amounts),
            "member_since": 1990,
            "year": 2000,
            "gdp_usd": pd.array([float(v) if v else np.nan for v in amounts.values()]),
        }
    )
    found = asymmetry.concentration(sizes, "gdp_usd")
    if not known:
        assert found.empty
        return
    (row,) = found.to_dict("records")
    total = sum(known)
    assert row["herfindahl"] == pytest.approx(float(sum(Fraction(v, total) ** 2 for v in known)))
    assert 1 / len(known) - 1e-12 <= row["herfindahl"] <= 1 + 1e-12
    assert row["share"] == pytest.approx(100 * max(known) / total)
    assert row["members"] == len(known)
    assert set(filter(None, row["missing"].split(";"))) == {
        s for s, v in amounts.items() if v is None
    }
    other = sizes.assign(gdp_usd=sizes["gdp_usd"] * factor, state=sizes["state"].str.lower())[::-1]
    (again,) = asymmetry.concentration(other, "gdp_usd").to_dict("records")
    assert again["herfindahl"] == pytest.approx(row["herfindahl"])


@given(st.lists(st.integers(0, 10**6), min_size=5, max_size=5).filter(any))
def test_evenness_is_the_entropy_of_shannon_over_its_largest_value(amounts: list[int]) -> None:
    """Shannon (1948) entropy over ln n, Pielou (1966)."""
    entropy = 0.0
    for amount in amounts:
        if amount:
            entropy -= amount / sum(amounts) * math.log(amount / sum(amounts))
    shares = pd.Series(amounts) / sum(amounts)
    assert diversification.evenness(shares) == pytest.approx(entropy / math.log(5), abs=1e-12)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["RUS", "CHN", "DEU", "FRA", "TUR", "IND"]),
            st.integers(1995, 2025),
            st.integers(1, 500),
        ),
        max_size=12,
    )
)
def test_shares_of_arms_count_delivery_by_delivery(deliveries) -> None:
    table = pd.DataFrame(deliveries, columns=["supplier", "year", "tiv_million"])
    found = diversification.arms_shares(table.assign(recipient="KAZ"), "KAZ")
    part = {"DEU": "EU27", "FRA": "EU27", "IND": "rest"}
    for period, row in found.iterrows():
        first, last = map(int, period.split("–"))
        inside = [(part.get(s, s), v) for s, year, v in deliveries if first <= year <= last]
        total = sum(value for _, value in inside)
        assert row["tiv_million"] == total
        assert row["small"] == (total < diversification.SMALL)
        for name in diversification.PARTS:
            own = sum(value for supplier, value in inside if supplier == name)
            wanted = own / total if total else math.nan
            assert row[name] == pytest.approx(wanted, nan_ok=True)
