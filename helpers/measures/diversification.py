"""How evenly a state spreads its trade or its arms purchases over partners."""

from __future__ import annotations

import numpy as np
import pandas as pd

# The same five parts for every state, year and field, because the index depends on their number.
PARTS = ("RUS", "CHN", "EU27", "TUR", "rest")
LABELS = {
    "RUS": "Russia",
    "CHN": "China",
    "EU27": "European Union (27)",
    "TUR": "Türkiye",
    "rest": "all others",
}
EU27 = (
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT "
    "ROU SVK SVN SWE"
).split()
PERIODS = ((2004, 2008), (2009, 2013), (2014, 2018), (2019, 2023))
# Rows of trade_partners that hold several states.
GROUPS = ("WLD", "EU", "CIS", "EAEU")
# Below this sum of trend-indicator values one batch of missiles can turn the shares.
SMALL = 60


def trade_shares(table: pd.DataFrame, reporter: str, flow: str = "total") -> pd.DataFrame:
    """Return the shares of five partners in the goods trade of a state.

    Args:
        table: Table ``trade_partners``. Groups other than EU27 are not used, nor the flow
            ``import_consignment``, which counts Armenian imports a second time.
        reporter: ``ARM``, ``KAZ`` or ``KGZ``.
        flow: ``export``, ``import`` or ``total``, their sum.

    Returns:
        One row a year (index), one column of `PARTS` (shares of 1) and ``usd_million``. Years in
        which a partner is missing are missing.

    Raises:
        ValueError: The reporter has no world total, so that shares cannot be computed.

    Example:
        >>> from helpers import data
        >>> float(round(trade_shares(data.load("trade_partners"), "KAZ").loc[2023, "CHN"], 2))
        0.22
    """
    own = table[table["reporter"] == reporter]
    if not (own["partner"] == "WLD").any():
        raise ValueError(f"{reporter} has no world total in trade_partners: no shares.")
    flows = ["export", "import"] if flow == "total" else [flow]
    wanted = own[own["flow"].isin(flows) & own["partner"].isin([*PARTS, "WLD"])]
    wide = wanted.pivot_table(
        index="year", columns=["partner", "flow"], values="usd_million", aggfunc="sum"
    ).dropna()
    sums = wide.T.groupby(level="partner").sum().T
    parts = sums.drop(columns="WLD").div(sums["WLD"], axis=0)
    parts["rest"] = 1 - parts.sum(axis=1)
    return parts[list(PARTS)].assign(usd_million=sums["WLD"])


def arms_shares(table: pd.DataFrame, recipient: str) -> pd.DataFrame:
    """Return the shares of five suppliers in the major arms delivered to a state, by period.

    Args:
        table: Table ``arms_imports``.
        recipient: ISO 3166-1 alpha-3 code.

    Returns:
        One row a period (index such as ``"2019–2023"``): shares of `PARTS`, ``tiv_million`` and
        ``small`` (bool, below `SMALL`). Without any delivery the shares are missing.

    Example:
        >>> from helpers import data
        >>> float(arms_shares(data.load("arms_imports"), "KAZ").loc["2019–2023", "RUS"].round(2))
        0.94
    """
    own = table[table["recipient"] == recipient]
    part = own["supplier"].where(own["supplier"].isin(PARTS), "rest")
    part = part.where(~own["supplier"].isin(EU27), "EU27")
    rows = {}
    for first, last in PERIODS:
        within = own["year"].between(first, last)
        sums = own["tiv_million"][within].groupby(part[within]).sum()
        total = sums.sum()
        shares = sums.reindex(PARTS, fill_value=0) / (total or np.nan)
        rows[f"{first}–{last}"] = {**shares, "tiv_million": total, "small": total < SMALL}
    kinds = {part: float for part in PARTS} | {"tiv_million": float, "small": bool}
    return pd.DataFrame(rows).T.astype(kinds)


def evenness(shares: pd.Series | pd.DataFrame) -> float | pd.Series:
    """Return how evenly something is spread: Shannon's entropy over its largest value.

    Pielou (1966): −Σ p ln p / ln n for n parts. The number of parts changes the result, so compare
    only lists with the same parts.

    Args:
        shares: Shares of 1 that add up to 1, or a frame with one such row a case.

    Returns:
        0 if one part has all, 1 if all parts are equal; missing if a share is missing.

    Example:
        >>> evenness(pd.Series([0.5, 0.5]))
        1.0
    """
    if isinstance(shares, pd.DataFrame):
        return shares.apply(evenness, axis=1)
    if shares.isna().any():
        return float("nan")
    some = shares[shares > 0]
    entropy = abs((some * np.log(some)).sum())
    return float(entropy / np.log(len(shares)))


def by_field(trade: pd.DataFrame, arms: pd.DataFrame) -> pd.DataFrame:
    """Return evenness and largest partner of every member by field, early and late.

    Args:
        trade: Table ``trade_partners``.
        arms: Table ``arms_imports``.

    Returns:
        Columns state, field (exports, imports, arms), moment (early: 2018 or 2014–2018; late: 2023
        or 2019–2023), evenness (0 to 1), largest (code of the largest partner of all that the table
        names, the EU27 counted as one), share (of the largest) and small (bool).

    Example:
        >>> from helpers import data
        >>> table = by_field(data.load("trade_partners"), data.load("arms_imports"))
        >>> sorted(table["field"].unique())
        ['arms', 'exports', 'imports']
    """
    rows = []
    for state in ("BLR", "KAZ", "KGZ", "TJK", "ARM"):
        periods = arms_shares(arms, state)
        for moment, period in (("early", "2014–2018"), ("late", "2019–2023")):
            first, last = (int(year) for year in period.split("–"))
            chosen = (arms["recipient"] == state) & arms["year"].between(first, last)
            amounts = arms[chosen].groupby("supplier")["tiv_million"].sum()
            rows.append(_row(state, "arms", moment, periods.loc[period], largest(amounts)))
        own = trade[trade["reporter"] == state]
        if own.empty:
            continue
        for flow in ("export", "import"):
            years = trade_shares(trade, state, flow)
            for moment, year in (("early", 2018), ("late", 2023)):
                chosen = (own["year"] == year) & (own["flow"] == flow)
                amounts = own[chosen].set_index("partner")["usd_million"]
                rows.append(_row(state, f"{flow}s", moment, years.loc[year], largest(amounts)))
    return pd.DataFrame(rows)


def largest(amounts: pd.Series) -> tuple[str, float]:
    """Return the largest partner and its share; the 27 members of the EU count as one.

    "All others" is no partner and never the largest.

    Args:
        amounts: Values by partner code (index). ``WLD`` is the whole if it is there, otherwise
            the sum is. Other groups of states are not used.

    Returns:
        Code of the partner and its share of 1; an empty code and a missing share for no amounts.

    Example:
        >>> largest(pd.Series({"WLD": 10.0, "EU27": 4.0, "DEU": 3.5, "RUS": 3.0}))
        ('EU27', 0.4)
    """
    single = amounts.drop([code for code in amounts.index if code in GROUPS])
    if "EU27" in single.index:
        single = single.drop([code for code in single.index if code in EU27])
    else:
        single = single.rename({code: "EU27" for code in EU27}).groupby(level=0).sum()
    whole = amounts["WLD"] if "WLD" in amounts.index else single.sum()
    if single.empty or not whole:
        return "", float("nan")
    return str(single.idxmax()), float(single.max() / whole)


def _row(
    state: str, field: str, moment: str, found: pd.Series, top: tuple[str, float]
) -> dict[str, object]:
    return {
        "state": state,
        "field": field,
        "moment": moment,
        "evenness": evenness(found[list(PARTS)].astype(float)),
        "largest": top[0],
        "share": top[1],
        "small": bool(found.get("small", False)),
    }
