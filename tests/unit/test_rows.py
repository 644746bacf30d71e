"""The explorer of single rows: every column can be read, with its sources."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from helpers import data, explorers, sources
from helpers.explorers import rows

ELSEWHERE = {"claims", "readings"}  # the ledger and the reading list show these
SHORT = 400


def test_every_short_table_with_sources_can_be_searched() -> None:
    named = {
        one["name"]
        for one in data.package()["resources"]
        if one["path"].endswith(".csv")
        and one["name"] != "un_ukraine_votes"  # a row of it has 193 votes; the maps show them
        and set(sources.SOURCE_COLUMNS) & set(data.read(one["name"]).columns)
        and len(data.read(one["name"])) < SHORT
    }
    assert named - ELSEWHERE <= set(rows.TABLES)
    assert {name for name in rows.TABLES if len(data.read(name)) >= SHORT} == set()


@pytest.mark.parametrize("name", rows.TABLES)
def test_every_filled_cell_stands_in_its_row(name: str) -> None:
    table = data.read(name)
    for (_, row), shown in zip(table.iterrows(), rows.items(name), strict=True):
        said = html.unescape(re.sub(r"<[^>]+>", " ", shown))
        cited = [column for column in table if column in sources.SOURCE_COLUMNS]
        for column in table.columns.drop(cited):
            value = row[column]
            if isinstance(value, str):
                assert value in said, (name, column)
            elif isinstance(value, float) and pd.notna(value):
                assert f"{value:,.12g}" in said, (name, column)
        ids = [one for cell in row[cited].dropna() for one in cell.split(";")]
        assert shown.count("<a ") == len(ids)


@pytest.mark.parametrize("name", rows.TABLES)
def test_rows_have_headings(name: str) -> None:
    headings = rows.items(name).str.extract(r"<summary>(.*?)</summary>")[0]
    assert headings.str.len().min() >= 3
    assert set(rows.TABLES[name]) <= set(data.read(name).columns)


def test_it_starts_with_contested_events() -> None:
    shown = explorers.rows.find()
    events = data.read("stance_events")
    contested = (events["confidence"] == "contested").sum()
    assert f"{contested} of {len(events)} rows" in shown.found.value
    assert shown.found.value.count("<li>") == contested > 0


def test_grade_and_words_narrow_the_list() -> None:
    shown = explorers.rows.find("bases", "all")
    every = len(data.read("bases"))
    assert shown.found.value.count("<li>") == every
    shown.search.value = "GEONAMES tjk"
    assert 0 < shown.found.value.count("<li>") < every
    shown.search.value = "no such place"
    assert "No row fits. Choose another grade, or fewer words." in shown.found.value
    shown.search.value, shown.table.value, shown.grade.value = "", "summit_attendance", "low"
    assert "have no grade of their own" in shown.found.value


def test_text_of_a_table_is_escaped() -> None:
    row = pd.Series({"name": "<script>alert(1)</script>", "note": "<b>", "percent": 12345.678})
    shown = rows._item(row, ("name",))
    assert "<script>" not in shown
    assert "<b>" not in shown.replace("<dt><b>", "")
    assert "12,345.678" in shown
