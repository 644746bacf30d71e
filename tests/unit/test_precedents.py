"""Cases of other organisations, put into the words of the CSTO's cases."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import data
from helpers.measures import precedents

CASE = {
    "case_id": "P01",
    "organisation": "NATO",
    "requester_label": "Türkiye",
    "requesters": "TUR;USA",
    "trigger_date": "2003-01-15",
    "request_date": "2003-02-10",
    "days_request_to_response": 6.0,
    "days_trigger_to_response": 32.0,
    "days_trigger_to_action": 36.0,
    "threat_type": "interstate",
    "response_type": "consultations, then deployment",
    "outcome": "aircraft came",
    "note": "a note",
    "source_ids": "s1",
    "confidence": "high",
}


def as_case(**changes: object) -> dict:
    table = precedents.as_cases(pd.DataFrame([{**CASE, **changes}]))
    assert len(table) == 1
    return table.iloc[0].to_dict()


def test_a_case_with_a_request() -> None:
    assert as_case() == {
        "case_id": "P01",
        "organisation": "NATO",
        "title": "NATO: Türkiye, 2003-01",
        "who": "TUR",
        "date": pd.Timestamp("2003-02-10"),
        "asked": "yes",
        "control_case": False,
        "threat": "interstate",
        "days": 6,
        "days_from": "request",
        "days_to_action": 36,
        "kind": "troops",
        "kind_as_coded": "consultations, then deployment",
        "first_response": "aircraft came",
        "outcome": "aircraft came",
        "note": "a note",
        "source_ids": "s1",
        "confidence": "high",
    }


def test_without_a_request_days_count_from_the_trigger() -> None:
    case = as_case(request_date=None, days_request_to_response=None)
    assert (case["asked"], case["days"], case["days_from"]) == ("unclear", 32, "trigger")
    assert case["date"] == pd.Timestamp("2003-01-15")


def test_a_title_gives_the_month_it_knows() -> None:
    assert as_case(trigger_date=None)["title"] == "NATO: Türkiye, 2003-02"
    assert as_case(trigger_date="2003")["title"] == "NATO: Türkiye, 2003"
    case = as_case(trigger_date=None, request_date=None)
    assert case["title"] == "NATO: Türkiye"
    assert pd.isna(case["date"])


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Poland", "Poland"),
        ("Poland and Latvia", "Poland and Latvia"),
        ("Poland, Latvia", "Poland, Latvia"),
        ("United Kingdom and Costa Rica", "United Kingdom and Costa Rica"),
        ("Poland, Latvia and Estonia", "3 allies"),
        ("Poland, Latvia, Estonia and Lithuania", "4 allies"),
    ],
)
def test_three_states_and_more_are_counted(label: str, short: str) -> None:
    assert as_case(requester_label=label)["title"] == f"NATO: {short}, 2003-01"


def test_rows_of_the_table_keep_their_order() -> None:
    table = data.read("precedents")
    assert precedents.as_cases(table)["case_id"].tolist() == table["case_id"].tolist()
