"""Exercises of notebook 02: attendance, official wording and source criticism."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import OneOf, WholeNumber

NOTEBOOK = "02_war_stance"
VERDICTS = ("supported", "partly", "outdated", "misleading", "not testable")
LABELS = (
    "false",
    "misleading",
    "unproven",
    "contested",
    "forged document",
    "false context",
    "numerical error",
)


def _full_summits(*ways: str) -> int:
    table = data.read("summit_attendance")
    return int(table["attendance"].isin(ways).groupby(table["summit_id"]).all().sum())


def _verdict(claim_id: str) -> str:
    return data.read("claims").set_index("claim_id").loc[claim_id, "verdict"]


def _label(item_id: str) -> str:
    return data.read("misinformation").set_index("item_id").loc[item_id, "label"]


EXERCISES = [
    Exercise(
        id="2.6",
        title="All six in one room",
        expects=WholeNumber("summits"),
        solution=lambda: _full_summits("in person"),
        hints=(
            "Look for columns that hold nothing but the letter P.",
            "In September 2021 one leader took part by video: this column does not count.",
        ),
        explanation=(
            "Both fall in 2022. Before came the pandemic, after came Armenia's absence: two "
            "different reasons for an empty chair."
        ),
        slips=(
            Slip(
                "You counted sessions by video too. The question asks for one room.",
                value=lambda: _full_summits("in person", "video"),
            ),
            Slip(
                "One of these columns holds a V: Russia took part by video in September 2021.",
                when=lambda given: given == _full_summits("in person") + 1,
            ),
        ),
    ),
    Exercise(
        id="2.7",
        title="Judge claim C032",
        expects=OneOf(VERDICTS),
        solution=lambda: _verdict("C032"),
        hints=(
            "Split the statements by time: before and after the summer of 2024.",
            "A claim that was right when it was written and is not right now has its own verdict.",
        ),
        explanation=(
            "Until mid-2024 the claim fits. Then officials of the alliance adopted Russia's "
            "account of Kursk and of a missile. Nothing condemns Russia to this day."
        ),
        slips=(
            Slip(
                "It was supported at first. Look at the last events in the list by date.",
                when=lambda given: given == "supported",
            ),
            Slip(
                "Nearly: part of it holds. But the part that holds is a period of time. "
                "Which verdict says so?",
                when=lambda given: given == "partly",
            ),
        ),
    ),
    Exercise(
        id="2.8",
        title="Label a report",
        expects=OneOf(LABELS),
        solution=lambda: _label("DI07"),
        hints=(
            "Who says it? Unnamed officials on one side, a ministry on the other.",
            "No document was shown by either side. So what can be settled?",
        ),
        explanation=(
            "Unnamed officials made the claim and the ministry denied it. Neither showed a "
            "document. A careful writer names both and leaves it open."
        ),
        slips=(
            Slip(
                "A denial does not make a report false. The ministry has interests as well.",
                when=lambda given: given == "false",
            ),
            Slip(
                "Close. We keep 'contested' for two accounts of one event that took place. Here "
                "it is open whether there was a request at all.",
                when=lambda given: given == "contested",
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q2.3",
        prompt="Which of these are acts of the CSTO as an organisation?",
        options=(
            Option(
                "The force that was sent to Kazakhstan in January 2022.",
                True,
                "Yes: the Council of the alliance decided and several members sent troops.",
            ),
            Option(
                "The secretariat's statement on Kursk of 14 August 2024.",
                True,
                "Yes: a body of the organisation spoke.",
            ),
            Option(
                "Russian troops entering Ukraine from Belarus in February 2022.",
                False,
                "That was agreed between two states. No body of the alliance decided on it.",
            ),
            Option(
                "A citizen of Tajikistan who signs a contract with the Russian army.",
                False,
                "That is an individual. States, organisations and persons are different actors.",
            ),
        ),
    ),
]
