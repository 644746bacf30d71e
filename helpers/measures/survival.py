"""How long things last and how often they end: survival curves, rates, exact intervals."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

LEVEL = 0.95


def kaplan_meier(
    duration: ArrayLike, event: ArrayLike, entry: ArrayLike | None = None, level: float = LEVEL
) -> pd.DataFrame:
    """Estimate the share still going on after each length of time (Kaplan–Meier).

    A case that was still going on when the observation stopped is censored: it counts among
    those at risk until then and not as an end. With late entry a case counts only from the age
    at which it came under observation; ages before that say nothing about it.

    Args:
        duration: Age at the end or at the end of the observation, in years, one value a case.
        event: True where it ended, False where it was censored.
        entry: Age at which the observation of the case began, in years; all 0 when left out.
        level: Level of the interval, between 0 and 1.

    Returns:
        One row for age 0 and for each age at which a case ended or was censored: ``time``
        (years), ``at_risk``, ``events``, ``censored`` (cases), ``survival`` (share from 0 to 1),
        ``low`` and ``high`` (pointwise interval; missing once the curve has reached 0).

    Raises:
        ValueError: No case, lengths that differ, values that are missing, or a case whose
            duration is not longer than its entry.

    Method: E. L. Kaplan and P. Meier (1958), JASA 53; variance of M. Greenwood (1926); interval
    on the log(−log) scale (J. D. Kalbfleisch and R. L. Prentice 1980). Limits: censoring must not
    depend on the risk; with late entry the curve can fall to 0 early where few are at risk; before
    the first end the interval has no width, which is not certainty.

    Example:
        >>> kaplan_meier([2, 3, 3, 5], [True, True, False, True])["survival"].round(3).tolist()
        [1.0, 0.75, 0.5, 0.0]
    """
    duration, event, entry = _cases(duration, event, entry)
    times = np.unique(duration)
    at_risk = _at_risk(duration, entry, times)
    ends = np.array([np.sum(event & (duration == time)) for time in times])
    left = np.array([np.sum(~event & (duration == time)) for time in times])
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - ends / at_risk)
        variance = np.cumsum(ends / (at_risk * (at_risk - ends)))
        low, high = _log_log(survival, variance, level)
    return pd.DataFrame(
        {
            "time": np.concatenate([[0.0], times]),
            "at_risk": np.concatenate([_at_risk(duration, entry, np.array([1e-9])), at_risk]),
            "events": np.concatenate([[0], ends]),
            "censored": np.concatenate([[0], left]),
            "survival": np.concatenate([[1.0], survival]),
            "low": np.concatenate([[1.0], low]),
            "high": np.concatenate([[1.0], high]),
        }
    )


def survival_at(curve: pd.DataFrame, age: float) -> pd.Series:
    """Return the share still going on at an age, with its interval.

    Args:
        curve: What `kaplan_meier` returns.
        age: Age in years, 0 or more.

    Returns:
        ``survival``, ``low`` and ``high``; missing beyond the oldest case, where nothing was
        observed.

    Example:
        >>> curve = kaplan_meier([2, 3, 3, 5], [True, True, False, True])
        >>> float(survival_at(curve, 4)["survival"])
        0.5
    """
    if age > curve["time"].iloc[-1]:
        return pd.Series({"survival": math.nan, "low": math.nan, "high": math.nan})
    return curve.loc[curve["time"] <= age, ["survival", "low", "high"]].iloc[-1]


def at_risk(duration: ArrayLike, times: ArrayLike, entry: ArrayLike | None = None) -> list[int]:
    """Count the cases that were under observation just before each of several ages.

    Args:
        duration: Age at the end of each case, in years.
        times: Ages in years.
        entry: Age at which the observation of each case began; all 0 when left out.

    Returns:
        The counts in the order of ``times``; age 0 counts those under observation from the start.

    Example:
        >>> at_risk([2, 3, 5], [0, 3, 4])
        [3, 2, 1]
    """
    duration, _, entry = _cases(duration, np.ones(np.shape(duration), dtype=bool), entry)
    ages = np.maximum(np.asarray(times, dtype=float), 1e-9)
    return [int(count) for count in _at_risk(duration, entry, ages)]


def exact_poisson(count: int, exposure: float = 1.0, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a rate for a number of events and an exposure.

    Args:
        count: Number of events, 0 or more.
        exposure: Time at risk in any unit, more than 0.
        level: Level of the interval, between 0 and 1.

    Returns:
        Lower and upper limit in events a unit of exposure. With no event the lower limit is 0.

    Raises:
        ValueError: A negative or broken count, an exposure that is not positive, or a level
            outside 0 to 1.

    Method: F. Garwood (1936), Biometrika 28: the rates at which so many or more (so few or fewer)
    events would be seen with chance (1 − level) / 2. Limits: events must be independent; three
    states that leave on one day are not.

    Example:
        >>> [round(limit, 3) for limit in exact_poisson(4)]
        [1.09, 10.242]
        >>> [round(100 * limit, 2) for limit in exact_poisson(4, 170)]
        [0.64, 6.02]
    """
    count = _whole(count, "count")
    _positive(exposure, "exposure")
    tail = _tail(level)
    # Above this mean the chance of so few events is far below any tail that is asked for.
    most = count + 40 + 20 * math.sqrt(count + 1) - 4 * math.log(tail)
    low = 0.0
    if count:
        low = _bisect(lambda mean: 1 - _poisson_up_to(count - 1, mean) >= tail, 0.0, most)
    high = _bisect(lambda mean: _poisson_up_to(count, mean) <= tail, 0.0, most)
    return low / exposure, high / exposure


def rate_ratio(
    count: int, exposure: float, other_count: int, other_exposure: float, level: float = LEVEL
) -> tuple[float, float, float]:
    """Compare two rates by their ratio, with the exact conditional interval.

    Args:
        count: Events of the first group.
        exposure: Its time at risk.
        other_count: Events of the second group.
        other_exposure: Its time at risk, in the same unit.
        level: Level of the interval, between 0 and 1.

    Returns:
        Ratio, lower and upper limit; infinite where the second group has no event.

    Raises:
        ValueError: As `exact_poisson`; or no event in either group.

    Method: given the sum of both counts the first is binomial (J. Przyborowski and H. Wilenski
    1940, Biometrika 31); limits of C. J. Clopper and E. S. Pearson (1934), Biometrika 26.

    Example:
        >>> [round(value, 1) for value in rate_ratio(4, 170, 21, 9976)]
        [11.2, 2.8, 33.1]
    """
    count, other_count = _whole(count, "count"), _whole(other_count, "other_count")
    _positive(exposure, "exposure")
    _positive(other_exposure, "other_exposure")
    if count + other_count == 0:
        raise ValueError("Neither group has an event, so the ratio of their rates is not known.")
    total, tail, scale = count + other_count, _tail(level), other_exposure / exposure
    low, high = 0.0, 1.0
    if count:
        low = _bisect(lambda p: 1 - _binomial_up_to(count - 1, total, p) >= tail, 0.0, 1.0)
    if other_count:
        high = _bisect(lambda p: _binomial_up_to(count, total, p) <= tail, 0.0, 1.0)
    ratio = count / other_count * scale if other_count else math.inf
    upper = high / (1 - high) * scale if high < 1 else math.inf
    return ratio, low / (1 - low) * scale, upper


def exit_rate(spells: pd.DataFrame, level: float = LEVEL) -> dict[str, float]:
    """Count exits per 100 member-years, with the exact Poisson interval.

    Args:
        spells: One row a membership: ``start`` and ``end`` (decimal years), ``withdrawal``.
        level: Level of the interval, between 0 and 1.

    Returns:
        ``spells``, ``exits``, ``member_years``, and ``rate``, ``low``, ``high`` in exits per 100
        member-years.

    Raises:
        ValueError: There is no spell.

    Example:
        >>> from helpers import data
        >>> rate = exit_rate(data.load("alliance_member_spells"))
        >>> rate["exits"], round(rate["member_years"]), round(rate["rate"], 2)
        (25, 10146, 0.25)
    """
    exits = int(spells["withdrawal"].sum())
    years = float((spells["end"] - spells["start"]).sum())
    low, high = exact_poisson(exits, years, level)
    return {
        "spells": len(spells),
        "exits": exits,
        "member_years": years,
        "rate": 100 * exits / years,
        "low": 100 * low,
        "high": 100 * high,
    }


def _cases(
    duration: ArrayLike, event: ArrayLike, entry: ArrayLike | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    # Differences of decimal years carry noise in the last digits that would part equal ages.
    duration = np.round(np.asarray(duration, dtype=float), 6)
    event = np.asarray(event, dtype=bool)
    entry = np.zeros_like(duration) if entry is None else np.round(np.asarray(entry, float), 6)
    if not len(duration):
        raise ValueError("There is no case, so there is no survival curve.")
    if not len(duration) == len(event) == len(entry):
        raise ValueError(
            f"duration has {len(duration)} values, event {len(event)}, entry {len(entry)}; "
            "each case needs one of each."
        )
    wrong = ~(duration > entry) | (entry < 0)
    if wrong.any():
        place = int(wrong.argmax())
        raise ValueError(
            f"Case {place} (counted from 0): its duration {duration[place]} must be longer than "
            f"its entry {entry[place]}, and the entry 0 or more."
        )
    return duration, event, entry


def _at_risk(duration: np.ndarray, entry: np.ndarray, times: np.ndarray) -> np.ndarray:
    return np.array([np.sum((entry < time) & (duration >= time)) for time in times])


def _log_log(
    survival: np.ndarray, variance: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    logs = np.log(survival)
    half = NormalDist().inv_cdf(1 - _tail(level)) * np.sqrt(variance) / logs
    low, high = survival ** np.exp(-half), survival ** np.exp(half)
    nothing_yet, all_gone = survival == 1, survival == 0
    low = np.select([nothing_yet, all_gone], [1.0, np.nan], low)
    high = np.select([nothing_yet, all_gone], [1.0, np.nan], high)
    return low, high


def _poisson_up_to(count: int, mean: float) -> float:
    if mean <= 0:
        return 1.0
    logs = (k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(count + 1))
    return min(1.0, math.fsum(math.exp(value) for value in logs))


def _binomial_up_to(count: int, total: int, chance: float) -> float:
    terms = (
        math.comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(count + 1)
    )
    return min(1.0, math.fsum(terms))


def _bisect(reached: Callable[[float], bool], low: float, high: float) -> float:
    """Return where a condition that is false below and true above turns true."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if reached(middle):
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _whole(count: float, name: str) -> int:
    if count < 0 or count != int(count):
        raise ValueError(f"{name} must be a whole number, 0 or more; it is {count}.")
    return int(count)


def _positive(value: float, name: str) -> None:
    if not (value > 0 and math.isfinite(value)):
        raise ValueError(f"{name} must be a number above 0; it is {value}.")


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, for example 0.95; it is {level}.")
    return (1 - level) / 2
