"""Exercises of notebook 02: votes, events and requests for help."""

from __future__ import annotations

import pandas as pd

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Names, Number, Values, WholeNumber
from helpers.measures import votes

NOTEBOOK = "02_war_stance"
OTHERS = ["BLR", "KAZ", "KGZ", "TJK", "ARM"]


def _no_votes() -> dict[str, int]:
    return {state: int((data.read("un_ukraine_votes")[state] == "N").sum()) for state in OTHERS}


def _since_invasion(code: str) -> dict[str, int]:
    table = data.read("un_ukraine_votes")
    recent = table[table["date"] > "2022-02-24"]
    return {state: int((recent[state] == code).sum()) for state in OTHERS}


def _pattern(*wanted: str) -> list[str]:
    table = data.read("un_ukraine_votes").set_index("resolution")
    rows = table.loc[["A/RES/ES-11/1", "A/RES/ES-11/3", "A/RES/ES-11/4"]]
    return [state for state in OTHERS if tuple(rows[state]) == wanted]


def _changed() -> list[str]:
    table = data.read("un_ukraine_votes").set_index("resolution")
    first, second = table.loc["A/RES/ES-11/1"], table.loc["A/RES/ES-11/3"]
    return [state for state in OTHERS if first[state] != second[state]]


def _coded(direct_only: bool = True) -> pd.Series:
    events = data.read("stance_events")
    ours = events[(events["actor"] == "CSTO") & events["direction"].notna()]
    if direct_only:
        ours = ours[ours["bears_on_ukraine"] == "direct"]
    return ours["direction"]


def _requested(*answers: str) -> pd.DataFrame:
    cases = data.read("assistance_requests")
    return cases[cases["requested"].isin(answers)]


def _days(rows: pd.DataFrame) -> pd.Series:
    return rows["days_to_first_response"].dropna().astype(float)


EXERCISES = [
    Exercise(
        id="2.1",
        title="How often with Russia?",
        expects=Values(by="member", unit="resolutions"),
        solution=lambda: votes.with_state(data.read("un_ukraine_votes"), OTHERS, "RUS"),
        hints=(
            'Russia voted N every time. So count N in the columns `["BLR", "KAZ", ...]`.',
            '`(votes[others] == "N")` gives True and False; `.sum()` counts the True in each '
            "column.",
        ),
        explanation=(
            "One member always, the four others seldom. An alliance is not a voting bloc, and "
            "most of these shared votes fall before February 2022."
        ),
        slips=(
            Slip(
                "These are the votes after 24 February 2022 only. Count all resolutions.",
                value=lambda: _since_invasion("N"),
            ),
            Slip(
                "These are abstentions. Abstaining is not voting with Russia.",
                when=lambda given: given.get("arm") == 12 and given.get("kaz") == 14,
            ),
        ),
    ),
    Exercise(
        id="2.2",
        title="There and back",
        expects=Names("member codes"),
        solution=lambda: _pattern("A", "N", "A"),
        hints=(
            "Look for the columns ES-11/1, ES-11/3 and ES-11/4 in the matrix.",
            "You look for the letters A, N, A in one row, from left to right.",
        ),
        explanation=(
            "ES-11/3 took a seat from Russia. A harder text drew a harder vote, for one day. "
            "Read what a text asks before you read a vote as a position on the war."
        ),
        slips=(
            Slip(
                "All of these changed their vote on ES-11/3. But did all of them vote No?",
                value=_changed,
            ),
            Slip(
                "Full names are not needed: use the three-letter codes of the columns.",
                when=lambda given: any(len(name) > 3 for name in given),
            ),
        ),
    ),
    Exercise(
        id="2.3",
        title="The mean direction of CSTO bodies",
        expects=Number(tolerance=0.01),
        solution=lambda: float(_coded().mean()),
        hints=(
            'Keep the rows with `actor` equal to `"CSTO"` and `bears_on_ukraine` equal to '
            '`"direct"`.',
            'Then take `["direction"].mean()`. Pandas leaves the rows without a code out.',
        ),
        explanation=(
            "A little above zero: mostly procedure, sometimes Russia's wording, never against "
            "it. With so few events, one more statement would move the mean visibly."
        ),
        slips=(
            Slip(
                "This mean holds the indirect events too. Keep `direct` only.",
                value=lambda: float(_coded(direct_only=False).mean()),
            ),
            Slip(
                "That is the sum or the number of events, not their mean.",
                when=lambda given: given >= 2,
            ),
        ),
    ),
    Exercise(
        id="2.4",
        title="How many formal requests?",
        expects=WholeNumber("cases"),
        solution=lambda: len(_requested("yes")),
        hints=(
            "The column `requested` has four values. Only one of them is a plain yes.",
            '`(cases["requested"] == "yes").sum()`',
        ),
        explanation=(
            "Fewer than half of the cases. Whoever says that the alliance refused help in all "
            "the others counts silence as a refusal."
        ),
        slips=(
            Slip(
                "You counted disputed or unclear cases as requests. Keep the plain yes.",
                when=lambda given: (
                    given
                    in {
                        len(_requested("yes", "disputed")),
                        len(_requested("yes", "disputed", "unclear")),
                    }
                ),
            ),
            Slip(
                "That is the number of cases without a request (control cases).",
                value=lambda: len(_requested("no")),
            ),
        ),
    ),
    Exercise(
        id="2.5",
        title="The median wait",
        expects=Number(tolerance=0.5, unit="days"),
        solution=lambda: float(_days(_requested("yes")).median()),
        hints=(
            'First keep the cases with `requested` equal to `"yes"`.',
            'Then `["days_to_first_response"].median()`; missing days are left out by pandas.',
        ),
        explanation=(
            "The median is the middle wait; the mean is carried away by one wait of eleven "
            "years. Both say nothing about the kind of help. With eight values, each one counts."
        ),
        slips=(
            Slip(
                "That is the mean. One very long wait pulls it up; take the median.",
                value=lambda: float(_days(_requested("yes")).mean()),
            ),
            Slip(
                "This median holds cases in which nobody asked. Keep the requests only.",
                value=lambda: float(_days(data.read("assistance_requests")).median()),
            ),
            Slip(
                "That is the number of cases with a known wait, not the wait.",
                value=lambda: len(_days(_requested("yes"))),
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q2.1",
        prompt="What can you conclude from an abstention on resolution ES-11/1?",
        options=(
            Option(
                "The state took part and supported neither side of this text.",
                True,
                "Yes. More than this the vote alone does not tell.",
            ),
            Option(
                "The state was absent.",
                False,
                "Absence is recorded differently: our code for no recorded vote is X.",
            ),
            Option(
                "The state secretly supports Ukraine.",
                False,
                "A motive is not in the record. Explanations of vote and acts may tell more.",
            ),
            Option(
                "The state obeyed the CSTO.",
                False,
                "The CSTO gave no voting instruction that we know of, and Belarus voted no.",
            ),
        ),
    ),
    Question(
        id="Q2.2",
        prompt="Why does 'Article 4 was not invoked' not mean 'the allies refused'?",
        options=(
            Option(
                "Since the change of 2010 the duty to help follows a request; Russia made none.",
                True,
                "Yes. Without a request there is nothing that could be refused.",
            ),
            Option(
                "Because a refusal would need a vote of the United Nations.",
                False,
                "The United Nations does not decide for the CSTO whether its members help.",
            ),
            Option(
                "Because the treaty does not apply to Russia.",
                False,
                "Russia is a party like the others.",
            ),
            Option(
                "Because secret troops were sent.",
                False,
                "No deployment of CSTO forces to the war is known.",
            ),
        ),
    ),
]
