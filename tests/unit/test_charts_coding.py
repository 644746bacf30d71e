"""Figures of the coding exercise."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import charts, data, figures

STANCES = data.read("stance_events")


def test_compare_counts_pairs_of_codes() -> None:
    own = pd.Series([1, 0, np.nan, -2], index=list("abcd"))
    coder = pd.Series([1, -1, 2, -2], index=list("abcd"))
    figure = charts.coding.compare(own, coder)
    heat = figure.data[0]
    assert sum(map(sum, heat.z)) == 4
    assert list(heat.x) == ["−2", "−1", "0", "+1", "+2"]
    assert list(heat.y)[-1] == "cannot code"
    assert figure.layout.meta["title"] == "Codes compared: 2 of 4 events coded alike"
    words = figures.describe(figure)
    assert "your code 0 where the course's coder has −1: 1" in words
    assert "your code cannot code where the course's coder has +2: 1" in words


def test_compare_outlines_the_diagonal() -> None:
    figure = charts.coding.compare(pd.Series([1.0]), pd.Series([1.0]))
    assert len(figure.layout.shapes) == 5
    assert "Different: none" in figures.describe(figure)


def test_distribution_adds_up_to_the_table() -> None:
    figure = charts.coding.distribution(STANCES)
    heat = figure.data[0]
    assert sum(map(sum, heat.z)) == len(STANCES)
    armenia = next(i for i, name in enumerate(heat.y) if name.startswith("Armenia"))
    against = int(((STANCES["actor"] == "ARM") & (STANCES["direction"] == -2).fillna(False)).sum())
    assert heat.z[armenia][0] == against
    assert f"Armenia: {against} × −2" in figures.describe(figure)


def test_distribution_shows_only_actors_that_occur() -> None:
    figure = charts.coding.distribution(STANCES[STANCES["actor"] == "KAZ"])
    assert len(figure.data[0].y) == 1
