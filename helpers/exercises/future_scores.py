"""Exercises of notebook 04, sections 5 to 7: links, drivers and forecasts."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number, Values
from helpers.measures.alternatives import links

NOTEBOOK = "04_future_impact"
YEARS = {"before": 7.15, "after": 4.35}
PROBABLY = 0.75


def _arms_deals(period: str) -> int:
    rows = links(data.read("partnerships"))
    return int(((rows["type"] == "arms deal") & (rows["period"] == period)).sum())


def _times_per_year() -> float:
    per_year = {period: _arms_deals(period) / years for period, years in YEARS.items()}
    return per_year["after"] / per_year["before"]


def _weights(level: str) -> dict[str, int]:
    columns = data.read("scenarios").filter(like="weight_")
    return {name.removeprefix("weight_"): int((columns[name] == level).sum()) for name in columns}


def _same_counts(level: str):
    return lambda given: given == {name: float(count) for name, count in _weights(level).items()}


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
        expects=Values(by="driver", unit="forecasts"),
        solution=lambda: _weights("high"),
        hints=(
            '`drivers == "high"` gives True and False for each text and driver.',
            "Add `.sum()`: it counts the True in each column and keeps the names as index.",
        ),
        explanation=(
            "The will of the members is stressed most often, the outcome of the war least. The "
            "article names the three in the opposite order. One editor coded them: check some."
        ),
        slips=(
            Slip("These are the texts with the weight `low`.", when=_same_counts("low")),
            Slip("These are the texts with the weight `medium`.", when=_same_counts("medium")),
            Slip(
                "The index must hold the names of the three drivers, as in `drivers.columns`.",
                when=lambda given: {"high", "low", "medium"} & set(given),
            ),
        ),
    ),
    Exercise(
        id="4.9",
        title="The score of one forecast",
        expects=Number(tolerance=0.002),
        solution=lambda: (PROBABLY - 0) ** 2,
        hints=(
            "What happened is 0 here, because it did not happen.",
            "Subtract it from the probability and multiply the difference by itself.",
        ),
        explanation=(
            "Worse than the quarter that one gets for always saying one half. But one forecast is "
            "no record: score many, all made before the event."
        ),
        slips=(
            Slip(
                "That is the distance. The Brier score is the distance squared.",
                value=lambda: PROBABLY,
            ),
            Slip(
                "You scored it as if it had happened. It did not: the outcome is 0.",
                value=lambda: (1 - PROBABLY) ** 2,
            ),
            Slip(
                "That is the distance to the other side. Outcome 0: how far is 0.75 from it?",
                value=lambda: 1 - PROBABLY,
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
