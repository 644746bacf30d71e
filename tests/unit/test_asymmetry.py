"""Shares and concentration, with gaps and accession years."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data
from helpers.measures import asymmetry, membership


def sizes(**columns: list) -> pd.DataFrame:
    base = {"alliance": "X", "state": ["A", "B", "C"], "member_since": 1990, "year": 2000}
    return pd.DataFrame(base | columns)


def test_share_and_herfindahl() -> None:
    row = asymmetry.concentration(sizes(gdp_usd=[60, 20, 20]), "gdp_usd").iloc[0]
    assert (row["largest"], row["members"], row["missing"]) == ("A", 3, "")
    assert row["share"] == pytest.approx(60)
    assert row["herfindahl"] == pytest.approx(0.36 + 0.04 + 0.04)


def test_equal_members_give_one_over_n() -> None:
    row = asymmetry.concentration(sizes(gdp_usd=[5, 5, 5]), "gdp_usd").iloc[0]
    assert row["herfindahl"] == pytest.approx(1 / 3)


def test_state_without_a_figure_is_left_out_and_named() -> None:
    row = asymmetry.concentration(sizes(gdp_usd=[60, None, 20]), "gdp_usd").iloc[0]
    assert (row["share"], row["members"], row["missing"]) == (75, 2, "B")
    row = asymmetry.concentration(sizes(gdp_usd=[60, None, None]), "gdp_usd").iloc[0]
    assert (row["share"], row["members"], row["missing"]) == (100, 1, "B;C")


def test_year_without_any_figure_gives_no_row() -> None:
    assert asymmetry.concentration(sizes(gdp_usd=[None] * 3), "gdp_usd").empty


def test_states_count_from_their_accession() -> None:
    frame = sizes(gdp_usd=[60, 20, 20], member_since=[1990, 1990, 2001])
    row = asymmetry.concentration(frame, "gdp_usd").iloc[0]
    assert (row["members"], row["share"]) == (2, 75)


def test_unknown_column_is_refused() -> None:
    with pytest.raises(KeyError):
        asymmetry.concentration(sizes(), "gdp_usd")


def test_finland_and_sweden_count_late() -> None:
    table = asymmetry.concentration(data.load("alliance_asymmetry"), "population")
    nato = table[table["alliance"] == "NATO"].set_index("year")["members"]
    assert nato[[2000, 2022, 2023, 2024]].tolist() == [19, 30, 31, 32]


def test_counts_by_year_and_by_change_agree() -> None:
    spells = membership.spells(data.load("membership_events"))
    by_year = membership.count_by_year(spells, range(1992, 2027)).set_index("year")["in_law"]
    changes = membership.changes(spells).set_index("date")["in_law"]
    for year, count in by_year.items():
        assert changes[: f"{year}-12-31"].iloc[-1] == count
    assert by_year.max() == 9
