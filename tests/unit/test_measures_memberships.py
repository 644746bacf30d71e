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


def organisation_spells(*rows: tuple) -> pd.DataFrame:
    """Spells as the table holds them; state, organisation, status, start, end."""
    columns = ["state", "organisation", "status", "start", "end"]
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    return table.assign(note="as announced", source_ids="s1", confidence="high")


MADE_UP = organisation_spells(
    ("RUS", "CIS", "member", "1991-12-08", None),
    ("ARM", "CIS", "member", "1991-12-21", None),
    ("GEO", "CIS", "member", "1993-12-31", "2009-12-31"),
    ("GEO", "CIS", "observer", "1992-06", "1993-12-31"),
    ("UKR", "CIS", "associate member", None, None),
    ("EST", "EU", "member", None, None),
    ("RUS", "SCO", "member", "2001-06-15", None),
    ("ARM", "SCO", "observer", None, "2010-01-01"),
    ("ARM", "SCO", "dialogue partner", "2010-01-01", None),
    ("ARM", "EAEU", "observer", "2009", None),
    ("RUS", "EAEU", "member", "2015-01-01", None),
    ("MDA", "CIS", "member", None, "2020-01-01"),
)
FREEZE = pd.DataFrame(
    {
        "state": ["RUS", "ARM", "ARM", "ARM"],
        "date": ["1992-05-15", "1992-05-15", "2024-02-22", "2000-01-01"],
        "effect": ["joins", "joins", "freezes", "none"],
        "detail": ["signs", "signs too", "says frozen", "renews"],
        "source_ids": ["s2", "s3", "s4", "s5"],
        "confidence": ["high", "medium", "low", "high"],
    }
)


def both() -> pd.DataFrame:
    return memberships.spells(MADE_UP, FREEZE)


def test_spells_of_the_csto_come_from_its_events() -> None:
    table = both()
    assert table.columns.tolist() == memberships.COLUMNS
    csto = table[table["organisation"] == "CSTO"].astype(object).where(table.notna(), None)
    words = ["state", "status", "start", "end", "known", "note", "source_ids", "confidence"]
    assert csto[words].to_numpy().tolist() == [
        ["ARM", "member", "1992-05-15", "2024-02-22", True, "signs too", "s3", "medium"],
        ["RUS", "member", "1992-05-15", None, True, "signs", "s2", "high"],
        ["ARM", "frozen", "2024-02-22", None, True, "says frozen", "s4", "low"],
    ]
    georgia = table[(table["state"] == "GEO") & (table["status"] == "observer")].iloc[0]
    assert (georgia["begin"], georgia["finish"]) == (
        pd.Timestamp("1992-06-01"),
        pd.Timestamp("1993-12-31"),
    )
    assert table.loc[4, ["begin", "finish"]].isna().all()
    assert not table.loc[4, "known"]
    assert table.index.tolist() == list(range(15))


@pytest.mark.parametrize(
    ("state", "organisation", "year", "wanted"),
    [
        ("GEO", "CIS", 1991, None),
        ("GEO", "CIS", 1992, ("observer", "1992-06", True)),
        ("GEO", "CIS", 1993, ("member", "1993-12-31", True)),
        ("GEO", "CIS", 2008, ("member", "1993-12-31", True)),
        ("GEO", "CIS", 2009, ("former", "2009-12-31", True)),
        ("GEO", "CIS", 2026, ("former", "2009-12-31", True)),
        ("UKR", "CIS", 1991, ("not known", None, False)),
        ("UKR", "CIS", 2025, ("not known", None, False)),
        ("UKR", "CIS", 2026, ("associate member", None, False)),
        ("MDA", "CIS", 2020, ("former", "2020-01-01", True)),
        ("EST", "EU", 1991, ("not known", None, False)),
        ("ARM", "SCO", 2000, None),
        ("ARM", "SCO", 2001, ("not known", None, False)),
        ("ARM", "SCO", 2010, ("dialogue partner", "2010-01-01", True)),
        ("ARM", "EAEU", 2009, ("observer", "2009", True)),
        ("ARM", "CSTO", 2023, ("member", "1992-05-15", True)),
        ("ARM", "CSTO", 2024, ("frozen", "2024-02-22", True)),
    ],
)
def test_status_at_the_end_of_a_year(state, organisation, year, wanted) -> None:
    table = memberships.in_year(both(), year)
    assert table.columns.tolist() == ["state", "organisation", "status", "since", "known"]
    assert table.index.tolist() == list(range(len(table)))
    found = table[(table["state"] == state) & (table["organisation"] == organisation)]
    if wanted is None:
        assert found.empty
        return
    status_, since, known = found[["status", "since", "known"]].to_numpy().tolist()[0]
    assert (status_, None if pd.isna(since) else since, known) == wanted


def test_first_members_are_full_ones_of_known_start() -> None:
    first = memberships.first_members(both())
    assert {name: f"{day:%F}" for name, day in first.items()} == {
        "CIS": "1991-12-08",
        "CSTO": "1992-05-15",
        "EAEU": "2015-01-01",
        "SCO": "2001-06-15",
    }


def test_matrix_lists_all_states_and_organisations() -> None:
    table = memberships.matrix(both(), 2012)
    assert table.index.tolist() == ["ARM", "EST", "GEO", "MDA", "RUS", "UKR"]
    assert memberships.matrix(both(), 1991).index.tolist() == table.index.tolist()
    assert table.columns.tolist() == memberships.ORGANISATIONS
    assert table.loc["RUS"].tolist() == ["member", "member", "", "member", "", "", "", "", ""]
    assert table.loc["ARM"].tolist() == [
        "member", "member", "observer", "dialogue partner", "", "", "", "", "",
    ]  # fmt: skip


def test_shared_memberships_are_those_in_which_both_are_full_members() -> None:
    table = memberships.with_russia(both(), range(2023, 2025))
    assert table.columns.tolist() == ["year", "state", "shared"]
    shared = {2023: [2, 0, 0, 0, 0], 2024: [1, 0, 0, 0, 0]}
    states = ["ARM", "EST", "GEO", "MDA", "UKR"]
    assert table.to_numpy().tolist() == [
        [year, *row] for year in shared for row in zip(states, shared[year], strict=True)
    ]
    assert table.index.tolist() == list(range(10))


@pytest.mark.parametrize("days", [("2030-01-05", "2031-02-03"), ("2031-02-03", "2030-01-05")])
def test_the_last_day_is_the_later_of_two_tables(days: tuple, monkeypatch) -> None:
    dated = dict(zip(("organisation_memberships", "membership_events"), days, strict=True))
    monkeypatch.setattr(data, "as_of", lambda *names: max(dated[name] for name in names))
    assert memberships.last_day(1999) == pd.Timestamp("1999-12-31")
    assert memberships.last_day(2031) == pd.Timestamp("2031-02-03")
