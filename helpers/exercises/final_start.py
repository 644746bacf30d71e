"""Questions of the final self-test on notebook 00."""

from __future__ import annotations

from helpers import data
from helpers.exercises.base import Option, Question

NOTEBOOK = "00_start_here"


def questions() -> list[Question]:
    """Return the questions; the claims in them come from the ledger."""
    return [_grade(), _kind(), _verdict(), _missing_votes()]


def _grade() -> Question:
    return Question(
        id="Q0.101",
        prompt="A row of the data is graded 'high'. What does the grade speak about?",
        options=(
            Option(
                "The act: it was lawful and widely approved.",
                False,
                "A grade never judges an act. It looks at the sources only.",
            ),
            Option(
                "The weight: the event mattered more than others.",
                False,
                "Importance is not graded. A small fact can be very well documented.",
            ),
            Option(
                "The evidence: a document, or reports that agree.",
                True,
                "Yes. It says how well we know something, not whether it was good.",
            ),
            Option(
                "The future: the row can never turn out wrong.",
                False,
                "A grade is a judgement of the editors. Even a high one can fail.",
            ),
        ),
    )


def _kind() -> Question:
    claims = data.read("claims").set_index("claim_id")
    why = {
        "fact": "This can be checked against a record: it is a fact, whether true or not.",
        "interpretation": "Yes. It gives a meaning to acts; another reader may see another one.",
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
            Option(
                "partly",
                False,
                "'Partly' is for a sentence that needs a condition. Here the picture is wrong.",
            ),
            Option("misleading", True, "Yes. The words hold, the impression does not."),
            Option(
                "outdated",
                False,
                "'Outdated' is for a sentence that fitted once. Nothing is said about time here.",
            ),
            Option(
                "not testable",
                False,
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
            Option(
                "Give it, and say that it rests on a part of the votes.",
                True,
                "Yes. A gap that is named does little harm.",
            ),
            Option(
                "Fill the gap with the votes of the year before.",
                False,
                "A guess in place of a vote is an invented vote.",
            ),
            Option(
                "Leave the session out without a word about it.",
                False,
                "Then the reader cannot see that something is missing.",
            ),
            Option(
                "Give it like all others: a percentage is complete.",
                False,
                "A percentage of a part is not one of the whole.",
            ),
        ),
    )
