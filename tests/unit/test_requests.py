"""Requests for help: the steps of the test and what is drawn of them."""

from __future__ import annotations

import pandas as pd
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


def case(**changes: object) -> pd.Series:
    """Return a case in which all is known but the troops and the day on the ground."""
    usual = {
        "threat_type": "interstate",
        "threat_detail": "shelling",
        "requested": "yes",
        "request_date": "2022-09-13",
        "request_detail": "asked for troops",
        "control_case": False,
        "addressee": "CSTO",
        "treaty_basis": "Article 4",
        "first_response": "mission sent",
        "first_response_date": "2022-09-14",
        "days_to_first_response": 1,
        "response_type": "mission",
        "troops": None,
        "days_to_ground": None,
    }
    return pd.Series({**usual, **changes}, dtype=object)


def test_steps_say_what_the_case_says() -> None:
    steps = requests.steps(case())
    assert steps.columns.tolist() == ["question", "answer", "words"]
    assert steps.to_numpy().tolist() == [
        [
            "Was a member attacked?",
            "open",
            "Threat interstate: shelling. Judge with the treaty text.",
        ],
        ["Did the member ask for help?", "yes", "yes (2022-09-13). asked for troops"],
        ["Whom, and on which basis?", "open", "CSTO; basis: Article 4"],
        ["What came first, and when?", "yes", "2022-09-14, 1 day after the request: mission sent"],
        ["Which kind of help?", "yes", "mission"],
    ]


NOBODY_ASKED = {"requested": "no", "control_case": True}


@pytest.mark.parametrize(
    ("step", "changes", "answer", "words"),
    [
        (0, {"threat_detail": None}, "open", "Threat interstate. Judge with the treaty text."),
        (1, {"requested": "disputed"}, "open", "disputed (2022-09-13). asked for troops"),
        (1, {"requested": "unclear", "request_date": None}, "open", "unclear. asked for troops"),
        (1, {"requested": "no", "request_detail": None}, "no", "no"),
        (
            1,
            {**NOBODY_ASKED, "request_detail": None},
            "no",
            "no. Control case: nothing was refused.",
        ),
        (
            1,
            {**NOBODY_ASKED, "request_detail": "None known."},
            "no",
            "no. None known. Control case: nothing was refused.",
        ),
        (3, {"first_response": None}, "no", "No response was found."),
        (
            3,
            {"first_response_date": None, "days_to_first_response": None},
            "yes",
            "day not known: mission sent",
        ),
        (
            3,
            {"days_to_first_response": 4084},
            "yes",
            "2022-09-14, 4,084 days after the request: mission sent",
        ),
        (
            3,
            {"days_to_first_response": 0, **NOBODY_ASKED},
            "no",
            "2022-09-14, 0 days after the date given for the case: mission sent",
        ),
        (4, {"response_type": "none"}, "no", "none"),
        (4, {"troops": 0}, "yes", "mission; no troops"),
        (
            4,
            {"troops": 2030.0, "days_to_ground": 3},
            "yes",
            "2,030 troops; on the ground 3 days after the request",
        ),
    ],
)
def test_steps_of_other_cases(step: int, changes: dict, answer: str, words: str) -> None:
    steps = requests.steps(case(**changes))
    assert steps.loc[step, ["answer", "words"]].tolist() == [answer, words]
    assert steps["question"].tolist() == requests.steps(case())["question"].tolist()


def test_equal_times_are_ordered_by_case() -> None:
    cases = pd.DataFrame(
        {"case_id": ["D3", "D2", "D4", "D1"], "days_to_first_response": [5, None, 0, 5]}
    )
    timed = requests.timed(cases)
    assert timed["case_id"].tolist() == ["D4", "D1", "D3"]
    assert timed.index.tolist() == [0, 1, 2]
