"""What the exit rates owe to definitions: one row a definition, the CSTO beside all others."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers import data
from helpers.measures.exits import CSTO, decimal_year, extended
from helpers.measures.survival import exit_rate, rate_ratio

TREATY_SIGNED = "1992-05-15"
FIRST_TERM_ENDED = "1999-04-20"
TREATY_IN_FORCE = "1994-04-20"
CHARTER_IN_FORCE = "2003-09-18"

# Exits that ATOP books as part of a renegotiation (note on alliance_member_spells).
RENEGOTIATED = {(3395, "TCD"), (3395, "COG"), (3610, "SVK"), (3610, "ROU")}
# Split into bilateral treaties in 1993; two states have two spells at the same time there.
SPLIT_PACTS = {3610, 3625}
# Named as loose in the notes on alliance_spells: OAS Charter, Arab League, CIS Charter.
LOOSE_PACTS = {3150, 3205, 4400}


def by_definition(
    spells: pd.DataFrame, pacts: pd.DataFrame, events: pd.DataFrame, until: str | None = None
) -> pd.DataFrame:
    """Compute the exit rate under each of several definitions, CSTO beside all others.

    Args:
        spells: Table ``alliance_member_spells``.
        pacts: Table ``alliance_spells``.
        events: Table ``membership_events``; gives the day on which Armenia froze participation.
        until: End of the longer observation of the CSTO; the as-of date of ``membership_events``
            when left out.

    Returns:
        One row a definition: ``definition``, ``meaning``, and for each group (``csto``,
        ``others``) ``_spells``, ``_exits``, ``_member_years``, ``_rate``, ``_low``, ``_high``
        (exits per 100 member-years, exact 95 % interval), then ``ratio``, ``ratio_low``,
        ``ratio_high``.

    Limits: the definitions overlap, so they are not independent checks; all other pacts are
    observed to the end of 2016 only.

    Example:
        >>> table = by_definition(data.read("alliance_member_spells"),
        ...     data.read("alliance_spells"), data.read("membership_events"))
        >>> table.loc[0, ["csto_exits", "others_exits"]].tolist()
        [4, 21]
    """
    longer = until or data.as_of("membership_events")
    rows = []
    for name, meaning, change in _DEFINITIONS:
        rows.append({"definition": name, "meaning": meaning} | _compare(change(spells, pacts)))
    for name, meaning, frozen in _LONGER:
        changed = extended(spells, events, longer, freeze_is_exit=frozen)
        rows.append({"definition": name, "meaning": meaning} | _compare(changed))
    return pd.DataFrame(rows)


def _compare(spells: pd.DataFrame) -> dict:
    ours = spells["atop_id"] == CSTO
    row = {}
    for name, group in (("csto", spells[ours]), ("others", spells[~ours])):
        row |= {f"{name}_{key}": value for key, value in exit_rate(group).items()}
    ratio = rate_ratio(
        row["csto_exits"],
        row["csto_member_years"],
        row["others_exits"],
        row["others_member_years"],
    )
    return row | dict(zip(("ratio", "ratio_low", "ratio_high"), ratio, strict=True))


def _as_derived(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return spells


def _no_renegotiation(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    pairs = pd.Series(list(zip(spells["atop_id"], spells["member"], strict=True)), spells.index)
    return spells.assign(withdrawal=spells["withdrawal"] & ~pairs.isin(RENEGOTIATED))


def _no_lapse(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    lapsed = (spells["atop_id"] == CSTO) & (spells["end"] == decimal_year(FIRST_TERM_ENDED))
    return spells.assign(withdrawal=spells["withdrawal"] & ~lapsed)


def _one_decision(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    exits = spells[spells["withdrawal"]]
    again = exits.index[exits.duplicated(["atop_id", "end"])]
    return spells.assign(withdrawal=spells["withdrawal"] & ~spells.index.isin(again))


def _no_afterlife(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    over = spells["atop_id"].map(pacts.set_index("atop_id")["end"])
    return spells[spells["start"] < over]


def _no_split_pacts(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return spells[~spells["atop_id"].isin(SPLIT_PACTS)]


def _no_loose_pacts(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return spells[~spells["atop_id"].isin(LOOSE_PACTS)]


def _five_or_more(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return spells[spells["atop_id"].isin(pacts.loc[pacts["peak_members"] >= 5, "atop_id"])]


def _formed_since_1990(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return spells[spells["atop_id"].isin(pacts.loc[pacts["start"] >= 1990, "atop_id"])]


def _formed_before_1990(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    old = set(pacts.loc[pacts["start"] < 1990, "atop_id"]) | {CSTO}
    return spells[spells["atop_id"].isin(old)]


def _joined_since_1992(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return spells[spells["start"] >= 1992]


def _from_signature_on(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return _clipped(spells, decimal_year(TREATY_SIGNED), spells["atop_id"].notna())


def _treaty_in_force(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return _clipped(spells, decimal_year(TREATY_IN_FORCE), spells["atop_id"] == CSTO)


def _organisation_only(spells: pd.DataFrame, pacts: pd.DataFrame) -> pd.DataFrame:
    return _clipped(spells, decimal_year(CHARTER_IN_FORCE), spells["atop_id"] == CSTO)


def _clipped(spells: pd.DataFrame, year: float, chosen: pd.Series) -> pd.DataFrame:
    kept = spells[~chosen | (spells["end"] > year)]
    return kept.assign(start=kept["start"].where(~chosen, kept["start"].clip(lower=year)))


_Change = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
_DEFINITIONS: list[tuple[str, str, _Change]] = [
    ("as derived", "All spells and withdrawals of the table, 1946–2016.", _as_derived),
    (
        "without renegotiations",
        "Chad, Congo, Romania and Slovakia left in a renegotiation: not counted as exits.",
        _no_renegotiation,
    ),
    (
        "lapses of 1999 not counted",
        "Azerbaijan, Georgia and Uzbekistan did not renew a treaty that ran out: no exits.",
        _no_lapse,
    ),
    (
        "one day, one exit",
        "Exits from the same pact on the same day count once: one decision, not several.",
        _one_decision,
    ),
    (
        "no spells after a pact's end",
        "United States and Thailand in SEATO after its dissolution of 1977: left out.",
        _no_afterlife,
    ),
    (
        "without the two split pacts",
        "Pacts 3610 and 3625, cut into bilateral treaties in 1993: left out.",
        _no_split_pacts,
    ),
    (
        "without loose treaties",
        "OAS Charter, Arab League and CIS Charter: left out.",
        _no_loose_pacts,
    ),
    ("five members or more", "Only pacts that once had five members.", _five_or_more),
    ("pacts formed since 1990", "Only pacts formed in 1990 or later.", _formed_since_1990),
    (
        "others formed before 1990",
        "The CSTO beside pacts formed before 1990.",
        _formed_before_1990,
    ),
    ("joined since 1992", "Only memberships that began in 1992 or later.", _joined_since_1992),
    (
        "only time since May 1992",
        "All memberships, but only the time from 15 May 1992 on.",
        _from_signature_on,
    ),
    (
        "CSTO from entry into force",
        "Treaty in force on 20 April 1994, not signature of 1992.",
        _treaty_in_force,
    ),
    (
        "CSTO as organisation only",
        "From 18 September 2003, when the Charter took effect.",
        _organisation_only,
    ),
]
_LONGER = [
    (
        "CSTO followed to 2026",
        "No exit after 2016 in law; the others are not observed after 2016.",
        False,
    ),
    (
        "2026, freeze as exit",
        "The same, but Armenia's freeze of 22 February 2024 counts as an exit.",
        True,
    ),
]
