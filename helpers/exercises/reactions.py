"""Exercises 3.1 to 3.4 of notebook 03: the matrix of positions and the spectrum."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Names, OneOf, Values

NOTEBOOK = "03_member_reactions"
OTHERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
CANDIDATES = ("csto_summits", "icc_membership", "sanctions_policy", "wording")


def _matrix() -> pd.DataFrame:
    table = data.read("positions").pivot(index="indicator", columns="member", values="stance")
    order = data.read("position_indicators")["indicator"]
    return table.reindex(index=order, columns=OTHERS).astype(float)


def _groups() -> pd.Series:
    return data.read("position_indicators").set_index("indicator")["group"]


def _blank_rows() -> dict[str, int]:
    table = data.read("positions")
    blank = table[table["stance"].isna()]["member"].value_counts()
    return {state: int(blank.get(state, 0)) for state in OTHERS}


def _below_zero(matrix: pd.DataFrame) -> list[str]:
    mean = matrix.mean()
    return mean.index[mean < 0].tolist()


def _changes(state: str) -> pd.Series:
    column = _matrix()[state].dropna()
    return pd.Series({name: column.drop(name).mean() - column.mean() for name in column.index})


def _directions(since: str = "2024", direct_only: bool = True) -> dict[str, float]:
    events = data.read("stance_events")
    kept = events[events["actor"].isin(OTHERS) & (events["date"] >= since)]
    if direct_only:
        kept = kept[kept["bears_on_ukraine"] == "direct"]
    return kept.groupby("actor")["direction"].mean().astype(float).to_dict()


EXERCISES = [
    Exercise(
        id="3.1",
        title="Since 2024",
        expects=Values(by="member", tolerance=0.01),
        solution=_directions,
        hints=(
            "Begin with `direct`, which has the five members and the events about Ukraine. Keep "
            "the rows with a `date` from 2024 on.",
            'Dates are text here, so `direct["date"] >= "2024"` works. Then '
            '`.groupby("actor")["direction"].mean()`.',
        ),
        explanation=(
            "One member has changed sides of the zero since its first two years of the war, and "
            "another has moved farther away. Each mean rests on a handful of events, so write "
            "their number beside it."
        ),
        slips=(
            Slip(
                "These are the means of all years. Keep the events from 2024 on.",
                value=lambda: _directions("2021"),
            ),
            Slip(
                "These means hold indirect events too, such as Armenia's quarrel over Azerbaijan.",
                value=lambda: _directions(direct_only=False),
            ),
            Slip(
                "You left 2024 out, or began later. Keep it.",
                value=lambda: _directions("2025"),
            ),
        ),
    ),
    Exercise(
        id="3.2",
        title="What is not known",
        expects=Values(by="member", unit="indicators"),
        solution=lambda: _matrix().isna().sum(),
        hints=(
            "A square without a number is a missing value in `matrix`. Zero is a number.",
            "`matrix[others].isna()` gives True and False; `.sum()` counts the True.",
        ),
        explanation=(
            "The state that speaks least has the most blanks. A mean without these squares is a "
            "mean of fewer questions: say for how many of them there was an answer."
        ),
        slips=(
            Slip(
                "That is the number of squares that are known. Count the others.",
                value=lambda: _matrix().notna().sum(),
            ),
            Slip(
                "You counted the zeros. Zero means neutral or balancing: that is known.",
                value=lambda: (_matrix() == 0).sum(),
            ),
            Slip(
                "You counted rows of the table with a blank stance. Some pairs of member and "
                "indicator have no row at all; they appear in `matrix` only.",
                value=_blank_rows,
            ),
        ),
    ),
    Exercise(
        id="3.3",
        title="Without the organisation",
        expects=Names("member codes"),
        solution=lambda: _below_zero(_matrix()[(_groups() != "organisation").to_numpy()]),
        hints=(
            "First keep the rows of `matrix` whose group is another one: "
            '`kept = matrix[groups != "organisation"]`.',
            "Then compare the means of the columns with zero: `kept[others].mean() < 0`.",
        ),
        explanation=(
            "Going to summits pulls every active member towards Russia. Without it one more "
            "member slips below zero. So the sign of a small mean depends on what was asked."
        ),
        slips=(
            Slip(
                "These have a mean below zero with all groups. Leave the organisation out.",
                value=lambda: _below_zero(_matrix()),
            ),
            Slip(
                "These have a mean below zero in that group alone. The task is to leave it out.",
                value=lambda: _below_zero(_matrix()[(_groups() == "organisation").to_numpy()]),
            ),
        ),
    ),
    Exercise(
        id="3.4",
        title="One indicator less",
        expects=OneOf(CANDIDATES),
        solution=lambda: _changes("TJK")[list(CANDIDATES)].abs().idxmax(),
        hints=(
            'Take the column `matrix["TJK"].dropna()` and its mean. Then drop one name with '
            '`.drop("...")` and take the mean again.',
            "The farther an indicator lies from the mean, the more its absence changes it. "
            "Which of the four has another sign than the rest?",
        ),
        explanation=(
            "One cautious promise of a ministry weighs as much in the mean as years of summits. "
            "The ranking survives it, the distance between neighbours does not."
        ),
        slips=(
            Slip(
                "Tajikistan's value there is close to its mean, so little changes.",
                when=lambda given: given == "wording",
            ),
            Slip(
                "That one moves the mean of Armenia much. The question is about Tajikistan.",
                when=lambda given: given == "icc_membership",
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q3.1",
        prompt="A square of the position matrix shows a question mark. What does it tell you?",
        options=(
            Option(
                "We found no answer to this question for this member.",
                True,
                "Yes. Absence of evidence in our search is not evidence of absence.",
            ),
            Option(
                "The member is neutral on this question.",
                False,
                "Neutral has a number of its own: zero. It needs evidence like any other value.",
            ),
            Option(
                "The member does not want to answer.",
                False,
                "It may be so, but the mark does not say why there is no value.",
            ),
            Option(
                "The sources disagree about the answer.",
                False,
                "Such squares are marked as contested, and the table gives both versions.",
            ),
        ),
    ),
]
