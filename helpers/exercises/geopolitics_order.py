"""Exercises 5.6 to 5.9 and the questions of notebook 05: forecasts, violence, norms."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number, WholeNumber
from helpers.measures import conflicts, forecasts

NOTEBOOK = "05_geopolitics"
OTHERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
TEXTS = [f"A/RES/{name}" for name in ("68/262", "ES-11/1", "ES-11/4", "ES-11/6", "ES-11/7")]


def _remittances() -> pd.DataFrame:
    table = forecasts.remittance_forecasts(
        data.read("economic_statements"), data.read("development_indicators")
    )
    return table.set_index("member")


def _error(state: str) -> float:
    row = _remittances().loc[state]
    return float(row["outcome"] - row["forecast"])


def _border(column: str, double: bool = False) -> int:
    table = data.read("conflict_events")
    rows = table[table["conflict"] == "Kyrgyzstan-Tajikistan"]
    if not double:
        rows = rows[~rows["note"].fillna("").str.contains("do not add them up")]
    return int(rows[column].sum())


def _before(first: int = 2020, end: int = 2021) -> float:
    table = conflicts.deaths(data.read("conflict_deaths"), ("ARM", "AZE"), 2020)
    years = table.set_index("year")["best"].loc[2020:2023]
    return float(years.loc[first:end].sum() / years.sum() * 100)


def _cast(vote: str, states: list[str] | None = None) -> int:
    votes = data.read("un_ukraine_votes").set_index("resolution").loc[TEXTS]
    return int((votes[states or OTHERS] == vote).sum().sum())


EXERCISES = [
    Exercise(
        id="5.6",
        title="How wrong was the forecast?",
        expects=Number(tolerance=0.6, unit="percentage points"),
        solution=lambda: _error("TJK"),
        hints=(
            "Look at the rows of `remittances`: `forecast` and `outcome` are both changes in "
            "per cent.",
            "From minus fifty to plus something: the distance is the sum of the two sizes.",
        ),
        explanation=(
            "Part of the recorded rise is money that only passed through Tajik banks, and bank "
            "data count transfers, not wages. Even so the sign was wrong. A forecast without a "
            "range hides how unsure it is."
        ),
        slips=(
            Slip(
                "That is Kyrgyzstan. The exercise asks for Tajikistan.",
                value=lambda: _error("KGZ"),
            ),
            Slip(
                "You added the two numbers with their signs. The distance is a difference.",
                value=lambda: float(_remittances().loc["TJK", ["outcome", "forecast"]].sum()),
            ),
            Slip(
                "That is the recorded change alone.",
                value=lambda: float(_remittances().loc["TJK", "outcome"]),
            ),
        ),
    ),
    Exercise(
        id="5.7",
        title="Do not count twice",
        expects=WholeNumber("persons"),
        solution=lambda: _border("deaths_low"),
        hints=(
            "One row is part of another: the column `note` says so.",
            "Leave the bomb on the square out and add the lower values of the two rounds.",
        ),
        explanation=(
            "Even this is a lower limit from counts of the first days. UCDP, which waits and "
            "compares, has its own numbers for both years: see the figure."
        ),
        slips=(
            Slip(
                "You counted one strike twice: its row is part of another. Read the notes.",
                value=lambda: _border("deaths_low", double=True),
            ),
            Slip(
                "You added the higher values, and one round has none. Take the lower ones.",
                value=lambda: _border("deaths_high", double=True),
            ),
        ),
    ),
    Exercise(
        id="5.8",
        title="Before the invasion",
        expects=Number(tolerance=0.2, unit="%"),
        solution=_before,
        hints=(
            'Use `south["best"]`. The years 2020 and 2021 lie before the invasion.',
            "Add these two, divide by the sum of all four years, and multiply by 100.",
        ),
        explanation=(
            "More than nine in ten. A war that was over in November 2020 cannot have been caused "
            "by an invasion of February 2022. The later attacks remain to be explained."
        ),
        slips=(
            Slip("That is the share after the invasion.", value=lambda: _before(2022, 2023)),
            Slip("You took 2020 alone. Add 2021.", value=lambda: _before(2020, 2020)),
            Slip("Multiply by 100 for per cent.", value=lambda: _before() / 100),
        ),
    ),
    Exercise(
        id="5.9",
        title="Abstentions on a principle",
        expects=WholeNumber("abstentions"),
        solution=lambda: _cast("A"),
        hints=(
            "`cast[others]` has the five columns. Which letter is an abstention?",
            '`(cast[others] == "A").sum().sum()` adds up over states and texts.',
        ),
        explanation=(
            "Four members abstain almost always, one votes No always. On this principle the "
            "members split into one and four, and neither group voted Yes."
        ),
        slips=(
            Slip(
                "You counted absences as well. X is no abstention.",
                value=lambda: _cast("A") + _cast("X"),
            ),
            Slip("You counted the No votes.", value=lambda: _cast("N")),
            Slip(
                "You counted the abstentions of all states. Choose the five columns.",
                value=lambda: _cast("A", _all_states()),
            ),
        ),
    ),
]


def _all_states() -> list[str]:
    table = data.read("un_ukraine_votes")
    return [column for column in table.columns if column in data.names()]


QUESTIONS = [
    Question(
        id="Q5.1",
        prompt="A small state bought one batch of drones in five years. What does its bar show?",
        options=(
            Option(
                "That it has turned to the supplier of the drones.",
                False,
                "One purchase is one purchase. Look at the total beside the bar.",
            ),
            Option(
                "That one delivery makes up most of a small total.",
                True,
                "Yes. The share is exact, and it says little about a policy.",
            ),
            Option(
                "That the drones were expensive.",
                False,
                "The unit compares capability. It is no price.",
            ),
            Option(
                "That its army now depends on drones.",
                False,
                "Deliveries of one period are not the arms in service.",
            ),
        ),
    ),
    Question(
        id="Q5.2",
        prompt="What can the hand-made table of links show well?",
        options=(
            Option("That a link exists.", True, "Yes: each row has a source."),
            Option("When a link is first on record.", True, "Yes, on record, not in the world."),
            Option(
                "How much faster links grow since 2022.",
                False,
                "The search itself looked more at recent years.",
            ),
            Option(
                "Which partner matters most.",
                False,
                "A row on a summit and a row on a base count alike.",
            ),
        ),
    ),
    Question(
        id="Q5.3",
        prompt="Two forecasts of 2022 had the wrong sign. What is the best lesson?",
        options=(
            Option(
                "Experts should not make forecasts.",
                False,
                "Then nobody could learn from the error.",
            ),
            Option(
                "Ask for a range and check after a year.",
                True,
                "Yes. A range shows doubt, and a check shows how good it was.",
            ),
            Option(
                "The opposite of a forecast is likely.",
                False,
                "Two failures do not make a rule.",
            ),
            Option(
                "The economies did not suffer at all.",
                False,
                "Totals rose; banks, pipelines and migrants did suffer.",
            ),
        ),
    ),
    Question(
        id="Q5.4",
        prompt="Why is no correlation computed between democracy and votes with Russia?",
        options=(
            Option(
                "Because the index cannot be measured.",
                False,
                "It can, with an interval. The figure shows it.",
            ),
            Option(
                "Because a dozen states and two or three extremes would decide it.",
                True,
                "Yes. And a correlation would still not be a cause.",
            ),
            Option(
                "Because votes are secret in the Assembly.",
                False,
                "These votes are recorded.",
            ),
            Option(
                "Because Armenia is no democracy.",
                False,
                "It has the highest score of the six members.",
            ),
        ),
    ),
]
