"""Who moved? Shares of No votes and published ideal points."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.measures import agreement, votes

_Z = 1.959964


def no_shares(
    roll_calls: pd.DataFrame, states: list[str] = agreement.SIX, by: str = "session"
) -> pd.DataFrame:
    """Share of No among the votes each state cast, period by period.

    Args:
        roll_calls: Table ``un_votes`` or a part of it.
        states: States to count.
        by: ``"session"`` (September to September, the year of the UN) or ``"year"``.

    Returns:
        One row a state and period: ``state``, ``session`` (or ``year``), ``no``, ``n`` votes
        cast (yes, no, abstain), ``value`` = no / n, ``low`` and ``high`` (95% interval).
        Emergency special sessions are left out by session: they hold a few votes on one subject.

    Source:
        Interval: Wilson, E. (1927), Journal of the American Statistical Association 22.

    Limits:
        The interval treats roll calls as independent draws; resolutions on one subject are not.

    Example:
        >>> from helpers import data
        >>> no_shares(data.load("un_votes")).columns.tolist()
        ['state', 'session', 'no', 'n', 'value', 'low', 'high']
    """
    rows = roll_calls
    if by == "session":
        rows = roll_calls[roll_calls["session"].str.isdigit()]
        period = rows["session"].astype(int)
    else:
        period = rows["date"].dt.year
    counts = votes.count_by_session(rows.assign(session=period), states)
    counts["n"] = counts["yes"] + counts["no"] + counts["abstain"]
    counts = counts[counts["n"] >= agreement.FEWEST_VOTES]
    counts["value"] = counts["no"] / counts["n"]
    counts["low"], counts["high"] = wilson(counts["no"], counts["n"])
    counts = counts.rename(columns={"iso3": "state", "session": by})
    order = counts["state"].map({state: place for place, state in enumerate(states)})
    table = counts.assign(order=order).sort_values(["order", by])
    return table[["state", by, "no", "n", "value", "low", "high"]].reset_index(drop=True)


def wilson(successes: pd.Series, trials: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the 95% Wilson interval of shares.

    Example:
        >>> low, high = wilson(pd.Series([0]), pd.Series([100]))
        >>> round(float(high[0]), 3)
        0.037
    """
    share = successes / trials
    middle = (share + _Z**2 / (2 * trials)) / (1 + _Z**2 / trials)
    half = (
        _Z / (1 + _Z**2 / trials) * np.sqrt(share * (1 - share) / trials + (_Z / trials / 2) ** 2)
    )
    return (middle - half).clip(lower=0), (middle + half).clip(upper=1)


def usable_points(points: pd.DataFrame, states: list[str] = agreement.SIX) -> pd.DataFrame:
    """Keep the ideal points that rest on enough votes, and leave a gap where there is none.

    Args:
        points: Table ``ideal_points``.
        states: States to keep.

    Returns:
        One row a state and year from the first to the last year, with ``state``, ``year``,
        ``ideal_point``, ``q05``, ``q95``, ``n_votes``; the estimates are missing where there is
        no row or ``usable`` is false (all of 2024), so that a line breaks there.

    Source:
        Bailey, M., Strezhnev, A. and Voeten, E. (2017), Journal of Conflict Resolution 61(2).

    Example:
        >>> from helpers import data
        >>> table = usable_points(data.load("ideal_points"))
        >>> bool(table.loc[table["year"] == 2024, "ideal_point"].isna().all())
        True
    """
    years = range(points["year"].min(), points["year"].max() + 1)
    every = pd.MultiIndex.from_product([states, years], names=["state", "year"])
    table = points.set_index(["state", "year"]).reindex(every)
    usable = table["usable"].astype("boolean").fillna(False).astype(bool)
    table[["ideal_point", "q05", "q95"]] = table[["ideal_point", "q05", "q95"]].where(usable)
    return table[["ideal_point", "q05", "q95", "n_votes"]].reset_index()
