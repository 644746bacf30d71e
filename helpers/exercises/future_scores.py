"""Exercises of notebook 04, sections 5 to 7: links, drivers and forecasts."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number, WholeNumber
from helpers.measures.alternatives import links
from helpers.measures.forecasts import OWN_DATE, score_published
from helpers.measures.scenario import DRIVERS

NOTEBOOK = "04_future_impact"
YEARS = {"before": 7.15, "after": 4.35}
LEVELS = {"low": 1, "medium": 2, "high": 3}
CERTAINTY = 0.9


def _arms_deals(period: str) -> int:
    rows = links(data.read("partnerships"))
    return int(((rows["type"] == "arms deal") & (rows["period"] == period)).sum())


def _times_per_year() -> float:
    per_year = {period: _arms_deals(period) / years for period, years in YEARS.items()}
    return per_year["after"] / per_year["before"]


def _level(driver: str) -> pd.Series:
    return data.read("scenarios")[f"weight_{driver}"].map(LEVELS)


def _heaviest(driver: str) -> pd.Series:
    """Whether no other driver of the text weighs more."""
    others = pd.concat([_level(name) for name in DRIVERS], axis=1)
    return _level(driver) == others.max(axis=1)


def _dated(certainty: float = CERTAINTY) -> pd.DataFrame:
    scored = score_published(data.read("scenarios"), certainty)
    return scored[scored["dated_by"] == OWN_DATE]


EXERCISES = [
    Exercise(
        id="4.7",
        title="Arms deals per year",
        expects=Number(tolerance=0.05, unit="times as many per year"),
        solution=_times_per_year,
        hints=(
            'Count the rows of `links` with `type` equal to `"arms deal"`, by `period`.',
            "Divide each count by its years, then the later number by the earlier one.",
        ),
        explanation=(
            "A large factor, and still no measure of growth: the search looked for links of the "
            "time after the invasion. Notebook 05 uses a register of deliveries instead."
        ),
        slips=(
            Slip(
                "This compares the plain counts. The periods differ in length: divide by years.",
                value=lambda: _arms_deals("after") / _arms_deals("before"),
            ),
            Slip(
                "This is upside down: how many times as many *after* as before?",
                value=lambda: 1 / _times_per_year(),
            ),
            Slip(
                "This is the number per year after the invasion. Now compare it with before.",
                value=lambda: _arms_deals("after") / YEARS["after"],
            ),
        ),
    ),
    Exercise(
        id="4.8",
        title="What forecasters stress",
        expects=WholeNumber("forecasts"),
        solution=lambda: int(_heaviest("member_will").sum()),
        hints=(
            "`level.max(axis=1)` gives the highest of the three numbers in each row.",
            'Compare the column `level["member_will"]` with it: `==` gives True and False.',
            "`.sum()` counts the True.",
        ),
        explanation=(
            "In three of four texts nothing weighs more than the will of the members. The article "
            "names it last. One editor coded the weights: read some of the texts and code anew."
        ),
        slips=(
            Slip(
                "There the will stands alone at the top. A shared first place counts here, too.",
                value=lambda: int(
                    (
                        (_level("member_will") > _level("war_outcome"))
                        & (_level("member_will") > _level("russia_standing"))
                    ).sum()
                ),
            ),
            Slip(
                "You compared with the outcome of the war only. Compare with both others.",
                value=lambda: int((_level("member_will") >= _level("war_outcome")).sum()),
            ),
            Slip(
                "This is the count for the outcome of the war. Take the will of the members.",
                value=lambda: int(_heaviest("war_outcome").sum()),
            ),
        ),
    ),
    Exercise(
        id="4.9",
        title="The score of two forecasts",
        expects=Number(tolerance=0.005),
        solution=lambda: float(_dated()["score"].mean()),
        hints=(
            "Who is 0.9 sure of *no* gives yes a probability of 1 − 0.9.",
            "Neither of the two things happened: both outcomes are 0. Square both distances.",
            "Or let the course do it: `measures.forecasts.score_published(forecasts, 0.9)`.",
        ),
        explanation=(
            "One surely right, one surely wrong: together worse than a quarter, the score of "
            "always saying one half. To be sure costs much when one is wrong."
        ),
        slips=(
            Slip(
                "That is the sum of both scores. The mean is asked for.",
                value=lambda: float(_dated()["score"].sum()),
            ),
            Slip(
                "This is the score of one of the two. The other text expected *no*.",
                value=lambda: float(_dated()["score"].max()),
            ),
            Slip(
                "This still reads the words as 0.75.",
                value=lambda: float(_dated(0.75)["score"].mean()),
            ),
            Slip(
                "These are distances, not yet squared.",
                value=lambda: float(_dated()["probability"].mean()),
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q4.4",
        prompt="Which of these sentences can be scored when the time has come?",
        options=(
            Option(
                "By the end of 2027 a member gives notice of withdrawal: 20 in 100.",
                True,
                "Yes: a sign, a date and a probability.",
            ),
            Option(
                "The alliance stands at a crossroads.",
                False,
                "No sign, no date, no probability: it fits every later course of events.",
            ),
            Option(
                "The alliance will probably lose relevance in the coming years.",
                False,
                "Probability in a word, but no sign of relevance and no date.",
            ),
            Option(
                "By 31 December 2027 all six leaders attend one session in person: 15 in 100.",
                True,
                "Yes. Somebody can look it up and score it.",
            ),
        ),
    ),
]
