"""Links of the members with others: how many before and after 24 February 2022."""

from __future__ import annotations

import pandas as pd

from helpers.measures.survival import exact_poisson

INVASION = pd.Timestamp("2022-02-24")

# Treaties and declarations about borders, in partnerships; the rest of the type is political.
BORDERS = ["P085", "P086"]
BORDER_PROGRAMME = "Tajik-Afghan border programme"


def links(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Return the links with partners outside Russia and tell on which side of the date they lie.

    Args:
        partnerships: Table ``partnerships``; reference rows about Russia are left out.

    Returns:
        The rows with ``when`` (timestamp of the first day that the date can mean) and ``period``:
        before or after 24 February 2022, or ``not known`` where only the year 2022 is known.

    Example:
        >>> from helpers import data
        >>> links(data.load("partnerships"))["period"].value_counts()["not known"].item()
        3
    """
    rows = partnerships[~partnerships["reference_row"]].copy()
    rows["when"] = pd.to_datetime(rows["date"], format="ISO8601")
    after = rows["when"] >= INVASION
    rows["period"] = after.map({True: "after", False: "before"}).mask(
        rows["date"] == str(INVASION.year), "not known"
    )
    return rows.sort_values("when", kind="stable", ignore_index=True)


def by_type(
    partnerships: pd.DataFrame, first: str = "2015-01-01", last: str = "2026-06-30"
) -> pd.DataFrame:
    """Count the links of each type before and after, per year with an exact interval.

    Args:
        partnerships: Table ``partnerships``.
        first: First day of the first period.
        last: Last day of the second period, the as-of date of the table.

    Returns:
        One row a type and period, the most frequent type first: ``type``, ``period``, ``count``,
        ``years`` (length of the period), ``per_year``, ``low``, ``high`` (95% interval).

    Method: exact Poisson interval (Garwood 1936). Limits: the interval says how chance alone could
    change a count; it does not repair a search that looked harder at the later years.

    Example:
        >>> from helpers import data
        >>> table = by_type(data.load("partnerships"))
        >>> table["years"].round(1).unique().tolist()
        [7.1, 4.3]
    """
    rows = links(partnerships)
    years = {
        "before": (INVASION - pd.Timestamp(first)).days / 365.25,
        "after": (pd.Timestamp(last) - INVASION).days / 365.25,
    }
    order = rows["type"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index
    counted = rows.groupby(["type", "period"]).size()
    table = pd.DataFrame(
        [
            {"type": kind, "period": period, "count": int(counted.get((kind, period), 0))}
            for kind in order
            for period in years
        ]
    )
    table["years"] = table["period"].map(years)
    table["per_year"] = table["count"] / table["years"]
    bounds = map(exact_poisson, table["count"], table["years"])
    table["low"], table["high"] = zip(*bounds, strict=True)
    return table


def by_year(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Count the links by calendar year: the trace of events and of the search for them.

    Args:
        partnerships: Table ``partnerships``.

    Returns:
        ``year`` from the first to the last, ``count``.

    Example:
        >>> from helpers import data
        >>> by_year(data.load("partnerships")).iloc[0].tolist()
        [2015, 1]
    """
    years = links(partnerships)["date"].str[:4].astype(int)
    full = range(years.min(), years.max() + 1)
    counts = years.value_counts().reindex(full, fill_value=0)
    return counts.rename_axis("year").rename("count").reset_index()


def main_items(partnerships: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """List treaties, settlements and programmes that members use beside the CSTO.

    Args:
        partnerships: Table ``partnerships``.
        indicators: Table ``impact_indicators``, for the programme of the CSTO itself.

    Returns:
        By date: ``row_id``, ``date``, ``when``, ``period``, ``members`` (codes), ``partner``,
        ``group`` (treaty, law or declaration; border settlement; mediation or normalisation;
        civilian mission; base or outpost; programme of the CSTO), ``substance``, ``source_ids``,
        ``confidence``.

    Limits: which items are main ones follows the type of the row, not an assessment of weight.

    Example:
        >>> from helpers import data
        >>> items = main_items(data.load("partnerships"), data.load("impact_indicators"))
        >>> items[items["group"] == "border settlement"]["date"].tolist()
        ['2025-03-13', '2025-03-31']
    """
    rows = links(partnerships)
    rows["group"] = rows["type"].map(_GROUPS)
    rows.loc[rows["partnership_id"].isin(BORDERS), "group"] = "border settlement"
    rows = rows[rows["group"].notna()]
    members = rows["member"] + rows["also_members"].map(_added)
    first = pd.DataFrame(
        {
            "row_id": rows["partnership_id"],
            "date": rows["date"],
            "when": rows["when"],
            "period": rows["period"],
            "members": members,
            "partner": rows["partner_label"],
            "group": rows["group"],
            **{name: rows[name] for name in ("substance", "source_ids", "confidence")},
        }
    )
    own = indicators[indicators["category"] == BORDER_PROGRAMME]
    second = pd.DataFrame(
        {
            "row_id": own["indicator_id"],
            "date": own["date"],
            "when": pd.to_datetime(own["date"], format="ISO8601"),
            "period": "after",
            "members": "TJK",
            "partner": "CSTO",
            "group": "programme of the CSTO",
            "substance": own["indicator"] + ". " + own["detail"].fillna(""),
            "source_ids": own["source_ids"],
            "confidence": own["confidence"],
        }
    )
    items = pd.concat([first, second])
    return items.sort_values("when", kind="stable", ignore_index=True)


_GROUPS = {
    "treaty, law or declaration": "treaty, law or declaration",
    "mediation or normalisation": "mediation or normalisation",
    "civilian mission": "civilian mission",
    "base or outpost": "base or outpost",
}


def _added(codes: object) -> str:
    return "" if pd.isna(codes) else f";{codes}"
