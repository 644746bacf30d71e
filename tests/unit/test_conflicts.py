"""Deaths and events: sums as in the tables, ranges in words, every view of the explorer."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from helpers import charts, data, explorers
from helpers.measures import conflicts

DEATHS, EVENTS = data.read("conflict_deaths"), data.read("conflict_events")


def by_hand(states: tuple[str, ...], year: int, column: str) -> int:
    rows = DEATHS[DEATHS["state"].isin(states) & (DEATHS["year"] == year)]
    return int(sum(rows[column]))


@pytest.mark.parametrize("states", conflicts.REGIONS.values())
def test_sums_are_those_of_the_table(states: tuple[str, ...]) -> None:
    table = conflicts.deaths(DEATHS, states, 2005)
    assert table["year"].tolist() == list(range(2005, int(DEATHS["year"].max()) + 1))
    for row in table.itertuples():
        assert row.best == by_hand(states, row.year, "best")
        assert row.low <= row.best <= row.high


def test_the_ledgers_numbers_hold() -> None:
    south = conflicts.deaths(DEATHS, ("ARM", "AZE")).set_index("year")["best"]
    assert south[[2020, 2022, 2023]].tolist() == [7646, 308, 462]
    pair = conflicts.deaths(DEATHS, ("KGZ", "TJK")).set_index("year")["best"]
    assert pair[[2022, 2024]].tolist() == [155, 0]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (41, 52, "41–52"),
        (3, 3, "3"),
        (100, None, "at least 100"),
        (None, None, "no count"),
        (6916, 7457, "6,916–7,457"),
    ],
)
def test_ranges_in_words(low: float | None, high: float | None, words: str) -> None:
    event = pd.Series({"deaths_low": low, "deaths_high": high}, dtype=float)
    assert conflicts.death_range(event) == words


def test_years_without_deaths_are_zero_from_1991_on() -> None:
    rows = pd.DataFrame(
        [
            ("ARM", 1990, 9, 9, 9),
            ("ARM", 1991, 1, 0, 4),
            ("AZE", 1991, 2, 1, 5),
            ("GEO", 1994, 8, 8, 8),
        ],
        columns=["state", "year", "best", "low", "high"],
    )
    found = conflicts.deaths(rows, ("ARM", "AZE"))
    assert found.to_dict("list") == {
        "year": [1991, 1992, 1993, 1994],
        "best": [3, 0, 0, 0],
        "low": [1, 0, 0, 0],
        "high": [9, 0, 0, 0],
    }
    assert {kind.kind for kind in found.dtypes} == {"i"}
    floats = conflicts.deaths(rows.astype({"best": float}), ("ARM", "AZE"))
    assert floats["best"].dtype.kind == "i"


def test_events_are_numbered_in_order_of_time_and_of_the_table() -> None:
    events = pd.DataFrame(
        {
            "event_id": [f"X{place}" for place in range(60)],
            "date": ["2022-09", "2020-09-27", "2021"] * 20,
            "deaths_low": [1.0] * 60,
            "deaths_high": [2.0] * 60,
        }
    )
    found = conflicts.numbered(events)
    assert found["number"].tolist() == list(range(1, 61))
    assert found["year"].tolist() == [2020] * 20 + [2021] * 20 + [2022] * 20
    assert found["year"].dtype.kind == "i"
    assert found.columns.tolist() == [*events.columns, "number", "year", "deaths"]
    assert found["deaths"].unique().tolist() == ["1–2"]
    assert found["event_id"].tolist()[:20] == [f"X{place}" for place in range(1, 60, 3)]


def test_figure_draws_the_best_estimates() -> None:
    figure = charts.conflicts.deaths(DEATHS)
    bars = {trace.name: dict(zip(trace.x, trace.y, strict=True)) for trace in figure.data[::2]}
    assert bars["Armenia and Azerbaijan"][2020] == 7646
    assert bars["Kyrgyzstan and Tajikistan"][2022] == 155
    assert "2020: 7,646" in figure.layout.meta["alt"]


def test_every_event_is_drawn_once() -> None:
    line = charts.conflicts.chronology(EVENTS)
    numbers = [number for trace in line.data for number in trace.text]
    assert sorted(numbers, key=int) == [str(n) for n in range(1, len(EVENTS) + 1)]
    drawn = charts.conflict_map.places(EVENTS)
    points = [t for t in drawn.data if t.type == "scattergeo" and t.mode == "markers" and t.name]
    inside = sum(len(t.lon) for t in points if "disputed" not in t.name)
    outside = drawn.layout.meta["alt"].split("Outside the map: ")[1].count(",") + 1
    assert inside + outside >= len(EVENTS)
    assert "Washington" in drawn.layout.meta["alt"].split("Outside the map: ")[1]


def test_deaths_that_overlap_are_said() -> None:
    note = EVENTS.set_index("event_id").at["X009", "note"]
    assert "do not add them up" in note
    assert "do not add them up" in explorers.conflicts.events().text.value


def test_every_combination_of_the_explorer_works() -> None:
    explorer = explorers.conflicts.events()
    controls = explorer.controls
    names = ["window", "conflict", "kind"]
    choices = [[o[1] if isinstance(o, tuple) else o for o in controls[n].options] for n in names]
    for values in itertools.islice(itertools.product(*choices), 0, None, 5):
        for last in (2020, 2023, 2026):
            chosen = dict(zip(names, values, strict=True)) | {"last": last}
            assert explorer._draw(**chosen).layout.meta["alt"]
            assert explorer._detail(**chosen)


def test_an_empty_choice_says_so() -> None:
    explorer = explorers.conflicts.events()
    explorer.controls["kind"].value = "diplomacy"
    explorer.controls["last"].value = 2021
    assert explorer.figure.layout.meta["alt"].startswith("No event")


def test_texts_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = EVENTS.copy()
    evil[["event", "place", "note", "conflict"]] = "<script>alert(1)</script>"
    monkeypatch.setattr(data, "load", lambda name: evil)
    explorer = explorers.conflicts.events()
    shown = explorer.text.value + str(explorer.figure.to_dict()["data"])
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
