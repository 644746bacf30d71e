"""How answers of polls are followed and added up."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from helpers import data
from helpers.measures import poll_answers

OPINION = data.read("public_opinion")
KEY = ("IRI", "Relations with Russia", "good", "2021-08")


def group(*rows: tuple) -> pd.DataFrame:
    columns = ["percent", "n", "note", "confidence", "source_ids"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(n=table["n"].astype("Int64"))


@pytest.mark.parametrize(
    ("topic", "response", "followed"),
    [
        ("Main friend of Armenia", "Russia", "Russia"),
        ("Main friend of Armenia", "Iran", None),
        ("Relations with Russia", "somewhat good", "good"),
        ("Relations with Russia", "bad (total)", "bad"),
        ("Relations with Russia", "don't know", "don't know"),
        ("Should Armenia leave the CSTO?", "rather not", "no"),
        ("Support for Russia's military action in Ukraine", "definitely support", None),
        ("Support for Russia's military action in Ukraine", "support", "support"),
        ("A question of its own", "very good", "very good"),
    ],
)
def test_answers_that_are_followed(topic: str, response: str, followed: str | None) -> None:
    assert poll_answers.answer(topic, response) == followed


def test_degrees_add_up_to_one_row() -> None:
    rows = group(
        (30.0, 400, "options differ from 2019", "medium", "s1;s2"),
        (20.0, 400, None, "contested", "s2;s3"),
        (6.0, 400, "options differ from 2019", "low", "s1"),
    )
    found = poll_answers.merged(KEY, rows)
    margin, when = found.pop("margin"), found.pop("when")
    assert abs(when - pd.Timestamp("2021-08-16 12:00")) < pd.Timedelta(seconds=1)
    # Half the width of the interval of Wald (1943); 1.96 stands for 1.959964.
    low, high = proportion_confint(0.56 * 400, 400, 0.05, "normal")
    assert margin == pytest.approx(100 * (high - low) / 2, rel=1e-4)
    assert found == {
        "panel": "IRI: Relations with Russia",
        "pollster": "IRI",
        "topic": "Relations with Russia",
        "answer": "good",
        "date": "2021-08",
        "percent": 56.0,
        "n": 400,
        "added": True,
        "comparable": False,
        "confidence": "contested",
        "note": "options differ from 2019",
        "source_ids": "s1;s2;s3",
    }


def test_one_answer_without_a_size_has_no_margin_and_is_not_added() -> None:
    found = poll_answers.merged(KEY, group((56.0, None, None, "high", "s1")))
    assert math.isnan(found["margin"])
    assert (found["added"], found["comparable"], found["note"]) == (False, True, "")
    two = group((1.0, 9, "first", "low", "s1"), (2.0, 9, "second", "medium", "s1"))
    assert poll_answers.merged(KEY, two)["note"] == "first second"
    assert poll_answers.merged(KEY, two)["confidence"] == "low"
    assert poll_answers.merged(KEY, two)["comparable"]
    assert poll_answers.merged(KEY, two)["added"]


def test_the_middle_of_what_a_date_can_mean() -> None:
    for date, middle in [
        ("2021", pd.Timestamp("2021-07-02 12:00")),
        ("2021-02", pd.Timestamp("2021-02-15")),
        ("2021-02-03", pd.Timestamp("2021-02-03 12:00")),
    ]:
        row = poll_answers.merged((*KEY[:3], date), group((1.0, 9, None, "low", "s1")))
        assert abs(row["when"] - middle) < pd.Timedelta(seconds=1)


def test_every_name_in_the_lists_is_a_name_of_the_table() -> None:
    topics = set(OPINION["topic"])
    assert set(poll_answers.TOPICS) <= topics
    assert len(set(poll_answers.TOPICS)) == len(poll_answers.TOPICS)
    given = OPINION.groupby("topic")["response"].agg(set)
    for listed in (poll_answers._FOLLOWED, poll_answers._WHOLE):
        for topic, responses in listed.items():
            assert set(responses) <= given[topic]
    for topic, answer in poll_answers.KEY_ANSWERS.items():
        followed = {poll_answers.answer(topic, response) for response in given[topic]}
        assert answer is None or answer in followed
    assert set(OPINION["confidence"]) <= set(poll_answers._DOUBT)
