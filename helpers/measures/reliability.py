"""How well coders agree: Krippendorff's alpha with an interval over events."""

from __future__ import annotations

import numpy as np
import pandas as pd

CODES = (-2, -1, 0, 1, 2)
LEVELS = ("nominal", "ordinal", "interval", "ratio")
_SEED = 3
_DRAWS = 2000


def alpha(table: pd.DataFrame, level: str = "ordinal") -> float:
    """Compute Krippendorff's alpha: 1 is perfect agreement, 0 is what chance would give.

    Alpha is one minus observed over expected disagreement; values may be missing. The level says
    how the distance of two codes counts: for ``nominal`` all differences are alike, for
    ``ordinal`` a difference counts more the more codes lie between, and so on.

    Args:
        table: One row a unit (event), one column a coder; NaN where a coder gave no code.
        level: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.

    Returns:
        Alpha; negative if coders disagree more than by chance; NaN where it is undefined
        (`undefined` says why).

    Raises:
        ValueError: The level is unknown.

    Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; computed by the
    package krippendorff (Castro 2017).

    Example:
        >>> table = pd.DataFrame({"A": [1, 2, 3, 3], "B": [1, 2, 3, 2]})
        >>> round(alpha(table), 2)
        0.79
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is not a level of measurement: choose {', '.join(LEVELS)}.")
    if undefined(table):
        return float("nan")
    import krippendorff

    values = table.to_numpy(dtype=float).T
    return float(krippendorff.alpha(reliability_data=values, level_of_measurement=level))


def undefined(table: pd.DataFrame) -> str:
    """Say why alpha does not exist for these codes; empty if it does.

    Args:
        table: As for `alpha`.

    Example:
        >>> undefined(pd.DataFrame({"A": [0, 0], "B": [0, 0]}))[:34]
        'All codes that can be compared are'
    """
    values = table.to_numpy(dtype=float)
    pairable = values[(~np.isnan(values)).sum(axis=1) >= 2]
    if not len(pairable):
        return "No event was coded by two coders, so there is nothing to compare."
    given = np.unique(pairable[~np.isnan(pairable)])
    if len(given) == 1:
        return (
            f"All codes that can be compared are the same ({given[0]:+.0f}). Alpha asks whether "
            "coders tell different events apart; where nothing differs it is undefined, although "
            "the coders agree."
        )
    return ""


def interval(
    table: pd.DataFrame,
    level: str = "ordinal",
    *,
    share: float = 0.95,
    draws: int = _DRAWS,
    seed: int = _SEED,
) -> dict[str, float]:
    """Estimate by bootstrap how far alpha would move with another sample of events.

    Events are drawn again with replacement and alpha is computed each time (Zapf et al. 2016, BMC
    Medical Research Methodology 16:93). Draws in which alpha is undefined are left out. With ten
    events the interval is wide and itself only rough.

    Args:
        table: As for `alpha`.
        level: ``nominal``, ``ordinal`` or ``interval``.
        share: Share of the draws between the two ends.
        draws: Number of draws.
        seed: Seed of the random numbers, so that the same codes give the same interval.

    Returns:
        ``low`` and ``high`` (NaN if alpha is undefined), ``used``: draws in which alpha exists,
        ``events``: number of events with at least two codes.
    """
    compared = table[table.notna().sum(axis=1) >= 2]
    missing = {"low": np.nan, "high": np.nan, "used": 0, "events": len(compared)}
    if undefined(table):
        return missing
    random = np.random.default_rng(seed)
    n = len(compared)
    weights = random.multinomial(n, np.full(n, 1 / n), size=draws)
    drawn = _weighted_alphas(compared, weights, level)
    drawn = drawn[~np.isnan(drawn)]
    tail = 50 * (1 - share)
    low, high = np.percentile(drawn, [tail, 100 - tail]) if len(drawn) else (np.nan, np.nan)
    return {"low": float(low), "high": float(high), "used": len(drawn), "events": n}


def agreement(table: pd.DataFrame) -> float:
    """Return the share of pairs of codes of the same event that are equal.

    It is easy to read but flattering: coders who all guess the commonest code agree often.

    Args:
        table: As for `alpha`.

    Returns:
        Share from 0 to 1; NaN without a pair.

    Example:
        >>> agreement(pd.DataFrame({"A": [1, 2], "B": [1, 0]}))
        0.5
    """
    equal = pairs = 0
    for row in table.to_numpy(dtype=float):
        given = row[~np.isnan(row)]
        counts = np.unique(given, return_counts=True)[1]
        equal += int((counts * (counts - 1)).sum())
        pairs += len(given) * (len(given) - 1)
    return equal / pairs if pairs else float("nan")


def confusion(rows: pd.Series, columns: pd.Series) -> pd.DataFrame:
    """Count which code of one coder met which code of another.

    Args:
        rows: Codes of one coder by event; NaN: could not be coded.
        columns: Codes of the other by event.

    Returns:
        Counts with the five codes and NaN as index and columns.

    Example:
        >>> table = confusion(pd.Series([1, 0]), pd.Series([1, 1]))
        >>> int(table.loc[1, 1]), int(table.loc[0, 1])
        (1, 1)
    """
    both = pd.concat([rows, columns], axis=1, keys=["row", "column"]).astype(float)
    marks = [*map(float, CODES), np.nan]
    counts = [
        [int((_same(both["row"], one) & _same(both["column"], other)).sum()) for other in marks]
        for one in marks
    ]
    return pd.DataFrame(counts, index=marks, columns=marks)


def _same(values: pd.Series, mark: float) -> pd.Series:
    return values.isna() if np.isnan(mark) else values == mark


def _weighted_alphas(table: pd.DataFrame, weights: np.ndarray, level: str) -> np.ndarray:
    """Compute alpha for many weightings of the same units at once.

    The package takes one table at a time; coincidences add up over units, so that 2,000 draws
    are one product of matrices.
    """
    values = table.to_numpy(dtype=float)
    codes = np.unique(values[~np.isnan(values)])
    counts = (values[:, :, None] == codes).sum(axis=1)
    given = counts.sum(axis=1)
    per_unit = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(len(codes))
    per_unit = per_unit / (given - 1)[:, None, None]
    observed = np.tensordot(weights, per_unit, axes=1)
    margins = observed.sum(axis=2)
    total = margins.sum(axis=1)
    distances = _distances(codes, margins, level)
    expected = (margins[:, :, None] * margins[:, None, :] * distances).sum(axis=(1, 2))
    found = (observed * distances).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * found / expected, np.nan)


def _distances(codes: np.ndarray, margins: np.ndarray, level: str) -> np.ndarray:
    """Return squared distances of codes, one matrix a draw where they depend on the margins."""
    if level == "nominal":
        return (codes[:, None] != codes).astype(float)
    if level == "interval":
        return (codes[:, None] - codes) ** 2
    if level != "ordinal":
        raise ValueError(f"No interval for the level {level!r}.")
    ranks = margins.cumsum(axis=1) - margins / 2
    return (ranks[:, :, None] - ranks[:, None, :]) ** 2
