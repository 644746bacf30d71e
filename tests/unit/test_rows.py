"""The explorer of single rows: every column can be read, with its sources."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from helpers import data, explorers
from helpers.explorers import rows

ELSEWHERE = {"claims", "readings"}  # the ledger and the reading list show these


def test_every_table_with_grades_or_notes_can_be_searched() -> None:
    named = {
        one["name"]
        for one in data.package()["resources"]
        if {"confidence", "note"}
        & {field["name"] for field in one.get("schema", {"fields": []})["fields"]}
    }
    assert named - ELSEWHERE <= set(rows.TABLES)


@pytest.mark.parametrize("name", rows.TABLES)
def test_every_filled_cell_stands_in_its_row(name: str) -> None:
    table = data.read(name)
    for (_, row), shown in zip(table.iterrows(), rows.items(name), strict=True):
        said = html.unescape(re.sub(r"<[^>]+>", " ", shown))
        for column in table.columns.drop(["source_id", "source_ids"], errors="ignore"):
            value = row[column]
            if isinstance(value, str):
                assert value in said, (name, column)
            elif isinstance(value, float) and pd.notna(value):
                assert f"{value:,.12g}" in said, (name, column)
        cited = row.get("source_ids", row.get("source_id"))
        assert shown.count("<a ") == (0 if pd.isna(cited) else len(cited.split(";")))


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
