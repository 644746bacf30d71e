"""The figure of conflict-years: each row of the table is one sign that says what it stands for."""

from __future__ import annotations

import pandas as pd

from helpers import charts, data
from helpers.charts import conflict_years

TABLE = data.read("conflicts")


def signs() -> dict[tuple[str, int], tuple[str, str, str]]:
    found = {}
    for trace in charts.conflict_years.active(TABLE).data:
        for label, year, text in zip(trace.y, trace.x, trace.text, strict=True):
            assert (label, year) not in found
            found[label, year] = (trace.marker.symbol, trace.marker.color, text)
    return found


def test_every_conflict_year_is_one_sign_by_type_and_size() -> None:
    drawn = signs()
    assert len(drawn) == len(TABLE)
    for row in TABLE.itertuples():
        symbol, colour, text = drawn[row.conflict_label, row.year]
        assert symbol == conflict_years.TYPES[row.type]
        assert (colour == "#FFFFFF") == (row.intensity == 1)
        assert f"over {row.incompatibility}" in text
        assert f"{row.start_date:%Y-%m-%d}" in text
        assert ("ended" in text) == row.episode_ends


def test_the_war_between_russia_and_ukraine_is_the_only_large_one_between_states() -> None:
    large = {
        place
        for place, (symbol, colour, _) in signs().items()
        if symbol == "diamond" and colour != "#FFFFFF"
    }
    assert large == {("Russia–Ukraine", year) for year in (2022, 2023, 2024)}


def test_sides_and_troops_of_other_states_are_told() -> None:
    assert conflict_years._side("UKR", float("nan")) == "Ukraine"
    assert conflict_years._side(float("nan"), "RUS") == "a group with troops of Russia"
    assert "Kyrgyzstan against Tajikistan" in signs()["Kyrgyzstan–Tajikistan", 2022][2]


def test_words_and_names_are_safe_and_complete() -> None:
    figure = charts.conflict_years.active(TABLE)
    alt = figure.layout.meta["alt"]
    assert all(f"{label}: " in alt for label in TABLE["conflict_label"].unique())
    assert alt.count("with a year of 1,000 deaths or more") == (
        TABLE[TABLE["intensity"] == 2]["conflict_label"].nunique()
    )
    only = TABLE[TABLE["year"] == 1990].assign(end=pd.NaT)
    assert charts.conflict_years.active(only).layout.meta["alt"].startswith("2 conflicts.")
