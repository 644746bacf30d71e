"""Forecasts, spectrum, model, requests, trade: slow references from the published formulas."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers import data
from helpers.measures import (
    diversification,
    forecasts,
    response,
    scenario,
    spectrum,
    trade,
)

CODES = st.one_of(st.none(), st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0]))


# Forecasts


@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 100), min_size=3, max_size=3), st.integers(0, 2)),
        min_size=1,
        max_size=6,
    )
)
def test_brier_score_is_that_of_the_formula(given_: list) -> None:
    """Brier (1950): over the outcomes, the sum of (forecast - 1 or 0) squared."""
    rows = [[Fraction(part, sum(parts)) for part in parts] for parts, _ in given_]
    came = [place for _, place in given_]
    wanted = [
        float(sum((p - (place == outcome)) ** 2 for place, p in enumerate(row)))
        for row, outcome in zip(rows, came, strict=True)
    ]
    found = forecasts.brier([[float(p) for p in row] for row in rows], came)
    assert found.tolist() == pytest.approx(wanted)
    turned = forecasts.brier([[float(p) for p in row[::-1]] for row in rows], [2 - c for c in came])
    assert turned.tolist() == pytest.approx(wanted), "outcomes may stand in any order"


# Spectrum

MEMBERS = ["BLR", "KAZ", "ARM"]
STANCES = st.lists(st.tuples(*[CODES] * 3), min_size=1, max_size=5)


def slow_scores(rows: list[tuple], weights: list[int]) -> dict[str, float]:
    """Weighted mean over the indicators known for a member (OECD and JRC 2008)."""
    scores = {}
    for place, member in enumerate(MEMBERS):
        known = [
            (row[place], w) for row, w in zip(rows, weights, strict=True) if row[place] is not None
        ]
        total = sum(w for _, w in known)
        scores[member] = sum(code * w for code, w in known) / total if total else math.nan
    return scores


@given(rows=STANCES, chance=st.data())
def test_spectrum_is_the_weighted_mean_and_ranks_count_who_stands_nearer(rows, chance) -> None:
    weights = chance.draw(
        st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)).filter(any)
    )
    table = pd.DataFrame(rows, columns=MEMBERS, dtype=float)
    found = spectrum.index(table, pd.Series(weights, dtype=float))
    scores = slow_scores(rows, weights)
    for member, score in scores.items():
        assert found.loc[member, "score"] == pytest.approx(score, abs=1e-9, nan_ok=True)
        if not math.isnan(score):
            nearer = sum(other > score + 1e-9 for other in scores.values())
            level = sum(abs(other - score) <= 1e-9 for other in scores.values())
            assert found.loc[member, "best"] == nearer + 1
            assert found.loc[member, "worst"] == nearer + level


@given(rows=STANCES, chance=st.data())
def test_a_higher_code_never_lowers_a_member(rows, chance) -> None:
    weights = pd.Series(
        chance.draw(st.lists(st.integers(1, 3), min_size=len(rows), max_size=len(rows)))
    )
    table = pd.DataFrame(rows, columns=MEMBERS, dtype=float)
    place = chance.draw(st.integers(0, len(rows) - 1))
    assume(not math.isnan(table.loc[place, "KAZ"]))
    before = spectrum.index(table, weights).loc["KAZ"]
    table.loc[place, "KAZ"] += 1
    after = spectrum.index(table, weights).loc["KAZ"]
    assert after["score"] > before["score"]
    assert after["best"] <= before["best"]


# The open model

DRIVERS = list(scenario.DRIVERS)
JUDGEMENTS = st.fixed_dictionaries({driver: st.integers(0, 100) for driver in DRIVERS})
WEIGHTS = st.fixed_dictionaries({driver: st.integers(0, 3) for driver in DRIVERS}).filter(
    lambda weights: any(weights.values())
)


@given(values=JUDGEMENTS, weights=WEIGHTS, spread=st.integers(0, 100))
@settings(max_examples=40)
def test_model_has_the_mean_of_its_triangles(values, weights, spread: int) -> None:
    """The mean of a triangle is that of its ends and its peak; means of scores add up."""
    total = sum(weights.values())
    wanted = 0.0
    for driver in DRIVERS:
        low, high = max(0, values[driver] - spread), min(100, values[driver] + spread)
        wanted += weights[driver] / total * (low + values[driver] + high) / 3
    drawn = scenario.scores(values, weights, spread)
    assert drawn.mean() == pytest.approx(wanted, abs=0.02)
    assert 0 <= drawn.min() <= drawn.max() <= 100


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_chances_are_those_of_the_ordered_logit(drawn: list[float]) -> None:
    """McCullagh (1980): P(outcome <= k) = 1 / (1 + exp((score - cut k) / blur)), case by case."""
    wanted = [0.0] * 4
    for score in drawn:
        below = [1 / (1 + math.exp((score - cut) / scenario.BLUR)) for cut in scenario.CUT_POINTS]
        for place, (low, high) in enumerate(itertools.pairwise([0.0, *below, 1.0])):
            wanted[place] += (high - low) / len(drawn)
    assert scenario.chances(np.array(drawn)).tolist() == pytest.approx(wanted, abs=1e-12)
    assert sum(wanted) == pytest.approx(1)


# Requests and trade


@given(
    kinds=st.lists(
        st.sampled_from(sorted({k for kinds in response.OUTCOMES.values() for k in kinds})),
        max_size=12,
    ),
    outcome=st.sampled_from(list(response.OUTCOMES)),
)
def test_share_of_answers_counts_case_by_case(kinds: list[str], outcome: str) -> None:
    frame = pd.DataFrame(
        {"kind": kinds, "title": [f"Case {n}" for n in range(len(kinds))]}, dtype=object
    )
    found = response.share(frame, outcome)
    came = [f"Case {n}" for n, kind in enumerate(kinds) if kind in response.OUTCOMES[outcome]]
    assert (found["count"], found["n"]) == (len(came), len(kinds))
    assert found["cases"] == "; ".join(came)
    if kinds:
        share = found["percent"]
        assert found["exact_low"] - 1e-9 <= share <= found["exact_high"] + 1e-9
        assert found["wilson_low"] - 1e-9 <= share <= found["wilson_high"] + 1e-9
    else:
        assert math.isnan(found["percent"])


@given(
    values=st.lists(st.integers(1, 999), min_size=1, max_size=30),
    gap=st.integers(0, 29),
    random=st.randoms(use_true_random=False),
)
def test_sums_over_twelve_months_are_added_month_by_month(values, gap: int, random) -> None:
    months = pd.period_range("2020-06", periods=len(values), freq="M").astype(str)
    rows = [("EU27", "KAZ", month, float(v)) for month, v in zip(months, values, strict=True)]
    rows = [row for place, row in enumerate(rows) if place != gap]
    assume(rows)
    random.shuffle(rows)
    columns = ["reporter", "partner", "month", "eur_million"]
    found = trade.by_month(pd.DataFrame(rows, columns=columns)).set_index("month")
    known = {month: value for _, _, month, value in rows}
    base = [known.get(f"2021-{month:02}") for month in range(1, 13)]
    for month, row in found.iterrows():
        last = pd.Period(month)
        year = [known.get(str(last - back)) for back in range(12)]
        wanted = math.nan if None in year else sum(year)
        assert row["year_sum"] == pytest.approx(wanted, nan_ok=True)
        index = math.nan if None in base else 100 * known[month] / (sum(base) / 12)
        assert row["index"] == pytest.approx(index, nan_ok=True)


def test_parts_of_trade_add_up_to_one_in_every_year() -> None:
    for reporter in ("ARM", "KAZ", "KGZ"):
        for flow in ("export", "import", "total"):
            shares = diversification.trade_shares(data.read("trade_partners"), reporter, flow)
            sums = shares[list(diversification.PARTS)].sum(axis=1)
            np.testing.assert_allclose(sums, 1)
