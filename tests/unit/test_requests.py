"""Requests for help: the steps of the test and what is drawn of them."""

from __future__ import annotations

import pytest

from helpers import charts, data
from helpers.figures import describe, table
from helpers.measures import requests

CASES = data.read("assistance_requests")


@pytest.mark.parametrize(
    "case", [row for _, row in CASES.iterrows()], ids=CASES["case_id"].tolist()
)
def test_every_case_goes_through_all_steps(case: object) -> None:
    steps = requests.steps(case)
    assert len(steps) == 5
    assert set(steps["answer"]) <= {"yes", "no", "open"}
    assert not steps["words"].str.contains("nan").any()
    assert steps["words"].str.contains("nothing was refused").any() == case["control_case"]


def test_steps_of_kazakhstan_2022() -> None:
    steps = requests.steps(CASES.set_index("case_id", drop=False).loc["D14"])
    assert steps["answer"].tolist() == ["open", "yes", "open", "yes", "yes"]
    assert steps["words"].iloc[-1] == "2,030 troops; on the ground 1 day after the request"


def test_timed_cases_are_sorted_and_complete() -> None:
    timed = requests.timed(CASES)
    assert timed["days_to_first_response"].is_monotonic_increasing
    assert len(timed) == CASES["days_to_first_response"].notna().sum()


def test_speed_draws_every_timed_case_with_its_days() -> None:
    figure = charts.requests.speed(CASES)
    drawn = sorted(int(text.replace(",", "")) for trace in figure.data for text in trace.text)
    assert drawn == requests.timed(CASES)["days_to_first_response"].tolist()
    assert f"First responses of {len(drawn)} cases" in describe(figure)
    assert "Armenia, September 2022: 0 days, mission" in describe(figure)


def test_cases_without_request_are_hollow() -> None:
    figure = charts.requests.speed(CASES)
    hollow = sum(
        symbol.endswith("-open") for trace in figure.data for symbol in trace.marker.symbol
    )
    assert hollow == int(requests.timed(CASES)["control_case"].sum())


def test_case_figure_says_what_the_steps_say() -> None:
    figure = charts.requests.case(CASES, "D20")
    assert figure.layout.meta["title"] == "Russia, August 2024 (Kursk)"
    assert all(step in describe(figure) for step in table(figure)["question"])
    assert "nothing was refused" in describe(figure)


def test_unknown_contingents_get_no_number() -> None:
    rows = data.read("kazakhstan_2022_contingents")
    figure = charts.requests.contingents(rows)
    unknown = [text for text in figure.data[0].text if text.startswith("no number found")]
    assert len(unknown) == rows["troops"].isna().sum()
    assert "all, counted: 2,030 (official count)" in describe(figure)
