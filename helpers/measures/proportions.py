"""Intervals for a share when the cases are few."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

LEVEL = 0.95


def clopper_pearson(count: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval for a share: ``count`` of ``n``.

    The lower bound is the share at which ``count`` or more would come up in only half of the
    remaining ``1 - level`` of samples; the upper bound likewise for ``count`` or fewer. Found by
    bisection on the tail of the binomial distribution.

    Args:
        count: Cases in which it happened, 0 to ``n``.
        n: All cases, at least 1.
        level: Level of the interval, between 0 and 1.

    Returns:
        Lower and upper bound, shares from 0 to 1.

    Raises:
        ValueError: ``count`` is not between 0 and ``n``, ``n`` is not positive, or the level is
            not between 0 and 1.

    Method: C. J. Clopper and E. S. Pearson (1934), Biometrika 26. Limits: it never covers less
    than the level and is therefore wide; it takes the cases as independent draws with one common
    chance, which cases of one alliance are not.

    Example:
        >>> [round(bound, 3) for bound in clopper_pearson(1, 9)]
        [0.003, 0.482]
    """
    _check(count, n, level)
    tail = (1 - level) / 2
    low = _solve(lambda p: _at_least(count, n, p) - tail) if count else 0.0
    high = 1 - _solve(lambda p: _at_least(n - count, n, p) - tail) if count < n else 1.0
    return low, high


def wilson(count: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the score interval for a share: ``count`` of ``n``.

    Args:
        count: Cases in which it happened, 0 to ``n``.
        n: All cases, at least 1.
        level: Level of the interval, between 0 and 1.

    Returns:
        Lower and upper bound, shares from 0 to 1.

    Raises:
        ValueError: As in `clopper_pearson`.

    Method: E. B. Wilson (1927), JASA 22. Limits: shorter than the exact interval, and with few
    cases it can cover less than the level; the cases count as independent here too.

    Example:
        >>> [round(bound, 3) for bound in wilson(1, 9)]
        [0.02, 0.435]
    """
    _check(count, n, level)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / n
    middle = share + z**2 / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    low = 0.0 if count == 0 else (middle - reach) / scale
    high = 1.0 if count == n else (middle + reach) / scale
    return low, high


def _check(count: int, n: int, level: float) -> None:
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n}: the count must lie between 0 and n, and n must be 1 up.")
    if not 0 < level < 1:
        raise ValueError(f"The level {level} must lie between 0 and 1, for example 0.95.")


def _at_least(count: int, n: int, p: float) -> float:
    return math.fsum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(count, n + 1))


def _solve(rising: Callable[[float], float]) -> float:
    """Find where a rising function crosses zero between 0 and 1."""
    low, high = 0.0, 1.0
    while (middle := (low + high) / 2) not in (low, high):
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return low
