"""Money transfers of individuals by country of the other side."""

from __future__ import annotations

import pandas as pd

REST = "all other countries"
SINGLE = ("RUS", "USA")


def by_country(table: pd.DataFrame, direction: str, kind: str = "total") -> pd.DataFrame:
    """Return transfers by year and country, with those that have no row of their own together.

    Args:
        table: Table ``armenia_transfers``.
        direction: ``"inflow"`` or ``"outflow"``.
        kind: ``"total"``, or ``"non-commercial"`` for the part of it without trade and business.

    Returns:
        One row a year, one column a country (million US dollars), ``WLD`` for all together and
        `REST` for all but those of `SINGLE`.

    Example:
        >>> from helpers import data
        >>> wide = by_country(data.load("armenia_transfers"), "inflow")
        >>> wide.loc[2022, ["RUS", "USA", REST, "WLD"]].round().tolist()
        [3598.0, 671.0, 921.0, 5190.0]
    """
    rows = table[(table["direction"] == direction) & (table["type"] == kind)]
    wide = rows.pivot(index="year", columns="partner", values="usd_million")
    return wide.assign(**{REST: wide["WLD"] - wide[list(SINGLE)].sum(axis=1, skipna=False)})
