"""Nine organisations: statuses follow from the spells, and unknown dates stay unknown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import data
from helpers.measures import membership, memberships

TABLE = data.read("organisation_memberships")
EVENTS = data.read("membership_events")
SPELLS = memberships.spells(TABLE, EVENTS)
YEARS = st.integers(1991, 2026)


def status(state: str, organisation: str, year: int) -> str:
    return memberships.matrix(SPELLS, year).loc[state, organisation]


def test_all_spells_of_both_tables_are_there() -> None:
    csto = membership.spells(EVENTS)
    assert len(SPELLS) == len(TABLE) + len(csto)
    assert sorted(set(SPELLS["organisation"])) == sorted(memberships.ORGANISATIONS)
    assert SPELLS["source_ids"].notna().all()


@given(YEARS)
def test_the_csto_column_equals_the_membership_measure(year: int) -> None:
    wanted = membership.status_on(membership.spells(EVENTS), memberships.last_day(year))
    column = memberships.matrix(SPELLS, year)["CSTO"]
    assert column[column != ""].sort_index().to_dict() == wanted.to_dict()


@given(YEARS)
def test_one_status_a_state_and_organisation(year: int) -> None:
    table = memberships.in_year(SPELLS, year)
    assert not table.duplicated(["state", "organisation"]).any()
    assert (table["known"] | table["since"].isna()).all()


@pytest.mark.parametrize(
    ("state", "organisation", "year", "wanted"),
    [
        ("BLR", "SCO", 2009, ""),
        ("BLR", "SCO", 2014, "dialogue partner"),
        ("BLR", "SCO", 2015, "observer"),
        ("BLR", "SCO", 2024, "member"),
        ("GEO", "CIS", 2008, "member"),
        ("GEO", "CIS", 2009, "former"),
        ("UKR", "CIS", 2018, "former"),
        ("UZB", "GUAM", 2004, "member"),
        ("UZB", "GUAM", 2005, "former"),
        ("UZB", "CSTO", 2007, "member"),
        ("TKM", "CIS", 2005, "associate member"),
        ("ARM", "CSTO", 2024, "frozen"),
        ("KAZ", "BRICS", 2024, ""),
        ("KAZ", "BRICS", 2025, "partner"),
    ],
)
def test_known_cases(state: str, organisation: str, year: int, wanted: str) -> None:
    assert status(state, organisation, year) == wanted


def test_an_unknown_start_claims_nothing_about_earlier_years() -> None:
    assert status("EST", "EU", 2026) == "member"
    assert status("EST", "EU", 1995) == memberships.OPEN
    assert status("ARM", "SCO", 2000) == ""
    assert status("ARM", "SCO", 2010) == memberships.OPEN
    assert status("ARM", "SCO", 2026) == "dialogue partner"


def test_the_last_year_is_looked_at_on_the_as_of_date() -> None:
    assert f"{memberships.last_day(2026):%Y-%m-%d}" == data.as_of(
        "organisation_memberships", "membership_events"
    )


def test_shared_with_russia_counts_full_memberships_only() -> None:
    table = memberships.with_russia(SPELLS, range(2021, 2027))
    shared = table.set_index(["state", "year"])["shared"]
    assert shared["ARM", 2021] == 3
    assert shared["ARM", 2026] == 2
    assert (shared["BLR", 2023], shared["BLR", 2024]) == (3, 4)
    assert shared["KAZ"].tolist() == [4] * 6
    assert shared.max() <= 5
    assert "RUS" not in set(table["state"])


def test_spells_can_be_counted_without_unknown_organisations() -> None:
    some = memberships.spells(TABLE[TABLE["organisation"] == "CIS"], EVENTS)
    assert memberships.matrix(some, 2000).columns.tolist() == memberships.ORGANISATIONS
    assert isinstance(memberships.first_members(some)["CIS"], pd.Timestamp)
