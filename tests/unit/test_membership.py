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


def events(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["state", "date", "effect"])


PATHS = events(
    ("KAZ", "2000-03-01", "joins"),
    ("KAZ", "1999-03-01", "signs"),
    ("ARM", "2010-05-05", "withdraws"),
    ("ARM", "2000-03-01", "joins"),
    ("ARM", "2005", "freezes"),
    ("ARM", "2007-06", "resumes"),
    ("UZB", "2001-12-31", "joins"),
    ("UZB", "2003-12-31", "lapses"),
    ("UZB", "2009-12-31", "returns"),
)


def test_spells_follow_from_events_in_any_order() -> None:
    table = membership.spells(PATHS)
    assert table.columns.tolist() == ["state", "status", "start", "end"]
    assert table.index.tolist() == list(range(6))
    found = [
        (row.state, row.status, f"{row.start:%F}", None if pd.isna(row.end) else f"{row.end:%F}")
        for row in table.itertuples()
    ]
    assert found == [
        ("ARM", "member", "2000-03-01", "2005-01-01"),
        ("KAZ", "member", "2000-03-01", None),
        ("UZB", "member", "2001-12-31", "2003-12-31"),
        ("ARM", "frozen", "2005-01-01", "2007-06-01"),
        ("ARM", "member", "2007-06-01", "2010-05-05"),
        ("UZB", "member", "2009-12-31", None),
    ]


def test_a_freeze_needs_a_spell_before_it() -> None:
    with pytest.raises(
        ValueError, match=r"^ARM: freezes on 2024-02-22 without a spell before it\.$"
    ):
        membership.spells(events(("ARM", "2024-02-22", "freezes")))
    twice = events(
        ("UZB", "2000-01-01", "joins"),
        ("UZB", "2001-01-01", "withdraws"),
        ("UZB", "2002-01-01", "suspends"),
    )
    with pytest.raises(ValueError, match="UZB: suspends on 2002-01-01"):
        membership.spells(twice)


@pytest.mark.parametrize(
    ("day", "statuses"),
    [
        ("2000-02-29", {}),
        ("2000-03-01", {"ARM": "member", "KAZ": "member"}),
        ("2003-12-30", {"ARM": "member", "KAZ": "member", "UZB": "member"}),
        ("2003-12-31", {"ARM": "member", "KAZ": "member", "UZB": "former"}),
        ("2005-01-01", {"ARM": "frozen", "KAZ": "member", "UZB": "former"}),
        ("2007-06-01", {"ARM": "member", "KAZ": "member", "UZB": "former"}),
        ("2010-05-05", {"ARM": "former", "KAZ": "member", "UZB": "member"}),
    ],
)
def test_status_changes_on_the_day_itself(day: str, statuses: dict) -> None:
    found = membership.status_on(membership.spells(PATHS), day)
    assert found.to_dict() == statuses
    assert list(found.index) == sorted(statuses)
    assert membership.status_on(membership.spells(PATHS), pd.Timestamp(day)).equals(found)


def test_years_are_counted_on_their_last_day() -> None:
    table = membership.count_by_year(membership.spells(PATHS), range(1999, 2011))
    assert table.columns.tolist() == ["year", "member", "frozen", "former", "in_law"]
    assert table.columns.name is None
    wanted = {
        1999: [0, 0, 0, 0],
        2000: [2, 0, 0, 2],
        2001: [3, 0, 0, 3],
        2003: [2, 0, 1, 2],
        2005: [1, 1, 1, 2],
        2007: [2, 0, 1, 2],
        2009: [3, 0, 0, 3],
        2010: [2, 0, 1, 2],
    }
    rows = table.set_index("year")
    assert {year: rows.loc[year].tolist() for year in wanted} == wanted
    assert table["year"].tolist() == list(range(1999, 2011))
    assert rows.dtypes.eq(int).all()


def test_changes_list_each_day_once() -> None:
    table = membership.changes(membership.spells(PATHS))
    assert table.columns.tolist() == ["date", "taking_part", "in_law"]
    found = [(f"{row.date:%F}", row.taking_part, row.in_law) for row in table.itertuples()]
    assert found == [
        ("2000-03-01", 2, 2),
        ("2001-12-31", 3, 3),
        ("2003-12-31", 2, 2),
        ("2005-01-01", 1, 2),
        ("2007-06-01", 2, 2),
        ("2009-12-31", 3, 3),
        ("2010-05-05", 2, 2),
    ]
