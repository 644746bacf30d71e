"""Membership as spells: when a state's participation began, ended, or was frozen."""

from __future__ import annotations

import pandas as pd

from helpers import data

BEGINS = ["joins", "returns", "resumes"]
ENDS = ["lapses", "suspends", "withdraws"]
FREEZES = ["freezes"]


def spells(events: pd.DataFrame) -> pd.DataFrame:
    """Turn dated events into membership spells.

    A spell is an unbroken period in one status. Only events with an effect count: ``joins``,
    ``returns`` and ``resumes`` begin a spell of membership (the last one ends a freeze),
    ``lapses``, ``suspends`` and ``withdraws`` end the spell of a state, ``freezes`` ends it and
    begins a spell with status ``frozen``.

    Args:
        events: Table ``membership_events`` (columns state, date, effect).

    Returns:
        One row a spell: ``state`` (ISO 3166-1 alpha-3), ``status`` (member or frozen), ``start``
        and ``end`` (timestamps; a missing end means that the spell goes on).

    Raises:
        ValueError: A state ends a spell that has not begun.

    Example:
        >>> table = spells(data.load("membership_events"))
        >>> table[table["state"] == "UZB"]["start"].dt.year.tolist()
        [1992, 2006]
    """
    relevant = events[events["effect"].isin(BEGINS + ENDS + FREEZES)]
    relevant = relevant.assign(day=data.start_of(relevant["date"])).sort_values("day")
    rows = [row for _, one in relevant.groupby("state") for row in _spells_of_one(one)]
    table = pd.DataFrame(rows, columns=["state", "status", "start", "end"])
    return table.sort_values(["start", "state"], ignore_index=True)


def _spells_of_one(events: pd.DataFrame) -> list[tuple]:
    rows, state = [], events["state"].iloc[0]
    status, begun = None, None
    for event in events.itertuples():
        if status is None and event.effect not in BEGINS:
            raise ValueError(f"{state}: {event.effect} on {event.date} without a spell before it.")
        if status is not None:
            rows.append((state, status, begun, event.day))
        status = "member" if event.effect in BEGINS else None
        if event.effect in FREEZES:
            status = "frozen"
        begun = event.day
    if status is not None:
        rows.append((state, status, begun, pd.NaT))
    return rows


def status_on(spells: pd.DataFrame, date: str | pd.Timestamp) -> pd.Series:
    """Return the status of every state that had joined by a date.

    Args:
        spells: Result of `spells`.
        date: The day to look at.

    Returns:
        By state: ``member``, ``frozen`` or ``former``.

    Example:
        >>> table = spells(data.load("membership_events"))
        >>> status_on(table, "2013-01-01")["UZB"]
        'former'
    """
    day = pd.Timestamp(date)
    begun = spells[spells["start"] <= day]
    current = begun[begun["end"].isna() | (begun["end"] > day)].set_index("state")["status"]
    former = {state: "former" for state in begun["state"] if state not in current.index}
    return pd.concat([current, pd.Series(former, dtype=object)]).sort_index()


def count_by_year(spells: pd.DataFrame, years: range) -> pd.DataFrame:
    """Count members on the last day of each year.

    Args:
        spells: Result of `spells`.
        years: Calendar years.

    Returns:
        One row a year: ``year``, ``member``, ``frozen``, ``former`` (numbers of states) and
        ``in_law`` (members and frozen members together).

    Example:
        >>> table = count_by_year(spells(data.load("membership_events")), range(2023, 2025))
        >>> table["member"].tolist(), table["in_law"].tolist()
        ([6, 5], [6, 6])
    """
    statuses = {year: status_on(spells, f"{year}-12-31").value_counts() for year in years}
    counts = pd.DataFrame(statuses).T.reindex(columns=["member", "frozen", "former"])
    counts = counts.fillna(0).astype(int).assign(in_law=lambda one: one["member"] + one["frozen"])
    return counts.rename_axis("year").reset_index()


def changes(spells: pd.DataFrame) -> pd.DataFrame:
    """Count members on every day on which the number changed.

    Args:
        spells: Result of `spells`.

    Returns:
        One row a day: ``date``, ``taking_part`` and ``in_law`` (numbers of states).

    Example:
        >>> changes(spells(data.load("membership_events")))["in_law"].tolist()[:4]
        [6, 7, 8, 9]
    """
    days = pd.concat([spells["start"], spells["end"]]).dropna().drop_duplicates().sort_values()
    rows = []
    for day in days:
        status = status_on(spells, day)
        taking_part = int((status == "member").sum())
        rows.append((day, taking_part, taking_part + int((status == "frozen").sum())))
    return pd.DataFrame(rows, columns=["date", "taking_part", "in_law"])
