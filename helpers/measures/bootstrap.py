"""Bootstrap over roll calls: how much a number would move with another draw of resolutions."""

from __future__ import annotations

import numpy as np

DRAWS = 1000
SEED = 1992
_MOST_UNDEFINED = 0.05


def weights(roll_calls: int, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Draw how often each roll call enters each resample (drawing with replacement).

    A resample of n roll calls is a set of multinomial weights; a count table times these weights
    is the count table of the resample, so that no roll call has to be copied.

    Args:
        roll_calls: Number of roll calls, n.
        draws: Number of resamples.
        seed: Start of the random numbers; the same seed gives the same interval.

    Returns:
        Whole numbers as float32, [draws, n]; every row sums to n.

    Source:
        Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics.

    Example:
        >>> weights(5, draws=3).sum(axis=1).tolist()
        [5.0, 5.0, 5.0]
    """
    picked = np.random.default_rng(seed).integers(roll_calls, size=(draws, roll_calls))
    flat = picked + roll_calls * np.arange(draws)[:, None]
    counts = np.bincount(flat.ravel(), minlength=draws * roll_calls)
    return counts.reshape(draws, roll_calls).astype(np.float32)


def interval(samples: np.ndarray, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Return the percentile interval of resampled values.

    Args:
        samples: Values of the resamples, [draws, ...]; NaN where a resample has no value.
        level: Share of the resamples inside the interval.

    Returns:
        Low and high end, each of the shape of one resample. NaN where more than 5% of the
        resamples have no value: an interval of the rest would be too narrow.

    Example:
        >>> low, high = interval(np.linspace(0, 1, 101)[:, None])
        >>> float(round(low[0], 3)), float(round(high[0], 3))
        (0.025, 0.975)
    """
    ordered = np.sort(samples, axis=0)
    defined = len(samples) - np.isnan(samples).sum(axis=0)
    enough = defined >= (1 - _MOST_UNDEFINED) * len(samples)
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        place = share * np.maximum(defined - 1, 0)
        below = np.floor(place).astype(int)
        above = np.minimum(below + 1, np.maximum(defined - 1, 0))
        low = np.take_along_axis(ordered, below[None], axis=0)[0]
        high = np.take_along_axis(ordered, above[None], axis=0)[0]
        ends.append(np.where(enough, low + (place - below) * (high - low), np.nan))
    return ends[0], ends[1]
