"""A small open model of four outcomes. A thinking aid, no prediction.

Every number in capitals below is a choice of the authors. None was estimated from data; the
course shows them so that readers can argue with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

# The article's three drivers; each is judged from 0 to 100.
DRIVERS = {
    "war_outcome": "Outcome of the war for Russia",
    "russia_standing": "Russia's standing afterwards",
    "member_will": "Will of the members",
}
# What 0 and 100 mean.
ENDS = {
    "war_outcome": ("fails", "succeeds"),
    "russia_standing": ("weak", "strong"),
    "member_will": ("want out", "want more"),
}
OUTCOMES = ["break-up", "hollowing out", "status quo", "renewal"]

# The score from 0 to 100 is cut into four equal parts.
CUT_POINTS = (25.0, 50.0, 75.0)
# Width of all that the model leaves out, in points of the score (scale of a logistic curve).
BLUR = 6.0
# Points on either side of a judgement within which the student thinks the truth lies.
SPREAD = 25
HIGHEST_WEIGHT = 3.0
# Words of the table of published forecasts as weights; 0 leaves a driver out.
LEVELS = {"low": 1.0, "medium": 2.0, "high": 3.0}

DRAWS = 4000
WEIGHT_DRAWS = 100
SEED = 1992


def scores(
    values: Mapping[str, float], weights: Mapping[str, float], spread: float = SPREAD
) -> np.ndarray:
    """Draw the score of the alliance many times from one judgement.

    Each driver is drawn from a triangle: most likely at the judgement, never further away than
    the spread, never outside 0 to 100. The score is the weighted mean of the three.

    Args:
        values: Judgement of each driver, 0 to 100, by the keys of `DRIVERS`.
        weights: Weight of each driver, 0 or more, by the same keys; only proportions matter.
        spread: Points on either side, 0 to 100.

    Returns:
        `DRAWS` scores between 0 and 100, the same ones for the same judgement.

    Raises:
        ValueError: A driver is missing, a value lies outside its range, or all weights are 0.

    Example:
        >>> round(float(scores(dict.fromkeys(DRIVERS, 50), dict.fromkeys(DRIVERS, 1)).mean()))
        50
    """
    _check(values, weights, spread)
    shares = _shares_of_weights(weights)
    return _drawn(values, spread) @ shares


def chances(drawn: np.ndarray) -> pd.Series:
    """Turn drawn scores into the chance of each outcome.

    Args:
        drawn: Scores from 0 to 100.

    Returns:
        Chance of each of the four `OUTCOMES` under the model; they sum to 1.

    Method: ordered logit, P. McCullagh (1980), J. R. Stat. Soc. B 42, with the fixed cut points
    and the fixed width of this module. Limits: the order of the four and the cuts are assumed.

    Example:
        >>> chances(np.array([50.0])).round(3).tolist()
        [0.015, 0.485, 0.485, 0.015]
    """
    steps = _below(np.asarray(drawn, dtype=float).ravel()).mean(axis=0)
    return pd.Series(np.diff(steps, prepend=0, append=1), index=OUTCOMES, name="chance")


def outcomes(
    values: Mapping[str, float], weights: Mapping[str, float], spread: float = SPREAD
) -> pd.DataFrame:
    """Return the chance of each outcome, and how far it depends on the weights.

    Args:
        values: As in `scores`.
        weights: As in `scores`.
        spread: As in `scores`.

    Returns:
        One row an outcome: ``outcome``, ``chance`` with these weights, ``low`` and ``high``: the
        middle 90 % of the chances under `WEIGHT_DRAWS` random sets of weights (uniform over all
        proportions, Dirichlet 1, 1, 1).

    Example:
        >>> table = outcomes(dict.fromkeys(DRIVERS, 50), dict.fromkeys(DRIVERS, 1))
        >>> round(float(table["chance"].sum()), 6)
        1.0
    """
    chance = chances(scores(values, weights, spread))
    others = _below(_drawn(values, spread, DRAWS // 4) @ _random_weights().T).mean(axis=0)
    spans = np.diff(others, axis=1, prepend=0, append=1)
    low, high = np.quantile(spans, [0.05, 0.95], axis=0)
    return pd.DataFrame(
        {"outcome": OUTCOMES, "chance": chance.to_numpy(), "low": low, "high": high}
    )


def swings(
    values: Mapping[str, float],
    weights: Mapping[str, float],
    spread: float = SPREAD,
    outcome: str = OUTCOMES[0],
) -> pd.DataFrame:
    """Move one driver at a time through its range: which one matters for an outcome?

    Args:
        values: As in `scores`.
        weights: As in `scores`.
        spread: As in `scores`.
        outcome: One of `OUTCOMES`.

    Returns:
        One row a driver, the largest swing first: ``driver``, ``from`` and ``to`` (judgement less
        and plus the spread, within 0 to 100), ``chance_from``, ``chance_to`` (chance of the
        outcome with the driver fixed there and the others drawn) and ``swing``, their distance.

    Raises:
        ValueError: There is no such outcome; or as `scores`.

    Method: one-at-a-time sensitivity, drawn as a tornado (R. A. Howard 1988, Management Science
    34). Limits: drivers are taken as independent; what two do together is not seen.

    Example:
        >>> table = swings(dict.fromkeys(DRIVERS, 50),
        ...     {"war_outcome": 1, "russia_standing": 2, "member_will": 3})
        >>> table["driver"].tolist()
        ['member_will', 'russia_standing', 'war_outcome']
    """
    _check(values, weights, spread)
    if outcome not in OUTCOMES:
        raise ValueError(f"outcome must be one of {', '.join(OUTCOMES)}; it is {outcome!r}.")
    drawn, shares = _drawn(values, spread), _shares_of_weights(weights)
    rows = []
    for place, driver in enumerate(DRIVERS):
        ends = _range(values[driver], spread)
        at_ends = []
        for end in ends:
            moved = drawn.copy()
            moved[:, place] = end
            at_ends.append(float(chances(moved @ shares)[outcome]))
        rows.append((driver, *ends, *at_ends, abs(at_ends[1] - at_ends[0])))
    columns = ["driver", "from", "to", "chance_from", "chance_to", "swing"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("swing", ascending=False, kind="stable", ignore_index=True)


def emphasis(forecasts: pd.DataFrame) -> pd.DataFrame:
    """Turn the emphasis of published forecasts into weights of the model.

    Args:
        forecasts: Table ``scenarios``, or rows of it.

    Returns:
        ``scenario_id`` and one column a driver with 1 (low), 2 (medium) or 3 (high).

    Example:
        >>> from helpers import data
        >>> emphasis(data.read("scenarios")).mean(numeric_only=True).round(2).tolist()
        [1.62, 2.0, 2.54]
    """
    columns = {driver: forecasts[f"weight_{driver}"].map(LEVELS) for driver in DRIVERS}
    return forecasts[["scenario_id"]].assign(**columns).reset_index(drop=True)


def mean_emphasis(forecasts: pd.DataFrame) -> dict[str, float]:
    """Return the mean weight that forecasts give to each driver, to one decimal.

    Example:
        >>> from helpers import data
        >>> mean_emphasis(data.read("scenarios"))
        {'war_outcome': 1.6, 'russia_standing': 2.0, 'member_will': 2.5}
    """
    means = emphasis(forecasts)[list(DRIVERS)].mean()
    return {driver: round(float(mean), 1) for driver, mean in means.items()}


@cache
def _uniform(draws: int) -> np.ndarray:
    """Return the same random numbers for every judgement, so that only the judgement moves.

    Latin hypercube (M. D. McKay, R. J. Beckman and W. J. Conover 1979): each driver gets every
    part of its range once, in random order.
    """
    random = np.random.default_rng(SEED)
    return np.column_stack([(random.permutation(draws) + 0.5) / draws for _ in DRIVERS])


@cache
def _random_weights() -> np.ndarray:
    gaps = -np.log(np.random.default_rng(SEED + 1).random((WEIGHT_DRAWS, len(DRIVERS))))
    return gaps / gaps.sum(axis=1, keepdims=True)


def _below(drawn: np.ndarray) -> np.ndarray:
    """Return the chance of falling below each cut point, along a new last axis."""
    return 1 / (1 + np.exp((drawn[..., None] - np.array(CUT_POINTS)) / BLUR))


def _drawn(values: Mapping[str, float], spread: float, draws: int = DRAWS) -> np.ndarray:
    columns = [
        _triangle(_uniform(draws)[:, place], values[driver], spread)
        for place, driver in enumerate(DRIVERS)
    ]
    return np.column_stack(columns)


def _triangle(uniform: np.ndarray, mode: float, spread: float) -> np.ndarray:
    low, high = _range(mode, spread)
    width = high - low
    if width == 0:
        return np.full_like(uniform, mode)
    rising = low + np.sqrt(uniform * width * (mode - low))
    falling = high - np.sqrt((1 - uniform) * width * (high - mode))
    return np.where(uniform < (mode - low) / width, rising, falling)


def _range(value: float, spread: float) -> tuple[float, float]:
    return max(0.0, value - spread), min(100.0, value + spread)


def _shares_of_weights(weights: Mapping[str, float]) -> np.ndarray:
    given = np.array([float(weights[driver]) for driver in DRIVERS])
    return given / given.sum()


def _check(values: Mapping[str, float], weights: Mapping[str, float], spread: float) -> None:
    for driver in DRIVERS:
        if driver not in values or driver not in weights:
            raise ValueError(f"{driver} needs a judgement and a weight.")
        if not 0 <= values[driver] <= 100:
            raise ValueError(f"{driver} must lie between 0 and 100; it is {values[driver]}.")
        if not weights[driver] >= 0:
            raise ValueError(f"The weight of {driver} must be 0 or more; it is {weights[driver]}.")
    if not 0 <= spread <= 100:
        raise ValueError(f"spread must lie between 0 and 100; it is {spread}.")
    if sum(weights[driver] for driver in DRIVERS) == 0:
        raise ValueError("At least one weight must be above 0; with none there is no score.")
