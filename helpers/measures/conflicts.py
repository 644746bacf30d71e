"""Deaths in armed conflicts by place and year, and the chronology of single events."""

from __future__ import annotations

import pandas as pd

REGIONS = {
    "Armenia and Azerbaijan": ("ARM", "AZE"),
    "Kyrgyzstan and Tajikistan": ("KGZ", "TJK"),
    "Kazakhstan and Uzbekistan": ("KAZ", "UZB"),
}


def deaths(table: pd.DataFrame, states: tuple[str, ...], first: int = 1991) -> pd.DataFrame:
    """Add up the deaths that UCDP places on the territory of some states.

    UCDP counts deaths of organised violence where they happened, not by nationality, in three
    kinds: state-based, non-state and one-sided (Sundberg and Melander 2013). Low and high are the
    sums of its lowest and highest credible counts, so the true range may be narrower.

    Args:
        table: Table ``conflict_deaths``.
        states: ISO 3166-1 alpha-3 codes.
        first: First year.

    Returns:
        Columns year, best, low, high (persons), one row a year without gaps.

    Example:
        >>> from helpers import data
        >>> one = deaths(data.load("conflict_deaths"), ("ARM", "AZE"), 2020)
        >>> int(one.loc[one["year"] == 2020, "best"].iloc[0])
        7646
    """
    kept = table[table["state"].isin(states) & (table["year"] >= first)]
    sums = kept.groupby("year")[["best", "low", "high"]].sum()
    years = range(first, int(table["year"].max()) + 1)
    return sums.reindex(years, fill_value=0).astype(int).rename_axis("year").reset_index()


def death_range(event: pd.Series) -> str:
    """Return the range of deaths of an event in words.

    Args:
        event: Row of ``conflict_events`` with ``deaths_low`` and ``deaths_high``.

    Returns:
        ``"41–52"``, ``"at least 100"``, ``"3"``, or ``"no count"`` where no source gives one.

    Example:
        >>> death_range(pd.Series({"deaths_low": 100.0, "deaths_high": float("nan")}))
        'at least 100'
    """
    low, high = event["deaths_low"], event["deaths_high"]
    if pd.isna(low):
        return "no count"
    if pd.isna(high):
        return f"at least {low:,.0f}"
    return f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"


def numbered(events: pd.DataFrame) -> pd.DataFrame:
    """Number the events in order of time and name their deaths.

    Args:
        events: Table ``conflict_events``.

    Returns:
        The rows in order of time with number (from 1), year and deaths (words) added.

    Example:
        >>> from helpers import data
        >>> numbered(data.load("conflict_events"))["number"].tolist()[:2]
        [1, 2]
    """
    ordered = events.sort_values("date", kind="stable").reset_index(drop=True)
    return ordered.assign(
        number=range(1, len(ordered) + 1),
        year=ordered["date"].str[:4].astype(int),
        deaths=ordered.apply(death_range, axis=1),
    )
