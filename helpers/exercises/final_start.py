"""Questions of the final self-test on notebook 00."""

from __future__ import annotations

from helpers.exercises.base import Option, Question

NOTEBOOK = "00_start_here"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        Question(
            id="Q0.101",
            prompt="(being written)",
            options=(Option("a", True, "a"), Option("b", False, "b")),
        ),
    ]
