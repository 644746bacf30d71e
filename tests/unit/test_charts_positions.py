"""Matrix and spectrum: the marks drawn are the values of the measures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import charts, data
from helpers.figures import describe, table
from helpers.measures import positions as matrix
from helpers.measures import spectrum

SCRIPT = "<script>alert(1)</script>"
POSITIONS = data.read("positions")
INDICATORS = data.read("position_indicators")
STANCES = matrix.stances(POSITIONS, INDICATORS)
EQUAL = pd.Series(1.0, index=STANCES.index)
DRAWN = spectrum.random_weights(EQUAL, draws=400)
LIMITS = matrix.allowed(INDICATORS)


def test_every_cell_of_the_matrix_has_a_sign() -> None:
    figure = charts.positions.matrix(POSITIONS, INDICATORS)
    signs = figure.data[3].text
    cells = table(figure)
    assert len(signs) == len(cells) == 126
    count = pd.Series([sign[3:-4] for sign in signs]).value_counts()
    assert count["?"] == (cells["status"] == "unknown").sum()
    assert count["C"] == (cells["status"] == "contested").sum()
    assert count["+2"] == (cells["stance"] == 2).sum()
    assert count["−2"] == (cells["stance"] == -2).sum()


def test_unknown_cells_are_blank_and_never_zero() -> None:
    figure = charts.positions.matrix(POSITIONS, INDICATORS)
    drawn = [value for trace in figure.data[:2] for row in trace.z for value in row]
    known = [value for value in drawn if value is not None]
    assert len(known) == POSITIONS["stance"].notna().sum()
    assert known.count(0) == (POSITIONS["stance"] == 0).sum()


def test_matrix_frames_contested_cells_and_names_them() -> None:
    figure = charts.positions.matrix(POSITIONS, INDICATORS)
    frames = figure.data[2]
    assert frames.marker.symbol == "circle-open"
    assert len(frames.x) == 4
    assert "Tajikistan on “Mir cards”" in describe(figure)
    assert "Armenia: 0 towards Russia's line" in describe(figure)


def test_matrix_escapes_the_tables() -> None:
    changed = POSITIONS.assign(value=SCRIPT)
    figure = charts.positions.matrix(changed, INDICATORS.assign(label=SCRIPT))
    shown = [*figure.layout.yaxis.ticktext, *figure.data[3].customdata]
    assert not any(SCRIPT in text for text in shown)


@pytest.mark.parametrize("limits", [None, LIMITS])
def test_line_draws_the_scores_and_intervals(limits: pd.DataFrame | None) -> None:
    figure = charts.spectrum.line(STANCES, EQUAL, DRAWN, limits)
    scores = spectrum.index(STANCES, EQUAL, limits)["score"].sort_values(ascending=False)
    marks = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert marks[0].x == (2.0,)
    assert np.allclose([mark.x[0] for mark in marks[1:]], scores)
    bars = [trace for trace in figure.data if trace.mode == "lines"]
    spread = spectrum.uncertainty(STANCES, DRAWN, limits).loc[scores.index]
    assert np.allclose([bar.x for bar in bars], spread[["low", "high"]])
    assert "Armenia −0." in describe(figure)


def test_line_shows_a_member_without_codes_as_unknown() -> None:
    gap = STANCES.assign(TJK=np.nan)
    figure = charts.spectrum.line(gap, EQUAL, DRAWN)
    texts = [trace.text[0] for trace in figure.data if trace.mode == "text"]
    assert texts == ["<b>no code</b>"]
    assert "Tajikistan" not in figure.layout.meta["title"]


def test_ranks_draw_shares_and_the_article() -> None:
    figure = charts.spectrum_ranks.ranks(STANCES, EQUAL, DRAWN)
    spread = spectrum.uncertainty(STANCES, DRAWN)
    drawn = {trace.marker.color: trace for trace in figure.data if trace.mode == "markers+text"}
    assert len(drawn) == 5
    assert sum(len(trace.x) for trace in drawn.values()) == int(
        (spread.filter(like="rank_") >= 0.005).sum().sum()
    )
    assert len(figure.layout.shapes) == 5
    assert "cautious neutrality in the article" in describe(figure)


def test_ranks_say_when_there_is_no_single_rank() -> None:
    figure = charts.spectrum_ranks.ranks(STANCES, EQUAL, DRAWN, LIMITS)
    assert any("no single rank" in note.text for note in figure.layout.annotations)


def test_left_out_marks_the_rows_that_change_the_order() -> None:
    complete = STANCES.dropna()
    figure = charts.spectrum_left_out.left_out(complete, EQUAL.reindex(complete.index), INDICATORS)
    assert figure.layout.meta["title"].startswith(
        "Leaving out one indicator changes the order in 1"
    )
    assert any("KGZ = TJK" in note.text for note in figure.layout.annotations)
    assert all(len(trace.x) == len(complete) + 1 for trace in figure.data)


def test_left_out_needs_two_indicators() -> None:
    one = EQUAL.where(EQUAL.index == "wording", 0)
    with pytest.raises(ValueError, match="at least two"):
        charts.spectrum_left_out.left_out(STANCES, one, INDICATORS)
