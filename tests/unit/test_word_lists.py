"""Glossary and reading list: as text, and searched."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts, data, explorers
from helpers.explorers import searching


def test_the_glossary_lists_every_term_once_and_escapes() -> None:
    terms = data.read("glossary")
    said = charts.word_lists.glossary(terms).data
    assert said.count("<li>") == len(terms)
    row = pd.DataFrame({"term": ["<script>"], "definition": ["<b>"], "theme": ["<i>"]})
    assert "<script>" not in charts.word_lists.glossary(row).data
    assert "<i>" not in charts.word_lists.glossary(row).data


def test_the_reading_list_says_why_and_what_was_not_checked() -> None:
    listed = data.read("readings")
    said = charts.word_lists.readings(listed).data
    unchecked = (listed["checked"] == "no").sum()
    assert said.count("<li>") == len(listed)
    assert said.count("not checked</i>") == unchecked
    assert f"{len(listed)} readings, {unchecked} of them “not checked”" in said
    assert said.count("<details>") == listed["theme"].nunique()


def test_a_reading_is_escaped_and_missing_cells_leave_no_trace() -> None:
    row = pd.DataFrame(
        {
            "title": ["<script>alert(1)</script>"],
            "author": [None],
            "year": pd.array([None], dtype="Int64"),
            "outlet": [None],
            "doi_or_url": ['https://example.org/"onclick="x'],
            "theme": ["law"],
            "why_read": ["<b>"],
            "checked": ["no"],
        }
    )
    said = charts.word_lists.readings(row).data
    assert "<script>" not in said
    assert '"onclick' not in said
    assert "nan" not in said.lower()
    assert "<NA>" not in said


def test_search_finds_terms_and_says_how_many() -> None:
    shown = explorers.glossary.search()
    every = len(data.read("glossary"))
    assert "Type a word or choose a theme." in shown.found.value
    shown.theme.value = "all themes"
    assert f"{every} of {every} terms" in shown.found.value
    shown.search.value = "ABANDÓN"
    assert "<b>abandonment</b>" in shown.found.value
    assert shown.found.value.count("<li>") < every
    shown.search.value = "no such term"
    assert "No term fits." in shown.found.value


@pytest.mark.parametrize("kind", ["glossary", "readings"])
def test_every_theme_shows_its_rows(kind: str) -> None:
    table = data.read(kind)
    shown = getattr(explorers, kind).search()
    for theme in shown.theme.options[2:]:
        shown.theme.value = theme
        assert shown.found.value.count("<li>") == (table["theme"] == theme).sum()
    shown.theme.value = "all themes"
    assert shown.found.value.count("<li>") == len(table)
    shown.theme.value = "choose a theme"
    assert shown.found.value.count("<li>") == 0
    shown.search.value = "the"
    assert shown.found.value.count("<li>") > 0


def test_only_checked_readings_can_be_shown() -> None:
    shown = explorers.readings.search()
    shown.checked.value = True
    shown.theme.value = "all themes"
    assert shown.found.value.count("<li>") == (data.read("readings")["checked"] == "yes").sum()
    assert "not checked" not in shown.found.value


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [True, True, True]),
        ("  RUS  ", [True, False, True]),
        ("elysee", [False, True, False]),
        ("rus. (", [False, False, False]),
        ("arm rus", [True, False, False]),
    ],
)
def test_search_minds_neither_case_nor_accents_nor_order(query: str, found: list) -> None:
    frame = pd.DataFrame({"a": ["Russia", "Élysée", None], "b": ["Armenia", "", "RUS"]})
    searched = searching.texts(frame, ["a", "b"])
    assert searching.matches(searched, query).tolist() == found
