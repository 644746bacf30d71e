"""Pure functions on data frames: counting, comparing, measuring."""

from helpers.measures import (
    alternatives,
    asymmetry,
    cohesion,
    exit_definitions,
    exits,
    membership,
    positions,
    proportions,
    reliability,
    requests,
    response,
    scenario,
    spectrum,
    survival,
    trade,
    votes,
)

__all__ = [
    "alternatives",
    "asymmetry",
    "cohesion",
    "exit_definitions",
    "exits",
    "membership",
    "positions",
    "proportions",
    "reliability",
    "requests",
    "response",
    "scenario",
    "spectrum",
    "survival",
    "trade",
    "votes",
]
