"""Krippendorff's alpha against the published example, the package, and by hand."""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.measures import reliability

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D: four observers, twelve
# units.
_ = float("nan")
PUBLISHED = pd.DataFrame(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    index=list("ABCD"),
).T

CODES = st.one_of(st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0]), st.just(_))


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    coders = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(CODES, min_size=coders, max_size=coders), min_size=2, max_size=9))
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_published_example(level: str, value: float) -> None:
    assert round(reliability.alpha(PUBLISHED, level), 3) == value


def test_perfect_agreement_is_one_and_the_interval_too() -> None:
    table = pd.DataFrame({"A": [-2, -1, 0, 1, 2], "B": [-2, -1, 0, 1, 2]})
    assert reliability.alpha(table) == pytest.approx(1)
    spread = reliability.interval(table)
    assert spread["low"] == pytest.approx(1)
    assert spread["high"] == pytest.approx(1)
    assert spread["used"] < 2000  # samples of one single code have no alpha


def test_systematic_disagreement_is_negative() -> None:
    assert reliability.alpha(pd.DataFrame({"A": [2, -2, 2, -2], "B": [-2, 2, -2, 2]})) < 0


def test_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="choose nominal, ordinal"):
        reliability.alpha(PUBLISHED, "cardinal")


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"A": [1, 1], "B": [1, 1]}, "are the same"),
        ({"A": [1, _], "B": [_, 1]}, "No event was coded by two"),
        ({"A": [1, 2]}, "No event was coded by two"),
        ({"A": [], "B": []}, "No event was coded by two"),
        ({"A": [1, 2, 0], "B": [1, _, _]}, "are the same"),
    ],
)
def test_undefined_alpha_is_explained(columns: dict, why: str) -> None:
    table = pd.DataFrame(columns, dtype=float)
    assert why in reliability.undefined(table)
    assert np.isnan(reliability.alpha(table))
    assert np.isnan(reliability.interval(table)["low"])


@settings(deadline=None, max_examples=50)
@given(tables(), st.sampled_from(["nominal", "ordinal", "interval"]))
def test_bootstrap_formula_agrees_with_the_package(table: pd.DataFrame, level: str) -> None:
    if reliability.undefined(table):
        return
    compared = table[table.notna().sum(axis=1) >= 2]
    once = np.ones((1, len(compared)))
    ours = reliability._weighted_alphas(compared, once, level)[0]
    theirs = krippendorff.alpha(compared.to_numpy().T, level_of_measurement=level)
    assert ours == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(tables())
def test_alpha_is_at_most_one_and_blind_to_order(table: pd.DataFrame) -> None:
    value = reliability.alpha(table)
    if np.isnan(value):
        assert reliability.undefined(table)
        return
    assert value <= 1 + 1e-9
    assert reliability.alpha(table.iloc[::-1, ::-1]) == pytest.approx(value)
    spread = reliability.interval(table, draws=200)
    assert spread["low"] <= spread["high"] + 1e-9
    assert spread["high"] <= 1 + 1e-9


def test_interval_is_the_same_at_every_run_and_counts_compared_events() -> None:
    spread = reliability.interval(PUBLISHED)
    assert spread == reliability.interval(PUBLISHED)
    assert spread["events"] == 11
    assert spread["low"] < reliability.alpha(PUBLISHED) < spread["high"] + 1e-9


@settings(deadline=None, max_examples=50)
@given(tables())
def test_agreement_is_a_share(table: pd.DataFrame) -> None:
    share = reliability.agreement(table)
    assert np.isnan(share) or 0 <= share <= 1


def test_agreement_counts_pairs() -> None:
    assert reliability.agreement(pd.DataFrame([[1, 1, 0]])) == pytest.approx(1 / 3)
    assert np.isnan(reliability.agreement(pd.DataFrame([[1, _]])))


def test_confusion_counts_every_event_once() -> None:
    own = pd.Series([1, _, 0, -2], index=list("abcd"))
    other = pd.Series([1, 2, -1, -2], index=list("abcd"))
    table = reliability.confusion(own, other)
    assert table.to_numpy().sum() == 4
    assert table.loc[0, -1] == 1
    assert table.iloc[-1][2] == 1


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_interval_is_that_of_copied_events(level: str) -> None:
    table = PUBLISHED.set_axis([f"e{number}" for number in range(12)])
    compared = table[table.notna().sum(axis=1) >= 2]
    drawn = np.random.default_rng(7).multinomial(11, np.full(11, 1 / 11), size=40)
    alphas = [
        reliability.alpha(compared.iloc[np.repeat(np.arange(11), counts)], level)
        for counts in drawn
    ]
    found = reliability.interval(table, level, share=0.8, draws=40, seed=7)
    assert [found["low"], found["high"]] == pytest.approx(
        np.percentile(alphas, [10, 90]).tolist(), abs=1e-9
    )
    assert (found["used"], found["events"]) == (40, 11)


def test_settings_of_the_interval_are_those_that_the_course_states() -> None:
    stated = reliability.interval(PUBLISHED, "ordinal", share=0.95, draws=2000, seed=3)
    assert reliability.interval(PUBLISHED) == stated
    assert stated["used"] == 2000


def test_draws_without_an_alpha_are_left_out() -> None:
    # Both events are drawn, in either order, in half of the samples; else one stands there twice.
    table = pd.DataFrame({"A": [1, 2], "B": [1, 2]})
    found = reliability.interval(table, draws=400)
    weights = np.random.default_rng(3).multinomial(2, [0.5, 0.5], size=400)
    assert found == {
        "low": 1,
        "high": 1,
        "used": int((weights == 1).all(axis=1).sum()),
        "events": 2,
    }
    never = reliability.interval(
        table,
        draws=1,
        seed=next(
            seed
            for seed in range(9)
            if 2 in np.random.default_rng(seed).multinomial(2, [0.5, 0.5], size=1)
        ),
    )
    assert never == pytest.approx({"low": _, "high": _, "used": 0, "events": 2}, nan_ok=True)


def test_without_alpha_the_interval_is_missing_and_events_are_counted() -> None:
    table = pd.DataFrame({"A": [1, 1, _], "B": [1, 1, 2]})
    assert reliability.interval(table) == pytest.approx(
        {"low": _, "high": _, "used": 0, "events": 2}, nan_ok=True
    )


def test_the_interval_has_no_ratio_level() -> None:
    with pytest.raises(ValueError, match=r"^No interval for the level 'ratio'\.$"):
        reliability.interval(PUBLISHED, "ratio")


def test_reasons_in_full() -> None:
    assert reliability.undefined(pd.DataFrame({"A": [1.0, _], "B": [_, 1.0]})) == (
        "No event was coded by two coders, so there is nothing to compare."
    )
    assert reliability.undefined(pd.DataFrame({"A": [-2, -2, 1], "B": [-2, -2, _]})) == (
        "All codes that can be compared are the same (-2). Alpha asks whether coders tell "
        "different events apart; where nothing differs it is undefined, although the coders agree."
    )
    assert "the same (+1)" in reliability.undefined(pd.DataFrame({"A": [1], "B": [1]}))
    assert reliability.undefined(PUBLISHED) == ""
    with pytest.raises(
        ValueError,
        match=r"^'cardinal' is not a level of measurement: "
        r"choose nominal, ordinal, interval, ratio\.$",
    ):
        reliability.alpha(PUBLISHED, "cardinal")


def test_alpha_is_ordinal_unless_told_otherwise() -> None:
    assert reliability.alpha(PUBLISHED) == reliability.alpha(PUBLISHED, "ordinal")


def test_agreement_adds_up_pairs_over_events() -> None:
    # 6 ordered pairs of which 2 are equal, 2 of 2, none of 0, 12 of which 4 + 0 are equal.
    table = pd.DataFrame([[1, 1, 0, _], [2, _, 2, _], [_, _, _, 1], [0, 0, 1, 1]])
    assert reliability.agreement(table) == pytest.approx((2 + 2 + 4) / (6 + 2 + 12))


def test_confusion_has_the_codes_of_one_in_rows_and_of_the_other_in_columns() -> None:
    own = pd.Series([-2, -2, -1, 0, 1, 2, _, 2, _], index=list("abcdefghi"))
    other = pd.Series([-2, 2, 0, 0, _, -1, _, 2, 1], index=list("abcdefghi"))
    table = reliability.confusion(own, other.iloc[::-1])
    marks = [-2, -1, 0, 1, 2, _]
    np.testing.assert_array_equal(table.index, marks)
    np.testing.assert_array_equal(table.columns, marks)
    assert table.to_numpy().tolist() == [
        [1, 0, 0, 0, 1, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0, 1],
        [0, 1, 0, 0, 1, 0],
        [0, 0, 0, 1, 0, 1],
    ]
