"""Order the members on a spectrum, and ask how far the order depends on our choices.

A weighted mean lets a high code on one question make up for a low code on another
(compensation), and it treats the steps of the scale as equally wide. OECD and JRC (2008),
Handbook on Constructing Composite Indicators, therefore ask for an analysis of uncertainty:
draw the weights at random and report how ranks move (Saisana, Saltelli and Tarantola 2005,
Journal of the Royal Statistical Society A 168). It covers the choices that are varied, not
errors of coding: here one person coded.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

DRAWS = 4000
SEED = 2022

# How we read the article's range (claims C077 and C130): first group nearest to Russia's line.
ARTICLE = {
    "firm support": ["BLR"],
    "cautious neutrality": ["KAZ", "KGZ", "TJK"],
    "subtle distancing": ["ARM"],
}
_TIE = 1e-9


def index(
    stances: pd.DataFrame, weights: pd.Series, allowed: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compute the weighted mean stance of each member and its rank.

    Three treatments of missing codes: give the table as it is (each member's mean rests on the
    indicators known for it), give ``stances.dropna()`` (only indicators known for all), or give
    ``allowed`` (each missing code takes the lowest, then the highest code of its rule).

    Args:
        stances: One row an indicator, one column a member, −2 to +2; missing allowed.
        weights: Weight of each indicator, zero or more; only their ratios count.
        allowed: Columns ``low`` and ``high`` by indicator, see `positions.allowed`.

    Returns:
        One row a member: ``low`` and ``high`` score (equal unless ``allowed`` is given),
        ``score`` midway, ``best`` and ``worst`` rank (1 is nearest to Russia's line; a range
        where members tie or bounds overlap), ``indicators`` used. Missing without any.

    Raises:
        ValueError: A weight is negative or all are zero.

    Example:
        >>> table = pd.DataFrame({"BLR": [2.0, 1.0], "ARM": [-1.0, None]}, index=["a", "b"])
        >>> index(table, pd.Series({"a": 1, "b": 1}))["score"].tolist()
        [1.5, -1.0]
    """
    shares = _shares(weights, stances.index)
    low, high = _scores(stances, shares[None, :], allowed)
    best, worst = _ranks(low, high)
    used = stances[shares > 0].notna().sum()
    return pd.DataFrame(
        {
            "low": low[0],
            "high": high[0],
            "score": (low[0] + high[0]) / 2,
            "best": best[0],
            "worst": worst[0],
            "indicators": used.to_numpy(),
        },
        index=stances.columns,
    )


def random_weights(
    weights: pd.Series, groups: pd.Series | None = None, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """Draw sets of weights at random around chosen ones.

    Dirichlet distribution: all weights are positive and add up to 1, on average they equal the
    chosen ones. With equal weights it is flat: every set of weights is as likely as any other.

    Args:
        weights: Chosen weight of each indicator, zero or more; zero stays zero.
        groups: Group of each indicator. If given, the weights of whole groups are drawn, and
            indicators keep their share within the group.
        draws: Number of sets.
        seed: Start of the random numbers; the same seed gives the same draws.

    Returns:
        One row a set, one column an indicator.

    Raises:
        ValueError: A weight is negative or all are zero.

    Example:
        >>> random_weights(pd.Series({"a": 1, "b": 1}), draws=2).sum(axis=1).round(6).tolist()
        [1.0, 1.0]
    """
    shares = pd.Series(_shares(weights, weights.index), index=weights.index)
    units = pd.Series(weights.index, index=weights.index) if groups is None else groups
    units = units.reindex(weights.index)
    totals = shares.groupby(units, sort=False).sum()
    totals = totals[totals > 0]
    concentration = (totals * len(totals)).to_numpy()
    generator = np.random.default_rng(seed)
    drawn = generator.standard_gamma(concentration, size=(draws, len(totals)))
    drawn /= drawn.sum(axis=1, keepdims=True)
    place = {name: number for number, name in enumerate(totals.index)}
    result = np.zeros((draws, len(shares)))
    for column, (unit, share) in enumerate(zip(units, shares, strict=True)):
        if share > 0:
            result[:, column] = drawn[:, place[unit]] * share / totals[unit]
    return pd.DataFrame(result, columns=weights.index)


def uncertainty(
    stances: pd.DataFrame,
    drawn: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
    level: float = 0.9,
) -> pd.DataFrame:
    """Say how scores and ranks move when the weights are drawn at random.

    Args:
        stances: See `index`.
        drawn: Sets of weights from `random_weights`.
        allowed: See `index`.
        level: Share of draws that the intervals hold.

    Returns:
        One row a member: ``low`` and ``high`` score, ``best`` and ``worst`` rank (the middle
        ``level`` of the draws), and ``rank_1`` to ``rank_n``: share of draws with exactly
        that rank, ties and overlaps counted for no rank.

    Example:
        >>> table = pd.DataFrame({"BLR": [2.0, 1.0], "ARM": [-1.0, 0.0]}, index=["a", "b"])
        >>> drawn = random_weights(pd.Series({"a": 1, "b": 1}), draws=9)
        >>> uncertainty(table, drawn)["rank_1"].tolist()
        [1.0, 0.0]
    """
    low, high = _drawn_scores(stances, drawn, allowed)
    best, worst = _ranks(low, high)
    tail = (1 - level) / 2
    frame = pd.DataFrame(
        {
            "low": np.quantile(low, tail, axis=0),
            "high": np.quantile(high, 1 - tail, axis=0),
            "best": np.quantile(best, tail, axis=0, method="inverted_cdf"),
            "worst": np.quantile(worst, 1 - tail, axis=0, method="inverted_cdf"),
        },
        index=stances.columns,
    )
    for rank in range(1, len(stances.columns) + 1):
        frame[f"rank_{rank}"] = ((best == rank) & (worst == rank)).mean(axis=0)
    return frame


def above(
    stances: pd.DataFrame, drawn: pd.DataFrame, allowed: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the share of draws in which one member stands nearer to Russia than another.

    Args:
        stances: See `index`.
        drawn: Sets of weights from `random_weights`.
        allowed: See `index`; a member then counts as nearer only if its low score is above the
            other's high score.

    Returns:
        Shares from 0 to 1: row above column; ties count for neither.

    Example:
        >>> table = pd.DataFrame({"BLR": [2.0], "ARM": [-1.0]}, index=["a"])
        >>> above(table, random_weights(pd.Series({"a": 1}), draws=3)).loc["BLR", "ARM"]
        np.float64(1.0)
    """
    low, high = _drawn_scores(stances, drawn, allowed)
    shares = (low[:, :, None] > high[:, None, :] + _TIE).mean(axis=0)
    return pd.DataFrame(shares, index=stances.columns, columns=stances.columns)


def article_share(
    stances: pd.DataFrame, drawn: pd.DataFrame, allowed: pd.DataFrame | None = None
) -> float:
    """Return the share of draws whose order fits the article's spectrum, as we read it.

    It fits if every member of a group stands above every member of the groups after it.

    Args:
        stances: See `index`.
        drawn: Sets of weights from `random_weights`.
        allowed: See `index`.

    Example:
        >>> table = pd.DataFrame([[2, 0, 0, 0, -1.0]], columns=["BLR", "KAZ", "KGZ", "TJK", "ARM"])
        >>> article_share(table, random_weights(pd.Series({0: 1}), draws=3))
        1.0
    """
    low, high = _drawn_scores(stances, drawn, allowed)
    place = {member: number for number, member in enumerate(stances.columns)}
    fits = np.ones(len(drawn), dtype=bool)
    groups = list(ARTICLE.values())
    for number, group in enumerate(groups):
        for later in groups[number + 1 :]:
            for one in group:
                for other in later:
                    fits &= low[:, place[one]] > high[:, place[other]] + _TIE
    return float(fits.mean())


def leave_one_out(
    stances: pd.DataFrame, weights: pd.Series, allowed: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compute the scores again, each time without one indicator.

    Args:
        stances: See `index`.
        weights: See `index`; indicators of weight zero are not left out once more.
        allowed: See `index`.

    Returns:
        One row an indicator left out, in the order of the table: one column a member with its
        score; ``order``, members from high to low score (``=`` between equals); ``changed``,
        whether the order differs from that with all indicators; ``shift``, the mean absolute
        shift in rank (Saisana, Saltelli and Tarantola 2005).

    Example:
        >>> table = pd.DataFrame({"BLR": [2.0, -1.0], "ARM": [-1.0, 0.0]}, index=["a", "b"])
        >>> leave_one_out(table, pd.Series({"a": 1, "b": 1}))["order"].tolist()
        ['ARM > BLR', 'BLR > ARM']
    """
    shares = _shares(weights, stances.index)
    active = np.flatnonzero(shares > 0)
    if len(active) < 2:
        return pd.DataFrame(columns=[*stances.columns, "order", "changed", "shift"])
    sets = np.tile(shares, (len(active), 1))
    sets[np.arange(len(active)), active] = 0
    low, high = _scores(stances, np.vstack([shares, sets]), allowed)
    middle = (low + high) / 2
    best, worst = _ranks(middle, middle)
    ranks = (best + worst) / 2
    orders = [_order(row, stances.columns) for row in middle]
    frame = pd.DataFrame(
        middle[1:], columns=stances.columns, index=stances.index[active].rename("left_out")
    )
    return frame.assign(
        order=orders[1:],
        changed=[order != orders[0] for order in orders[1:]],
        shift=np.abs(ranks[1:] - ranks[0]).mean(axis=1),
    )


def order(scores: pd.Series) -> str:
    """Write members from high to low score, ``=`` between equals, those without one left out.

    Example:
        >>> order(pd.Series({"ARM": -1.0, "BLR": 1.0, "KAZ": -1.0}))
        'BLR > ARM = KAZ'
    """
    return _order(scores.to_numpy(), scores.index)


def _order(scores: np.ndarray, members: pd.Index) -> str:
    known = [(float(score), name) for score, name in zip(scores, members, strict=True)]
    known = [pair for pair in known if pair[0] == pair[0]]
    known.sort(key=lambda pair: -round(pair[0], 9))  # Noise must not put equals in order.
    words = ""
    for number, (score, name) in enumerate(known):
        if number:
            words += " = " if abs(known[number - 1][0] - score) < _TIE else " > "
        words += name
    return words


def _shares(weights: pd.Series, wanted: pd.Index) -> np.ndarray:
    chosen = weights.reindex(wanted).fillna(0).to_numpy(dtype=float)
    if (chosen < 0).any():
        raise ValueError("A weight is negative. Weights must be zero or more.")
    if chosen.sum() <= 0:
        raise ValueError("All weights are zero. Give at least one indicator a weight.")
    return chosen / chosen.sum()


def _drawn_scores(
    stances: pd.DataFrame, drawn: pd.DataFrame, allowed: pd.DataFrame | None
) -> tuple[np.ndarray, np.ndarray]:
    return _scores(stances, drawn.reindex(columns=stances.index).to_numpy(), allowed)


def _scores(
    stances: pd.DataFrame, sets: np.ndarray, allowed: pd.DataFrame | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high scores, one row a set of weights, one column a member."""
    if allowed is None:
        scores = _means(stances.to_numpy(dtype=float), sets)
        return scores, scores
    codes, limits = stances.to_numpy(dtype=float), allowed.reindex(stances.index)
    low, high = (
        _means(np.where(np.isnan(codes), limits[end].to_numpy()[:, None], codes), sets)
        for end in ("low", "high")
    )
    return low, high


def _means(codes: np.ndarray, sets: np.ndarray) -> np.ndarray:
    known = ~np.isnan(codes)
    total = sets @ known
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, sets @ np.where(known, codes, 0) / total, np.nan)


def _ranks(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return best and worst rank of each member; missing where a score is missing."""
    higher = low[:, None, :] > high[:, :, None] + _TIE
    may_be_higher = high[:, None, :] >= low[:, :, None] - _TIE
    best = 1.0 + higher.sum(axis=2)
    worst = may_be_higher.sum(axis=2).astype(float)
    missing = np.isnan(low)
    best[missing] = np.nan
    worst[missing] = np.nan
    return best, worst
