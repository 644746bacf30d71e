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
