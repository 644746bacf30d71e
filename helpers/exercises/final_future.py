"""Questions of the final self-test on notebook 04."""

from __future__ import annotations

from helpers.exercises.base import Option, Question

NOTEBOOK = "04_future_impact"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        Question(
            id="Q4.101",
            prompt="(being written)",
            options=(Option("a", True, "a"), Option("b", False, "b")),
        ),
    ]
