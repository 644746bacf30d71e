"""Pure functions on data frames: counting, comparing, measuring."""

from helpers.measures import (
    asymmetry,
    exit_definitions,
    exits,
    membership,
    requests,
    scenario,
    survival,
    votes,
)

__all__ = [
    "asymmetry",
    "exit_definitions",
    "exits",
    "membership",
    "requests",
    "scenario",
    "survival",
    "votes",
]
