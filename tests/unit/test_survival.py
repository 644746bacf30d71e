"""Survival curves and exact intervals: against statsmodels, scipy and the published values."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, chi2
from statsmodels.duration.survfunc import SurvfuncRight

from helpers import data
from helpers.measures import exit_definitions, exits
from helpers.measures.survival import (
    at_risk,
    exact_poisson,
    exit_rate,
    kaplan_meier,
    rate_ratio,
    survival_at,
)

PACTS = data.read("alliance_spells")
SPELLS = data.read("alliance_member_spells")
EVENTS = data.read("membership_events")
OURS = SPELLS["atop_id"] == exits.CSTO

ages = st.floats(0.01, 100).map(lambda age: round(age, 2))
cases = st.lists(st.tuples(ages, st.booleans(), st.floats(0, 0.99)), min_size=1, max_size=40)


def split(drawn: list[tuple]) -> tuple[list[float], list[bool], list[float]]:
    duration = [age for age, _, _ in drawn]
    entry = [round(age * share, 2) if age * share < age - 0.01 else 0.0 for age, _, share in drawn]
    return duration, [event for _, event, _ in drawn], entry


@given(cases)
@settings(max_examples=60, deadline=None)
def test_curve_equals_statsmodels_with_late_entry(drawn: list[tuple]) -> None:
    duration, event, entry = split(drawn)
    curve = kaplan_meier(duration, event, entry)
    ended = curve[(curve["events"] > 0)]
    other = SurvfuncRight(duration, np.array(event, dtype=int), entry=np.array(entry))
    np.testing.assert_allclose(ended["time"], other.surv_times)
    np.testing.assert_allclose(ended["at_risk"], other.n_risk)
    np.testing.assert_allclose(ended["survival"], other.surv_prob, atol=1e-12)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_interval_follows_from_the_standard_error_of_statsmodels(level: float) -> None:
    duration, event = PACTS["end"] - PACTS["start"], PACTS["ended"]
    curve = kaplan_meier(duration, event, level=level)
    curve = curve[(curve["events"] > 0) & curve["low"].notna()]
    other = SurvfuncRight(duration.round(6), event.astype(int))
    quantile = math.sqrt(chi2.ppf(level, 1))
    share, error = other.surv_prob, other.surv_prob_se
    half = quantile * error / (share * np.log(share))
    np.testing.assert_allclose(curve["low"], share ** np.exp(-half), rtol=1e-9)
    np.testing.assert_allclose(curve["high"], share ** np.exp(half), rtol=1e-9)


@given(cases)
@settings(max_examples=100, deadline=None)
def test_curve_falls_and_stays_inside_its_interval(drawn: list[tuple]) -> None:
    curve = kaplan_meier(*split(drawn))
    assert curve["survival"].between(0, 1).all()
    assert (curve["survival"].diff().dropna() <= 0).all()
    known = curve[curve["low"].notna()]
    assert (known["low"] <= known["survival"] + 1e-12).all()
    assert (known["survival"] <= known["high"] + 1e-12).all()
    assert known[["low", "high"]].stack().between(0, 1).all()


@given(cases)
@settings(max_examples=50, deadline=None)
def test_without_late_entry_all_are_at_risk_and_leave_one_by_one(drawn: list[tuple]) -> None:
    duration, event, _ = split(drawn)
    curve = kaplan_meier(duration, event)
    assert curve["at_risk"].iloc[0] == len(drawn)
    left = curve["at_risk"] - curve["events"] - curve["censored"]
    assert left.tolist()[1:-1] == curve["at_risk"].tolist()[2:]
    assert left.iloc[-1] == 0


def test_late_entry_leaves_early_ages_to_those_who_were_watched() -> None:
    naive = kaplan_meier([1, 10], [True, False])
    late = kaplan_meier([1, 10], [True, False], [0, 5])
    assert survival_at(naive, 1)["survival"] == 0.5
    assert survival_at(late, 1)["survival"] == 0
    assert at_risk([1, 10], [0, 1, 6], [0, 5]) == [1, 1, 1]


def test_equal_ages_are_equal_in_spite_of_rounding() -> None:
    assert len(kaplan_meier([1999.302 - 1993.939, 5.363], [True, False])) == 2


@pytest.mark.parametrize(
    ("duration", "event", "entry", "words"),
    [
        ([], [], None, "no case"),
        ([1, 2], [True], None, "needs one of each"),
        ([1, 2], [True, False], [0, 2], "Case 1"),
        ([1, math.nan], [True, False], None, "Case 1"),
        ([1], [True], [-1], "0 or more"),
    ],
)
def test_wrong_cases_are_named(duration, event, entry, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        kaplan_meier(duration, event, entry)


def test_nothing_is_said_beyond_the_oldest_case() -> None:
    curve = kaplan_meier([2, 4], [True, False])
    assert survival_at(curve, 4)["survival"] == 0.5
    assert survival_at(curve, 4.1).isna().all()


@given(st.integers(0, 400), st.floats(0.01, 1e5), st.floats(0.5, 0.999))
@settings(max_examples=80, deadline=None)
def test_exact_interval_is_that_of_garwood(count: int, exposure: float, level: float) -> None:
    low, high = exact_poisson(count, exposure, level)
    tail = (1 - level) / 2
    expected = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    assert low * exposure == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert high * exposure == pytest.approx(chi2.ppf(1 - tail, 2 * count + 2) / 2, rel=1e-9)
    assert low * exposure <= count <= high * exposure


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.1, 1e4), st.floats(0.1, 1e4))
@settings(max_examples=80, deadline=None)
def test_ratio_of_rates_is_that_of_clopper_and_pearson(one, two, first, second) -> None:
    if one + two == 0:
        with pytest.raises(ValueError, match="Neither group"):
            rate_ratio(one, first, two, second)
        return
    ratio, low, high = rate_ratio(one, first, two, second)
    scale = second / first
    p_low = beta.ppf(0.025, one, two + 1) if one else 0
    assert low == pytest.approx(p_low / (1 - p_low) * scale, rel=1e-6)
    if two:
        p_high = beta.ppf(0.975, one + 1, two)
        assert high == pytest.approx(p_high / (1 - p_high) * scale, rel=1e-6)
        assert low <= ratio <= high
    else:
        assert ratio == high == math.inf


@pytest.mark.parametrize("arguments", [(-1,), (1.5,), (1, 0), (1, math.inf), (1, 1, 1), (1, 1, 0)])
def test_senseless_rates_are_refused(arguments: tuple) -> None:
    with pytest.raises(ValueError, match="must"):
        exact_poisson(*arguments)


def test_published_values_of_pacts() -> None:
    many = PACTS[PACTS["peak_members"] >= 3]
    curve = kaplan_meier(many["end"] - many["start"], many["ended"])
    assert (len(many), int(many["ended"].sum())) == (37, 19)
    assert survival_at(curve, 30).round(3).tolist() == [0.491, 0.307, 0.652]
    two = PACTS[PACTS["peak_members"] == 2]
    curve = kaplan_meier(two["end"] - two["start"], two["ended"])
    assert survival_at(curve, 30).round(3).tolist() == [0.185, 0.115, 0.268]


@pytest.mark.parametrize(
    ("rows", "exits_", "years", "rate", "at_20"),
    [
        (SPELLS, 25, 10146.1, 0.246, [0.937, None, None]),
        (SPELLS[OURS], 4, 169.9, 2.355, [0.6, 0.253, 0.827]),
        (SPELLS[~OURS], 21, 9976.3, 0.210, [0.948, None, None]),
    ],
)
def test_published_values_of_members(rows, exits_, years, rate, at_20) -> None:
    found = exit_rate(rows)
    assert found["exits"] == exits_
    assert round(found["member_years"], 1) == years
    assert round(found["rate"], 3) == pytest.approx(rate, abs=0.001)
    shares = survival_at(kaplan_meier(rows["end"] - rows["start"], rows["withdrawal"]), 20)
    for share, expected in zip(shares, at_20, strict=True):
        assert expected is None or round(float(share), 3) == expected


def test_dates_become_the_decimal_years_of_the_table() -> None:
    assert exits.decimal_year("1999-04-20") in set(SPELLS.loc[OURS, "end"])
    assert exits.decimal_year("1992-05-15") in set(SPELLS.loc[OURS, "start"])


def test_clock_of_the_pact_lets_later_members_enter_late() -> None:
    timed = exits.on_clock(SPELLS, PACTS, "age of the pact")
    georgia = timed[(timed["atop_id"] == exits.CSTO) & (timed["member"] == "GEO")].iloc[0]
    assert georgia["entry"] == pytest.approx(1993.939 - 1992.372)
    assert (timed["entry"] >= 0).all()
    assert (exits.on_clock(SPELLS, PACTS, "since joining")["entry"] == 0).all()
    with pytest.raises(ValueError, match="clock must be one of"):
        exits.on_clock(SPELLS, PACTS, "by moon")


def test_watching_since_1992_leaves_out_what_was_over() -> None:
    watched = exits.under_watch_since(PACTS, 1992.372)
    assert set(watched["atop_id"]) == set(PACTS.loc[PACTS["end"] > 1992.372, "atop_id"])
    assert (watched["duration"] > watched["entry"]).all()


def test_the_csto_is_followed_beyond_2016_and_frozen_if_wanted() -> None:
    longer = exits.extended(SPELLS, EVENTS, "2026-06-30")
    gained = longer["end"] - SPELLS["end"]
    assert gained[gained > 0].round(3).tolist() == [9.496] * 6
    frozen = exits.extended(SPELLS, EVENTS, "2026-06-30", freeze_is_exit=True)
    changed = frozen[frozen["withdrawal"] & ~SPELLS["withdrawal"]]
    assert changed["member"].tolist() == ["ARM"]
    assert changed["end"].tolist() == [exits.decimal_year("2024-02-22")]
    assert not SPELLS["end"].gt(2017).any()


def later(state: str, effect: str, date: str) -> pd.DataFrame:
    row = EVENTS.tail(1).assign(state=state, effect=effect, date=date)
    return pd.concat([EVENTS, row])


@pytest.mark.parametrize("effect", ["withdraws", "suspends", "lapses"])
def test_a_later_exit_cuts_the_spell(effect: str) -> None:
    before = exits.extended(SPELLS, EVENTS, "2026-06-30")
    left = exits.extended(SPELLS, later("KAZ", effect, "2026-05-01"), "2026-06-30")
    changed = left[left["end"] != before["end"]]
    assert changed[["atop_id", "member", "end"]].values.tolist() == [
        [exits.CSTO, "KAZ", exits.decimal_year("2026-05-01")]
    ]
    assert changed["withdrawal"].all()
    after = exits.extended(SPELLS, later("KAZ", effect, "2026-07-01"), "2026-06-30")
    pd.testing.assert_frame_equal(after, before)


def test_a_frozen_member_that_leaves_counts_once() -> None:
    events = later("ARM", "withdraws", "2026-05-01")
    for freeze_is_exit, day in ((False, "2026-05-01"), (True, "2024-02-22")):
        spells = exits.extended(SPELLS, events, "2026-06-30", freeze_is_exit=freeze_is_exit)
        armenia = spells[(spells["atop_id"] == exits.CSTO) & (spells["member"] == "ARM")]
        assert armenia["end"].tolist() == [exits.decimal_year(day)]
        assert armenia["withdrawal"].tolist() == [True]


def test_a_state_that_comes_later_is_watched_from_then_on() -> None:
    came = exits.extended(SPELLS, later("UZB", "returns", "2026-05-01"), "2026-06-30")
    row = came.iloc[-1]
    assert len(came) == len(SPELLS) + 1
    assert (row["member"], row["withdrawal"]) == ("UZB", False)
    assert (row["start"], row["end"]) == tuple(
        exits.decimal_year(day) for day in ("2026-05-01", "2026-06-30")
    )
    back = later("ARM", "resumes", "2026-05-01")
    assert len(exits.extended(SPELLS, back, "2026-06-30")) == len(SPELLS)
    again = exits.extended(SPELLS, back, "2026-06-30", freeze_is_exit=True)
    assert len(again) == len(SPELLS) + 1


def test_definitions_change_what_they_say_and_nothing_else() -> None:
    table = exit_definitions.by_definition(SPELLS, PACTS, EVENTS).set_index("definition")
    counts = table[["csto_exits", "others_exits"]].apply(tuple, axis=1)
    assert counts["as derived"] == (4, 21)
    assert counts["without renegotiations"] == (4, 17)
    assert counts["lapses of 1999 not counted"] == (1, 21)
    assert counts["one day, one exit"] == (2, 20)
    assert counts["CSTO as organisation only"] == (1, 21)
    assert counts["CSTO followed to 2026"] == (4, 21)
    assert counts["2026, freeze as exit"] == (5, 21)
    base = table.loc["as derived"]
    assert base["others_member_years"] - table.loc["no spells after a pact's end"][
        "others_member_years"
    ] == pytest.approx(79, abs=0.1)
    assert table.loc["CSTO followed to 2026", "csto_member_years"] == pytest.approx(226.8, abs=0.1)
    assert table.index.is_unique
    for row in table.itertuples():
        assert row.csto_low <= row.csto_rate <= row.csto_high
        assert row.ratio_low <= row.ratio <= row.ratio_high
        assert row.ratio == pytest.approx(row.csto_rate / row.others_rate)


def test_two_formation_periods_add_up_to_all_others() -> None:
    table = exit_definitions.by_definition(SPELLS, PACTS, EVENTS).set_index("definition")
    both = table.loc[["pacts formed since 1990", "others formed before 1990"]]
    assert both["others_exits"].sum() == table.loc["as derived", "others_exits"]
    assert both["others_member_years"].sum() == pytest.approx(
        table.loc["as derived", "others_member_years"]
    )
