"""Seconds for the agreement of all pairs of states: ours, the obvious loop, one matrix product."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pandas as pd
from comparison import Comparison, in_turns, seconds

from helpers import charts, data
from helpers.measures import agenda, agreement

STATES = charts.pairs.STATES


def measure() -> list[Comparison]:
    """Compare after making sure that the loop finds the same values."""
    roll_calls = agenda.whole_texts(data.read("un_votes"))
    hot = np.random.default_rng(0).random((len(roll_calls), 3 * len(STATES))).astype(np.float32)
    fast = agreement.all_pairs(roll_calls, STATES).values
    np.testing.assert_allclose(fast, double_loop(roll_calls), atol=1e-6)
    times = in_turns(
        {
            "loop": lambda: seconds(lambda: double_loop(roll_calls)),
            "ours": lambda: average(lambda: agreement.all_pairs(roll_calls, STATES)),
            "product": lambda: average(lambda: hot.T @ hot),
        }
    )
    milliseconds = {name: [1000 * one for one in series] for name, series in times.items()}
    what = f"agreement of all pairs of {len(STATES)} states in {fast.shape[0]} years"
    ours = milliseconds["ours"]
    return [
        Comparison(what, ours, milliseconds["loop"], "a loop over pairs of pandas columns", "ms"),
        Comparison(what, ours, milliseconds["product"], "one matrix product of that size", "ms"),
    ]


def average(work: Callable[[], object], times: int = 20) -> float:
    """Return the seconds of one of many runs, for work that is over before a clock is sure."""
    return seconds(lambda: [work() for _ in range(times)]) / times


def double_loop(roll_calls: pd.DataFrame) -> np.ndarray:
    """All pairs the obvious way: two loops over the columns of every year's frame."""
    points = {"Y": 1.0, "A": 2.0, "N": 3.0}
    scored = pd.DataFrame({state: roll_calls[state].map(points) for state in STATES})
    years = []
    for _, part in scored.groupby(roll_calls["date"].dt.year):
        values = pd.DataFrame(np.nan, index=STATES, columns=STATES)
        for one, other in itertools.product(STATES, STATES):
            steps = (part[one] - part[other]).abs().dropna()
            if len(steps) >= agreement.FEWEST_VOTES:
                values.loc[one, other] = 1 - steps.mean() / 2
        years.append(values.to_numpy())
    return np.stack(years)
