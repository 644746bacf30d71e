"""Exercises 3.5 to 3.8 of notebook 03: roll calls and who moved."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number, Values
from helpers.measures import votes

NOTEBOOK = "03_member_reactions"
OTHERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]
POINTS = {"Y": 1.0, "A": 0.5, "N": 0.0}


def _whole() -> pd.DataFrame:
    table = data.read("un_votes")
    return table[table["kind"].isin(votes.WHOLE_TEXTS)]


def _in_year(year: int) -> pd.DataFrame:
    table = _whole()
    return table[table["date"].dt.year == year]


def _agreement(table: pd.DataFrame, absent: float | None = None) -> dict[str, float]:
    points = POINTS if absent is None else POINTS | {"X": absent}
    values = table[["RUS", *OTHERS]].map(points.get).astype(float)
    distance = values[OTHERS].sub(values["RUS"], axis=0).abs()
    return (1 - distance.mean()).to_dict()


def _identical(table: pd.DataFrame, state: str) -> tuple[int, int]:
    """Roll calls with the same vote, and roll calls in which both voted."""
    both = table[table[["RUS", state]].isin(list(POINTS)).all(axis=1)]
    return int((both["RUS"] == both[state]).sum()), len(both)


def _same_letters(table: pd.DataFrame) -> dict[str, float]:
    return {state: _identical(table, state)[0] / len(table) for state in OTHERS}


def _same_percent(year: int) -> float:
    same, both = _identical(_in_year(year), "KAZ")
    return 100 * same / both


def _same_of_all(year: int) -> float:
    table = _in_year(year)
    return 100 * float((table["KAZ"] == table["RUS"]).mean())


def _without_ukraine(year: int) -> pd.DataFrame:
    table = _in_year(year)
    return table[~table["resolution"].isin(data.read("un_ukraine_votes")["resolution"])]


def _no_share(session: str, state: str = "RUS") -> float:
    table = _whole()
    cast = table.loc[table["session"] == session, state]
    return 100 * float((cast == "N").sum() / cast.isin(list(POINTS)).sum())


def _rise(state: str = "RUS") -> float:
    return _no_share("78", state) - _no_share("76", state)


EXERCISES = [
    Exercise(
        id="3.5",
        title="Agreement on Ukraine",
        expects=Values(by="member", tolerance=0.005),
        solution=lambda: _agreement(data.read("un_ukraine_votes")),
        hints=(
            "The steps are those of the cells above, with `ukraine` instead of `whole`: "
            "letters into points, absolute distance to Russia, mean, one minus the mean.",
            '`points = ukraine[members].map({"Y": 1, "A": 0.5, "N": 0}.get).astype(float)`; the '
            'distance is `points[others].sub(points["RUS"], axis=0).abs()`.',
        ),
        explanation=(
            "An abstention against a No counts as half an agreement. That is why these numbers "
            "look high for states that seldom voted with Russia."
        ),
        slips=(
            Slip(
                "You counted a missing vote as an abstention. Leave the X out.",
                value=lambda: _agreement(data.read("un_ukraine_votes"), absent=0.5),
            ),
            Slip(
                "These are the mean distances. Agreement is one minus the distance.",
                value=lambda: {
                    state: 1 - value
                    for state, value in _agreement(data.read("un_ukraine_votes")).items()
                },
            ),
            Slip(
                "That is the share of identical letters. Here an abstention beside a No gives "
                "half a point.",
                value=lambda: _same_letters(data.read("un_ukraine_votes")),
            ),
        ),
    ),
    Exercise(
        id="3.6",
        title="The same letter",
        expects=Number(tolerance=0.2, unit="%"),
        solution=lambda: _same_percent(2024),
        hints=(
            "Keep the year and the two columns, then only the rows in which both are Y, N or A: "
            '`pair[pair.isin(["Y", "N", "A"]).all(axis=1)]`.',
            'The share is `(pair["KAZ"] == pair["RUS"]).mean()`; per cent is this times 100.',
        ),
        explanation=(
            "Exact agreement is the stricter measure: half points for abstentions are gone. "
            "Always say which of the two you report."
        ),
        slips=(
            Slip(
                "That is the agreement with half points. Count the same letters only.",
                value=lambda: 100 * _agreement(_in_year(2024))["KAZ"],
            ),
            Slip(
                "You divided by all roll calls. Leave out those in which one of the two did not "
                "vote.",
                value=lambda: _same_of_all(2024),
            ),
            Slip("That is the year before. Take 2024.", value=lambda: _same_percent(2023)),
        ),
    ),
    Exercise(
        id="3.7",
        title="Without Ukraine",
        expects=Values(by="member", tolerance=0.002),
        solution=lambda: _agreement(_without_ukraine(2022)),
        hints=(
            "Which rows of `whole` to leave out: those whose `resolution` stands in the table "
            "of the Ukraine votes.",
            '`kept = whole[~whole["resolution"].isin(ukraine["resolution"])]`, then the rows of '
            "2022 and the steps of exercise 3.5.",
        ),
        explanation=(
            "The numbers hardly move, and for Belarus they fall. A handful of votes on Ukraine "
            "among many others cannot carry the yearly series."
        ),
        slips=(
            Slip(
                "These numbers still contain the votes on Ukraine.",
                value=lambda: _agreement(_in_year(2022)),
            ),
            Slip(
                "That is 2023. The question is about 2022, the year with most votes on Ukraine.",
                value=lambda: _agreement(_without_ukraine(2023)),
            ),
        ),
    ),
    Exercise(
        id="3.8",
        title="More Russian noes",
        expects=Number(tolerance=0.15, unit="percentage points"),
        solution=_rise,
        hints=(
            "You need two numbers of `no_share`: Russia in session 78 and in session 76.",
            "Subtract the earlier from the later. Shares of one have to be multiplied by 100 to "
            "give percentage points.",
        ),
        explanation=(
            "Within two years the Russian share of No grew by more than half. Those of the four "
            "members without Belarus stayed where they were. Distance has two ends."
        ),
        slips=(
            Slip(
                "That is the share in session 78 itself. By how much did it rise?",
                value=lambda: _no_share("78"),
            ),
            Slip("That is Belarus. The question is about Russia.", value=lambda: _rise("BLR")),
            Slip(
                "That is the growth in per cent of the first share. Percentage points are the "
                "plain difference.",
                value=lambda: 100 * _rise() / _no_share("76"),
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q3.2",
        prompt=(
            "Two states vote Yes on nearly every text of a harmless agenda. Which measure is "
            "close to its maximum although it tells little?"
        ),
        options=(
            Option(
                "S, because it does not ask what two states would share by chance.",
                True,
                "Yes. S takes half of the largest distance as its zero, whatever the agenda is.",
            ),
            Option(
                "Scott's pi, because it pools the votes of both states.",
                False,
                "Pooling is how pi finds the agreement expected by chance. It would be unstable "
                "here, not close to one.",
            ),
            Option(
                "Cohen's kappa, because it counts abstentions as half.",
                False,
                "Kappa corrects for chance with each state's own shares; here it has little left "
                "to measure.",
            ),
            Option(
                "None: a high value always means common interests.",
                False,
                "Common interests and a consensus of the whole house look alike in the count.",
            ),
        ),
    ),
    Question(
        id="Q3.3",
        prompt=(
            "From 2021 to 2023 four members agreed less with Russia. Which statements do the "
            "numbers of sections 4 and 5 allow?"
        ),
        options=(
            Option(
                "The gap opened between Russia and the four, not among the five.",
                True,
                "Yes: the pairs without Russia agreed nearly as often as before.",
            ),
            Option(
                "Russia's share of No votes rose, that of the four did not.",
                True,
                "Yes. At least part of the gap opened from the Russian side.",
            ),
            Option(
                "On resolutions that return every year the agreement hardly changed.",
                True,
                "Yes. The drop comes from the other texts, to which Russia often said No.",
            ),
            Option(
                "The four turned against Russia.",
                False,
                "Their own pattern of votes hardly changed. Distance alone has no direction.",
            ),
            Option(
                "The votes on Ukraine explain the drop.",
                False,
                "Without them the numbers are almost the same: exercise 3.7 shows it.",
            ),
        ),
    ),
]
