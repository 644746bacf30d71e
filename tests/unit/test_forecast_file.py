"""The student's forecasts: limits, words of refusal, and what is kept."""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import own_work
from helpers.measures import forecast_file as file

TODAY = dt.date(2026, 12, 1)
EMPTY = pd.DataFrame(columns=file.COLUMNS)
RIGHT = {
    "question": "Rain?",
    "outcomes": ["yes", "no"],
    "probabilities": [0.25, 0.75],
    "resolves_by": "2026-12-02",
}
LINES = [
    "F1,2026-12-01,Rain?,yes,0.25,2026-12-01,no",
    "F1,2026-12-01,Rain?,no,0.75,2026-12-01,no",
    "own,2026-11-02,Snow?,much,1,2027-01-31,",
    "own,2026-11-02,Snow?,none,0,2027-01-31,",
]


def refused(words: str) -> str:
    """Match exactly these words."""
    return f"^{re.escape(words)}$"


def table_of(tmp_path: Path, lines: list[str], *more: str) -> pd.DataFrame:
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([",".join([*file.COLUMNS, *more]), *lines]), encoding="utf-8")
    return file.read(path, TODAY)


def test_a_new_forecast_is_one_row_an_outcome() -> None:
    given = {**RIGHT, "question": " Rain? ", "outcomes": [" yes", "no "], "probabilities": [1, 0]}
    rows = file.new_rows(EMPTY, **given, today=TODAY)
    assert rows.columns.tolist() == file.COLUMNS
    assert rows.to_numpy().tolist() == [
        ["F1", "2026-12-01", "Rain?", "yes", 1.0, "2026-12-02", ""],
        ["F1", "2026-12-01", "Rain?", "no", 0.0, "2026-12-02", ""],
    ]
    assert rows["probability"].dtype == float
    spaced = file.new_rows(EMPTY, **{**RIGHT, "resolves_by": " 2027-1-2 "}, today=TODAY)
    assert spaced["resolves_by"].unique().tolist() == ["2027-01-02"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": " "}, "Write a question first."),
        ({"outcomes": ["yes"]}, "Name at least two possible answers, each with a probability."),
        (
            {"outcomes": ["yes", "no", " "]},
            "Name at least two possible answers, each with a probability.",
        ),
        ({"outcomes": ["no", "no"]}, "Two answers are the same. Each needs its own words."),
        ({"probabilities": [-0.01, 1.01]}, "Each probability must lie between 0 and 1."),
        ({"probabilities": [math.nan, 1]}, "Each probability must lie between 0 and 1."),
        ({"probabilities": [0.25, 0.744]}, "The probabilities sum to 0.99; they must sum to 1."),
        ({"probabilities": [0.25, 0.76]}, "The probabilities sum to 1.01; they must sum to 1."),
        ({"resolves_by": "soon"}, "'soon' is no date. Write it as 2027-12-31."),
        (
            {"resolves_by": "2026-12-01"},
            "The answer is due on 2026-12-01, which is not after today, 2026-12-01.",
        ),
        (
            {"resolves_by": "2026-11-30"},
            "The answer is due on 2026-11-30, which is not after today, 2026-12-01.",
        ),
    ],
)
def test_a_wrong_forecast_is_refused_in_these_words(change: dict, words: str) -> None:
    with pytest.raises(ValueError, match=refused(words)):
        file.new_rows(EMPTY, **{**RIGHT, **change}, today=TODAY)


@pytest.mark.parametrize("total", [0.9951, 1.0049])
def test_rounded_probabilities_may_miss_one_by_half_a_per_cent(total: float) -> None:
    given = {**RIGHT, "probabilities": [0.25, total - 0.25]}
    assert len(file.new_rows(EMPTY, **given, today=TODAY)) == 2


@pytest.mark.parametrize(
    ("keys", "number"), [(["F2", "F10"], "F11"), (["own", "X", "Fx"], "F1"), (["F7", "own"], "F8")]
)
def test_the_next_number_is_the_highest_and_one(keys: list[str], number: str) -> None:
    existing = pd.DataFrame({"forecast_id": keys})
    rows = file.new_rows(existing, **RIGHT, today=TODAY)
    assert rows["forecast_id"].unique().tolist() == [number]


def test_a_file_is_read_with_its_further_columns(tmp_path: Path) -> None:
    table = table_of(tmp_path, [f"{line},because" for line in LINES], "reason")
    assert table.columns.tolist() == [*file.COLUMNS, "reason"]
    assert table.iloc[1].tolist() == [
        "F1", "2026-12-01", "Rain?", "no", 0.75, "2026-12-01", "no", "because",
    ]  # fmt: skip
    assert table["probability"].tolist() == [0.25, 0.75, 1, 0]
    assert table["resolved_as"].tolist() == ["no", "no", "", ""]


def test_a_file_without_rows_has_its_columns(tmp_path: Path) -> None:
    table = table_of(tmp_path, [])
    assert table.columns.tolist() == file.COLUMNS
    assert table.empty


@pytest.mark.parametrize(
    ("number", "old", "new", "words"),
    [
        (0, "F1", "", "line 2, column forecast_id: the cell is empty. Fill it in."),
        (1, "Rain?", "", "line 3, column question: the cell is empty. Fill it in."),
        (3, "none", "", "line 5, column outcome: the cell is empty. Fill it in."),
        (
            2,
            ",1,",
            ",,",
            "line 4, column probability: an empty cell is not a number from 0 to 1. "
            "Write 0.25 for 25 per cent.",
        ),
        (
            2,
            ",1,",
            ",1.01,",
            "line 4, column probability: 1.01 is not a number from 0 to 1. "
            "Write 0.25 for 25 per cent.",
        ),
        (
            3,
            ",0,",
            ",-0.01,",
            "line 5, column probability: -0.01 is not a number from 0 to 1. "
            "Write 0.25 for 25 per cent.",
        ),
        (
            3,
            ",0,",
            ",inf,",
            "line 5, column probability: inf is not a number from 0 to 1. "
            "Write 0.25 for 25 per cent.",
        ),
        (
            2,
            "2026-11-02",
            "",
            "line 4, column made_on: an empty cell is not a date. Write it as 2027-12-31.",
        ),
        (
            2,
            "2027-01-31",
            "31.1.2027",
            "line 4, column resolves_by: 31.1.2027 is not a date. Write it as 2027-12-31.",
        ),
        (
            2,
            "2026-11-02",
            "2026-12-02",
            "line 4, column made_on: 2026-12-02 lies in the future. Correct the date.",
        ),
        (
            0,
            "2026-12-01,no",
            "2026-11-30,no",
            "line 2, column resolves_by: 2026-11-30 lies before made_on, 2026-12-01. Correct one "
            "of the two.",
        ),
        (
            1,
            "2026-12-01,Rain",
            "2026-11-30,Rain",
            "forecast F1 (from line 2), column made_on: its rows differ ('2026-12-01' and "
            "'2026-11-30'). All rows of one forecast_id need the same text there.",
        ),
        (
            3,
            "Snow?",
            "Ice?",
            "forecast own (from line 4), column question: its rows differ ('Snow?' and 'Ice?'). "
            "All rows of one forecast_id need the same text there.",
        ),
        (
            3,
            "31,",
            "30,",
            "forecast own (from line 4), column resolves_by: its rows differ ('2027-01-31' and "
            "'2027-01-30'). All rows of one forecast_id need the same text there.",
        ),
        (
            3,
            "31,",
            "31,none",
            "forecast own (from line 4), column resolved_as: its rows differ ('' and 'none'). "
            "All rows of one forecast_id need the same text there.",
        ),
        (
            3,
            "none",
            "much",
            "forecast own (from line 4), column outcome: 'much' stands there twice. Each outcome "
            "needs one row.",
        ),
        (
            3,
            ",0,",
            ",0.0051,",
            "forecast own (from line 4), column probability: its 2 rows sum to 1.01. They must "
            "sum to 1.",
        ),
    ],
)
def test_a_problem_is_told_in_these_words(tmp_path: Path, number, old, new, words: str) -> None:
    lines = list(LINES)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    with pytest.raises(own_work.FileProblem, match=refused(f"mine.csv, {words}")):
        table_of(tmp_path, lines)


def test_an_answer_outside_its_outcomes_is_told(tmp_path: Path) -> None:
    lines = [f"{line}little" if line.startswith("own") else line for line in LINES]
    words = (
        "mine.csv, forecast own (from line 4), column resolved_as: 'little' is none of its "
        "outcomes. Allowed: much, none, or empty while it is open."
    )
    with pytest.raises(own_work.FileProblem, match=refused(words)):
        table_of(tmp_path, lines)


def test_the_first_problem_is_told_even_where_rows_are_mixed(tmp_path: Path) -> None:
    mixed = [LINES[0], LINES[2], LINES[1], LINES[3].replace(",0,", ",0.5,")]
    words = (
        "mine.csv, forecast own (from line 3), column probability: its 2 rows sum to 1.50. "
        "They must sum to 1."
    )
    with pytest.raises(own_work.FileProblem, match=refused(words)):
        table_of(tmp_path, mixed)


def test_resolving_leaves_the_given_table_as_it_is(tmp_path: Path) -> None:
    table = table_of(tmp_path, LINES)
    resolved = file.resolve(table, "own", "none")
    assert resolved["resolved_as"].tolist() == ["no", "no", "none", "none"]
    assert table["resolved_as"].tolist() == ["no", "no", "", ""]
    assert file.resolve(resolved, "own", "").equals(table)
    with pytest.raises(ValueError, match=refused("There is no saved forecast 'F9'.")):
        file.resolve(table, "F9", "yes")
    with pytest.raises(ValueError, match=refused("'some' is no outcome of own: much, none.")):
        file.resolve(table, "own", "some")


def test_scores_worked_by_hand(tmp_path: Path) -> None:
    third = [
        f"Z,2026-11-02,Fog?,{word},0.{share},2027-01-31,b"
        for word, share in (("a", 5), ("b", 3), ("c", 2))
    ]
    scored = file.scored(table_of(tmp_path, [*third, *LINES]))
    assert scored.columns.tolist() == [
        "forecast_id", "made_on", "question", "resolves_by", "probabilities", "resolved_as",
        "score", "no_idea",
    ]  # fmt: skip
    assert scored.drop(columns=["score", "no_idea"]).to_numpy().tolist() == [
        ["Z", "2026-11-02", "Fog?", "2027-01-31", "a 50%; b 30%; c 20%", "b"],
        ["F1", "2026-12-01", "Rain?", "2026-12-01", "yes 25%; no 75%", "no"],
        ["own", "2026-11-02", "Snow?", "2027-01-31", "much 100%; none 0%", ""],
    ]
    # 0.5² + 0.7² + 0.2² and 0.25² + 0.25²; of equal probabilities 1 - 1/3 and 1 - 1/2.
    assert scored["score"].tolist() == pytest.approx([0.78, 0.125, math.nan], nan_ok=True)
    assert scored["no_idea"].tolist() == pytest.approx([2 / 3, 0.5, 0.5])
    nothing = file.scored(EMPTY)
    assert nothing.empty
    assert nothing.columns.tolist() == scored.columns.tolist()
