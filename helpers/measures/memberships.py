"""Nine organisations: who is in which, with what status, in which year."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.measures import membership

ORGANISATIONS = ["CSTO", "CIS", "EAEU", "SCO", "OTS", "GUAM", "BRICS", "NATO", "EU"]
_KEYS = ["state", "organisation"]
FULL = "member"
FORMER = "former"
OPEN = "not known"
FIRST_YEAR = 1991
COLUMNS = [
    "state",
    "organisation",
    "status",
    "start",
    "end",
    "begin",
    "finish",
    "known",
    "note",
    "source_ids",
    "confidence",
]


def spells(organisation_memberships: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Put the spells of the CSTO beside those of eight other organisations.

    Args:
        organisation_memberships: Table of that name.
        events: Table ``membership_events``, from which the CSTO's spells follow.

    Returns:
        One row a spell: ``state``, ``organisation``, ``status``, ``start`` and ``end`` (text as
        far as known), ``begin`` and ``finish`` (first days they can mean; missing: not known, or
        not ended), ``known`` (whether the start is known), ``note``, ``source_ids``,
        ``confidence``. The CSTO's spells count from the treaty of 1992.

    Example:
        >>> both = spells(data.load("organisation_memberships"), data.load("membership_events"))
        >>> both["organisation"].nunique()
        9
    """
    both = pd.concat([organisation_memberships, _csto(events)], ignore_index=True)
    both = both.assign(
        begin=data.start_of(both["start"]),
        finish=data.start_of(both["end"]),
        known=both["start"].notna(),
    )
    return both[COLUMNS]


def _csto(events: pd.DataFrame) -> pd.DataFrame:
    moves = events[events["effect"].isin(membership.BEGINS + membership.FREEZES)]
    moves = moves.set_index(["state", "date"])
    rows = []
    for spell in membership.spells(events).itertuples():
        start = f"{spell.start:%Y-%m-%d}"
        event = moves.loc[(spell.state, start)]
        rows.append(
            {
                "state": spell.state,
                "organisation": "CSTO",
                "status": spell.status,
                "start": start,
                "end": None if pd.isna(spell.end) else f"{spell.end:%Y-%m-%d}",
                "note": event["detail"],
                "source_ids": event["source_ids"],
                "confidence": event["confidence"],
            }
        )
    return pd.DataFrame(rows)


def last_day(year: int) -> pd.Timestamp:
    """Return the day a year is looked at: 31 December, or the as-of date of the tables.

    Example:
        >>> f"{last_day(2020):%Y-%m-%d}"
        '2020-12-31'
    """
    as_of = data.as_of("organisation_memberships", "membership_events")
    return min(pd.Timestamp(year, 12, 31), pd.Timestamp(as_of))


def in_year(spells: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the status of each state in each organisation at the end of a year.

    Args:
        spells: Result of `spells`.
        year: Calendar year; in the last one the as-of date counts.

    Returns:
        One row a state and organisation that the tables know by then: ``state``,
        ``organisation``, ``status`` (``former`` after the last spell ended), ``since`` (text,
        missing where unknown) and ``known``. Spells of unknown start have ``known`` false; in
        all years but the last, since `first_members`, their status is ``not known``.

    Example:
        >>> both = spells(data.load("organisation_memberships"), data.load("membership_events"))
        >>> now = in_year(both, 2024).set_index(["state", "organisation"])
        >>> now.loc[("ARM", "CSTO"), "status"]
        'frozen'
    """
    day = last_day(year)
    earliest = spells["begin"].fillna(spells["organisation"].map(first_members(spells)))
    begun = spells[earliest.isna() | (earliest <= day)]
    ended = begun["finish"].notna() & (begun["finish"] <= day)
    current = begun[~ended].assign(since=lambda one: one["start"])
    if day < last_day(2200):
        current["status"] = current["status"].where(current["known"], OPEN)
    past = begun[ended].sort_values("finish").drop_duplicates(_KEYS, keep="last")
    past = past.assign(status=FORMER, since=past["end"], known=True)
    table = pd.concat([current, past]).drop_duplicates(_KEYS)
    return table[[*_KEYS, "status", "since", "known"]].reset_index(drop=True)


def first_members(spells: pd.DataFrame) -> pd.Series:
    """Return the earliest known start of a full membership by organisation.

    No spell whose start is unknown can be older. An organisation without any known start is
    missing.

    Args:
        spells: Result of `spells`.

    Example:
        >>> both = spells(data.load("organisation_memberships"), data.load("membership_events"))
        >>> first_members(both)["SCO"].year
        2001
    """
    full = spells[spells["status"] == FULL].dropna(subset=["begin"])
    return full.groupby("organisation")["begin"].min()


def matrix(spells: pd.DataFrame, year: int) -> pd.DataFrame:
    """Set out the statuses of one year as a table of states by organisations.

    Args:
        spells: Result of `spells`.
        year: Calendar year.

    Returns:
        Index ``state``, one column an organisation. An empty text means that the tables hold no
        spell, which does not prove that there was none.

    Example:
        >>> both = spells(data.load("organisation_memberships"), data.load("membership_events"))
        >>> matrix(both, 2026).loc["KAZ", ["CSTO", "OTS", "BRICS", "NATO"]].tolist()
        ['member', 'member', 'partner', '']
    """
    statuses = in_year(spells, year).pivot(index="state", columns="organisation", values="status")
    whole = statuses.reindex(sorted(set(spells["state"])), columns=ORGANISATIONS)
    return whole.astype(object).fillna("")


def with_russia(spells: pd.DataFrame, years: range) -> pd.DataFrame:
    """Count the organisations in which a state and Russia are both full members.

    Args:
        spells: Result of `spells`.
        years: Calendar years, each looked at on its last day.

    Returns:
        One row a year and state: ``year``, ``state`` and ``shared`` (0 to 5: Russia belongs to
        the CSTO, the CIS, the EAEU, the SCO and BRICS). A frozen membership is not counted.

    Example:
        >>> both = spells(data.load("organisation_memberships"), data.load("membership_events"))
        >>> table = with_russia(both, range(2023, 2025)).set_index(["state", "year"])["shared"]
        >>> table["ARM", 2023].item(), table["ARM", 2024].item()
        (3, 2)
    """
    rows = []
    for year in years:
        full = matrix(spells, year) == FULL
        shared = (full & full.loc["RUS"]).sum(axis=1).drop("RUS")
        rows.append(shared.rename("shared").reset_index().assign(year=year))
    return pd.concat(rows, ignore_index=True)[["year", "state", "shared"]]
