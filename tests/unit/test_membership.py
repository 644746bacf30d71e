"""Membership spells computed from events."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data
from helpers.measures import membership


@pytest.fixture(scope="module")
def spells() -> pd.DataFrame:
    return membership.spells(data.load("membership_events"))


def years(spells: pd.DataFrame, state: str) -> list[tuple]:
    own = spells[spells["state"] == state]
    ends = own["end"].dt.year.astype("Int64")
    return [
        (status, start.year, None if pd.isna(end) else int(end))
        for status, start, end in zip(own["status"], own["start"], ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("RUS", [("member", 1992, None)]),
        ("ARM", [("member", 1992, 2024), ("frozen", 2024, None)]),
        ("UZB", [("member", 1992, 1999), ("member", 2006, 2012)]),
        ("AZE", [("member", 1993, 1999)]),
        ("GEO", [("member", 1993, 1999)]),
        ("BLR", [("member", 1993, None)]),
    ],
)
def test_spells_of_each_path(spells: pd.DataFrame, state: str, expected: list) -> None:
    assert years(spells, state) == expected


@pytest.mark.parametrize(
    ("day", "members", "frozen"),
    [
        ("1992-05-14", 0, 0),
        ("1992-05-15", 6, 0),
        ("1994-06-01", 9, 0),
        ("2000-01-01", 6, 0),
        ("2007-01-01", 7, 0),
        ("2013-01-01", 6, 0),
        ("2024-02-21", 6, 0),
        ("2024-02-22", 5, 1),
    ],
)
def test_status_counts(spells: pd.DataFrame, day: str, members: int, frozen: int) -> None:
    counts = membership.status_on(spells, day).value_counts()
    assert counts.get("member", 0) == members
    assert counts.get("frozen", 0) == frozen


@pytest.mark.parametrize(
    ("effect", "after"),
    [
        ("resumes", [("frozen", 2024, 2027), ("member", 2027, None)]),
        ("withdraws", [("frozen", 2024, 2027)]),
        ("suspends", [("frozen", 2024, 2027)]),
    ],
)
def test_a_freeze_ends_in_one_of_three_ways(effect: str, after: list) -> None:
    events = data.load("membership_events")
    ended = events.tail(1).assign(state="ARM", date="2027-03-01", effect=effect)
    spells = membership.spells(pd.concat([events, ended]))
    assert years(spells, "ARM") == [("member", 1992, 2024), *after]
    expected = "member" if effect == "resumes" else "former"
    assert membership.status_on(spells, "2027-03-01")["ARM"] == expected


def test_a_member_can_withdraw() -> None:
    events = data.load("membership_events")
    left = events.tail(1).assign(state="KAZ", date="2027-03-01", effect="withdraws")
    spells = membership.spells(pd.concat([events, left]))
    assert membership.changes(spells)["in_law"].iloc[-1] == 5


def test_end_without_beginning_is_refused() -> None:
    events = pd.DataFrame({"state": ["UZB"], "date": ["1999-04-20"], "effect": ["lapses"]})
    with pytest.raises(ValueError, match="UZB: lapses on 1999-04-20"):
        membership.spells(events)
