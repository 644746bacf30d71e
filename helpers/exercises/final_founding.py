"""Questions of the final self-test on notebook 01."""

from __future__ import annotations

from helpers.exercises.base import Option, Question

NOTEBOOK = "01_founding"


def questions() -> list[Question]:
    """Return the questions; their numbers are computed from the tables of the course."""
    return [
        Question(
            id="Q1.101",
            prompt="(being written)",
            options=(Option("a", True, "a"), Option("b", False, "b")),
        ),
    ]
