"""Exercises of notebook 04, sections 1 to 3: gauges, polls and requests."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number
from helpers.measures.cohesion import polls
from helpers.measures.proportions import clopper_pearson

NOTEBOOK = "04_future_impact"


def _armenian_exercises() -> pd.Series:
    """Participation of Armenia since 2020, as the table words it."""
    exercises = data.read("exercises")
    recent = exercises.loc[exercises["year"] >= 2020, "exercise_id"]
    rows = data.read("exercise_participation")
    return rows.loc[(rows["state"] == "ARM") & rows["exercise_id"].isin(recent), "participation"]


def _percent_joined(*counted: str) -> float:
    words = _armenian_exercises()
    return 100 * float((words[words.isin(counted)] == "took part").mean())


def _stay(pollster: str = "") -> pd.Series:
    topics = ["CSTO, NATO or neutrality?", "CSTO or NATO?"]
    rows = polls(data.read("public_opinion"), "ARM", topics)
    rows = rows[(rows["answer"] == "stay in CSTO") & rows["pollster"].str.contains(pollster)]
    return rows.sort_values("when")["percent"]


def _fall(pollster: str = "") -> float:
    waves = _stay(pollster)
    return float(waves.iloc[0] - waves.iloc[-1])


def _armenian_requests() -> pd.DataFrame:
    cases = data.read("assistance_requests")
    chosen = (cases["requester"] == "ARM") & (cases["requested"] == "yes")
    return cases[chosen & (cases["threat_type"] == "interstate")]


def _upper_end(level: float = 0.95) -> float:
    asked = _armenian_requests()
    with_troops = int((asked["response_type"] == "troops").sum())
    return 100 * clopper_pearson(with_troops, len(asked), level)[1]


EXERCISES = [
    Exercise(
        id="4.1",
        title="Armenia's exercises since 2020",
        expects=Number(tolerance=0.5, unit="per cent"),
        solution=lambda: _percent_joined("took part", "absent"),
        hints=(
            'First keep the rows with `state` equal to `"ARM"`.',
            'Then keep `took part` and `absent`: `.isin(["took part", "absent"])`.',
            'Of these rows: `(rows["participation"] == "took part").mean() * 100`.',
        ),
        explanation=(
            "One exercise, in 2021. The first absence is of October 2020, in the Karabakh war and "
            "before the full-scale invasion. Unknown rows would have looked like absences."
        ),
        slips=(
            Slip(
                "Here `not stated` counts as an absence. Unknown is not absent: leave it out.",
                value=lambda: _percent_joined("took part", "absent", "not stated"),
            ),
            Slip(
                "All rows of Armenia are in the denominator, even drills of a force to which it "
                "does not belong. Keep `took part` and `absent`.",
                value=lambda: 100 * float((_armenian_exercises() == "took part").mean()),
            ),
            Slip(
                "That is the share of absences.",
                value=lambda: 100 - _percent_joined("took part", "absent"),
            ),
        ),
    ),
    Exercise(
        id="4.2",
        title="Two waves of one poll",
        expects=Number(tolerance=0.05, unit="percentage points"),
        solution=lambda: _fall("MPG"),
        hints=(
            'Keep the two rows of `choice` with `response` equal to `"stay in CSTO"`.',
            "Subtract the later share from the earlier one. Points are a difference, no ratio.",
        ),
        explanation=(
            "The fall is several times as large as either margin: chance alone is no good "
            "explanation. But it is two points in time, from one pollster, on one wording."
        ),
        slips=(
            Slip(
                "That is the change in per cent of the first value. Percentage points are the "
                "plain difference.",
                value=lambda: 100 * _fall("MPG") / _stay("MPG").iloc[0],
            ),
            Slip(
                "This compares two pollsters with two questions. Stay within one series.",
                value=_fall,
            ),
            Slip(
                "The size is right. The share *fell by* so much, so write it without a minus.",
                value=lambda: -_fall("MPG"),
            ),
        ),
    ),
    Exercise(
        id="4.3",
        title="None of three",
        expects=Number(tolerance=0.5, unit="per cent"),
        solution=_upper_end,
        hints=(
            "One in forty is 0.025. You look for p with (1 − p) ** n equal to it.",
            "Take the n-th root on both sides: 1 − p equals `0.025 ** (1 / n)`.",
            "Then p is one minus this number, and times 100 it is per cent.",
        ),
        explanation=(
            "None of three, and yet a true share of two in three would not be surprising. Three "
            "cases show what happened. They hardly show what will happen."
        ),
        slips=(
            Slip(
                "Zero is the share that was seen and the lower end. The upper end says how large "
                "the true share may be.",
                when=lambda given: given == 0,
            ),
            Slip(
                "You used one in twenty. A 95% interval leaves half of the rest on each side.",
                value=lambda: _upper_end(0.90),
            ),
            Slip(
                "That is 1 − p. You look for p itself.",
                value=lambda: 100 - _upper_end(),
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q4.1",
        prompt="Why does this notebook not add its gauges up to one score of cohesion?",
        options=(
            Option(
                "A sum would need weights that nobody has measured, and would hide which moved.",
                True,
                "Yes. Weights may be used openly, as in notebook 03, but they are choices.",
            ),
            Option(
                "Because per cent and counts of sessions cannot be put into one figure.",
                False,
                "They can: in panels beside each other, each with its own scale.",
            ),
            Option(
                "Because all gauges show the same, so that one of them is enough.",
                False,
                "They do not: agreement in votes rose in 2025 while one chair stayed empty.",
            ),
            Option(
                "Because cohesion of alliances cannot be studied at all.",
                False,
                "It can, one side at a time, if one says which sign is meant.",
            ),
        ),
    ),
    Question(
        id="Q4.2",
        prompt="Which of these are examples of the fear of entrapment?",
        options=(
            Option(
                "A Central Asian ally worries that Russia's war could become its own.",
                True,
                "Yes: being drawn into the war of an ally.",
            ),
            Option(
                "Allies hesitate to send troops to Armenia because they deal with Azerbaijan.",
                True,
                "Yes: help would turn a partner into an opponent.",
            ),
            Option(
                "Armenia doubts that anybody will come if it is attacked again.",
                False,
                "This is the fear of abandonment.",
            ),
            Option(
                "Tajikistan waits eleven years for a programme at its border.",
                False,
                "This is slow help; whoever waits fears to be left alone, if anything.",
            ),
        ),
    ),
]
