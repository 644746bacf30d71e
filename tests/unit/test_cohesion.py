"""Gauges of cohesion: what counts, what is unknown, and what is kept apart."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data, theme
from helpers.measures import agreement, cohesion

SUMMITS = data.read("summits")
ATTENDED = data.read("summit_attendance")
EXERCISES = data.read("exercises")
PARTICIPATION = data.read("exercise_participation")
OPINION = data.read("public_opinion")


def test_attendance_agrees_with_the_table() -> None:
    counts = cohesion.attendance(SUMMITS, ATTENDED)
    assert counts["held"].sum() == len(ATTENDED)
    assert counts["absent"].sum() == (ATTENDED["attendance"] == "absent").sum()
    assert (counts["held"] - counts["known"]).sum() == (ATTENDED["attendance"] == "unknown").sum()
    assert set(counts["state"]) == set(theme.MEMBERS)


def test_unknown_attendance_is_no_absence() -> None:
    counts = cohesion.attendance(SUMMITS, ATTENDED)
    first = counts[counts["year"] == 2019]
    assert first["known"].sum() == 0
    assert first["percent"].isna().all()
    known = counts.dropna(subset="percent")
    assert (known["joined"] + known["absent"]).equals(known["known"])


def test_scheduled_sessions_do_not_count() -> None:
    planned = SUMMITS.assign(status="scheduled")
    assert cohesion.attendance(planned, ATTENDED).empty


def test_exercises_count_single_ones_that_were_held() -> None:
    counts = cohesion.exercises(EXERCISES, PARTICIPATION)
    single = EXERCISES[(EXERCISES["status"] == "held") & (EXERCISES["kind"] == "exercise")]
    by_state = counts.groupby("state")["held"].sum()
    assert by_state["RUS"] == len(single)
    assert by_state["ARM"] == (single["scope"] == "six members").sum()
    assert 2017 not in set(counts["year"])


def test_periods_add_up_the_years() -> None:
    counts = cohesion.attendance(SUMMITS, ATTENDED)
    summed = cohesion.periods(counts).set_index(["state", "period"])
    armenia = counts[(counts["state"] == "ARM") & (counts["year"] >= 2022)]
    row = summed.loc[("ARM", "2022–2025")]
    assert row["joined"] == armenia["joined"].sum()
    assert row["percent"] == pytest.approx(100 * 4 / 7)


def test_votes_are_those_of_the_measure_of_agreement() -> None:
    roll_calls = data.read("un_votes")
    ours = cohesion.votes(roll_calls, first=2024).set_index(["state", "year"])
    part = roll_calls[
        (roll_calls["date"].dt.year == 2024) & roll_calls["kind"].isin(["resolution", "decision"])
    ]
    x, y = agreement.scores(part, ["ARM", "RUS"]).T
    assert ours.loc[("ARM", 2024), "value"] == pytest.approx(agreement.pair(x, y))


def test_acts_take_cancelled_exercises_to_the_host() -> None:
    found = cohesion.acts(data.read("impact_indicators"), EXERCISES).set_index("row_id")
    assert found.loc["EX16", "state"] == "KGZ"
    assert found.loc["EX18", "state"] == "ARM"
    assert found["when"].notna().all()


@pytest.mark.parametrize("state", theme.MEMBERS)
def test_a_panel_is_one_pollster_and_one_question(state: str) -> None:
    series = cohesion.polls(OPINION, state)
    for _, part in series.groupby("panel"):
        assert part["pollster"].nunique() == part["topic"].nunique() == 1
    assert series["percent"].between(0, 100).all()
    assert series["margin"].isna().equals(series["n"].isna())


def test_degrees_are_added_only_where_both_are_given() -> None:
    series = cohesion.polls(OPINION, "KGZ").set_index(["topic", "date", "answer"])
    good = series.loc[("Relations with Russia", "2021-08", "good")]
    assert good["percent"] == 92
    assert good["added"]
    assert ("Relations with Russia", "2021-08", "bad") not in series.index
    assert ("Relations with Russia", "2021-08", "somewhat bad") in series.index


def test_doubt_is_kept_when_rows_are_added() -> None:
    series = cohesion.polls(OPINION, "ARM", ["Is freezing CSTO membership in Armenia's interest?"])
    assert series["confidence"].unique().tolist() == ["contested"]
    assert sorted(series["percent"]) == [36.9, 58.1]


def test_key_polls_are_few_and_from_the_series() -> None:
    series = cohesion.polls(OPINION, "ARM")
    kept = cohesion.key_polls(series)
    assert kept["panel"].nunique() <= 4
    assert len(kept.merge(series, on=["panel", "answer", "date"])) == len(kept)
    assert cohesion.key_polls(cohesion.polls(OPINION, "RUS")).empty


def test_a_poll_without_size_has_no_margin() -> None:
    rows = OPINION.head(1).assign(n=pd.array([pd.NA], dtype="Int64"))
    assert cohesion.polls(rows, "ARM")["margin"].isna().all()
