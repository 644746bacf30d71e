"""How alike the members of a group vote among themselves."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from helpers.measures import agreement, bootstrap, periods

ALPHA = "alpha"
COMPARED = ["nato", "others", "neighbours"]
MEASURES = {**agreement.MEASURES, ALPHA: "Krippendorff's alpha"}

_ENDS = ["low", "middle", "high"]
_SQUARED = np.square(np.subtract.outer(np.arange(3), np.arange(3)))


def inside(
    roll_calls: pd.DataFrame,
    states: list[str],
    measure: str = "agreement",
    by: str = "year",
    absent: str = "drop",
    draws: int = bootstrap.DRAWS,
) -> pd.DataFrame:
    """Measure the cohesion of a group: the mean over its pairs, or Krippendorff's alpha.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        states: Members of the group, at least two.
        measure: A key of `MEASURES`: one of the pair measures, or ``"alpha"``.
        by: ``"year"`` or a column such as ``"session"``.
        absent: See `agreement.scores`.
        draws: Resamples of the roll calls for the 95% interval; 0 for none.

    Returns:
        One row a period: ``year`` (or ``by``), ``value``, ``low``, ``high``, ``n`` roll calls
        in which at least two of the group voted, ``pairs`` that enter the mean. A pair with
        fewer than ten shared votes, or that hardly varies, is left out.

    Source:
        See `agreement.from_tables`; alpha: Krippendorff, K. (2004), Content Analysis, ch. 11.

    Limits:
        A mean over pairs hides who disagrees. The interval covers the choice of resolutions,
        not that of states.

    Example:
        >>> from helpers import data
        >>> inside(data.load("un_votes"), agreement.FIVE, draws=0).loc[0, "pairs"]
        np.int64(8)
    """
    codes = agreement.scores(roll_calls, states, absent)
    names, parts = periods.arrays(roll_calls, by, codes)
    if measure == ALPHA:
        rows = [(*_alpha(part, draws), len(states) * (len(states) - 1) // 2) for part in parts]
    else:
        pairs = list(itertools.combinations(states, 2))
        counts = agreement.count_tables(roll_calls, pairs, by, absent, draws)
        rows = [_mean(counts, place, measure) for place in range(len(names))]
    table = pd.DataFrame(rows, columns=["value", "low", "high", "pairs"])
    table.insert(0, by, names)
    table.insert(4, "n", [int(((~np.isnan(part)).sum(axis=1) >= 2).sum()) for part in parts])
    table.loc[table["n"] < agreement.FEWEST_VOTES, ["value", "low", "high"]] = np.nan
    return table


def means_with_state(
    roll_calls: pd.DataFrame,
    other: str = "RUS",
    groups: list[str] = COMPARED,
    measure: str = "agreement",
    by: str = "year",
    absent: str = "drop",
) -> pd.DataFrame:
    """Average over groups how alike their states vote with one other state.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        other: State to compare with.
        groups: Keys of `agreement.GROUPS`.
        measure: A key of `agreement.MEASURES`.
        by: See `inside`.
        absent: See `agreement.scores`.

    Returns:
        One row a group and period: ``state`` (the key of the group), ``year`` (or ``by``),
        ``value``, the unweighted mean over the states with a value, and ``states``, their
        number.

    Example:
        >>> from helpers import data
        >>> means_with_state(data.load("un_votes"), groups=["nato"]).loc[0, "state"]
        'nato'
    """
    parts = []
    for group in groups:
        states = [state for state in agreement.GROUPS[group] if state != other]
        table = agreement.with_state(roll_calls, states, other, measure, by, absent, draws=0)
        means = table.groupby(by, sort=False)["value"].agg(value="mean", states="count")
        parts.append(means.reset_index().assign(state=group))
    return pd.concat(parts, ignore_index=True)[["state", by, "value", "states"]]


def random_groups(
    roll_calls: pd.DataFrame,
    size: int,
    pool: list[str],
    measure: str = "agreement",
    by: str = "year",
    draws: int = 500,
) -> pd.DataFrame:
    """Ask how alike groups would vote that were put together by lot.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        size: States in a group.
        pool: States to draw from.
        measure: A key of `agreement.MEASURES`.
        by: See `inside`.
        draws: Number of random groups, the same ones in every period.

    Returns:
        One row a period: ``year`` (or ``by``), ``low``, ``middle`` and ``high``: 2.5, 50 and
        97.5 percent of the random groups' means over pairs. Groups without any pair that has a
        value are left out; missing where that is all of them.

    Limits:
        The pool is the states of this course, not a sample of all UN members; NATO is
        over-represented in it. The comparison shows what is ordinary here, no more.

    Example:
        >>> from helpers import data
        >>> pool = agreement.NATO + agreement.OTHERS
        >>> random_groups(data.load("un_votes"), 5, pool, draws=9).columns.tolist()
        ['year', 'low', 'middle', 'high']
    """
    table = agreement.all_pairs(roll_calls, pool, measure, by)
    rng = np.random.default_rng(bootstrap.SEED)
    groups = np.stack([rng.permutation(len(pool))[:size] for _ in range(draws)])
    one, other = np.triu_indices(size, 1)
    values = table.values[:, groups[:, one], groups[:, other]]
    seen = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        means = np.where(seen, values, 0).sum(axis=2) / seen.sum(axis=2)
    ends = pd.DataFrame(means.T).quantile([0.025, 0.5, 0.975]).to_numpy()
    return pd.DataFrame({by: table.periods, **dict(zip(_ENDS, ends, strict=True))})


def _mean(counts: agreement.Counts, place: int, measure: str) -> tuple[float, float, float, int]:
    tables = counts.tables[place].astype(float)
    values, expected = agreement.from_tables(tables, measure)
    enough = tables.sum(axis=(-2, -1)) >= agreement.FEWEST_VOTES
    used = enough & ~(expected < agreement.LEAST_EXPECTED)
    if not used.any():
        return np.nan, np.nan, np.nan, 0
    low = high = np.nan
    if counts.samples:
        again, _ = agreement.from_tables(counts.samples[place][:, used], measure)
        low, high = (end.item() for end in bootstrap.interval(again.mean(axis=1)))
    return values[used].mean(), low, high, int(used.sum())


def _alpha(codes: np.ndarray, draws: int) -> tuple[float, float, float]:
    counts = (codes[:, :, None] == np.arange(1, 4)).sum(axis=1)
    voters = counts.sum(axis=1)
    counts, voters = counts[voters >= 2], voters[voters >= 2]
    diagonal = counts[:, :, None] * np.eye(3)
    matches = (counts[:, :, None] * counts[:, None, :] - diagonal) / (voters - 1)[:, None, None]
    value = float(_alpha_of(matches.sum(axis=0)))
    if not draws or not len(counts):
        return value, np.nan, np.nan
    weights = bootstrap.weights(len(counts), draws)
    again = _alpha_of((weights @ matches.reshape(-1, 9)).reshape(-1, 3, 3))
    low, high = bootstrap.interval(again)
    return value, low.item(), high.item()


def _alpha_of(matches: np.ndarray) -> np.ndarray:
    """Return alpha with squared steps from coincidence matrices [..., 3, 3]."""
    share = matches.sum(axis=-1)
    total = share.sum(axis=-1)
    observed = (matches * _SQUARED).sum(axis=(-2, -1))
    expected = ((share @ _SQUARED) * share).sum(axis=-1)
    return 1 - (total - 1) * observed / np.where(expected > 0, expected, np.nan)
