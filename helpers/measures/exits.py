"""How often states leave multilateral defence pacts: clocks, late entry, longer observation."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.measures.membership import BEGINS, ENDS, FREEZES

CSTO = 4220
OBSERVED_TO = 2017.0
CLOCKS = ("since joining", "age of the pact")


def decimal_year(date: str) -> float:
    """Turn a date into a decimal year, as in the tables of spells.

    Args:
        date: ISO 8601, with day.

    Returns:
        Year, plus a twelfth for each full month, plus the days over 365.25.

    Example:
        >>> decimal_year("1992-05-15")
        1992.372
    """
    day = pd.Timestamp(date)
    return round(day.year + (day.month - 1) / 12 + (day.day - 1) / 365.25, 3)


def on_clock(spells: pd.DataFrame, pacts: pd.DataFrame, clock: str) -> pd.DataFrame:
    """Count the time of each membership since it began, or since the pact began.

    On the clock "age of the pact" a state that joined later comes under observation late: it
    could not leave before it was in.

    Args:
        spells: Table ``alliance_member_spells``, or rows of it.
        pacts: Table ``alliance_spells``.
        clock: ``"since joining"`` or ``"age of the pact"``.

    Returns:
        ``atop_id``, ``member``, ``entry`` and ``duration`` (years on that clock), ``event`` (true:
        withdrew), as `survival.kaplan_meier` takes them.

    Raises:
        ValueError: There is no such clock.

    Example:
        >>> timed = on_clock(data.read("alliance_member_spells"),
        ...     data.read("alliance_spells"), "age of the pact")
        >>> timed.loc[timed["member"] == "BLR", "entry"].round(1).tolist()
        [1.6, 0.0]
    """
    if clock not in CLOCKS:
        raise ValueError(f"clock must be one of {', '.join(CLOCKS)}; it is {clock!r}.")
    zero = spells["start"]
    if clock == "age of the pact":
        zero = spells["atop_id"].map(pacts.set_index("atop_id")["start"])
    timed = spells[["atop_id", "member"]].assign(
        entry=spells["start"] - zero,
        duration=spells["end"] - zero,
        event=spells["withdrawal"].astype(bool),
    )
    return timed.reset_index(drop=True)


def under_watch_since(pacts: pd.DataFrame, year: float) -> pd.DataFrame:
    """Keep of each pact only the time from a year on: late entry for those formed before.

    Args:
        pacts: Table ``alliance_spells``, or rows of it.
        year: Decimal year.

    Returns:
        The pacts alive in that year or formed later, with ``entry`` (age in that year, 0 for
        later ones), ``duration`` and ``event``.

    Example:
        >>> watched = under_watch_since(data.read("alliance_spells"), 1992.372)
        >>> bool((watched["entry"] < watched["duration"]).all())
        True
    """
    alive = pacts[pacts["end"] > year]
    return alive.assign(
        entry=(year - alive["start"]).clip(lower=0),
        duration=alive["end"] - alive["start"],
        event=alive["ended"].astype(bool),
    ).reset_index(drop=True)


def extended(
    spells: pd.DataFrame, events: pd.DataFrame, until: str, *, freeze_is_exit: bool = False
) -> pd.DataFrame:
    """Follow the members of the CSTO beyond 2016, where the data set ends.

    Args:
        spells: Table ``alliance_member_spells``.
        events: Table ``membership_events``.
        until: Last day of the observation, ISO 8601.
        freeze_is_exit: Count a freeze as an exit on its day. In law it is none.

    Returns:
        The spells; those of the CSTO that went on at the end of 2016 are longer. One that a later
        exit ended is cut there; a state that came later has a new row.

    Example:
        >>> longer = extended(data.read("alliance_member_spells"),
        ...     data.read("membership_events"), "2026-06-30")
        >>> float(longer["end"].max())
        2026.496
    """
    last = decimal_year(until)
    longer = spells.copy()
    longer.loc[(longer["atop_id"] == CSTO) & (longer["end"] == OBSERVED_TO), "end"] = last
    dated = events.assign(at=data.start_of(events["date"])).sort_values("at")
    exits = [*ENDS, *FREEZES] if freeze_is_exit else ENDS
    begins = BEGINS if freeze_is_exit else [one for one in BEGINS if one != "resumes"]
    for event in dated[(dated["at"] >= "2017") & (dated["at"] <= until)].itertuples():
        own = (longer["atop_id"] == CSTO) & (longer["member"] == event.state)
        if event.effect in exits:
            going_on = own & (longer["end"] == last)
            longer.loc[going_on, ["end", "withdrawal"]] = [decimal_year(event.date), True]
        elif event.effect in begins:
            came = {"atop_id": CSTO, "member": event.state, "start": decimal_year(event.date)}
            came |= {"end": last, "withdrawal": False, "state_death": False}
            longer = pd.concat([longer, pd.DataFrame([came])], ignore_index=True)
    return longer
