"""Figures of guarantees: sites in time and suppliers of arms say what the tables say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import charts, data, figures
from helpers.measures import diversification as measure

BASES = data.read("bases")
ARMS = data.read("arms_imports")
SCRIPT = "<script>alert(1)</script>"


def trace_named(figure: object, name: str) -> object:
    return next(trace for trace in figure.data if trace.name == name)


def test_every_site_has_one_mark_of_its_status() -> None:
    figure = charts.deployments.dates(BASES)
    for status, count in BASES["status"].value_counts().items():
        mark = trace_named(figure, f"{status} ({count})")
        assert len(mark.x) == count
    marks = [y for trace in figure.data if "(" in trace.name for y in trace.y]
    assert sorted(marks) == sorted(figure.layout.yaxis.categoryarray)
    assert len(set(marks)) == len(BASES)


def test_lines_begin_and_end_with_the_agreement() -> None:
    figure = charts.deployments.dates(BASES)
    line = trace_named(figure, "Russia")
    at = next(n for n, y in enumerate(line.y) if y and "Gyumri" in y)
    assert list(line.x[at : at + 2]) == [1995, 2044]


def test_a_known_end_is_drawn_even_if_the_beginning_is_not_known() -> None:
    figure = charts.deployments.dates(BASES)
    lone = BASES[BASES["agreement_until"].notna() & BASES["opened"].isna()]
    assert len(lone)
    assert len(trace_named(figure, "only an end").x) == len(lone)


def test_a_presence_that_ended_has_a_line_to_its_end() -> None:
    figure = charts.deployments.dates(BASES)
    line = trace_named(figure, "Russia")
    at = next(n for n, y in enumerate(line.y) if y and "Zvartnots" in y)
    assert line.x[at] == 1992
    assert line.x[at + 1] == pytest.approx(2024 + 6.5 / 12)


def test_the_note_counts_sites_without_an_end() -> None:
    known = BASES["agreement_until"].notna() | (BASES["status"] == "ended")
    notes = " ".join(note.text for note in charts.deployments.dates(BASES).layout.annotations)
    assert f"No end is known for {(~known).sum()} sites" in notes.replace("<br>", " ")


def test_words_of_sites_hold_the_ends_and_what_was_left() -> None:
    words = figures.describe(charts.deployments.dates(BASES))
    for part in ("Armenia 2044", "Kyrgyzstan 2032", "Tajikistan 2042", "Agarak 2025-01-01"):
        assert part in words


def test_names_of_sites_are_escaped() -> None:
    figure = charts.deployments.dates(BASES.assign(name=SCRIPT, place=SCRIPT))
    assert "<script>" not in figure.to_json()


def test_bars_of_arms_draw_the_shares_and_fill_the_whole() -> None:
    figure = charts.arms.suppliers(ARMS)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    drawn = {trace.name: dict(zip(trace.y, trace.x, strict=True)) for trace in bars}
    own = ARMS[(ARMS["recipient"] == "ARM") & ARMS["year"].between(2019, 2023)]
    expected = own.loc[own["supplier"] == "RUS", "tiv_million"].sum() / own["tiv_million"].sum()
    assert drawn["Russia"]["Armenia, 2019–2023"] == pytest.approx(expected, abs=1e-4)
    for row in drawn["Russia"]:
        shares = [part[row] for part in drawn.values()]
        assert shares == [None] * 5 or sum(shares) == pytest.approx(1, abs=1e-3)


def test_totals_stand_at_the_bars_and_small_ones_are_marked() -> None:
    notes = {text.strip() for text in charts.arms.suppliers(ARMS).data[-1].text}
    assert {"317", "54 *", "8 *", "none"} <= notes
    assert "Armenia 2004–2008: 57% of 119" in figures.describe(charts.arms.suppliers(ARMS))


def test_suppliers_of_the_european_union_are_one_part() -> None:
    own = ARMS[(ARMS["recipient"] == "KAZ") & ARMS["year"].between(2014, 2018)]
    union = own.loc[own["supplier"].isin(measure.EU27), "tiv_million"].sum()
    shares = measure.arms_shares(ARMS, "KAZ").loc["2014–2018"]
    assert shares["EU27"] * shares["tiv_million"] == pytest.approx(union)
    assert "GBR" not in measure.EU27
    assert len(set(measure.EU27)) == 27


def test_a_period_without_deliveries_has_no_shares() -> None:
    row = measure.arms_shares(ARMS, "KGZ").loc["2009–2013"]
    assert row["tiv_million"] == 0
    assert row[list(measure.PARTS)].isna().all()
    assert np.isnan(measure.evenness(row[list(measure.PARTS)].astype(float)))


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=8))
def test_evenness_lies_between_none_and_full_and_ignores_order(values: list[float]) -> None:
    shares = np.array(values) / sum(values)
    found = measure.evenness(_series(shares))
    assert -1e-9 <= found <= 1 + 1e-9
    assert found == pytest.approx(measure.evenness(_series(shares[::-1])))
    assert measure.evenness(_series(np.full(len(shares), 1 / len(shares)))) == pytest.approx(1)


@given(st.floats(0, 0.49), st.floats(0.01, 0.5))
def test_moving_from_the_larger_to_the_smaller_part_makes_it_more_even(
    small: float, step: float
) -> None:
    moved = small + step * (0.5 - small)
    before, after = (measure.evenness(_series([part, 1 - part])) for part in (small, moved))
    assert after >= before - 1e-12


def test_an_empty_part_makes_a_list_less_even() -> None:
    assert measure.evenness(_series([0.5, 0.5, 0.0])) == pytest.approx(np.log(2) / np.log(3))


def _series(values: object) -> pd.Series:
    return pd.Series(values, dtype=float)
