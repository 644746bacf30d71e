"""Transfers of individuals: parts add up, and the figure says what stands in the table."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts, data
from helpers.measures import transfers

TABLE = data.read("armenia_transfers")
ROWS = pd.DataFrame(
    [
        ("inflow", "total", "RUS", 2021, 5.0),
        ("inflow", "total", "USA", 2021, 2.0),
        ("inflow", "total", "FRA", 2021, 1.0),
        ("inflow", "total", "WLD", 2021, 10.0),
        ("inflow", "total", "RUS", 2022, 6.0),
        ("inflow", "total", "WLD", 2022, 11.0),
        ("inflow", "non-commercial", "RUS", 2021, 4.0),
        ("outflow", "total", "RUS", 2021, 99.0),
    ],
    columns=["direction", "type", "partner", "year", "usd_million"],
)


def test_the_rest_is_what_has_no_row_of_its_own() -> None:
    wide = transfers.by_country(ROWS, "inflow")
    assert wide.loc[2021].to_dict() == {
        "FRA": 1.0,
        "RUS": 5.0,
        "USA": 2.0,
        "WLD": 10.0,
        transfers.REST: 3.0,
    }


def test_a_rest_with_a_gap_is_unknown() -> None:
    assert pd.isna(transfers.by_country(ROWS, "inflow").loc[2022, transfers.REST])


@pytest.mark.parametrize("direction", charts.transfers.DIRECTIONS)
def test_named_countries_never_exceed_the_rest(direction: str) -> None:
    for kind in ("total", "non-commercial"):
        wide = transfers.by_country(TABLE, direction, kind)
        named = wide.drop(columns=["WLD", "RUS", "USA", transfers.REST]).sum(axis=1)
        assert (named <= wide[transfers.REST]).all()
        assert wide.notna().all(axis=None)


def test_bars_hold_the_table_and_words_the_part_without_trade() -> None:
    figure = charts.transfers.armenia(TABLE)
    groups = [("inflow", one) for one in ("RUS", "USA", transfers.REST)]
    groups += [("outflow", one) for one in ("RUS", "USA", transfers.REST)]
    for trace, (direction, group) in zip(figure.data, groups, strict=True):
        total = transfers.by_country(TABLE, direction)[group]
        family = transfers.by_country(TABLE, direction, "non-commercial")[group]
        assert list(trace.x) == total.index.tolist()
        assert list(trace.y) == total.round(3).tolist()
        for year, words in zip(trace.x, trace.hovertext, strict=True):
            assert f"{year}: {total[year]:,.0f} million" in words
            assert f"without trade and business {family[year]:,.0f}" in words
            assert ("Germany" in words) == (group == transfers.REST)


def test_groups_differ_without_colour() -> None:
    shapes = [trace.marker.pattern.shape for trace in charts.transfers.armenia(TABLE).data[:3]]
    assert shapes == ["", "/", ""]
    assert "of it Russia 3,598" in charts.transfers.armenia(TABLE).layout.meta["alt"]
