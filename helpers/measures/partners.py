"""Links of the members with partners outside: counting a collection that is no census."""

from __future__ import annotations

import pandas as pd

from helpers import data

INVASION = pd.Timestamp(2022, 2, 24)
PERIODS = ["before", "unclear", "since"]
COUNTED_BY = ["partner", "type", "concerns", "year"]
_YEAR_DAYS = 365.25


def outside(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Leave out the reference rows, which are about Russia.

    Args:
        partnerships: Table ``partnerships``.

    Returns:
        The other rows, with ``year`` (whole number) and ``period`` (see `period`).

    Example:
        >>> outside(data.load("partnerships"))["reference_row"].any().item()
        False
    """
    return _dated(partnerships[~partnerships["reference_row"]])


def period(dates: pd.Series) -> pd.Series:
    """Tell on which side of 24 February 2022 partly known dates lie.

    Args:
        dates: Text such as ``2022``, ``2022-05`` or ``2022-05-10``.

    Returns:
        ``before``, ``since``, or ``unclear`` where the text can mean days on both sides.

    Example:
        >>> period(pd.Series(["2021-12", "2022", "2022-05"])).tolist()
        ['before', 'unclear', 'since']
    """
    first = data.start_of(dates)
    spans = dates.str.len().map({4: pd.DateOffset(years=1), 7: pd.DateOffset(months=1)})
    spans = spans.where(spans.notna(), pd.DateOffset(days=1))
    last = pd.Series(
        [day + span - pd.Timedelta(days=1) for day, span in zip(first, spans, strict=True)],
        index=dates.index,
        dtype="datetime64[ns]",
    )
    sides = pd.Series("unclear", index=dates.index)
    return sides.mask(last < INVASION, "before").mask(first >= INVASION, "since")


def links(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Unroll rows that concern several members: one row for each member that a row is about.

    A summit with three members is one row of the table and three links. An agreement between
    two members is a link of each to the other.

    Args:
        partnerships: Table ``partnerships`` or a part of it.

    Returns:
        All columns, and ``concerns`` (the member), ``year`` and ``period``. ``partner`` is always
        the other side.

    Example:
        >>> table = links(data.load("partnerships"))
        >>> table.loc[table["partnership_id"] == "P085", ["concerns", "partner"]].values.tolist()
        [['KGZ', 'TJK'], ['TJK', 'KGZ']]
    """
    named = partnerships["also_members"].str.split(";")
    others = [one if isinstance(one, list) else [] for one in named]
    concerned = [[own, *more] for own, more in zip(partnerships["member"], others, strict=True)]
    table = _dated(partnerships).assign(concerns=concerned).explode("concerns", ignore_index=True)
    itself = table["concerns"] == table["partner"]
    return table.assign(partner=table["partner"].mask(itself, table["member"]))


def windows(partnerships: pd.DataFrame) -> dict[str, float]:
    """Return how many years were observed on each side of 24 February 2022.

    Args:
        partnerships: Table ``partnerships``; its first year opens the first window, its as-of
            date closes the second.

    Returns:
        Years by period, ``before`` and ``since``.

    Example:
        >>> {side: round(years, 2) for side, years in windows(data.load("partnerships")).items()}
        {'before': 7.15, 'since': 4.35}
    """
    begin = pd.Timestamp(int(partnerships["date"].str[:4].astype(int).min()), 1, 1)
    end = pd.Timestamp(data.as_of("partnerships")) + pd.Timedelta(days=1)
    return {
        "before": (INVASION - begin).days / _YEAR_DAYS,
        "since": (end - INVASION).days / _YEAR_DAYS,
    }


def counts(partnerships: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count rows about outside partners before and since 24 February 2022.

    The numbers describe the table. It was collected by searching, with more attention to recent
    years, so that a rise can be a rise of attention.

    Args:
        partnerships: Table ``partnerships``; reference rows are left out here.
        by: ``partner``, ``type`` or ``year``; or ``concerns``, which counts a row once for each
            member that it concerns.

    Returns:
        One row a group, most rows first (years in order): ``before``, ``unclear``, ``since``,
        ``total`` (numbers of rows), ``before_per_year`` and ``since_per_year`` (rows a year of
        observation, without those of unclear date).

    Raises:
        ValueError: `by` is none of the four.

    Example:
        >>> counts(data.load("partnerships"), "type").loc["arms deal", "total"].item()
        17
    """
    if by not in COUNTED_BY:
        raise ValueError(f"by must be one of {', '.join(COUNTED_BY)}; {by!r} is not.")
    rows = outside(partnerships)
    rows = links(rows) if by == "concerns" else rows
    table = pd.crosstab(rows[by], rows["period"]).reindex(columns=PERIODS, fill_value=0)
    years = windows(partnerships)
    table = table.assign(
        total=table.sum(axis=1),
        before_per_year=table["before"] / years["before"],
        since_per_year=table["since"] / years["since"],
    ).rename_axis(columns=None)
    return table if by == "year" else table.sort_values("total", ascending=False, kind="stable")


def first_links(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Return when the table first records each pair of a member and an outside partner.

    Args:
        partnerships: Table ``partnerships``; reference rows are left out here.

    Returns:
        One row a pair, oldest first: ``concerns``, ``partner``, ``first_date`` (as known),
        ``period`` of it, and ``rows``. The first row is not the first contact of two states.

    Example:
        >>> first_links(data.load("partnerships"))["first_date"].iloc[0]
        '2015'
    """
    table = links(outside(partnerships)).sort_values(["date", "partnership_id"])
    table = table.groupby(["concerns", "partner"], as_index=False).agg(
        first_date=("date", "first"), period=("period", "first"), rows=("date", "size")
    )
    return table.sort_values(["first_date", "concerns", "partner"], ignore_index=True)


def contested(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Return the rows on which sources disagree, with both versions.

    Args:
        partnerships: Table ``partnerships``.

    Returns:
        Rows in the order of their dates: ``date``, ``member``, ``partner``, ``type``,
        ``first_version`` (what is reported), ``other_version`` (who contradicts, and how) and
        ``source_ids``.

    Example:
        >>> both = contested(data.load("partnerships"))
        >>> both[both["type"] == "base or outpost"]["date"].tolist()
        ['2016', '2021-07']
    """
    rows = partnerships[partnerships["confidence"] == "contested"].sort_values("date")
    renamed = rows.rename(columns={"substance": "first_version", "note": "other_version"})
    columns = ["date", "member", "partner", "type", "first_version", "other_version", "source_ids"]
    return renamed[columns].reset_index(drop=True)


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(year=rows["date"].str[:4].astype(int), period=period(rows["date"]))
