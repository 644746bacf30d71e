"""Gauges of cohesion on tables of a few rows, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.measures import agreement, cohesion


def roll_calls(years: range, each: int = 10) -> pd.DataFrame:
    """Unanimous votes on whole texts, with one paragraph a year on which Armenia stood apart."""
    rows = [
        {state: "Y" for state in agreement.SIX}
        | {"kind": "resolution", "date": f"{year}-12-0{day}"}
        for year in years
        for day in (1, 2)
        for _ in range(each // 2)
    ]
    apart = [rows[0] | {"ARM": "N", "kind": "paragraph", "date": f"{year}-12-03"} for year in years]
    table = pd.DataFrame([*rows, *apart])
    return table.assign(date=pd.to_datetime(table["date"]))


def test_votes_by_year_from_2013_on() -> None:
    found = cohesion.votes(roll_calls(range(2012, 2015)))
    assert found["year"].unique().tolist() == [2013, 2014]
    assert found["state"].unique().tolist() == agreement.FIVE
    assert found["n"].tolist() == [10] * 10
    assert found["value"].tolist() == [1] * 10
    assert cohesion.votes(roll_calls(range(2012, 2015)), first=2014)["year"].unique() == [2014]


def test_votes_before_and_after_a_year() -> None:
    found = cohesion.votes(roll_calls(range(2019, 2024)), since=2022, first=2020)
    assert found["period"].unique().tolist() == ["2020–2021", "2022–2023"]
    assert found["n"].tolist() == [20] * 10


SUMMITS = pd.DataFrame(
    {
        "summit_id": ["S1", "S2", "S3", "S4"],
        "date": ["2021-05-19", "2021-09", "2022-11-23", "2021-12"],
        "status": ["held", "held", "held", "scheduled"],
    }
)
ATTENDED = pd.DataFrame(
    [
        ("S1", "KGZ", "in person"),
        ("S2", "KGZ", "video"),
        ("S3", "KGZ", "absent"),
        ("S4", "KGZ", "in person"),
        ("S1", "RUS", "unknown"),
        ("S2", "RUS", "lower level"),
    ],
    columns=["summit_id", "state", "attendance"],
)


def test_attendance_by_hand() -> None:
    found = cohesion.attendance(SUMMITS, ATTENDED)
    assert found.columns.tolist() == [
        "state", "year", "held", "known", "joined", "in_person", "absent", "percent",
    ]  # fmt: skip
    numbers = found.drop(columns="percent").to_numpy().tolist()
    assert numbers == [
        ["RUS", 2021, 2, 0, 0, 0, 0],
        ["KGZ", 2021, 2, 2, 2, 1, 0],
        ["KGZ", 2022, 1, 1, 0, 0, 1],
    ]
    assert pd.isna(found["percent"].iloc[0])
    assert found["percent"].tolist()[1:] == [100, 0]
    assert found["held"].dtype.kind == "i"
    assert found.index.tolist() == [0, 1, 2]


EXERCISES = pd.DataFrame(
    {
        "exercise_id": ["E1", "E2", "E3", "E4", "E5"],
        "year": [2021, 2021, 2022, 2022, 2022],
        "status": ["held", "held", "held", "refused", "cancelled"],
        "kind": ["exercise", "umbrella", "exercise", "exercise", "exercise"],
        "hosts": ["RUS", "RUS", "TJK", "ARM", "KGZ"],
        "name": ["One", "Two", "Three", "Four", "Five"],
        "start": [None, None, None, None, "2022-10-10"],
        "note": ["n1", None, None, "n4", "n5"],
        "source_ids": ["X1", "X2", "X3", "X4", "X5"],
        "confidence": ["high", "high", "high", "medium", "low"],
    }
)
TOOK_PART = pd.DataFrame(
    [
        ("E1", "ARM", "took part"),
        ("E2", "ARM", "took part"),
        ("E3", "ARM", "not in this force"),
        ("E3", "BLR", "absent"),
        ("E1", "BLR", "took part"),
        ("E1", "KAZ", "unknown"),
        ("E4", "BLR", "took part"),
    ],
    columns=["exercise_id", "state", "participation"],
)


def test_exercises_by_hand() -> None:
    found = cohesion.exercises(EXERCISES, TOOK_PART)
    assert found.drop(columns="percent").to_numpy().tolist() == [
        ["BLR", 2021, 1, 1, 1, 0],
        ["BLR", 2022, 1, 1, 0, 1],
        ["KAZ", 2021, 1, 0, 0, 0],
        ["ARM", 2021, 1, 1, 1, 0],
    ]
    assert found.columns.tolist()[-3:] == ["joined", "absent", "percent"]


def test_periods_by_hand() -> None:
    found = cohesion.periods(cohesion.exercises(EXERCISES, TOOK_PART))
    assert found["period"].tolist() == ["2021–2021", "2022–2022", "2021–2021", "2021–2021"]
    counts = cohesion.attendance(SUMMITS, ATTENDED)
    summed = cohesion.periods(counts, since=2023)
    assert summed.to_dict("records")[1] == {
        "state": "KGZ", "period": "2021–2022", "held": 3, "known": 3, "joined": 2, "absent": 1,
        "percent": pytest.approx(200 / 3),
    }  # fmt: skip


def test_acts_are_those_of_the_four_categories_and_of_hosts_who_declined() -> None:
    indicators = pd.DataFrame(
        {
            "indicator_id": ["I1", "I2", "I3"],
            "actor": ["ARM", "BLR", "KAZ"],
            "date": ["2024-05", "2023-11-08", "2022"],
            "category": ["dues and budget", "statement of commitment", "help"],
            "indicator": ["Will not pay", "Stays", "Helps"],
            "detail": ["d1", None, "d3"],
            "note": [None, "m2", "m3"],
            "source_ids": ["X7", "X8", "X9"],
            "confidence": ["high", "contested", "high"],
        }
    )
    found = cohesion.acts(indicators, EXERCISES)
    assert found["row_id"].tolist() == ["I1", "I2", "E4", "E5"]
    assert found.columns.tolist()[:5] == ["row_id", "state", "date", "when", "category"]
    found = found.astype(object).where(found.notna(), None)
    assert found.iloc[0].to_dict() == {
        "row_id": "I1", "state": "ARM", "date": "2024-05", "when": pd.Timestamp("2024-05-01"),
        "category": "dues and budget", "what": "Will not pay", "detail": "d1", "note": None,
        "source_ids": "X7", "confidence": "high",
    }  # fmt: skip
    assert found.iloc[3].to_dict() == {
        "row_id": "E5", "state": "KGZ", "date": "2022-10-10", "when": pd.Timestamp("2022-10-10"),
        "category": "exercise cancelled or refused", "what": "Five 2022: cancelled",
        "detail": "n5", "note": None, "source_ids": "X5", "confidence": "low",
    }  # fmt: skip
    assert (found.loc[2, "date"], found.loc[2, "state"]) == ("2022", "ARM")


def opinion(*rows: tuple) -> pd.DataFrame:
    """Rows: pollster, topic, answer, end of the fieldwork, per cent."""
    names = ["pollster", "topic", "response", "fieldwork_end", "percent"]
    more = {"area": "ARM", "n": 1000, "note": None, "confidence": "high", "source_ids": "X1"}
    return pd.DataFrame(rows, columns=names).assign(**more)


STAY, RELATIONS, PUTIN = (
    "CSTO, NATO or neutrality?",
    "Relations with Russia",
    "Confidence in Vladimir Putin",
)
POLLS = opinion(
    ("B", RELATIONS, "very good", "2023-05", 10),
    ("B", RELATIONS, "somewhat good", "2023-05", 21),
    ("B", RELATIONS, "somewhat bad", "2023-05", 40),
    ("B", RELATIONS, "very good", "2021-05", 33),
    ("A", STAY, "stay in CSTO", "2024-01", 17),
    ("A", STAY, "neutral", "2024-01", 50),
    ("A", "Main friend of Armenia", "Belarus", "2024-01", 1),
    ("A", "Rents", "high", "2024-01", 99),
)


def test_series_of_polls_by_hand() -> None:
    other = POLLS.assign(area="KGZ")
    found = cohesion.polls(pd.concat([POLLS, other]), "ARM")
    assert found.columns.tolist() == [
        "panel", "pollster", "topic", "answer", "date", "when", "percent", "n", "margin", "added",
        "confidence", "comparable", "note", "source_ids",
    ]  # fmt: skip
    assert found[["panel", "answer", "date", "percent", "added"]].to_numpy().tolist() == [
        [f"A: {STAY}", "stay in CSTO", "2024-01", 17, False],
        [f"A: {STAY}", "neutral", "2024-01", 50, False],
        [f"B: {RELATIONS}", "very good", "2021-05", 33, False],
        [f"B: {RELATIONS}", "good", "2023-05", 31, True],
        [f"B: {RELATIONS}", "somewhat bad", "2023-05", 40, False],
    ]
    assert found.index.tolist() == [0, 1, 2, 3, 4]
    # 1.96 standard errors: 196 x sqrt(0.5 x 0.5 / 1000) = 3.099.
    assert found["margin"].iloc[1] == pytest.approx(3.099, abs=5e-4)
    only = cohesion.polls(POLLS, "ARM", ["Rents"])
    assert only["answer"].tolist() == ["high"]
    in_order = cohesion.polls(POLLS, "ARM", [RELATIONS, STAY])["topic"].unique()
    assert in_order.tolist() == [RELATIONS, STAY]


def test_key_polls_keep_one_answer_first_the_csto_then_the_longest() -> None:
    attitude = [
        ("C", "Attitude to Russia", "favourable (very or somewhat)", f"20{year}-01", 50)
        for year in (20, 21, 22)
    ]
    series = cohesion.polls(
        opinion(
            *attitude,
            ("C", "Attitude to Russia", "unfavourable", "2020-01", 40),
            ("Z", STAY, "stay in CSTO", "2024-01", 17),
            ("Z", STAY, "neutral", "2024-01", 50),
            ("B", "Belarus in the CSTO", "good", "2023-01", 60),
            ("B", "Belarus in the CSTO", "bad", "2023-01", 20),
            ("D", RELATIONS, "good (total)", "2020-01", 70),
            ("D", RELATIONS, "good (total)", "2021-01", 70),
            # As many waves as D; the question of D comes first in the list of questions.
            ("A", PUTIN, "a great deal or a fair amount", "2020-01", 30),
            ("A", PUTIN, "a great deal or a fair amount", "2021-01", 30),
            ("E", "Change of attitude to Russia since the war", "worse", "2023-01", 30),
            ("F", "Main friend of Armenia", "Russia", "2023-01", 30),
        ),
        "ARM",
    )
    kept = cohesion.key_polls(series)
    assert set(kept["panel"].str[0]) == {"B", "C", "D", "Z"}
    assert len(kept) == 1 + 2 + 3 + 2
    assert kept.index.tolist() == list(range(8))
    assert kept.columns.tolist() == series.columns.tolist()
    assert set(cohesion.key_polls(series, 3)["panel"].str[0]) == {"B", "C", "Z"}
    assert set(cohesion.key_polls(series, 2)["panel"].str[0]) == {"B", "Z"}
