"""Brier scores, the reading of published forecasts, and the student's file of forecasts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import data, own_work
from helpers.measures import forecast_file as file
from helpers.measures import forecasts

PUBLISHED = data.read("scenarios")
TODAY = dt.date(2026, 12, 1)
HEADER = ",".join(file.COLUMNS)
GOOD = [
    "F1,2026-11-01,Rain?,yes,0.3,2026-11-30,no",
    "F1,2026-11-01,Rain?,no,0.7,2026-11-30,no",
    "F2,2026-11-02,Snow?,yes,0.9,2027-01-31,",
    "F2,2026-11-02,Snow?,no,0.1,2027-01-31,",
]


def shares(count: int) -> st.SearchStrategy:
    parts = st.lists(st.floats(0.001, 1), min_size=count, max_size=count)
    return parts.map(lambda values: [value / sum(values) for value in values])


def written(tmp_path: Path, lines: list[str], header: str = HEADER) -> Path:
    path = tmp_path / file.FILE
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


@given(shares(4), st.integers(0, 3))
def test_brier_score_lies_between_0_and_2(probabilities: list[float], came: int) -> None:
    score = forecasts.brier([probabilities], [came])[0]
    assert 0 <= score <= 2
    sure = [1.0 if place == came else 0.0 for place in range(4)]
    assert forecasts.brier([sure], [came])[0] == 0


@given(st.floats(0, 1), st.booleans())
def test_two_outcomes_count_twice_the_short_form(chance: float, happened: bool) -> None:
    long = forecasts.brier([[chance, 1 - chance]], [0 if happened else 1])[0]
    assert long == pytest.approx(2 * forecasts.brier_yes_no(chance, happened))


@given(st.floats(0.05, 0.95), st.floats(0, 1))
def test_saying_what_one_believes_costs_least(truth: float, said: float) -> None:
    def expected(chance: float) -> float:
        yes, no = forecasts.brier_yes_no([chance, chance], [True, False])
        return truth * yes + (1 - truth) * no

    assert expected(truth) <= expected(said) + 1e-12


def test_scores_worked_out_by_hand() -> None:
    assert forecasts.brier_yes_no([0.7, 0.3, 0.5], [True] * 3).tolist() == pytest.approx(
        [0.09, 0.49, 0.25]
    )
    # (0.7 - 1)² + 0.2² + 0.1² and (0.7)² + 0.2² + (0.1 - 1)²
    assert forecasts.brier([[0.7, 0.2, 0.1]] * 2, [0, 2]).tolist() == pytest.approx([0.14, 1.34])


@pytest.mark.parametrize(
    ("probabilities", "happened", "words"),
    [
        ([[0.5, 0.6]], [0], "Forecast 1: the probabilities sum to 1.1"),
        ([[1.2, -0.2]], [0], "between 0 and 1"),
        ([[0.5, 0.5]], [2], "column from 0 to 1"),
        ([[0.5, 0.5]], [0, 1], "1 forecasts but 2 results"),
        ([[float("nan"), 1]], [0], "between 0 and 1"),
    ],
)
def test_wrong_forecasts_are_refused(probabilities, happened, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        forecasts.brier(probabilities, happened)


def test_short_form_refuses_what_is_no_probability() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        forecasts.brier_yes_no([1.5], [True])


def test_every_published_forecast_has_a_reading() -> None:
    read = forecasts.read_published(PUBLISHED).set_index("scenario_id")
    blank = PUBLISHED.set_index("scenario_id")["what_became_of_it"].isna()
    assert ((read["became"] == forecasts.NOT_TOLD) == blank).all()
    assert set(forecasts.BECAME) <= set(read.index)
    assert set(forecasts.SCORABLE) | set(forecasts._WHY_NOT) == set(read.index)
    assert not set(forecasts.SCORABLE) & set(forecasts._WHY_NOT)
    assert (read["question"].isna() == read["why_not"].notna()).all()
    assert not read.loc[read["question"].notna(), "became"].eq(forecasts.NOT_TOLD).any()


def test_groups_know_every_kind_of_outcome_or_leave_it_open() -> None:
    described = data.resource("scenarios")["schema"]["fields"]
    kinds = next(f for f in described if f["name"] == "outcome_class")["constraints"]["enum"]
    open_kinds = {"conditional", "four options", "three options", "risk scenario", "scenario set"}
    assert set(kinds) == set(forecasts.GROUPS) | open_kinds


def test_scored_questions_are_over_and_dated() -> None:
    scored = forecasts.score_published(PUBLISHED, 0.8)
    dates = PUBLISHED.set_index("scenario_id")["date"]
    for row in scored.itertuples():
        assert dates[row.scenario_id][:10] < row.by <= data.as_of("scenarios")
    assert scored["score"].round(2).isin([0.04, 0.64]).all()


@pytest.mark.parametrize("certainty", [0.4, 1.1])
def test_a_certainty_outside_its_range_is_refused(certainty: float) -> None:
    with pytest.raises(ValueError, match=r"between 0\.5 and 1"):
        forecasts.score_published(PUBLISHED, certainty)


def test_readings_stand_beside_forecasters_without_any_reading() -> None:
    table = forecasts.compare_readings(PUBLISHED).set_index("forecaster")
    assert table.loc["no idea: always 50%", "all"] == 0.25
    assert table.loc["authors, read as 100% sure", "all"] == pytest.approx(2 / 8)
    assert table.loc["authors, read as 80% sure", "own_date"] == pytest.approx((0.04 + 0.64) / 2)
    assert table.loc["no change: always 10%", "all"] == pytest.approx(0.01)


def test_remittances_rose_where_a_collapse_was_expected() -> None:
    table = forecasts.remittance_forecasts(
        data.read("economic_statements"), data.read("development_indicators")
    ).set_index("member")
    wide = data.read("development_indicators").pivot_table(
        index=["state", "year"], columns="indicator", values="value"
    )
    kgz = wide.loc["KGZ"]
    money = kgz["gdp_usd"] * kgz["remittances_percent_gdp"]
    assert table.loc["KGZ", "outcome"] == pytest.approx(100 * (money[2022] / money[2021] - 1))
    assert (table["forecast"] < 0).all()
    assert (table["outcome"] > 0).all()


def test_a_good_file_is_read_and_scored(tmp_path: Path) -> None:
    table = file.read(written(tmp_path, GOOD), TODAY)
    scored = file.scored(table)
    assert scored["score"].round(2).tolist()[0] == 0.18
    assert scored["score"].isna().tolist() == [False, True]
    assert scored["no_idea"].tolist() == [0.5, 0.5]
    assert scored["probabilities"].tolist()[0] == "yes 30%; no 70%"


def test_a_decimal_comma_of_a_spreadsheet_is_understood(tmp_path: Path) -> None:
    lines = [line.replace(",", ";").replace(".", ",") for line in GOOD]
    table = file.read(written(tmp_path, lines, HEADER.replace(",", ";")), TODAY)
    assert table["probability"].tolist() == [0.3, 0.7, 0.9, 0.1]


def test_further_columns_are_kept(tmp_path: Path) -> None:
    lines = [f"{line},why {place}" for place, line in enumerate(GOOD)]
    table = file.read(written(tmp_path, lines, f"{HEADER},reason"), TODAY)
    assert table["reason"].tolist()[0] == "why 0"


@pytest.mark.parametrize(
    ("number", "old", "new", "words"),
    [
        (0, "0.3", "0.4", r"forecast F1 \(from line 2\), column probability: .* sum to 1.10"),
        (0, "0.3", "30%", "line 2, column probability: 30% is not a number"),
        (0, "0.3", "", "line 2, column probability: an empty cell"),
        (1, "0.7", "1.7", "line 3, column probability: 1.7"),
        (1, "0.7", "nan", "line 3, column probability: nan"),
        (2, "2026-11-02", "2026-12-02", "line 4, column made_on: 2026-12-02 lies in the future"),
        (2, "2027-01-31", "2026-11-01", "line 4, column resolves_by: 2026-11-01 lies before"),
        (2, "2026-11-02", "2.11.2026", "line 4, column made_on: 2.11.2026 is not a date"),
        (3, "2027-01-31", "2027-02-30", "line 5, column resolves_by: 2027-02-30 is not a date"),
        (3, "2027-01-31", "2027-02-01", "forecast F2 .*column resolves_by: its rows differ"),
        (3, "Snow?", "Hail?", "forecast F2 .*column question: its rows differ"),
        (1, "no,0.7", "yes,0.7", "forecast F1 .*column outcome: 'yes' stands there twice"),
        (0, "yes,0.3", ",0.3", "line 2, column outcome: the cell is empty"),
        (0, "F1,", ",", "line 2, column forecast_id: the cell is empty"),
        (0, "30,no", "30,maybe", "forecast F1 .*column resolved_as: its rows differ"),
    ],
)
def test_problems_are_named_with_place(tmp_path: Path, number, old, new, words: str) -> None:
    lines = list(GOOD)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    with pytest.raises(own_work.FileProblem, match=f"^forecasts.csv, {words}"):
        file.read(written(tmp_path, lines), TODAY)


def test_an_answer_that_was_none_of_the_outcomes_is_named(tmp_path: Path) -> None:
    lines = [line.replace("30,no", "30,maybe") for line in GOOD]
    with pytest.raises(
        own_work.FileProblem, match=r"'maybe' is none of its outcomes\. Allowed: yes"
    ):
        file.read(written(tmp_path, lines), TODAY)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, [], HEADER.replace(",made_on", ""))
    with pytest.raises(own_work.FileProblem, match="column made_on is missing"):
        file.read(path, TODAY)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": " "}, "Write a question"),
        ({"outcomes": ["yes"], "probabilities": [1]}, "at least two"),
        ({"outcomes": ["yes", ""]}, "at least two"),
        ({"outcomes": ["yes", "yes "]}, "Two answers are the same"),
        ({"probabilities": [0.5, 0.6]}, "sum to 1.10; they must sum to 1"),
        ({"probabilities": [1.5, -0.5]}, "between 0 and 1"),
        ({"resolves_by": "soon"}, "'soon' is no date"),
        ({"resolves_by": "2026-12-01"}, "not after today"),
    ],
)
def test_a_wrong_forecast_is_not_made(change: dict, words: str) -> None:
    right = {
        "question": "Rain?",
        "outcomes": ["yes", "no"],
        "probabilities": [0.5, 0.5],
        "resolves_by": "2027-01-01",
    }
    empty = pd.DataFrame(columns=file.COLUMNS)
    assert len(file.new_rows(empty, **right, today=TODAY)) == 2
    with pytest.raises(ValueError, match=words):
        file.new_rows(empty, **{**right, **change}, today=TODAY)


def test_numbers_go_on_after_the_highest(tmp_path: Path) -> None:
    table = file.read(written(tmp_path, GOOD), TODAY)
    more = file.new_rows(table, "Fog?", ["yes", "no"], [1, 0], "2027-01-01", TODAY)
    assert more["forecast_id"].tolist() == ["F3", "F3"]


def test_only_known_forecasts_and_outcomes_are_resolved(tmp_path: Path) -> None:
    table = file.read(written(tmp_path, GOOD), TODAY)
    assert file.resolve(table, "F2", "yes")["resolved_as"].tolist() == ["no", "no", "yes", "yes"]
    assert file.resolve(table, "F1", "")["resolved_as"].tolist() == ["", "", "", ""]
    with pytest.raises(ValueError, match="no saved forecast 'F9'"):
        file.resolve(table, "F9", "yes")
    with pytest.raises(ValueError, match="'maybe' is no outcome of F2"):
        file.resolve(table, "F2", "maybe")


@pytest.mark.parametrize("question", file.QUESTIONS, ids=lambda question: question.text[:20])
def test_listed_questions_have_four_answers_a_day_and_a_rule(question: file.Question) -> None:
    assert len(set(question.outcomes)) == 4
    assert question.resolves_by in question.text
    assert question.resolves_by > data.as_of("scenarios")
    assert question.rule
