"""Measure the speed of all pairs of states as ratios: `python tests/bench/pairs.py`.

All years, all pairs of 25 states: our function, the obvious double loop over pandas columns and
one plain matrix product of the same size, in turns. Nothing is asserted: times depend on the
machine.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from helpers import charts, data
from helpers.measures import agenda, agreement

ROUNDS = 5
STATES = charts.pairs.STATES


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


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds one run takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print the ratios."""
    roll_calls = agenda.whole_texts(data.read("un_votes"))
    hot = np.random.default_rng(0).random((len(roll_calls), 3 * len(STATES))).astype(np.float32)
    fast = agreement.all_pairs(roll_calls, STATES).values
    np.testing.assert_allclose(fast, double_loop(roll_calls), atol=1e-6)
    times: dict[str, list[float]] = {"ours": [], "loop": [], "product": []}
    for _ in range(ROUNDS):
        times["loop"].append(seconds(lambda: double_loop(roll_calls)))
        times["ours"] += [seconds(lambda: agreement.all_pairs(roll_calls, STATES)) for _ in "12345"]
        times["product"] += [seconds(lambda: hot.T @ hot) for _ in range(20)]
    ours, loop, product = (statistics.median(times[name]) for name in ("ours", "loop", "product"))
    print(f"{len(roll_calls)} roll calls, {len(STATES)} states, {fast.shape[0]} years")
    print(f"all pairs {ours * 1000:.1f} ms, double loop {loop:.2f} s: {loop / ours:.0f} times")
    print(f"one product of the same size {product * 1000:.2f} ms: ours takes {ours / product:.0f}")


if __name__ == "__main__":
    main()
