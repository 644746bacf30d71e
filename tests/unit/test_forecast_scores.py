"""Scores of published forecasts and of remittances, worked by hand on few rows."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import data
from helpers.measures import forecasts

PUBLISHED = data.read("scenarios")
FEW = pd.DataFrame(
    {
        "scenario_id": ["S007", "S002", "S013", "S099", "S003"],
        "author": list("abcde"),
        "date": ["2020", "2015", "2021", "2022", "2023"],
        "label": list("vwxyz"),
        "outcome_class": ["collapse", "status quo", "three options", "bilateralism", "erosion"],
        "other": 1,
    },
    index=[7, 5, 3, 1, 0],
)


def refused(words: str) -> str:
    return f"^{re.escape(words)}$"


def test_a_reading_repeats_the_lists_and_says_what_is_missing() -> None:
    read = forecasts.read_published(FEW)
    assert read.columns.tolist() == [
        "scenario_id", "author", "date", "label", "group", "became", "question", "expects", "by",
        "dated_by", "happened", "why_not",
    ]  # fmt: skip
    assert read.index.tolist() == FEW.index.tolist()
    cells = read.astype(object).where(read.notna(), None).to_numpy().tolist()
    assert cells == [
        [
            "S007", "a", "2020", "v", "break-up", "failed so far",
            "Has the CSTO three members or fewer?", "yes", "2023-12-31", "date in the text", "no",
            None,
        ],
        [
            "S002", "b", "2015", "w", "status quo", "held in part",
            "Has the CSTO intervened over Karabakh or in a revolution?", "no", "2018-12-31",
            "date in the text", "no", None,
        ],
        [
            "S013", "c", "2021", "x", "several or open", "not testable yet", None, None, None,
            None, None, "its date, 2033, has not come",
        ],
        [
            "S099", "d", "2022", "y", "hollowing out", "no outcome told", None, None, None, None,
            None, "no outcome told",
        ],
        [
            "S003", "e", "2023", "z", "hollowing out", "no outcome told", None, None, None, None,
            None, "no outcome told",
        ],
    ]  # fmt: skip


@pytest.mark.parametrize("certainty", [0.5, 0.75, 1])
def test_published_forecasts_are_scored_by_their_expectation(certainty: float) -> None:
    table = forecasts.score_published(FEW, certainty)
    assert table.columns.tolist() == [
        "scenario_id", "author", "question", "by", "dated_by", "expects", "happened",
        "probability", "score",
    ]  # fmt: skip
    assert table.index.tolist() == [0, 1]
    assert table["scenario_id"].tolist() == ["S007", "S002"]
    # Neither happened: S007 expected it, S002 did not.
    assert table["probability"].tolist() == [certainty, 1 - certainty]
    assert table["score"].tolist() == pytest.approx([certainty**2, (1 - certainty) ** 2])


@pytest.mark.parametrize("certainty", [0.49, 1.01])
def test_a_certainty_is_refused_in_these_words(certainty: float) -> None:
    words = f"certainty must lie between 0.5 and 1; it is {certainty}."
    with pytest.raises(ValueError, match=refused(words)):
        forecasts.score_published(PUBLISHED, certainty)


def test_readings_compared_by_hand() -> None:
    table = forecasts.compare_readings(PUBLISHED)
    assert table["forecaster"].tolist() == [
        "authors, read as 100% sure", "authors, read as 80% sure", "authors, read as 60% sure",
        "no idea: always 50%", "no change: always 10%",
    ]  # fmt: skip
    # Of eight questions nothing happened; two authors expected yes, one of them with a date.
    assert table["all"].tolist() == pytest.approx(
        [2 / 8, (2 * 0.64 + 6 * 0.04) / 8, (2 * 0.36 + 6 * 0.16) / 8, 0.25, 0.01]
    )
    assert table["own_date"].tolist() == pytest.approx(
        [1 / 2, (0.64 + 0.04) / 2, (0.36 + 0.16) / 2, 0.25, 0.01]
    )
    assert table["n_own_date"].tolist() == [2] * 5
    assert table["n_all"].tolist() == [8] * 5
    other = forecasts.compare_readings(FEW, (0.9,))
    assert other["forecaster"].tolist()[0] == "authors, read as 90% sure"
    assert other["all"].tolist() == pytest.approx([(0.81 + 0.01) / 2, 0.25, 0.01])
    assert other["n_all"].tolist() == [2] * 3


def test_scores_rise_where_something_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    question, expects, by, dated, _ = forecasts.SCORABLE["S007"]
    happened = {**forecasts.SCORABLE, "S007": (question, expects, by, dated, True)}
    monkeypatch.setattr(forecasts, "SCORABLE", happened)
    assert forecasts.score_published(FEW, 0.8)["score"].tolist() == pytest.approx([0.04, 0.04])
    table = forecasts.compare_readings(FEW).set_index("forecaster")
    assert table.loc["no change: always 10%", "all"] == pytest.approx((0.81 + 0.01) / 2)


def statement(key: str, member: str, value: float, **changes: str) -> dict:
    usual = {
        "category": "remittances",
        "statement_type": "forecast",
        "unit": "per cent change in 2022",
        "date": "2022-05",
    }
    return {"statement_id": key, "member": member, "value": value, **usual, **changes}


def test_remittances_worked_by_hand() -> None:
    statements = pd.DataFrame(
        [
            statement("E0", "KGZ", 1, category="trade"),
            statement("E1", "TJK", -50.0),
            statement("E2", "KGZ", 1, statement_type="record"),
            statement("E3", "KGZ", 1, unit="per cent change in 2023"),
            statement("E4", "KGZ", -33.0, date="2022-03"),
        ]
    )
    values = {("TJK", 2021): (30, 10e9), ("TJK", 2022): (50, 12e9)}
    values |= {("KGZ", 2021): (20, 10e9), ("KGZ", 2022): (18, 8e9)}
    indicators = pd.DataFrame(
        [
            (state, year, name, value)
            for (state, year), pair in values.items()
            for name, value in zip(("remittances_percent_gdp", "gdp_usd"), pair, strict=True)
        ],
        columns=["state", "year", "indicator", "value"],
    )
    table = forecasts.remittance_forecasts(statements, indicators)
    assert table.columns.tolist() == [
        "statement_id", "member", "made_on", "forecast", "outcome", "error",
    ]  # fmt: skip
    # 3 to 6 billion dollars; 2 to 1.44 billion.
    assert table.iloc[0].tolist() == ["E1", "TJK", "2022-05", -50, pytest.approx(100), 150]
    assert table.iloc[1].tolist() == [
        "E4", "KGZ", "2022-03", -33, pytest.approx(-28), pytest.approx(5),
    ]  # fmt: skip
    assert len(table) == 2


@pytest.mark.parametrize(
    ("probabilities", "happened", "words"),
    [
        (
            [[0.5, 0.5], [0.5, 0.494]],
            [0, 0],
            "Forecast 2: the probabilities sum to 0.994, not to 1.",
        ),
        (
            [[0.5, 0.506], [0.5, 0.5]],
            [0, 0],
            "Forecast 1: the probabilities sum to 1.01, not to 1.",
        ),
        ([[1.5, 0]], [0], "Every probability must lie between 0 and 1."),
        ([[1.01, -0.01]], [0], "Every probability must lie between 0 and 1."),
        ([[0.2, 0.3, 0.5]], [3], "happened must be a column from 0 to 2."),
        ([[0.2, 0.3, 0.5]], [-1], "happened must be a column from 0 to 2."),
        ([[0.2, 0.3, 0.5]], [0.5], "happened must be a column from 0 to 2."),
        ([[0.5, 0.5]] * 2, [0], "2 forecasts but 1 results; each needs one."),
    ],
)
def test_wrong_forecasts_are_refused_in_these_words(probabilities, happened, words: str) -> None:
    with pytest.raises(ValueError, match=refused(words)):
        forecasts.brier(probabilities, happened)


@pytest.mark.parametrize("chance", [-0.01, 1.01])
def test_the_short_form_refuses_in_these_words(chance: float) -> None:
    with pytest.raises(ValueError, match=refused("Every probability must lie between 0 and 1.")):
        forecasts.brier_yes_no([0.5, chance], [True, True])


@pytest.mark.parametrize("total", [0.9951, 1.0049])
def test_a_sum_may_miss_one_by_half_a_per_cent(total: float) -> None:
    assert forecasts.brier([[0.5, total - 0.5]], [0])[0] == pytest.approx(0.25 + (total - 0.5) ** 2)


def test_one_forecast_needs_no_brackets() -> None:
    assert forecasts.brier([1, 0, 0], 1).tolist() == [2]
    assert forecasts.brier_yes_no(0.2, 1) == pytest.approx(0.64)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=9))
def test_scores_equal_a_loop_over_the_definition(pairs: list[tuple[float, int]]) -> None:
    loop = []
    for chance, came in pairs:
        total = 0.0
        for place, said in enumerate((chance, 1 - chance)):
            total += (said - (1 if place == came else 0)) ** 2
        loop.append(total)
    ours = forecasts.brier([[chance, 1 - chance] for chance, _ in pairs], [c for _, c in pairs])
    np.testing.assert_allclose(ours, loop, atol=1e-12)
