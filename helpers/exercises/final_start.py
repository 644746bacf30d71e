"""Questions of the final self-test on notebook 00."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Option, Question
from helpers.exercises.final_options import right, wrong

NOTEBOOK = "00_start_here"


def questions() -> list[Question]:
    """Return the questions; the claims in them come from the ledger."""
    return [_grade(), _kind(), _verdict(), _missing_votes()]


def _grade() -> Question:
    return Question(
        id="Q0.101",
        prompt="A row of the data is graded 'high'. What does the grade speak about?",
        options=(
            wrong(
                "The act: it was lawful and widely approved.",
                "A grade never judges an act. It looks at the sources only.",
            ),
            wrong(
                "The weight: the event mattered more than others.",
                "Importance is not graded. A small fact can be very well documented.",
            ),
            right(
                "The evidence: a document, or reports that agree.",
                "It says how well we know something, not whether it was good.",
            ),
            wrong(
                "The future: the row can never turn out wrong.",
                "A grade is a judgement of the editors. Even a high one can fail.",
            ),
        ),
    )


def _kind() -> Question:
    claims = data.read("claims").set_index("claim_id")
    why = {
        "fact": "This can be checked against a record: it is a fact, whether true or not.",
        "interpretation": "It gives a meaning to acts; another reader may see another one.",
        "prediction": "This speaks about what may come: it is a prediction.",
    }
    chosen = [claims.loc[name] for name in ("C024", "C096", "C020", "C053")]
    return Question(
        id="Q0.102",
        prompt="Which of these claims of the article is an interpretation?",
        options=tuple(
            Option(row["claim"], row["kind"] == "interpretation", why[row["kind"]])
            for row in chosen
        ),
    )


def _verdict() -> Question:
    return Question(
        id="Q0.103",
        prompt=(
            "Every word of a sentence can be defended, and yet a reader comes away with a wrong "
            "picture. Which verdict of the ledger fits?"
        ),
        options=(
            wrong(
                "partly",
                "'Partly' is for a sentence that needs a condition. Here the picture is wrong.",
            ),
            right("misleading", "The words hold, the impression does not."),
            wrong(
                "outdated",
                "'Outdated' is for a sentence that fitted once. Nothing is said about time here.",
            ),
            wrong(
                "not testable",
                "The sentence was tested: its words hold. The fault is in the impression.",
            ),
        ),
    )


def _missing_votes() -> Question:
    return Question(
        id="Q0.104",
        prompt=(
            "For one session the UN counts more roll calls than our table holds. What should an "
            "author do with a percentage from this session?"
        ),
        options=(
            right(
                "Give it, and say that it rests on a part of the votes.",
                "A gap that is named does little harm.",
            ),
            wrong(
                "Fill the gap with the votes of the year before.",
                "A guess in place of a vote is an invented vote.",
            ),
            wrong(
                "Leave the session out without a word about it.",
                "Then the reader cannot see that something is missing.",
            ),
            wrong(
                "Give it like all others: a percentage is complete.",
                "A percentage of a part is not one of the whole.",
            ),
        ),
    )
