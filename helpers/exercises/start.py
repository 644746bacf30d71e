"""Exercises of notebook 00."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Exercise, Option, Question, Slip
from helpers.exercises.expects import OneOf, WholeNumber
from helpers.measures import votes

NOTEBOOK = "00_start_here"


def _votes(state: str, code: str) -> int:
    return int((data.read("un_ukraine_votes")[state] == code).sum())


def _contested(table: str) -> int:
    return int((data.read(table)["confidence"] == "contested").sum())


def _session(column: str) -> int:
    table = votes.coverage(data.read("un_votes"), data.read("un_session_tallies"))
    return int(table.set_index("session").loc["73", column])


EXERCISES = [
    Exercise(
        id="0.1",
        title="Read the control",
        expects=WholeNumber("votes"),
        solution=lambda: _votes("ARM", "N"),
        hints=(
            "Choose Armenia in the list above the figure, then count squares.",
            "Count only the squares with the letter N. The words under the figure list all four.",
        ),
        explanation="A vote against is a position. An abstention or an absence is another one.",
        slips=(
            Slip(
                "That is the number of abstentions. The question asks for votes against.",
                value=lambda: _votes("ARM", "A"),
            ),
            Slip(
                "That is Kazakhstan's number. Change the state to Armenia first.",
                value=lambda: _votes("KAZ", "N"),
            ),
        ),
    ),
    Exercise(
        id="0.2",
        title="Find the contested rows",
        expects=WholeNumber("rows"),
        solution=lambda: _contested("stance_events"),
        hints=(
            "`stance_events` is one of the bars in the figure above.",
            'Or compute it: `(events["confidence"] == "contested").sum()`.',
        ),
        explanation="Contested rows keep both versions. They are few, and they teach the most.",
        slips=(
            Slip(
                "That is the number of contested rows in `assistance_requests`.",
                value=lambda: _contested("assistance_requests"),
            ),
            Slip(
                "That is the number of all rows of the table.",
                value=lambda: len(data.read("stance_events")),
            ),
        ),
    ),
    Exercise(
        id="0.3",
        title="How many roll calls are missing?",
        expects=WholeNumber("roll calls"),
        solution=lambda: _session("official") - _session("held"),
        hints=(
            "Look at the row of session 73 in the table of coverage.",
            "Subtract what is held from the official number.",
        ),
        explanation="Say what is missing before you compute a percentage from what is there.",
        slips=(
            Slip("That is the number held. How many are missing?", value=lambda: _session("held")),
            Slip(
                "That is the official number. How many of them are missing here?",
                value=lambda: _session("official"),
            ),
            Slip(
                "Missing is official minus held, not the other way round.",
                when=lambda value: value < 0,
            ),
        ),
    ),
    Exercise(
        id="0.4",
        title="What kind of claim is it?",
        expects=OneOf(("fact", "interpretation", "prediction")),
        solution=lambda: data.read("claims").set_index("claim_id").loc["C130", "kind"],
        hints=(
            "Ask: could two careful people with the same documents still disagree?",
            "It says nothing about the future, and no single document settles it.",
        ),
        explanation="An interpretation can be well or badly supported, but no single date or "
        "number proves it. That is why the ledger asks for its test.",
        slips=(
            Slip(
                "Each single vote is a fact. Summing all of them up as a range is more than that.",
                when=lambda value: value == "fact",
            ),
            Slip(
                "A prediction speaks about what will happen. This claim is about what happened.",
                when=lambda value: value == "prediction",
            ),
        ),
    ),
]

QUESTIONS = [
    Question(
        id="Q0.1",
        prompt="Turkmenistan has an X for a resolution. What do we know?",
        options=(
            Option("It was against the resolution.", False, "A vote against is an N."),
            Option(
                "It was neutral.",
                False,
                "A state that wants to be recorded as neutral abstains (A). An X may also mean "
                "that nobody was in the room or that dues were not paid.",
            ),
            Option(
                "Only that no vote of it was recorded.",
                True,
                "The record gives no reason for an absence. We must not invent one.",
            ),
        ),
    ),
    Question(
        id="Q0.2",
        prompt="A row is graded 'contested'. What does the course do with it?",
        options=(
            Option("It leaves the row out.", False, "Then you could not judge the dispute."),
            Option(
                "It shows both versions and who holds them.",
                True,
                "You see what each side says, and which sources stand behind it.",
            ),
            Option(
                "It takes the average of the versions.",
                False,
                "Two statements that exclude each other have no average.",
            ),
        ),
    ),
]
