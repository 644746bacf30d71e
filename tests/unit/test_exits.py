"""Exits from pacts on tables of a few rows: clocks, late entry, definitions."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data
from helpers.measures import exit_definitions, exits
from helpers.measures.survival import exit_rate, rate_ratio

CSTO = exits.CSTO


@pytest.mark.parametrize(
    ("date", "year"),
    [
        # Whole months as twelfths, days over 365.25: 4/12 + 14/365.25, 5/12 + 29/365.25 ...
        ("1992-05-15", 1992.372),
        ("2026-06-30", 2026.496),
        ("2000-01-01", 2000.0),
        ("1999-12-31", 1999.999),
        ("2024-02-22", 2024.141),
        ("2020-01-29", 2020.077),
    ],
)
def test_decimal_years_by_hand(date: str, year: float) -> None:
    assert exits.decimal_year(date) == year


def spells(*rows: tuple) -> pd.DataFrame:
    """Rows: pact, member, start, end, whether it withdrew."""
    names = ["atop_id", "member", "start", "end", "withdrawal"]
    return pd.DataFrame(rows, columns=names).assign(state_death=False)


PACTS = pd.DataFrame(
    {
        "atop_id": [CSTO, 100, 200, 300],
        "start": [1992.0, 1950.0, 1990.0, 2001.0],
        "end": [2017.0, 1980.0, 2000.0, 2017.0],
        "ended": [False, True, True, False],
        "peak_members": [9, 4, 5, 7],
    }
)
SPELLS = spells(
    (CSTO, "RUS", 1992.0, 2017.0, False),
    (CSTO, "GEO", 1994.0, exits.decimal_year("1999-04-20"), True),
    (100, "AAA", 1950.0, 1960.0, True),
    (100, "BBB", 1950.0, 1960.0, True),
    (100, "CCC", 1981.0, 1990.0, False),
    (200, "DDD", 1995.0, 2000.0, False),
)


def test_clocks_by_hand() -> None:
    pact = exits.on_clock(SPELLS.iloc[1:3], PACTS, "age of the pact")
    assert pact["entry"].tolist() == [2, 0]
    assert pact["duration"].tolist() == pytest.approx([7.302, 10])
    assert pact["event"].tolist() == [True, True]
    assert pact["event"].dtype == bool
    assert pact.index.tolist() == [0, 1]
    own = exits.on_clock(SPELLS.iloc[1:3], PACTS, "since joining")
    assert own["duration"].tolist() == pytest.approx([5.302, 10])
    assert own.columns.tolist() == ["atop_id", "member", "entry", "duration", "event"]
    with pytest.raises(ValueError, match="one of since joining, age of the pact; it is 'moon'"):
        exits.on_clock(SPELLS, PACTS, "moon")


def test_pacts_under_watch_by_hand() -> None:
    found = exits.under_watch_since(PACTS.astype({"ended": int}), 1992.0)
    assert found["atop_id"].tolist() == [CSTO, 200, 300]
    assert found["entry"].tolist() == [0, 2, 0]
    assert found["duration"].tolist() == [25, 10, 16]
    assert found["event"].tolist() == [False, True, False]
    assert found["event"].dtype == bool
    assert found.index.tolist() == [0, 1, 2]
    assert found.columns.tolist() == [*PACTS.columns, "entry", "duration", "event"]
    assert 100 not in set(exits.under_watch_since(PACTS, 1980.0)["atop_id"])


def events(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows: state, effect, date."""
    return pd.DataFrame(rows, columns=["state", "effect", "date"])


def test_events_up_to_2016_and_of_others_change_nothing() -> None:
    told = events(("RUS", "withdraws", "2016-12-31"), ("ZZZ", "withdraws", "2018-01-01"))
    longer = exits.extended(SPELLS, told, "2020-01-01")
    assert longer["end"].tolist() == [2020.0, *SPELLS["end"].tolist()[1:]]
    assert longer["withdrawal"].tolist() == SPELLS["withdrawal"].tolist()


def test_an_exit_on_the_first_and_on_the_last_day_counts() -> None:
    for day in ("2017-01-01", "2020-01-02"):
        longer = exits.extended(SPELLS, events(("RUS", "withdraws", day)), "2020-01-02")
        assert longer.loc[0, "end"] == exits.decimal_year(day)
        assert longer.loc[0, "withdrawal"]


def test_a_state_that_came_may_leave_again_in_whatever_order_it_is_told() -> None:
    told = events(("UZB", "withdraws", "2019-01-01"), ("UZB", "returns", "2018-01-01"))
    longer = exits.extended(SPELLS, told, "2020-01-01")
    assert longer.iloc[-1].to_dict() == {
        "atop_id": CSTO, "member": "UZB", "start": 2018.0, "end": 2019.0, "withdrawal": True,
        "state_death": False,
    }  # fmt: skip
    assert longer.index.tolist() == list(range(7))


def test_definitions_by_hand() -> None:
    told = events(("RUS", "freezes", "2020-01-01"))
    table = exit_definitions.by_definition(SPELLS, PACTS, told, "2021-01-01")
    found = table.set_index("definition")
    columns = ["csto_exits", "csto_member_years", "others_exits", "others_member_years"]
    georgia = exits.decimal_year("1999-04-20") - 1994
    assert found.loc["as derived", columns].tolist() == pytest.approx([1, 25 + georgia, 2, 34])
    expected = {
        "without renegotiations": [1, 25 + georgia, 2, 34],
        "lapses of 1999 not counted": [0, 25 + georgia, 2, 34],
        "one day, one exit": [1, 25 + georgia, 1, 34],
        "no spells after a pact's end": [1, 25 + georgia, 2, 25],
        "without the two split pacts": [1, 25 + georgia, 2, 34],
        "without loose treaties": [1, 25 + georgia, 2, 34],
        "five members or more": [1, 25 + georgia, 0, 5],
        "pacts formed since 1990": [1, 25 + georgia, 0, 5],
        "others formed before 1990": [1, 25 + georgia, 2, 29],
        "joined since 1992": [1, 25 + georgia, 0, 5],
        "only time since May 1992": [1, 2017 - 1992.372 + georgia, 0, 5],
        "CSTO from entry into force": [
            1, 2017 - 1994.302 + exits.decimal_year("1999-04-20") - 1994.302, 2, 34,
        ],
        "CSTO as organisation only": [0, 2017 - exits.decimal_year("2003-09-18"), 2, 34],
        "CSTO followed to 2026": [1, 29 + georgia, 2, 34],
        "2026, freeze as exit": [2, 28 + georgia, 2, 34],
    }  # fmt: skip
    for name, numbers in expected.items():
        assert found.loc[name, columns].tolist() == pytest.approx(numbers), name
    assert set(expected) | {"as derived"} == set(found.index)


def test_what_ended_on_the_first_day_of_the_observation_is_left_out() -> None:
    first_day = exits.decimal_year(exit_definitions.TREATY_SIGNED)
    left = spells((200, "EEE", 1991.0, first_day, True))
    rows = pd.concat([SPELLS, left], ignore_index=True)
    found = exit_definitions.by_definition(rows, PACTS, events(), "2021-01-01")
    counts = found.set_index("definition")["others_exits"]
    assert (counts["as derived"], counts["only time since May 1992"]) == (3, 0)


def test_each_definition_gives_both_rates_and_their_ratio() -> None:
    row = exit_definitions.by_definition(SPELLS, PACTS, events(), "2021-01-01").iloc[0]
    ours = SPELLS["atop_id"] == CSTO
    for name, group in (("csto", SPELLS[ours]), ("others", SPELLS[~ours])):
        for key, value in exit_rate(group).items():
            assert row[f"{name}_{key}"] == value
    wanted = rate_ratio(1, row["csto_member_years"], 2, row["others_member_years"])
    assert tuple(row[["ratio", "ratio_low", "ratio_high"]]) == pytest.approx(wanted)
    assert row["meaning"].startswith("All spells")


def test_definitions_are_explained_and_rows_may_be_a_selection() -> None:
    whole = exit_definitions.by_definition(SPELLS, PACTS, events(), "2021-01-01")
    assert whole["meaning"].str.endswith(".").all()
    assert whole.columns.tolist()[:2] == ["definition", "meaning"]
    turned = exit_definitions.by_definition(SPELLS[::-1], PACTS, events(), "2021-01-01")
    pd.testing.assert_frame_equal(turned, whole)


def test_special_pacts_and_members_are_left_out() -> None:
    rows = spells(
        (CSTO, "RUS", 1992.0, 2017.0, False),
        (3395, "TCD", 2000.0, 2005.0, True),
        (3610, "SVK", 1991.0, 1993.0, True),
        (3610, "HUN", 1991.0, 1993.0, True),
        (3150, "CUB", 1990.0, 2010.0, True),
    )
    rows.index += 7  # a selection from a longer table
    pacts = pd.DataFrame(
        {
            "atop_id": [CSTO, 3395, 3610, 3150],
            "start": [1992.0, 1999.0, 1991.0, 1948.0],
            "end": 2017.0,
            "peak_members": 5,
        }
    )
    found = exit_definitions.by_definition(rows, pacts, events(), "2021-01-01")
    exits_ = found.set_index("definition")["others_exits"]
    assert exits_["as derived"] == 4
    assert exits_["without renegotiations"] == 2
    assert exits_["without the two split pacts"] == 2
    assert exits_["without loose treaties"] == 3
    assert exits_["one day, one exit"] == 3


def test_the_csto_is_followed_to_the_date_of_its_table() -> None:
    tables = [data.read(name) for name in ("alliance_member_spells", "alliance_spells")]
    told = data.read("membership_events")
    found = exit_definitions.by_definition(*tables, told)
    wanted = exit_definitions.by_definition(*tables, told, data.as_of("membership_events"))
    pd.testing.assert_frame_equal(found, wanted)
