"""How much one member of an alliance outweighs the others."""

from __future__ import annotations

import pandas as pd

INDICATORS = {
    "military_spending_usd_million_2023": "military spending",
    "gdp_usd": "gross domestic product",
    "population": "population",
}


def members_only(sizes: pd.DataFrame) -> pd.DataFrame:
    """Keep only the years in which a state belonged to its alliance.

    Args:
        sizes: Table ``alliance_asymmetry`` (columns alliance, state, member_since, year).

    Returns:
        The rows from the year of accession on.

    Example:
        >>> frame = pd.DataFrame({"state": ["SWE"] * 2, "member_since": 2024, "year": [2023, 2024]})
        >>> members_only(frame)["year"].tolist()
        [2024]
    """
    return sizes[sizes["year"] >= sizes["member_since"]]


def concentration(sizes: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Measure, year by year, how much of an alliance's total its largest member holds.

    A state without a figure is left out of the total of that year; the result names it. A year
    without any figure gives no row.

    Args:
        sizes: Table ``alliance_asymmetry``; rows before accession are ignored.
        indicator: Column to add up, a key of `INDICATORS`.

    Returns:
        One row an alliance and year: ``alliance``, ``year``, ``largest`` (state), ``share`` (per
        cent of the total), ``herfindahl`` (sum of squared shares, from 1/n to 1), ``members``
        (states counted) and ``missing`` (states without a figure, separated by ``;``).

    Raises:
        KeyError: The table has no such column.

    Method: Herfindahl-Hirschman index, O. C. Herfindahl (1950), A. O. Hirschman (1964).

    Example:
        >>> frame = pd.DataFrame({
        ...     "alliance": "X", "state": ["A", "B"], "member_since": 1990, "year": 2000,
        ...     "gdp_usd": [75.0, 25.0]})
        >>> concentration(frame, "gdp_usd")[["share", "herfindahl"]].iloc[0].tolist()
        [75.0, 0.625]
    """
    found = members_only(sizes)[["alliance", "year", "state", indicator]]
    gaps = found[found[indicator].isna()].groupby(["alliance", "year"])["state"].agg(";".join)
    known = found.dropna(subset=[indicator]).astype({indicator: float})
    total = known.groupby(["alliance", "year"])[indicator].transform("sum")
    groups = known.assign(part=known[indicator] / total, squared=lambda one: one["part"] ** 2)
    largest = groups.sort_values("part").groupby(["alliance", "year"])
    result = pd.DataFrame(
        {
            "largest": largest["state"].last(),
            "share": 100 * largest["part"].last(),
            "herfindahl": largest["squared"].sum(),
            "members": largest["state"].count(),
        }
    )
    return result.assign(missing=gaps.reindex(result.index).fillna("")).reset_index()
