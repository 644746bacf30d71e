"""Exercises 1.7 to 1.10 of notebook 01: weights, forces and promises."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import Number, OneOf, WholeNumber
from helpers.measures import asymmetry

NOTEBOOK = "01_founding"

VERDICTS = ("supported", "partly", "misleading", "outdated", "not testable")
MILITARY = "military_spending_usd_million_2023"


def _share(year: int = 2023, alliance: str = "CSTO", column: str = MILITARY) -> float:
    table = asymmetry.concentration(data.read("alliance_asymmetry"), column)
    return table.set_index(["alliance", "year"]).loc[(alliance, year), "share"]


def _share_of_both() -> float:
    table = asymmetry.members_only(data.read("alliance_asymmetry"))
    spending = table[table["year"] == 2023].set_index("state")[MILITARY]
    return 100 * spending["RUS"] / spending.sum()


def _strength(date: str) -> int:
    forces = data.read("forces").set_index(["force", "date"])["declared_strength"]
    return int(forces[("Collective Rapid Reaction Force (KSOR)", date)])


def _verdict(claim: str) -> str:
    return data.read("claims").set_index("claim_id").loc[claim, "verdict"]


EXERCISES = [
    Exercise(
        id="1.7",
        title="Russia's share of military spending",
        expects=Number(0.1, "%"),
        solution=_share,
        hints=(
            "Keep the rows with `alliance` CSTO and `year` 2023.",
            "Divide Russia's spending by the sum of the column, then multiply by 100.",
            'For example: `csto.set_index("state")[MILITARY]`, where `csto` are the rows of 2023.',
        ),
        explanation=(
            "Nearly all the money that the members spent on their armed forces was Russian. Help "
            "from the alliance in practice means help that Russia agrees to."
        ),
        slips=(
            Slip(
                "You divided by the spending of both alliances. Keep only the CSTO.",
                value=_share_of_both,
            ),
            Slip("That is the share of 2024.", value=lambda: _share(2024)),
            Slip(
                "That is the share of the gross domestic product.",
                value=lambda: _share(column="gdp_usd"),
            ),
            Slip("That is the share of the population.", value=lambda: _share(column="population")),
            Slip(
                "That is the share of the United States in NATO.",
                value=lambda: _share(alliance="NATO"),
            ),
        ),
    ),
    Exercise(
        id="1.8",
        title="Judge: much like NATO",
        expects=OneOf(VERDICTS),
        solution=lambda: _verdict("C007"),
        hints=(
            "Write down one likeness and one difference that you have seen in this notebook.",
            "The core clause is alike. Are the request and the weight of the members?",
        ),
        explanation=(
            "Alike in the core clause. Different in the condition of a request and in how much "
            "one member outweighs the rest."
        ),
        slips=(
            Slip(
                "The core clause does agree. But does the likeness hold for the request and for "
                "the weights?",
                when=lambda answer: answer == "supported",
            ),
            Slip(
                "That is too hard on the claim: the two core clauses do say the same first "
                "sentence.",
                when=lambda answer: answer == "misleading",
            ),
        ),
    ),
    Exercise(
        id="1.9",
        title="A declared number changes",
        expects=WholeNumber("persons"),
        solution=lambda: _strength("2010-12-10") - _strength("2022-12"),
        hints=(
            "The rapid reaction force is drawn with squares.",
            "Subtract the last number from the one of December 2010.",
        ),
        explanation=(
            "The official number fell, and no source explains why. Declared strengths show what an "
            "organisation wants to be seen to have. They are not counts of soldiers."
        ),
        slips=(
            Slip(
                "The number fell, so the answer is positive: older minus newer.",
                value=lambda: _strength("2022-12") - _strength("2010-12-10"),
            ),
            Slip(
                "That is the strength itself. The question asks for the change.",
                when=lambda number: number in (18000, 20000),
            ),
        ),
    ),
    Exercise(
        id="1.10",
        title="Judge: a protective umbrella",
        expects=OneOf(VERDICTS),
        solution=lambda: _verdict("C010"),
        hints=(
            "An umbrella is promised in the charter. Look at what came after each request.",
            "The words can be defended from the charter. Is the impression right as well?",
        ),
        explanation=(
            "The promise stands in the charter. The record shows one deployment of troops in "
            "seven dated requests, and it was for unrest at home."
        ),
        slips=(
            Slip(
                "The charter promises it. Does the record of requests keep the promise?",
                when=lambda answer: answer == "supported",
            ),
            Slip(
                "Close. One of seven requests brought troops. Which verdict fits words that can be "
                "defended but leave a wrong impression?",
                when=lambda answer: answer == "partly",
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q1.3",
        prompt="Why can the share of military spending and the share of GDP not be divided by each "
        "other to get a burden?",
        options=(
            Option(
                "They are in different kinds of dollars.",
                True,
                "Spending is in constant dollars of 2023, GDP in current dollars of each year.",
            ),
            Option(
                "Because Russia is in both.",
                False,
                "That is no obstacle. Look at the units of the two columns.",
            ),
            Option(
                "They can; it is the usual way.",
                False,
                "It is often done, but here the units differ: constant against current dollars.",
            ),
        ),
    ),
]
