"""Other measures against slow references written from the published formulas."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers import data
from helpers.measures import (
    asymmetry,
    diversification,
    forecasts,
    proportions,
    reliability,
    response,
    scenario,
    spectrum,
    survival,
    trade,
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
